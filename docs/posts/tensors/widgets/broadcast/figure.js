// Two shapes side by side, the strides with which they are read, and each element of their sum.
import { SAYS, cellOf, edgeOf, gridIn, refusal, refused, wrapped } from "../../../../_static/widgets/grids.js";
import { addressOf, indexAt, numbersIn, shown, sizeOf, together } from "../../../../_static/widgets/shapes.js";
import { drawing, line, text } from "../../../../_static/widgets/svg.js";
import { counting, summed } from "./model.js";

const QUIET = "var(--figure-muted)";
const FIRST = "var(--figure-accent)";
const SECOND = "var(--figure-third)";
const HERE = "var(--figure-second)";
const [WIDTH, HEIGHT, LEFT] = [400, 422, 5];
const MOST = 24;
const LONGEST = 12;
const COLUMNS = { first: 130, step: 92 };
const TOPS = { table: 18, buffers: 148, result: 240 };
const ROOM = { x: LEFT, width: WIDTH - 2 * LEFT };

export const controls = [
  { name: "k", type: "number", label: "Element of the sum", min: 0, max: MOST - 1, step: 1, default: 6, play: 2 },
  { name: "a", type: "text", label: "Shape of a", default: "3, 1", most: 16 },
  { name: "b", type: "text", label: "Shape of b", default: "4", most: 16 },
  SAYS,
];

/** What the state asks for. */
function asked(/** @type {WidgetState} */ state) {
  const [a, b] = [state.a, state.b].map(numbersIn);
  const isDrawn = (/** @type {number[] | undefined} */ shape) =>
    shape && shape.length <= 3 && shape.every((one) => one >= 1) && sizeOf(shape) <= LONGEST;
  if (!a || !b || !isDrawn(a) || !isDrawn(b)) return { unread: `A shape is up to three whole numbers, with a product of at most ${LONGEST}.` };
  const { shape, axis } = together(a, b);
  if (shape && sizeOf(shape) > MOST) return { unread: `The sum has shape ${shown(shape)}: at most ${MOST} elements are drawn.` };
  const total = summed(a, b);
  return { a, b, count: Math.max(a.length, b.length), axis, at: shape ? Math.min(state.k, sizeOf(shape) - 1) : 0, total };
}

/** @typedef {{ a: number[], b: number[], count: number, axis?: number, at: number, total: ReturnType<typeof summed> }} Asked */

/**
 * A row of the table: an operand, its lengths under those of the other, its strides.
 * @param {Asked} all
 * @param {"a" | "b"} name
 * @param {number} y
 */
function tableRow(all, name, y) {
  const shape = all[name];
  const strides = all.total[name];
  const missing = all.count - shape.length;
  const cells = Array.from({ length: all.count }, (_, axis) => {
    const isAbsent = axis < missing;
    const length = isAbsent ? 1 : shape[axis - missing];
    const isZero = strides && strides[axis] === 0;
    const x = COLUMNS.first + axis * COLUMNS.step;
    const clash = axis === all.axis;
    return [
      text(x, y, isAbsent ? "(1)" : length, { fill: clash ? HERE : isAbsent ? QUIET : "currentColor", "font-weight": clash ? "bold" : undefined }),
      strides ? text(x + 26, y, `stride ${strides[axis]}`, { fill: isZero ? HERE : QUIET, "font-weight": isZero ? "bold" : undefined }) : "",
    ].join("");
  });
  return [text(LEFT, y, `${name} ${shown(shape)}`, { "font-weight": "bold", fill: name === "a" ? FIRST : SECOND }), ...cells].join("");
}

/** Both shapes, aligned at their last axis, and what comes of them. */
function table(/** @type {Asked} */ all) {
  const { shape } = all.total;
  const heads = Array.from({ length: all.count }, (_, axis) => text(COLUMNS.first + axis * COLUMNS.step, TOPS.table, `axis ${axis}`, { fill: QUIET }));
  const rule = [[LEFT, TOPS.table + 58], [WIDTH - LEFT, TOPS.table + 58]];
  return [
    ...heads,
    tableRow(all, "a", TOPS.table + 24),
    tableRow(all, "b", TOPS.table + 48),
    line(rule, { stroke: "var(--rule-strong)" }),
    text(LEFT, TOPS.table + 78, shape ? `a + b ${shown(shape)}` : "a + b", { "font-weight": "bold" }),
    ...(shape ?? []).map((length, axis) => text(COLUMNS.first + axis * COLUMNS.step, TOPS.table + 78, length)),
    all.axis === undefined ? "" : text(COLUMNS.first + all.axis * COLUMNS.step, TOPS.table + 78, "?", { fill: HERE, "font-weight": "bold" }),
  ];
}

