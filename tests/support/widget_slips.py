"""Interactive figures with a slip of an author who knows the handbook alone, and what is told."""

from __future__ import annotations

from tests.support.widget_samples import GOOD

DRAW = "return `<svg"
AT = "figure.js:"
SCALE = "const X = Object.assign((x) => x, { invert: (x) => x });\n"


def drawn(piece: str) -> str:
    """Return a figure with *piece* at the end of its picture."""
    return GOOD.replace("</svg>", f"{piece}</svg>")


def first(statement: str) -> str:
    """Return a figure that does *statement* before it draws."""
    return GOOD.replace(DRAW, f"{statement}\n  {DRAW}")


def said(words: str) -> str:
    """Return a figure that says *words*, as they stand in code."""
    return GOOD.replace("`It is ${state.size} cm long.`", words)


def ranged(numbers: str) -> str:
    """Return a figure with *numbers* for its range."""
    return GOOD.replace("min: 0, max: 4, step: .5", numbers)


EXPORTS = {
    "draw of text": (
        GOOD.replace("export function draw(", 'export const draw = "x";\nfunction other('),
        f"{AT}5",
        "draw is a text: write a function of the state",
    ),
    "describe of text": (
        GOOD.replace("describe = (state) => `It is ${state.size} cm long.`", 'describe = "It"'),
        f"{AT}8",
        "describe is a text: write a function of the state",
    ),
    "controls of table": (
        GOOD.replace("controls = [", "controls = {}; const rest = ["),
        f"{AT}1",
        "controls is a table: write a list, [{ name, type, label, default }]",
    ),
    "no control": (
        f"export const controls = [];\n{GOOD[GOOD.index('export function') :]}",
        f"{AT}1",
        "controls is empty, and what nobody can move is a {figure}: write { name, type",
    ),
    "last of table": (
        f"{GOOD}export const last = {{ size: 2 }};\n",
        f"{AT}9",
        "last is a table: write a function of the state",
    ),
    "let": (
        GOOD.replace("export const describe", "export let describe"),
        f"{AT}8",
        '"export" is not joined: write import { a } from "./b.js"; and export before',
    ),
    "cut off": (GOOD[:-20], f"{AT}8", "SyntaxError: Missing } in template expression"),
    "of types": (
        GOOD.replace("(state, {", "(state: any, {"),
        f"{AT}5",
        "SyntaxError: Unexpected token ':'",
    ),
    "waits": (
        f"await 1;\n{GOOD}",
        f"{AT}1",
        "await outside of a function: a figure is there at once, put data into data.json",
    ),
    "module of Node": (
        f'import {{ readFileSync }} from "node:fs";\n{GOOD}',
        f"{AT}1",
        'it imports "node:fs", which no page has: import a file of the folder, as "./model.js"',
    ),
    "module of host": (
        f'import {{ a }} from "https://x.example/a.js";\n{GOOD}',
        f"{AT}1",
        'it imports "https://x.example/a.js", which no page has',
    ),
    "other case": (
        f'import {{ a }} from "./Other.js";\n{GOOD}',
        f"{AT}1",
        'it imports "./Other.js", which is not there: did you mean "./other.js"?',
    ),
    "no ending": (
        f'import {{ a }} from "./other";\n{GOOD}',
        f"{AT}1",
        'it imports "./other", which is not there: did you mean "./other.js"?',
    ),
    "of itself": (
        f'import {{ draw as other }} from "./figure.js";\n{GOOD}',
        f"{AT}1",
        "it imports itself, by what it imports: put what both need into a third file",
    ),
}
CONTROLS = {
    "step of nothing": (ranged("min: 0, max: 4, step: 0"), f"{AT}2", "has the step 0: write one"),
    "step back": (ranged("min: 0, max: 4, step: -1"), f"{AT}2", "has the step -1: write one above"),
    "step too far": (
        ranged("min: 0, max: 4, step: 40"),
        f"{AT}2",
        "has the step 40, which is more than its range from 0 to 4",
    ),
    "range turned over": (
        ranged("min: 4, max: 0, step: 1"),
        f"{AT}2",
        "has a range from 4 to 0: write the smaller number in min, the larger in max",
    ),
    "range without end": (
        ranged("min: 0, max: Infinity, step: 1"),
        f"{AT}2",
        "has no range: write min, max and step, each a number",
    ),
    "same label": (
        GOOD.replace('"Kind"', '"Size"'),
        f"{AT}3",
        'two controls have the label "Size", which nobody can tell apart',
    ),
    "label of HTML": (
        GOOD.replace('"Size"', '"<i>Size</i>"'),
        f"{AT}2",
        'the control "size" has "<i>" in its label, which readers would see as it stands',
    ),
    "name of all": (
        GOOD.replace('"size"', '"constructor"'),
        f"{AT}2",
        'a control has the name "constructor", which every object of the language has: choose',
    ),
    "handle of null": (
        f"{GOOD}export const handles = [null];\n",
        f"{AT}9",
        "handles is no list: write [{ label, x, scaleX }]",
    ),
    "handle lost": (
        f'{GOOD}{SCALE}export const handles = [{{ label: "H", x: "size", scaleX: X, '
        "at: ({ size }) => [0, size > 3 ? NaN : 1] }];\n",
        f"{AT}10",
        'where size = 4, kind = dashed: the handle "H" stands at [0,null]: at returns two numbers',
    ),
    "idle fails later": (
        f"{GOOD}export const idle = ({{ size }}) => (size > 3 ? null.a : {{}});\n",
        f"{AT}9",
        "where size = 4, kind = dashed: idle fails: TypeError",
    ),
}
WORK = {
    "corner": (
        first('if (state.size === 4 && state.kind === "solid") throw new Error("no");'),
        f"{AT}6",
        "where size = 4, kind = solid: draw fails: Error: no",
    ),
    "kept for all": (
        first("globalThis.n = (globalThis.n ?? 0) + state.size;").replace(
            "h${state.size}", "h${n}"
        ),
        f"{AT}5",
        "draw gives another answer when it is asked again: leave out Math.random",
    ),
    "tongue": (
        said("`It is ${(1234.5 * state.size).toLocaleString()} long.`"),
        f"{AT}8",
        'and the language of the machine: toLocaleString("en")',
    ),
    "later": (
        first("setTimeout(() => undefined, 0);"),
        f"{AT}6",
        "draw fails: Error: setTimeout: a picture is drawn at once, from its state alone",
    ),
    "fails later": (
        first('Promise.reject(new Error("late"));'),
        f"{AT}6",
        "draw fails: Error: late",
    ),
    "machine": (
        first("process.env.HOME;"),
        f"{AT}6",
        "draw fails: Error: process: no browser has it: a figure asks for nothing but its state",
    ),
    "calls itself": (
        first("const f = () => f();\n  f();"),
        f"{AT}6",
        "draw fails: RangeError: Maximum call stack size exceeded",
    ),
    "throws a text": (first('throw "no";'), f"{AT}5", "draw fails: Error: no"),
}
PICTURES = {
    "bare less": (
        drawn("<text>a < b</text>"),
        f"{AT}5",
        "draw gives no SVG: its XML breaks off or is wrong in line 1: in words, write &lt; for <",
    ),
    "sign of HTML": (
        drawn("<text>a&nbsp;b</text>"),
        f"{AT}5",
        "draw gives no SVG: &nbsp; is a sign of HTML: write the character itself",
    ),
    "half a sign": (
        drawn("<text>a\\ud800b</text>"),
        f"{AT}5",
        "draw gives the sign U+D800, half of a character: cut words with [...words]",
    ),
    "half a sign said": (said('"\\ud83d"'), f"{AT}8", "describe gives the sign U+D83D, half of a"),
    "steering sign": (
        drawn("<text>\\u0001</text>"),
        f"{AT}5",
        "draw gives the sign U+0001, which no page can hold",
    ),
    "words before": (
        GOOD.replace("`<svg", "`Look: <svg"),
        f"{AT}5",
        'draw gives no SVG: it begins with "Look: <svg viewBox="": begin with <svg',
    ),
    "declared": (
        GOOD.replace("`<svg", "`<?xml version='1.0'?><svg"),
        f"{AT}5",
        "draw gives no SVG at its beginning, but \"<?xml version='1.0'?\": begin with <svg",
    ),
    "three numbers": (
        GOOD.replace("0 0 9 9", "0 0 9"),
        f"{AT}5",
        'draw gives a viewBox of "0 0 9", which is no size: write viewBox="0 0 400 300"',
    ),
    "huge": (
        GOOD.replace("0 0 9 9", "0 0 90000 90000"),
        f"{AT}5",
        'a viewBox of "0 0 90000 90000", in which nothing can be read on a phone: draw 400 units',
    ),
    "width of its own": (
        GOOD.replace("<svg ", '<svg width="2000" '),
        f"{AT}5",
        'draw gives width="2000" on <svg>: leave it out, the picture is as wide as its column',
    ),
    "too many": (
        drawn('${"<path/>".repeat(700)}'),
        f"{AT}5",
        "draw gives 701 elements, and 700 are the most that move smoothly: draw marks of one look",
    ),
    "null in it": (drawn('<path fill="${null}"/>'), f"{AT}5", 'draw gives null, in <path fill="nu'),
    "table in it": (drawn('<path d="${{}}"/>'), f"{AT}5", "draw gives [object Object], in <path d"),
    "id of nobody": (
        drawn('<path fill="url(#${id}-lime)"/>'),
        f"{AT}5",
        'draw gives #id-of-nobody-lime, and nothing in it has the id: did you mean "id-of-nobody-l',
    ),
    "link out": (
        drawn('<a href="https://x.example/"/>'),
        f"{AT}5",
        "draw gives <a>, which may not",
    ),
    "picture of host": (
        drawn('<image href="https://x.example/a.png"/>'),
        f"{AT}5",
        "draw gives href, which may not stand in a page: leave it out",
    ),
    "paint of host": (
        drawn('<path fill="url(https://x.example/a.svg#b)"/>'),
        f"{AT}5",
        "draw gives fill, which may not stand in a page: leave it out",
    ),
    "style in it": (drawn("<style>p {}</style>"), f"{AT}5", "draw gives <style>, which may not"),
    "clicked": (
        drawn('<path onclick="f()"/>'),
        f"{AT}5",
        "draw gives onclick, which may not stand",
    ),
    "number said": (said("state.size"), f"{AT}8", "describe gives no text"),
    "signs of HTML said": (
        said('"Tom &amp; Jerry"'),
        f"{AT}8",
        'describe gives "&amp;", which readers would see as it stands: it is text, and no HTML',
    ),
    "sentence of nothing": (
        said("`It is ${state.sise} cm long.`"),
        f"{AT}8",
        'describe gives "It is undefined cm long.", which is no sentence',
    ),
}
SLIPS = {**EXPORTS, **CONTROLS, **WORK, **PICTURES}
