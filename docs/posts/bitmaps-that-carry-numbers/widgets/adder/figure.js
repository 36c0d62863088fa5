// Two vectors, digit by digit: their slices, the carries, the slices of the sum.
import { drawing, element, line, round, text } from "../../../../_static/widgets/svg.js";
import { ACCOUNTS, IDS, added, counted, idsIn, narrowed, parse, valueAt, vectorOf, weight } from "./model.js";

const QUIET = "var(--figure-muted)";
const INK = "currentColor";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const [WIDTH, HEIGHT] = [400, 470];
const [LEFT, RIGHT] = [44, 306];
const TOP = 34;
const ROW = 13;
const HEAD = 19;
const BLOCK = HEAD + ACCOUNTS * ROW + 6;
const MOST = 8;
/** How much of a text that cannot be used is told. */
const SHORT = 16;

export const controls = [
  { name: "a", type: "text", label: "Monday", default: "3:5.25 7:-1.5 8:0 12:7.75 13:2" },
  { name: "b", type: "text", label: "Tuesday", default: "3:1.25 12:-7.75 14:4" },
  { name: "k", type: "number", label: "Digits done", min: 0, max: MOST, step: 1, default: 4, play: 1 },
  { name: "minus", type: "flag", label: "Subtract Tuesday", default: false },
  { name: "fixed", type: "flag", label: "No extra digit", default: false },
];

/** @type {(value: number) => string} */
const told = (value) => String(value).replace("-", "−");

/** The vectors of a state, what of its texts cannot be used, and the accounts that are shown. */
function read(/** @type {WidgetState} */ state) {
  const [a, b] = [parse(state.a), parse(state.b)];
  const ids = [...new Set([...a.numbers.keys(), ...b.numbers.keys()])].sort((x, y) => x - y);
  const shown = ids.slice(0, ACCOUNTS);
  const kept = (/** @type {Map<number, number>} */ numbers) =>
    vectorOf(new Map([...numbers].filter(([id]) => shown.includes(id))));
  const [x, y] = [kept(a.numbers), kept(b.numbers)];
  const done = added(x, y, state.minus, state.fixed);
  return { a: x, b: y, ids: shown, left: ids.slice(ACCOUNTS), faults: [...a.faults, ...b.faults], ...done };
}

/** Where digit `i` of `width` stands. */
function columnOf(/** @type {number} */ i, /** @type {number} */ width) {
  const step = Math.min((RIGHT - LEFT) / width, 36);
  return RIGHT - step * (i + 0.5);
}

/**
 * A block of slices: a row for each account, a square for each digit that is there.
 * @param {number} place
 * @param {string} title
 * @param {number[]} ids
 * @param {(number | undefined)[]} slices
 * @param {string} fill
 */
function block(place, title, ids, slices, fill) {
  const y = TOP + place * BLOCK + HEAD;
  const parts = [text(4, y - 6, title, { fill })];
  // One path for all squares of a kind: a browser lays out a path sooner than two hundred squares.
  const squares = ["", ""];
  for (const [row, id] of ids.entries()) {
    const at = y + row * ROW;
    parts.push(text(LEFT - 12, at + 10, id, { fill: QUIET, "text-anchor": "end", "font-size": "0.9em" }));
    for (const [i, slice] of slices.entries()) {
      if (slice === undefined) continue;
      squares[(slice >> id) & 1] += `M${round(columnOf(i, slices.length) - 9)} ${round(at + 1)}h18v${ROW - 2}h-18z`;
    }
  }
  const [empty, full] = squares;
  if (empty) parts.push(element("path", { d: empty, fill: "none", stroke: "var(--rule)" }));
  if (full) parts.push(element("path", { d: full, fill }));
  return parts.join("");
}

/** The numbers of a block, at its right. */
function values(/** @type {number} */ place, /** @type {string[]} */ words, fill = INK) {
  const y = TOP + place * BLOCK + HEAD + 10;
  return words.map((word, row) => text(WIDTH - 8, y + row * ROW, word, { "text-anchor": "end", fill, "font-size": "0.9em" })).join("");
}

