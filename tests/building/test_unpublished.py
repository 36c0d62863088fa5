"""What Sphinx notes for its next build stays where it builds."""

from __future__ import annotations

from pathlib import Path

from extensions.building.swap import are_as_noted, swap


def test_notes_of_sphinx_are_not_published(tmp_path: Path) -> None:
    new, old, notes = tmp_path / "new", tmp_path / "old", tmp_path / "notes.json"
    for folder in (new, old):
        folder.mkdir()
        (folder / "objects.inv").write_text("")
        # An older site has it.
        (folder / ".buildinfo").write_text("settings")
    assert swap(new, old, notes)
    assert [path.name for path in old.iterdir()] == ["objects.inv"]
    assert (new / ".buildinfo").is_file()
    assert are_as_noted(new, old, notes)
    assert not swap(new, old, notes)
