"""Front matter with its faults, and what is told of them: ``tests/fixtures/frontmatter.txt``."""

from __future__ import annotations

import re
from pathlib import Path

from extensions.model.frontmatter.kinds import Kind
from extensions.model.frontmatter.schema import known_keys

KNOWN = re.compile(r"(Known keys of a (\w+)): …")


def _cases() -> list[tuple[str, str, str, list[str]]]:
    """The blocks ``=== docname: name``, file, ``>>>``, messages.

    The keys that are known stand in the schema: "Known keys of a post: …".
    """
    text = (Path(__file__).parents[1] / "fixtures" / "frontmatter.txt").read_text("utf-8")
    cases = []
    for block in re.split(r"^=== ", text, flags=re.M)[1:]:
        head, _, rest = block.partition("\n")
        docname, _, name = head.partition(": ")
        given, _, expected = rest.rpartition(">>>\n")
        cases.append((docname, name, given, KNOWN.sub(_keys, expected).splitlines()))
    return cases


def _keys(match: re.Match[str]) -> str:
    return f"{match[1]}: {', '.join(known_keys(Kind(match[2])))}"


CASES = _cases()
