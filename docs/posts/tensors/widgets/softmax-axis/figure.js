// A softmax over one axis: which numbers are added, where the sum stands, and what it then divides.
import { SAYS, cellOf, gridIn, refusal, refused } from "../../../../_static/widgets/grids.js";
import { indexAt, shown } from "../../../../_static/widgets/shapes.js";
import { drawing, text } from "../../../../_static/widgets/svg.js";
import { COLUMNS, partner, softmax } from "./model.js";

const QUIET = "var(--figure-muted)";
const CELL = "var(--figure-accent)";
const SUM = "var(--figure-third)";
const HERE = "var(--figure-second)";
const [WIDTH, HEIGHT, LEFT] = [400, 446, 5];
const MOST_ROWS = 5;
const ACROSS = { x: LEFT, width: 248, cell: 62 };
const TOPS = { raised: 56, weights: 262 };
const HIGH = 24 * MOST_ROWS;

export const controls = [
  { name: "k", type: "number", label: "Element", min: 0, max: MOST_ROWS * COLUMNS - 1, step: 1, default: 6, play: 1 },
  { name: "axis", type: "choice", label: "Axis", choices: [["1", "axis=1, along a row"], ["0", "axis=0, down a column"]], default: "1" },
  { name: "keepdims", type: "flag", label: "keepdims=True", default: true },
  { name: "rows", type: "number", label: "Rows", min: 2, max: MOST_ROWS, step: 1, default: 3 },
  { name: "add", type: "number", label: "Added to all scores", min: 0, max: 800, step: 10, default: 0 },
  { name: "safe", type: "flag", label: "Maximum taken off first", default: true },
  SAYS,
];

/** @type {(value: number | string) => string} */
function told(value) {
  if (typeof value === "string") return value;
  if (value >= 1e4 || (value && value < 1e-3)) return value.toExponential(0).replace("e+", "e").replace("-", "−");
  return value < 10 ? value.toFixed(3) : value.toFixed(value < 1000 ? 1 : 0);
}

/**
 * The sums, beside the rows or below the columns: where broadcasting lays them.
 * @param {number[]} shape
 * @param {(number | string)[]} sums
 * @param {number} rows
 * @param {number} here
 */
function sumsOf(shape, sums, rows, here) {
  const isColumn = shape.length === 2 && shape[1] === 1;
  const box = isColumn
    ? { x: 316, y: TOPS.raised, width: 80, height: rows * 24, cell: 78 }
    : { ...ACROSS, y: TOPS.raised + rows * 24 + 26, height: 24 };
  const grid = gridIn(isColumn ? [sums.length, 1] : [1, sums.length], box);
  const at = (/** @type {number} */ one) => (isColumn ? [one, 0] : [0, one]);
  const order = sums.map((_, one) => one).filter((one) => one !== here).concat(here < 0 ? [] : here);
  return [
    text(isColumn ? 316 : LEFT, isColumn ? TOPS.raised - 9 : box.y - 7, `${isColumn ? "sums" : "sums, shape"} ${shown(shape)}`, { fill: SUM, "font-weight": "bold" }),
    ...order.map((one) => cellOf(grid, at(one), told(sums[one]), { fill: SUM, share: one === here ? 0.4 : 0.12, frame: one === here ? SUM : undefined })),
  ];
}

/**
 * A matrix; `used` are the elements that are framed, `here` the one that is spoken of.
 * @param {number} y
 * @param {(number | string)[]} values
 * @param {{ here: number, used?: (k: number) => boolean, done?: number }} look
 */
function matrix(y, values, { here, used = () => false, done = values.length }) {
  const shape = [values.length / COLUMNS, COLUMNS];
  const grid = gridIn(shape, { ...ACROSS, y, height: HIGH });
  const weight = (/** @type {number} */ k) => (k === here ? 2 : Number(used(k)));
  const order = values.map((_, k) => k).sort((p, q) => weight(p) - weight(q));
  return order.map((k) =>
    cellOf(grid, indexAt(k, shape), k <= done ? told(values[k]) : "", { fill: CELL, share: used(k) ? 0.34 : k <= done ? 0.1 : 0, frame: k === here ? HERE : used(k) ? CELL : undefined }),
  );
}

