"""Scripts are joined and made smaller, and say what they said."""

from __future__ import annotations

from extensions.lib.js_modules import join_exports, minified

TEXTS = {
    "parts.js": "// A part.\nexport const part = (n) => `${n} parts`;\n",
    "whole.js": 'import { part } from "./parts.js";\nexport const whole = part(2);\n',
}


def test_comments_and_blanks_go() -> None:
    joined = join_exports({"it": "whole.js"}, TEXTS.__getitem__)
    assert "A part" not in joined
    assert "`${n} parts`" in joined


def test_texts_within_texts_keep_their_spaces() -> None:
    text = "const users = `${n ? `${n} users` : 'nobody'}, all of them`;"
    assert minified(text) == text
