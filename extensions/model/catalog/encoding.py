"""Read every source, also one that is not UTF-8, which Sphinx would answer with a traceback.

Sphinx reads sources with the codec that ``input_encoding`` names and gives it no error
handler; the codec registered here puts � for what it cannot read, and for control characters,
which neither HTML nor XML may hold, and the page is told of.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import TYPE_CHECKING, Any

from extensions.doctree.compat import read_sources_with
from extensions.lib.messages import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NAME = "utf_8_mended"
# What editors of Windows once called "Unicode": it begins with a mark of its own.
MARKED = [(codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def decode(source: bytes, errors: str = "strict") -> tuple[str, int]:
    """Return *source* as text, whatever is in it, and its length."""
    codec = next((name for mark, name in MARKED if source.startswith(mark)), "utf-8-sig")
    return CONTROL.sub("\ufffd", source.decode(codec, "replace")), len(source)


class Decoder(codecs.BufferedIncrementalDecoder):
    """The same for a file that is read in pieces."""

    def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:
        return decode(input) if final else ("", 0)


def find_codec(name: str) -> codecs.CodecInfo | None:
    """Return the codec, to Python's registry."""
    if name != NAME:
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, decode, None, None, None, Decoder, name=NAME)  # type: ignore[arg-type]


def read_everything(app: Sphinx) -> None:
    """Let Sphinx read sources with the codec."""
    codecs.register(find_codec)
    read_sources_with(app, NAME)


def text_in(said: bytes) -> str:
    """Return the text of a source that says *said* as Sphinx reads it."""
    return decode(said)[0].replace("\r\n", "\n").replace("\r", "\n")


def check(env: BuildEnvironment, docname: str) -> None:
    """Warn of the first line of *docname* that is not UTF-8, or has a control character."""
    source = env.doc2path(docname).read_bytes()
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        warn(docname, line, "not-utf-8", "this is not UTF-8: save the file as UTF-8")
        return
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        said = f"the character U+{ord(found[0]):04X} cannot stand in a page: delete it"
        warn(docname, line, "control-character", said)


def source_digest(source: str | bytes) -> str:
    """Return a short digest of *source*, which is the same for a text and for it in UTF-8."""
    said = source.encode() if isinstance(source, str) else source
    return hashlib.blake2b(said, digest_size=16).hexdigest()
