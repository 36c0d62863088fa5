"""Interactive figures with a fault each: what is wrong, and the place and words of its line."""

from __future__ import annotations

from tests.support.widget_samples import GOOD

DRAW = "return `<svg"
AT = "figure.js:"

# What the code is instead, where that is told, and what.
FAULTS = {
    "syntax": (f"{GOOD}const = 1;\n", f"{AT}9", "SyntaxError: Unexpected token '='"),
    "throws": (
        GOOD.replace(DRAW, f"none();\n  {DRAW}"),
        f"{AT}6",
        "draw fails: ReferenceError: none",
    ),
    "describe": (
        GOOD.replace("=> `It", "=> state.a.b + `It"),
        f"{AT}8",
        "describe fails: TypeError",
    ),
    "no number": (
        GOOD.replace("h${state.size}", "h${0 / 0}"),
        f"{AT}5",
        "draw gives NaN, in <path",
    ),
    "said NaN": (GOOD.replace("${state.size} cm", "${0 / 0} cm"), f"{AT}8", "which is no sentence"),
    "says nothing": (
        GOOD.replace("`It is ${state.size} cm long.`", "``"),
        f"{AT}8",
        "gives nothing",
    ),
    "long number": (
        GOOD.replace("h${state.size}", "h${state.size / 3}"),
        f"{AT}5",
        "draw gives 0.6666666666666666…, whose last digits a browser may compute otherwise",
    ),
    "no word": (
        GOOD.replace('"size"', '"größe"'),
        f"{AT}2",
        'a control has the name "größe", which cannot stand in an address: write letters a to z',
    ),
    "endless": (GOOD.replace("h${state.size}", "h${1 / 0}"), f"{AT}5", "draw gives Infinity"),
    "chance": (GOOD.replace("h${state.size}", "h${Math.random()}"), f"{AT}5", "another answer"),
    "date": (GOOD.replace("h${state.size}", "h${Date.now()}"), f"{AT}5", "another answer"),
    "keeps": (
        GOOD.replace("export function draw", "let n = 0;\nexport function draw").replace(
            "h${state.size}", "h${(n += 1)}"
        ),
        f"{AT}6",
        "another answer",
    ),
    "for ever": (GOOD.replace(DRAW, f"for (;;);\n  {DRAW}"), f"{AT}5", "more than 2 seconds"),
    "loads for ever": (f"{GOOD}for (;;);\n", f"{AT}5", "more than 2 seconds"),
    "ends": (f"{GOOD}process.exit(3);\n", f"{AT}1", "it stops what draws it"),
    "no label": (GOOD.replace('"Size"', '""'), f"{AT}2", 'the control "size" has no label'),
    "no range": (GOOD.replace("max: 4, ", ""), f"{AT}2", 'the control "size" has no range'),
    "no type": (GOOD.replace('"choice"', '"radio"'), f"{AT}3", "has the type"),
    "no default": (GOOD.replace(", default: 2", ""), f"{AT}2", "has no first value"),
    "out of range": (
        GOOD.replace("default: 2", "default: 7"),
        f"{AT}2",
        "7, which is out of its range",
    ),
    "twice": (GOOD.replace('"kind"', '"size"'), f"{AT}2", 'two controls have the name "size"'),
    "initial": (
        f"{GOOD}export const initial = {{ sise: 1 }};\n",
        f"{AT}9",
        'initial: "sise": no control has the name: did you mean "size"?',
    ),
    "no draw": (
        GOOD.replace("export function draw", "function draw"),
        f"{AT}1",
        '"draw" is not exported',
    ),
    "no controls": (
        GOOD.replace("export const controls", "const controls"),
        f"{AT}1",
        '"controls" is not',
    ),
    "no text": (GOOD.replace(DRAW, f"return 7;\n  {DRAW}"), f"{AT}5", "draw gives no text"),
    "no SVG": (GOOD.replace("</svg>", ""), f"{AT}5", "draw gives no SVG"),
    "no size": (GOOD.replace(' viewBox="0 0 9 9"', ""), f"{AT}5", "draw gives no size"),
    "script": (
        GOOD.replace("</svg>", "<script/></svg>"),
        f"{AT}5",
        "<script>, which may not stand",
    ),
    "id of all": (
        GOOD.replace("${id}-line", "clip"),
        f"{AT}5",
        'the id "clip", which a second figure',
    ),
    "form": (f"{GOOD}export default 1;\n", f"{AT}9", '"export" is not joined: write import'),
    "missing": (
        'import { a } from "./modle.js";\n' + GOOD,
        f"{AT}1",
        'it imports "./modle.js", which is not there',
    ),
    "named": (
        GOOD.replace('"size"', '"alt"'),
        f"{AT}2",
        'a control has the name "alt", which is an option of {widget} itself: choose another',
    ),
    "nameless": (GOOD.replace('name: "size", ', ""), f"{AT}1", "a control has no name: write name"),
    "no table": (
        GOOD.replace("];", '  "size",\n];', 1),
        f"{AT}1",
        'control 3 is "size": write { name, type, label, default }',
    ),
    "null": (GOOD.replace("];", "  null,\n];", 1), f"{AT}1", "control 3 is null: write {"),
    "label of number": (GOOD.replace('"Size"', "7"), f"{AT}2", 'the control "size" has no label'),
    "misspelt key": (
        GOOD.replace("unit:", "units:"),
        f"{AT}2",
        'the control "size" has "units", which is nothing that a control has: did you mean "unit"?',
    ),
    "text for number": (
        GOOD.replace("default: 2", 'default: "2"'),
        f"{AT}2",
        'the control "size" has the first value "2", which is no number',
    ),
    "between steps": (
        GOOD.replace("default: 2", "default: 2.2"),
        f"{AT}2",
        "the first value 2.2, which is on none of its steps: 2 is the nearest",
    ),
    "step of text": (GOOD.replace("step: .5", 'step: ".5"'), f"{AT}2", "has no range: write min"),
    "play of flag": (
        GOOD.replace("default: 2", "default: 2, play: true"),
        f"{AT}2",
        "has play: true, which is not the number of steps a second",
    ),
    "no flag": (
        GOOD.replace(
            'type: "choice", label: "Kind", choices: ["solid", "dashed"], default: "solid"',
            'type: "flag", label: "Kind", default: "no"',
        ),
        f"{AT}3",
        'has the first value "no", which is neither true nor false',
    ),
    "no points": (
        GOOD.replace(
            'type: "choice", label: "Kind", choices: ["solid", "dashed"], default: "solid"',
            'type: "points", label: "Kind", min: 0, max: 1, step: 1, default: [0, 1]',
        ),
        f"{AT}3",
        "has the first value [0,1], which is no list of pairs of numbers",
    ),
    "choices of numbers": (
        GOOD.replace('["solid", "dashed"]', "[1, 2]"),
        f"{AT}3",
        "has choices that are no texts: write choices",
    ),
    "choices of text": (
        GOOD.replace('["solid", "dashed"]', '"solid, dashed"'),
        f"{AT}3",
        "has choices that are no texts: write choices",
    ),
    "choice twice": (
        GOOD.replace('["solid", "dashed"]', '["solid", "dashed", "solid"]'),
        f"{AT}3",
        'has the choice "solid" twice',
    ),
    "initial of function": (
        f"{GOOD}export const initial = () => ({{ size: 1 }});\n",
        f"{AT}9",
        "initial is no table of values: write { size: 2 }",
    ),
    "last of unknown": (
        f"{GOOD}export const last = () => ({{ sise: 1 }});\n",
        f"{AT}9",
        'last gives "sise", which is no control of a number',
    ),
    "last out of range": (
        f"{GOOD}export const last = () => ({{ size: NaN }});\n",
        f"{AT}9",
        "last gives size = NaN, which is out of its range",
    ),
    "last throws": (
        f"{GOOD}export const last = (state) => state.none.k;\n",
        f"{AT}9",
        "last fails: TypeError: Cannot read properties of undefined (reading 'k')",
    ),
    "handles of function": (
        f"{GOOD}export const handles = () => [];\n",
        f"{AT}9",
        "handles is no list: write [{ label, x, scaleX }]",
    ),
    "handle of nothing": (
        f'{GOOD}export const handles = [{{ label: "H", at: () => [0, 0] }}];\n',
        f"{AT}9",
        'the handle "H" sets nothing: write x, y or points, with the name of a control',
    ),
    "handle of nobody": (
        f'{GOOD}export const handles = [{{ label: "H", x: "sise" }}];\n',
        f"{AT}9",
        'the handle "H" sets "sise", and no control has the name: did you mean "size"?',
    ),
    "handle of choice": (
        f'{GOOD}export const handles = [{{ label: "H", x: "kind" }}];\n',
        f"{AT}9",
        'the handle "H" sets "kind", which is of the type choice, not number',
    ),
    "handle without label": (
        f'{GOOD}export const handles = [{{ x: "size" }}];\n',
        f"{AT}9",
        "the handle 1 has no label: say what it moves",
    ),
    "handle without scale": (
        f'{GOOD}export const handles = [{{ label: "H", x: "size", scaleX: (x) => x }}];\n',
        f"{AT}9",
        'the handle "H" has no scaleX: write one of the scales of scales.js',
    ),
    "handle nowhere": (
        f"{GOOD}const X = Object.assign((x) => x, {{ invert: (x) => x }});\n"
        'export const handles = [{ label: "H", x: "size", scaleX: X, at: () => [0, NaN] }];\n',
        f"{AT}10",
        'the handle "H" stands at [0,null]: at returns two numbers',
    ),
    "idle of table": (
        f"{GOOD}export const idle = {{ size: 1 }};\n",
        f"{AT}9",
        "idle is no function of the state",
    ),
    "idle of text": (
        f'{GOOD}export const idle = () => "size";\n',
        f"{AT}9",
        'idle gives "size": return the reasons by the names of controls',
    ),
    "idle of nobody": (
        f'{GOOD}export const idle = () => ({{ sise: "no" }});\n',
        f"{AT}9",
        'idle names "sise", and no control has the name: did you mean "size"?',
    ),
    "idle without reason": (
        f"{GOOD}export const idle = () => ({{ size: true }});\n",
        f"{AT}9",
        'idle gives true for "size": write why, or ""',
    ),
    "idle throws": (
        f"{GOOD}export const idle = (state) => state.a.b;\n",
        f"{AT}9",
        "idle fails: TypeError",
    ),
    "promised": (
        GOOD.replace("export function draw", "export async function draw"),
        f"{AT}5",
        "draw gives a promise: leave out async",
    ),
    "promised words": (
        GOOD.replace("describe = (state)", "describe = async (state)"),
        f"{AT}8",
        "describe gives a promise: leave out async",
    ),
    "changes its state": (
        GOOD.replace(DRAW, f"state.size = 3;\n  {DRAW}"),
        f"{AT}6",
        "draw fails: TypeError: Cannot assign to read only property 'size'",
    ),
    "id twice": (
        GOOD.replace("</svg>", '<path id="${id}-line" d="M0 0"/></svg>'),
        f"{AT}5",
        '-line" twice: give each a name of its own',
    ),
    "bare sign": (
        GOOD.replace("</svg>", "<text>a & b</text></svg>"),
        f"{AT}5",
        "in words, write &lt; for < and &amp; for &, as text of svg.js does",
    ),
    "words in HTML": (
        GOOD.replace("It is", "It <b>is</b>"),
        f"{AT}8",
        'describe gives "<b>", which readers would see as it stands: it is text, and no HTML',
    ),
    "code of text": (
        GOOD.replace(DRAW, f'eval("1");\n  {DRAW}'),
        f"{AT}6",
        "draw fails: Error: eval: the policy of the site forbids code that is made of text",
    ),
    "function of text": (
        GOOD.replace(DRAW, f'new Function("return 1");\n  {DRAW}'),
        f"{AT}6",
        "draw fails: Error: Function: the policy of the site forbids code that is made of text",
    ),
    "asks a host": (
        GOOD.replace(DRAW, f'fetch("https://x.example/a.json");\n  {DRAW}'),
        f"{AT}6",
        "draw fails: Error: fetch: a figure asks for nothing: put what it needs into data.json",
    ),
    "page": (
        f"const box = document.body;\n{GOOD}",
        f"{AT}1",
        "ReferenceError: document is not defined: a figure knows no page, write what it shows",
    ),
    "throws at an end": (
        GOOD.replace(DRAW, f'if (state.size > 3) throw new Error("no");\n  {DRAW}'),
        f"{AT}6",
        "where size = 4, kind = dashed: draw fails: Error: no",
    ),
    "no number at an end": (
        GOOD.replace("h${state.size}", "h${1 / (4 - state.size)}"),
        f"{AT}5",
        "where size = 4, kind = dashed: draw gives Infinity, in <path",
    ),
    "other view": (
        GOOD.replace("0 0 9 9", "0 0 ${9 + state.size} 9"),
        f"{AT}5",
        "where size = 0, kind = solid: draw gives another viewBox than for the first state",
    ),
    "for ever at an end": (
        GOOD.replace(DRAW, f"while (state.size > 3);\n  {DRAW}"),
        f"{AT}5",
        "draw takes more than 2 seconds for the largest values of its controls",
    ),
    "no such export": (
        'import { b } from "./other.js";\n' + GOOD,
        f"{AT}1",
        "does not provide an export named 'b'",
    ),
}