/**
 * The buffer of an operand; `here` is the address that is read.
 * @param {string} name
 * @param {number[]} shape
 * @param {number} y
 * @param {number} here
 */
function buffer(name, shape, y, here) {
  const fill = name === "a" ? FIRST : SECOND;
  const values = counting(shape, name === "a" ? 10 : 1);
  const grid = gridIn([values.length], { x: LEFT + 74, y, width: WIDTH - 84, height: 24 });
  const last = (/** @type {number} */ at) => (at === here ? 1 : 0);
  const order = [...values.keys()].sort((p, q) => last(p) - last(q));
  const cells = order.map((at) => cellOf(grid, [at], values[at], { fill, share: at === here ? 0.4 : 0.12, frame: at === here ? fill : undefined }));
  return { grid, drawn: [text(LEFT, y + 17, `buffer of ${name}`, { fill, class: "over" }), ...cells].join("") };
}

/** @param {Asked} all */
function sum({ a, b, at, total }) {
  const { shape = [], values = [] } = total;
  const index = indexAt(at, shape);
  const [inA, inB] = [total.a, total.b].map((strides) => addressOf(index, strides ?? []));
  const [tens, ones] = [counting(a, 10), counting(b, 1)];
  const [first, second] = [buffer("a", a, TOPS.buffers - 34, inA), buffer("b", b, TOPS.buffers + 10, inB)];
  const grid = gridIn(shape, { ...ROOM, y: TOPS.result, height: 122, cell: 36 });
  const order = values.map((_, k) => k).filter((k) => k !== at).concat(at);
  const terms = (/** @type {number[]} */ strides) => index.map((place, axis) => `${place}·${strides[axis]}`).join(" + ") || "0";
  return [
    line([edgeOf(second.grid, [inB], true), edgeOf(grid, index, false)], { stroke: SECOND, "stroke-dasharray": "3 3" }),
    line([edgeOf(first.grid, [inA], true), edgeOf(grid, index, false)], { stroke: FIRST, "stroke-dasharray": "3 3" }),
    first.drawn,
    second.drawn,
    text(LEFT, TOPS.result - 12, "a + b", { "font-weight": "bold", class: "over" }),
    ...order.map((k) =>
      cellOf(grid, indexAt(k, shape), values[k], {
        fill: k <= at ? "var(--figure-muted)" : "none",
        share: 0.14,
        frame: k === at ? HERE : undefined,
        ink: k <= at ? "currentColor" : QUIET,
      }),
    ),
    text(LEFT, 388, `index ${shown(index)}: ${tens[inA]} + ${ones[inB]} = ${values[at]}`, { fill: HERE, "font-weight": "bold" }),
    text(LEFT, 410, `addresses ${terms(total.a ?? [])} = ${inA} in a, ${terms(total.b ?? [])} = ${inB} in b`),
  ];
}

/** @type {NonNullable<WidgetFigure["last"]>} */
export function last(state) {
  const { total } = /** @type {Partial<Asked>} */ (asked(state));
  return total?.shape ? { k: sizeOf(total.shape) - 1 } : {};
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const all = asked(state);
  if (all.unread !== undefined) return drawing(WIDTH, HEIGHT, ...wrapped(all.unread, 48).map((one, at) => text(LEFT, 180 + 20 * at, one, { fill: HERE })));
  const now = /** @type {Asked} */ (all);
  if (now.total.shape) return drawing(WIDTH, HEIGHT, ...table(now), ...sum(now));
  const buffers = [buffer("a", now.a, TOPS.buffers - 34, -1), buffer("b", now.b, TOPS.buffers + 10, -1)];
  return drawing(WIDTH, HEIGHT, ...table(now), ...buffers.map(({ drawn }) => drawn), refusal(LEFT, TOPS.result, state, now.total.fault));
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const all = asked(state);
  if (all.unread !== undefined) return all.unread;
  const { a, b, at, total } = /** @type {Asked} */ (all);
  const { shape, fault, values = [] } = total;
  if (!shape) return refused(state, fault);
  const read = (/** @type {number[]} */ one) => Math.round(sizeOf(shape) / sizeOf(one));
  return (
    `Shapes ${shown(a)} and ${shown(b)} give ${shown(shape)}, by strides ${shown(total.a ?? [])} and ${shown(total.b ?? [])}. ` +
    `Each number of a is read ${times(read(a))}, each of b ${times(read(b))}. Element ${shown(indexAt(at, shape))} is ${values[at]}.`
  );
}

/** @type {(count: number) => string} */
const times = (count) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
