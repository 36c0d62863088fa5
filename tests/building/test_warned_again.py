"""What is wrong in a file that a page includes is told by each build until it is mended."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample import sample

PART = """\
See [](#nope).

```{figure} posts/alpha/photo.png
```

$$
\\nope
$$
"""


def test_fault_in_an_included_file_is_told_again(tmp_path: Path) -> None:
    about = "# About\n\n```{include} part.txt\n```\n"
    project = sample(tmp_path, {"about.md": about, "part.txt": PART})
    said = project.build(jobs=2).warnings
    assert [line.split(" WARNING")[0] for line in sorted(said)] == [
        "part.txt:1:",
        "part.txt:3:",
        "part.txt:7:",
    ]
    assert sorted(project.build().warnings) == sorted(said)
    project.write("part.txt", "Mended.\n")
    assert project.build().warnings == []