/** The line of code that the state stands for. */
function code(/** @type {WidgetState} */ { axis, keepdims, safe }) {
  const kept = keepdims ? ", keepdims=True" : "";
  return `E = exp(${safe ? "S − max" : "S"});  A = E / E.sum(axis=${axis}${kept})`;
}

/** @type {(state: WidgetState) => ReturnType<typeof softmax>} */
const asked = ({ axis, keepdims, rows, add, safe }) => softmax({ axis, keepdims, rows, add, safe });

/** Whether the sums over the chosen axis are all one, as those of weights must be. */
function isRight(/** @type {WidgetState} */ state, /** @type {ReturnType<typeof softmax>} */ { down = [], across = [] }) {
  return (state.axis === "1" ? across : down).every((one) => typeof one === "number" && Math.abs(one - 1) < 1e-9);
}

/** @type {NonNullable<WidgetFigure["last"]>} */
export function last(state) {
  return { k: state.rows * COLUMNS - 1 };
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const all = asked(state);
  const { shape, raised, sums = [], weights, down = [], across = [] } = all;
  const title = text(LEFT, 16, code(state), { "font-weight": "bold" });
  if (!raised || !weights) {
    const words = `The maximum has shape ${shown(shape)}, the scores ${shown([state.rows, COLUMNS])}.`;
    return drawing(WIDTH, HEIGHT, title, text(LEFT, 72, words), refusal(LEFT, 112, state, all.fault));
  }
  const [size, full] = [raised.length, [state.rows, COLUMNS]];
  const here = Math.min(state.k, size - 1);
  const divisor = partner(here, full, shape);
  const place = indexAt(here, full);
  const over = Number(state.axis);
  // What was added into the divisor: it need not be what stands beside the element.
  const used = (/** @type {number} */ k) => indexAt(k, full)[1 - over] === divisor;
  const ends = over ? across : down;
  const bottom = TOPS.weights + state.rows * 24 + 18;
  const right = isRight(state, all);
  return drawing(
    WIDTH,
    HEIGHT,
    title,
    text(LEFT, TOPS.raised - 9, "E", { "font-weight": "bold" }),
    ...matrix(TOPS.raised, raised, { here, used }),
    ...sumsOf(shape, sums, state.rows, divisor),
    text(LEFT, TOPS.weights - 9, "A", { "font-weight": "bold" }),
    ...matrix(TOPS.weights, weights, { here, done: here }),
    text(262, TOPS.weights - 9, over ? "sums of rows" : "", { fill: QUIET }),
    ...ends.map((one, at) =>
      over
        ? text(268, TOPS.weights + at * 24 + 17, told(one), { fill: right ? QUIET : HERE })
        : text(LEFT + at * 62 + 31, bottom, told(one), { "text-anchor": "middle", fill: right ? QUIET : HERE }),
    ),
    over ? "" : text(262, bottom, "sums of columns", { fill: QUIET }),
    text(LEFT, 438, `A${shown(place).replace("(", "[").replace(")", "]")} = ${told(raised[here])} / ${told(sums[divisor])} = ${told(weights[here])}`, { fill: HERE, "font-weight": "bold" }),
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const all = asked(state);
  if (!all.weights) return refused(state, all.fault);
  const what = state.axis === "1" ? "row" : "column";
  const sums = `The sums over axis ${state.axis} have shape ${shown(all.shape)}.`;
  if (all.weights.includes("nan")) return `${sums} Exponentials have overflowed to inf, and inf / inf is nan.`;
  if (isRight(state, all)) return `${sums} Each ${what} of the weights adds up to 1.`;
  return `${sums} No error is raised, and the ${what}s do not add up to 1: off the diagonal, each element was divided by the sum of another ${what}.`;
}