# The same for its other files.
OTHER_FILES = {
    "sheet of other": (
        {"style.css": '@import "other.css";\n'},
        "style.css:1",
        "@import is not joined: write the rules themselves",
    ),
    "sheet asks": (
        {"style.css": '\n[data-widget="sheet-asks"] a { fill: url("https://x.example/a.svg"); }'},
        "style.css:2",
        "url(https://x.example/a.svg) is not there for a page: draw it in figure.js",
    ),
    "sheet of page": (
        {
            "style.css": '[data-widget="sheet-of-page"] a { color: red }\n'
            "@media print { p { color: red } }\n"
        },
        "style.css:2",
        '"p" is about the whole page: begin it with [data-widget="sheet-of-page"]',
    ),
    "sheet of another": (
        {"style.css": '[data-widget="line"] a { color: red }\n'},
        "style.css:1",
        '"[data-widget="line"] a" is about the whole page: begin it with',
    ),
    "sheet open": (
        {"style.css": '\n[data-widget="sheet-open"] a { color: red\n'},
        "style.css:2",
        "a rule is not closed: write } at its end",
    ),
    "sheet closed": (
        {"style.css": '[data-widget="sheet-closed"] a { color: red }\n}\n'},
        "style.css:2",
        "a } closes nothing: delete it",
    ),
    "worker no run": (
        {"worker.js": "export const a = 1;\n"},
        "worker.js:1",
        '"run" is not exported: write export before it',
    ),
    "worker throws": (
        {"worker.js": '\nexport function* run() {\n  throw new Error("no");\n}\n'},
        "worker.js:3",
        "worker fails: Error: no",
    ),
    "worker function": (
        {"worker.js": "\nexport function run() {\n  return 3;\n}\n"},
        "worker.js:2",
        "run is no generator: write export function* run(state, data)",
    ),
    "worker promised": (
        {"worker.js": "export async function* run() {\n  yield 1;\n}\n"},
        "worker.js:1",
        "run is no generator: write export function* run(state, data)",
    ),
    "worker words": (
        {"worker.js": 'export function* run() {\n  yield "half";\n}\n'},
        "worker.js:1",
        "run yields half: how far it is, from 0 to 1",
    ),
    "worker for ever": (
        {"worker.js": "\nexport function* run() {\n  for (;;) yield 0.5;\n}\n"},
        "worker.js:2",
        "run takes more than 2 seconds for its first state: begin with one that takes less",
    ),
    "session no open": (
        {"session.js": "export const a = 1;\n"},
        "session.js:1",
        '"open" is not exported: write export before it',
    ),
    "session syntax": (
        {"session.js": "export function open( {\n"},
        "session.js:2",
        "SyntaxError: Unexpected end of input",
    ),
}
