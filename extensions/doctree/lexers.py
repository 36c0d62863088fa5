"""The names by which code is coloured: that of a language, if the code can be read as it."""

from __future__ import annotations

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

OTHER_NAMES = {
    **dict.fromkeys(("sh-session", "shell-session", "terminal", "shellsession"), "console"),
    **dict.fromkeys(("golang",), "go"),
    **dict.fromkeys(("plain", "plaintext", "txt", "no-highlight", "nohighlight", "none"), "text"),
    **dict.fromkeys(("ascii", "out", "stdout", "log", "logs", "mermaid"), "text"),
    **dict.fromkeys(("ipython", "ipython3", "python3", "jupyter"), "python"),
    **dict.fromkeys(("env", "dotenv", "conf", "config"), "ini"),
    **dict.fromkeys(("node", "mjs"), "js"),
    **dict.fromkeys(("vimscript",), "vim"),
    **dict.fromkeys(("assembly",), "nasm"),
    **dict.fromkeys(("jsonc", "json5"), "javascript"),
}


def lexer_of(language: str, code: str) -> str:
    """Return the name under which *code* can be coloured, "text" if it cannot."""
    name = OTHER_NAMES.get(language.lower(), language.lower())
    if name in ("text", "", "output"):
        return name
    try:
        lexer = get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return "text"
    lexer.add_filter("raiseonerror")
    try:
        list(lexer.get_tokens(code))
    except Exception:
        return "text"
    return name
