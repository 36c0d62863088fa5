// The plane of states: where each key is answered rightly, and how two memories move.
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { LOGS, answer, deltas, keyOf, latest, sums } from "./model.js";

const QUIET = "var(--figure-muted)";
const SUM = "var(--figure-second)";
const DELTA = "var(--figure-accent)";
const WIDTH = 400;
const X = linear([-6, 17], [6, 394]);
const Y = linear([-3.5, 12.5], [322, 52]);
/** How wide a bold letter is, in the largest size. */
const LETTER = 8;
const TABLE = { y: 354, row: 22, columns: [12, 170, 276, 388] };

export const controls = [
  { name: "lines", type: "number", label: "Lines of the log read", min: 0, max: 6, step: 1, default: 3 },
  { name: "angle", type: "number", label: "Angle from key x to key y", unit: "°", min: 0, max: 180, step: 5, default: 60 },
  { name: "rate", type: "number", label: "Rate β", min: 0, max: 2, step: 0.1, digits: 1, default: 1 },
  {
    name: "log",
    type: "choice",
    label: "The log",
    choices: [
      ["rewritten", "x = 3, y = 5, x = 7, y = 5, x = 7, y = 5"],
      ["three", "x = 3, y = 5, z = 4, and again"],
    ],
    default: "rewritten",
  },
];

const signed = (/** @type {number} */ value) => {
  const shown = value.toFixed(1);
  return (Number(shown) === 0 ? "0.0" : shown).replace("-", "−");
};
const isInside = (/** @type {number[]} */ [x, y]) => x >= X.domain[0] && x <= X.domain[1] && y >= Y.domain[0] && y <= Y.domain[1];

/** The points in which the line of all states that answer `key` with `value` meets the picture's edge. */
function ends([a, b], value) {
  const found = [];
  if (Math.abs(b) > 1e-9) for (const x of X.domain) found.push([x, (value - a * x) / b]);
  if (Math.abs(a) > 1e-9) for (const y of Y.domain) found.push([(value - b * y) / a, y]);
  return found.filter(isInside).sort((one, other) => other[1] - one[1] || other[0] - one[0]);
}

/** Where the label of each line stands, lower where another is there already. */
function labelled(lines) {
  /** @type {{ x: number, y: number }[]} */
  const taken = [];
  return lines.map((one) => {
    const x = X(one.top[0]);
    // Beside the upper end, on the side that has room.
    const isRight = x > WIDTH - 70;
    const place = { x: x + (isRight ? -6 : 6), y: Math.max(Y(one.top[1]) - 6, 68), anchor: isRight ? "end" : "start" };
    while (taken.some(({ x: other, y }) => Math.abs(other - place.x) < 60 && Math.abs(y - place.y) < 16)) place.y += 17;
    taken.push(place);
    return { ...one, place };
  });
}

function rightAnswers(state) {
  const written = LOGS[state.log].slice(0, state.lines);
  const last = written.length ? written[written.length - 1][0] : "";
  const lines = latest(state).flatMap(([name, value]) => {
    const met = ends(keyOf(name, state.angle), value);
    return met.length < 2 ? [] : [{ name, value, top: met[0], bottom: met[met.length - 1] }];
  });
  return labelled(lines).map(({ name, value, top, bottom, place }) => {
    const colour = name === last ? "currentColor" : QUIET;
    return [
      line([top, bottom].map(([x, y]) => [X(x), Y(y)]), { stroke: colour, "stroke-width": name === last ? 1.8 : 1.2 }),
      text(place.x, place.y, `${name} = ${value}`, { fill: colour, class: "over", "text-anchor": place.anchor }),
    ].join("");
  });
}

/** @typedef {{ x: number, y: number, width: number }} Words where the middle of words is, and how wide they are */

