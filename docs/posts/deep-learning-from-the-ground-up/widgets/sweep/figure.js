// An expression as a graph of single operations, its values, and one of the two sweeps, step by step.
import { drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { layout } from "./layout.js";
import { backwardCost, counts, forwardCost, sweep, tangents, values } from "./model.js";
import { MOST, Unreadable, parse } from "./parse.js";

const QUIET = "var(--figure-muted)";
const VALUE = "var(--figure-accent)";
const BACK = "var(--figure-second)";
const DOT = "var(--figure-third)";
const [LEFT, RIGHT, TOP, BOTTOM] = [4, 396, 66, 330];
const HEIGHT = 392;

export const controls = [
  { name: "y", type: "text", label: "y =", default: "x1*x2*(x1*x2 + x1)", most: 60 },
  { name: "step", type: "number", label: "Step", min: 0, max: 2 * MOST, step: 1, default: 6, play: 1 },
  {
    name: "mode",
    type: "choice",
    label: "Mode",
    choices: [["reverse", "reverse"], ["x1", "forward, x1 moves"], ["x2", "forward, x2 moves"]],
    default: "reverse",
  },
  { name: "x1", type: "number", label: "x1", min: -3, max: 3, step: 0.1, default: 2 },
  { name: "x2", type: "number", label: "x2", min: -3, max: 3, step: 0.1, default: 3 },
];

const SIGNS = /** @type {Record<string, string>} */ ({ "*": "×", "/": "÷", "-": "−", "+": "+", pow: "^", neg: "−" });

/**
 * @param {number} value
 * @param {number} digits
 */
function told(value, digits = 4) {
  if (Number.isNaN(value)) return "none";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)) return value.toExponential(1).replace("e+", "e").replace(/-/g, "−");
  return String(Number(value.toPrecision(digits)) || 0).replace("-", "−");
}

/**
 * The program of `state`, where it stands, and its numbers; only what is wrong, where it cannot be read.
 * @param {WidgetState} state
 */
function program({ y, step, mode, x1, x2 }) {
  try {
    const operations = parse(y);
    const found = values(operations, [x1, x2]);
    const size = operations.length - 2;
    const isReverse = mode === "reverse";
    const end = isReverse ? 2 * size : size;
    const at = Math.min(step, end);
    const back = isReverse ? Math.max(at - size, 0) : 0;
    const swept = sweep(operations, found, back);
    const dots = isReverse ? [] : tangents(operations, found, mode === "x1" ? 0 : 1);
    return { operations, found, size, isReverse, end, at, back, dots, ...swept, count: counts(operations) };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.message };
    throw error;
  }
}

/** @typedef {Exclude<ReturnType<typeof program>, { fault: string }>} Program */

/**
 * @param {Program} now
 * @param {number} at
 */
function nameOf({ operations, size }, at) {
  return operations[at].name ?? (at === size + 1 ? "y" : `v${at - 1}`);
}

/**
 * @param {Program} now
 * @param {number} at
 */
function formula(now, at) {
  const { op, args } = now.operations[at];
  const names = args.map((one) => (typeof one === "number" ? nameOf(now, one) : told(one.value)));
  if (op === "neg") return `−${names[0]}`;
  return SIGNS[op] ? names.join(op === "pow" ? "^" : ` ${SIGNS[op]} `) : `${op}(${names[0]})`;
}

/**
 * What the step does, and how many operations have been done.
 * @param {Program} now
 */