/** The number of an account in a vector; nothing where it is absent. */
function numbers(/** @type {ReturnType<typeof read>["a"]} */ vector, /** @type {number[]} */ ids) {
  return ids.map((id) => ((vector.exists >> id) & 1 ? told(valueAt(vector.slices, id)) : "absent"));
}

/** What a digit counts, over its column. */
function heads(/** @type {number} */ width) {
  return Array.from({ length: width }, (_, i) =>
    text(columnOf(i, width), 14, told(weight(i, width)).replace(/^(−?)0\./, "$1."), { "text-anchor": "middle", fill: QUIET }),
  ).join("");
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const { a, b, ids, width, x, y, carries, sum } = read(state);
  const k = Math.min(state.k, width);
  const isDone = k === width;
  const { counts } = counted(sum);
  const bottom = TOP + 4 * BLOCK;
  const next = columnOf(Math.min(k, width - 1), width);
  const results = ids.map((id) => (isDone ? told(valueAt(sum, id)) : "…"));
  return drawing(
    WIDTH,
    HEIGHT,
    isDone
      ? ""
      : element("rect", { x: next - 12, y: 20, width: 24, height: bottom - 20, fill: RED, "fill-opacity": 0.1 }),
    heads(width),
    block(0, "Monday", ids, x, INK),
    values(0, numbers(a, ids)),
    block(1, state.minus ? "Tuesday, turned over" : "Tuesday", ids, y, INK),
    values(1, numbers(b, ids)),
    block(2, "carry", ids, carries.map((one, i) => (i <= k ? one : undefined)), RED),
    block(3, state.minus ? "difference" : "sum", ids, sum.map((one, i) => (i < k ? one : undefined)), BLUE),
    values(3, results, BLUE),
    line([[LEFT - 8, bottom], [WIDTH - 8, bottom]], { stroke: QUIET, "stroke-width": 0.6 }),
    text(4, bottom + 16, "ids", { fill: QUIET }),
    ...counts.map((count, i) =>
      i < k ? text(columnOf(i, width), bottom + 16, count, { "text-anchor": "middle", fill: BLUE }) : "",
    ),
    isDone ? text(WIDTH - 8, bottom + 16, told(counted(sum).total), { "text-anchor": "end", fill: BLUE }) : "",
  );
}

/** What of the texts was not used. */
function leftOut(/** @type {string[]} */ faults, /** @type {number[]} */ left) {
  if (faults.length)
    return ` Left out: ${faults[0].length > SHORT ? `${faults[0].slice(0, SHORT)}…` : faults[0]}; write id:value, an id below ${IDS}, a value from −16 to 15.75.`;
  return left.length ? ` Account ${left[0]} is left out: there is room for ${ACCOUNTS}.` : "";
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { ids, width, carries, sum, exists, faults, left } = read(state);
  const rest = leftOut(faults, left);
  if (!ids.length) return `No account is known.${rest}`;
  const k = Math.min(state.k, width);
  if (k < width) {
    const held = idsIn(carries[k]);
    const who = held.length ? `into account${held.length > 1 ? "s" : ""} ${held.join(", ")}` : "nowhere";
    return `After ${k} of ${width} digits the carry goes ${who}. Each digit takes five operations on whole slices, however many accounts there are.${rest}`;
  }
  const all = idsIn(exists).map((id) => `${id}: ${told(valueAt(sum, id))}`);
  const kept = narrowed({ exists, slices: sum }).slices.length;
  const wrong = isWrong(state) ? " The dropped digit made some of them wrong." : "";
  return `The ${state.minus ? "difference" : "sum"} is ${all.join(", ")}; the total by counting is ${told(counted(sum).total)}, and ${kept} of ${width} slices are kept.${wrong}${rest}`;
}

/** Whether a number does not fit into the digits that are left. */
function isWrong(/** @type {WidgetState} */ state) {
  const { ids, sum } = read(state);
  const whole = read({ ...state, fixed: false });
  return ids.some((id) => valueAt(sum, id) !== valueAt(whole.sum, id));
}