/** Whether words at two places would stand in each other. */
const areInOneAnother = (/** @type {Words} */ a, /** @type {Words} */ b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 2 && Math.abs(a.y - b.y) < 14;

/**
 * The first of `places` at which nothing stands yet; it is taken then.
 * @template {Words} Place
 * @param {Place[]} places
 * @param {Words[]} taken
 */
function freeOf(places, taken) {
  const free = places.find((one) => !taken.some((other) => areInOneAnother(one, other))) ?? places[0];
  taken.push(free);
  return free;
}

/** The keys, each with its name where none stands yet; `taken` gets the places. */
function keys(state, taken) {
  const names = [...new Set(LOGS[state.log].map(([name]) => name))];
  return names.map((name) => {
    const [a, b] = keyOf(name, state.angle);
    const side = name === "y" ? -1 : 1;
    // Beside its tip, since ways follow the keys; y on the other side, since it may lie on another key.
    const places = [side, -side].flatMap((way) => [2, 1.2, 2.6].map((far) => ({ x: X(far * a + 0.8 * b * way), y: Y(far * b - 0.8 * a * way) + 4, width: 9 })));
    const { x, y } = freeOf(places, taken);
    return [
      line([[X(0), Y(0)], [X(2 * a), Y(2 * b)]], { stroke: QUIET, "stroke-width": 3 }),
      text(x, y, name, { "text-anchor": "middle", fill: QUIET, class: "over" }),
    ].join("");
  });
}

/** A way as far as it stays in the picture, and where it ends there. */
function seen(points) {
  const left = points.findIndex((point) => !isInside(point));
  const shown = left < 0 ? points : points.slice(0, left);
  const [a, b] = shown[shown.length - 1];
  return { shown, isGone: left >= 0, end: [X(a), Y(b)] };
}

/** The way of one memory, with its name at the end: above it or below, where nothing is `taken`. */
function way(points, name, colour, isAbove, taken) {
  const { shown, isGone, end: [x, y] } = seen(points);
  const isAtStart = Math.hypot(x - X(0), y - Y(0)) < 12;
  const words = isGone ? `${name}, then off the picture` : name;
  const isBefore = x > 300 || isAtStart || (isGone && x > 200);
  const left = x + (x > 300 || isAtStart ? -9 : 9);
  const width = words.length * LETTER;
  const downs = isAtStart ? [4, -14, 22] : isAbove ? [-10, -28, 18, 36] : [18, 36, -10, -28];
  const nameAt = points.length > 1 ? freeOf(downs.map((down) => ({ x: left + (isBefore ? -width : width) / 2, y: y + down, width })), taken) : { y };
  return [
    line(shown.map(([a, b]) => [X(a), Y(b)]), { stroke: colour, "stroke-width": 2 }),
    ...shown.map(([a, b], at) => dot(X(a), Y(b), at === shown.length - 1 ? 5.5 : 3, { fill: colour })),
    points.length > 1
      ? text(left, nameAt.y, words, { fill: colour, class: "over", "font-weight": "700", "text-anchor": isBefore ? "end" : "start" })
      : "",
  ].join("");
}

/** Whether the names at the ends of two ways would stand in each other. */
function areClose(sum, delta) {
  const [[x, y], [a, b]] = [seen(sum).end, seen(delta).end];
  return Math.abs(x - a) < 190 && Math.abs(y - b) < 24;
}

/** What a memory answers, marked where it is right. */
function answered(memory, name, value, angle) {
  const found = answer(memory, name, angle);
  return Math.abs(found - value) < 1e-9 ? `✓ ${signed(found)}` : signed(found);
}

function table(state, sum, delta) {
  const { y, row, columns } = TABLE;
  const cells = (at, words, looks) =>
    words.map((word, column) =>
      text(columns[column], y + at * row, word, { "text-anchor": column ? "end" : "start", fill: looks[column] }),
    );
  return [
    ...cells(0, ["asked for", "last written", "sum says", "delta says"], [QUIET, QUIET, SUM, DELTA]),
    line([[columns[0], y + 7], [columns[3], y + 7]], { stroke: "var(--rule-strong)" }),
    ...latest(state).flatMap(([name, value], at) =>
      cells(
        at + 1.2,
        [name, value, answered(sum, name, value, state.angle), answered(delta, name, value, state.angle)],
        ["currentColor", "currentColor", SUM, DELTA],
      ),
    ),
  ];
}

export function draw(state) {
  /** @type {Words[]} */
  const taken = [];
  const [sum, delta] = [sums(state), deltas(state)];
  const read = LOGS[state.log].slice(0, state.lines).map(([name, value]) => `${name} = ${value}`);
  return drawing(
    WIDTH,
    TABLE.y + 4.2 * TABLE.row - 8,
    text(8, 16, "read so far:", { fill: QUIET }),
    text(8, 36, read.length ? read.join(", ") : "nothing"),
    element("rect", { x: 6, y: 52, width: 388, height: 270, fill: "none", stroke: "var(--rule-strong)", "stroke-width": 0.8 }),
    ...keys(state, taken),
    ...rightAnswers(state),
    way(sum, "sum", SUM, areClose(sum, delta), taken),
    way(delta, "delta", DELTA, false, taken),
    ...table(state, sum[sum.length - 1], delta[delta.length - 1]),
  );
}

export function describe(state) {
  const written = latest(state);
  if (!written.length) return "Nothing is written, and both memories answer every key with 0.";
  const [sum, delta] = [sums(state), deltas(state)].map((all) => all[all.length - 1]);
  const said = (point) => written.map(([name]) => `${name} with ${signed(answer(point, name, state.angle))}`).join(", ");
  const count = state.lines === 1 ? "one line" : `${state.lines} lines`;
  return (
    `After ${count} the last values are ${written.map(([name, value]) => `${name} = ${value}`).join(", ")}. ` +
    `The sum answers ${said(sum)}; the delta rule ${said(delta)}.`
  );
}