function doing(now) {
  const { operations, found, size, at, back, isReverse, dots, sent } = now;
  const done = operations.slice(2, 2 + Math.min(at, size));
  const tangent = isReverse ? 0 : done.reduce((sum, one) => sum + forwardCost(one), 0);
  const way = operations.slice(2).reverse().slice(0, back).reduce((sum, one) => sum + backwardCost(one), 0);
  const operationsDone = done.length + tangent + way;
  if (!at) return { words: "inputs are given", fill: VALUE, operationsDone };
  if (!back) {
    const here = at + 1;
    const moves = isReverse ? "" : `, moving at ${told(dots[here])}`;
    return { words: `${nameOf(now, here)} = ${formula(now, here)} = ${told(found[here])}${moves}`, fill: VALUE, operationsDone };
  }
  const here = size + 2 - back;
  const parts = sent.filter(({ from }) => from === here).map(({ to, sent: part }) => `${told(part)} to ${nameOf(now, to)}`);
  return { words: `back through ${nameOf(now, here)} = ${formula(now, here)}: ${parts.join(", ")}`, fill: BACK, operationsDone };
}

/**
 * The sign of an operation, with its constant.
 * @param {Program} now
 * @param {number} at
 */
function signOf({ operations }, at) {
  const { op, args } = operations[at];
  if (op === "input") return "";
  const sign = SIGNS[op] ?? op;
  const [constant] = args.filter((one) => typeof one !== "number");
  if (!constant) return sign;
  return typeof args[0] === "number" ? `${sign}${told(constant.value)}` : `${told(constant.value)}${sign}`;
}

/**
 * The two numbers of a node, as far as they are there: its value, and what has come back to it, or
 * how fast it moves.
 * @param {Program} now
 * @param {number} at
 * @param {number} digits
 */
function numbersOf({ found, isReverse, back, size, bars, dots, sent, at: step }, at, digits) {
  if (at > 1 && at - 1 > step) return ["", ""];
  // The sweep begins with 1 at the last operation.
  const hasBar = back > 0 && (at === size + 1 || sent.some(({ to }) => to === at));
  const second = isReverse ? bars[at] : dots[at];
  return [told(found[at], digits), isReverse && !hasBar ? "" : told(second, digits)];
}

/** Whether the step is at this node. */
function isHere(/** @type {Program} */ { back, size, at: step }, /** @type {number} */ at) {
  if (back) return at === size + 2 - back;
  return step > 0 && at === step + 1;
}

/**
 * The words of a node: in a low box all on one line; in a narrow one neither its name nor both numbers.
 * @param {Program} now
 * @param {number} at
 * @param {{ x: number, width: number, first: number, isTall: boolean }} box
 */
function wordsOf(now, at, { x, width, first, isTall }) {
  const [left, right] = [x - width / 2 + 5, x + width / 2 - 5];
  const [name, sign] = [nameOf(now, at), signOf(now, at)];
  const [value, second] = numbersOf(now, at, width < 70 ? 3 : 4);
  const ends = { "text-anchor": "end", fill: VALUE };
  const other = { ...ends, fill: now.isReverse ? BACK : DOT };
  const quiet = { fill: QUIET };
  if (isTall)
    return [text(left, first, name, quiet), text(left, first + 18, sign, quiet), text(right, first, value, ends), text(right, first + 18, second, other)];
  if (width < 110) return [second ? text(right, first, second, other) : text(right, first, value, ends)];
  const named = width >= 150 ? text(left, first, `${name} ${sign}`.trim(), quiet) : "";
  return [named, text(named ? x + width / 10 : x - 1, first, value, ends), text(right, first, second, other)];
}

/**
 * @param {Program} now
 * @param {number} at
 * @param {{ x: number, y: number, width: number, isTall: boolean }} box
 */
function node(now, at, { x, y, width, isTall }) {
  const height = isTall ? 40 : 22;
  const here = isHere(now, at);
  const style = { stroke: here ? "currentColor" : "var(--rule-strong)", "stroke-width": here ? 2.2 : 1 };
  return [
    element("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 5, fill: "var(--paper)", ...style }),
    ...wordsOf(now, at, { x, width, first: y - height / 2 + 16, isTall }),
  ].join("");
}

/** @param {Program} now */
function graph(now) {
  const { places, edges, rows, widest } = layout(now.operations);
  const gap = (BOTTOM - TOP - 40) / Math.max(rows - 1, 1);
  const isTall = gap >= 46;
  const width = Math.min(isTall ? 84 : 190, (RIGHT - LEFT) / widest - 6);
  const x = (/** @type {{ x: number }} */ place) => LEFT + place.x * (RIGHT - LEFT);
  const y = (/** @type {{ row: number }} */ place) => TOP + 20 + place.row * gap;
  const drawn = edges.map(({ from, to, which, way }) => {
    const part = now.sent.find((one) => one.from === to && one.to === from && one.which === which);
    const [first, second] = now.operations[to].args;
    // Two edges between the same two stand side by side.
    const aside = first === second ? which * 16 - 8 : 0;
    const points = way.map((place) => [x(place) + aside, y(place)]);
    const middle = way.length > 2 ? points[1] : [0, 1].map((n) => (points[0][n] + points[1][n]) / 2);
    const heavy = now.back > 0 && isHere(now, to);
    return {
      stroke: line(points, { stroke: part ? BACK : "var(--rule-strong)", "stroke-width": heavy ? 2.4 : 1, "stroke-linejoin": "round" }),
      words: part && gap >= 62 ? text(middle[0], middle[1] + 5, told(part.sent), { "text-anchor": "middle", fill: BACK, class: "over" }) : "",
    };
  });
  const nodes = places.map((place, at) => node(now, at, { x: x(place), y: y(place), width, isTall }));
  return [...drawn.map(({ stroke }) => stroke), ...nodes, ...drawn.map(({ words }) => words)];
}

/** @param {Program} now */
function totals({ count, isReverse }) {
  const { program: size, back, tangent } = count;
  return isReverse
    ? `${size} + ${back} back = ${size + back}, at most 5 × ${size} = ${5 * size}`
    : `${size} + ${tangent} = ${size + tangent} for this input; for both ${size + 2 * tangent}`;
}

/** @type {NonNullable<WidgetFigure["last"]>} */
export function last(state) {
  const now = program(state);
  return "fault" in now ? {} : { step: now.end };
}

/** @param {WidgetState} state */
export function draw(state) {
  const now = program(state);
  if ("fault" in now)
    return drawing(400, HEIGHT, text(200, 180, "y cannot be read", { "text-anchor": "middle", fill: BACK }),
      element("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP, rx: 5, fill: "none", stroke: "var(--rule-strong)" }));
  const { words, fill, operationsDone } = doing(now);
  return drawing(
    400,
    HEIGHT,
    text(LEFT, 18, words, { fill, "font-weight": "bold" }),
    text(LEFT, 46, "value", { fill: VALUE }),
    text(LEFT + 48, 46, now.isReverse ? "cotangent, ∂y / ∂ node" : `tangent, ∂ node / ∂ ${state.mode}`, { fill: now.isReverse ? BACK : DOT }),
    ...graph(now),
    text(LEFT, BOTTOM + 34, `operations so far ${operationsDone}`),
    text(LEFT, BOTTOM + 54, `in all ${totals(now)}`, { fill: QUIET }),
  );
}

/** @param {WidgetState} state */
export function describe(state) {
  const now = program(state);
  if ("fault" in now) return `The expression cannot be read: ${now.fault}.`;
  const { words } = doing(now);
  const { size, found, bars, back, isReverse, end, at, dots } = now;
  const y = `y = ${told(found[size + 1])}`;
  const step = `Step ${at} of ${end}: ${words}.`;
  if (isReverse && back === size) return `${step} ${y}, and one sweep has both derivatives: ${told(bars[0])} with respect to x1, ${told(bars[1])} with respect to x2.`;
  if (!isReverse && at === size) return `${step} ${y}, and this sweep has one derivative, ${told(dots[size + 1])} with respect to ${state.mode}.`;
  return `${step} ${size} ${size === 1 ? "operation makes" : "operations make"} ${y}.`;
}
