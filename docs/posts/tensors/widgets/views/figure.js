// An array, its buffer and what reshape and permute make of it: the same numbers under other strides.
import { SAYS, cellOf, edgeOf, gridIn, refusal, refused } from "../../../../_static/widgets/grids.js";
import { addressOf, indexAt, numbersIn, shown, sizeOf, stridesOf } from "../../../../_static/widgets/shapes.js";
import { drawing, line, text } from "../../../../_static/widgets/svg.js";
import { worked } from "./model.js";

const QUIET = "var(--figure-muted)";
const CELL = "var(--figure-accent)";
const HERE = "var(--figure-second)";
const [WIDTH, HEIGHT, LEFT] = [400, 416, 5];
const MOST = 24;
const LONGEST = 12;
const IN_ROW = 12;
const TOPS = { array: 26, buffer: 150, result: 236, words: 384 };

export const controls = [
  { name: "k", type: "number", label: "Element of the result", min: 0, max: MOST - 1, step: 1, default: 7, play: 2 },
  {
    name: "op",
    type: "choice",
    label: "Operation",
    choices: [
      ["permute", "permute (transpose)"],
      ["reshape", "reshape"],
      ["both", "permute, then reshape"],
      ["view", "permute, then reshape, no copy allowed"],
    ],
    default: "permute",
  },
  { name: "shape", type: "text", label: "Shape of A", default: "3, 4", most: 16 },
  { name: "order", type: "text", label: "Axes in the order", default: "1, 0", most: 16 },
  { name: "to", type: "text", label: "New shape", default: "4, 3", most: 16 },
  SAYS,
];

/**
 * The lengths in a text, or what keeps them from being drawn.
 * @param {string} words
 * @param {boolean} isNew
 */
function lengths(words, isNew) {
  const found = numbersIn(words);
  const isLength = (/** @type {number} */ one) => (one >= 1 && one <= (isNew ? MOST : LONGEST)) || (isNew && one === -1);
  if (!found?.every(isLength)) return { fault: `a length is a whole number from 1 to ${isNew ? `${MOST}, or −1` : LONGEST}` };
  if (found.length > (isNew ? 4 : 3)) return { fault: `at most ${isNew ? "four" : "three"} axes are drawn` };
  return { found };
}

/** @typedef {{ unread?: string, shape: number[], size: number, at: number, result: ReturnType<typeof worked> }} Asked */

/**
 * What the state asks for: arrays, or what is wrong.
 * @param {WidgetState} state
 * @returns {Asked | { unread: string }}
 */
function asked({ shape, op, order, to, k }) {
  const given = lengths(shape, false);
  const target = lengths(to, true);
  const axes = numbersIn(order);
  if (!given.found) return { unread: `Shape of A: ${given.fault}.` };
  if (sizeOf(given.found) > MOST) return { unread: `Shape of A: at most ${MOST} elements are drawn.` };
  if (op !== "permute" && !target.found) return { unread: `New shape: ${target.fault}.` };
  if (op !== "reshape" && !axes) return { unread: "The order is a list of axes, such as 1, 0." };
  const size = sizeOf(given.found);
  return { shape: given.found, size, at: Math.min(k, size - 1), result: worked(given.found, op, axes ?? [], target.found ?? []) };
}

/** How strongly the cell of an address is filled: the further back, the stronger. */
const share = (/** @type {number} */ address, /** @type {number} */ size) => 0.06 + (0.4 * address) / Math.max(size - 1, 1);

/** A title with shape and strides. */
function title(/** @type {number} */ y, /** @type {string} */ name, /** @type {number[]} */ shape, /** @type {number[]} */ strides) {
  return [
    text(LEFT, y, name, { "font-weight": "bold", class: "over" }),
    text(WIDTH - LEFT, y, `shape ${shown(shape)}, strides ${shown(strides)}`, { "text-anchor": "end", class: "over" }),
  ].join("");
}

/**
 * The array that one begins with, and the buffer below it.
 * @param {number[]} shape
 * @param {number} here
 */
function beginning(shape, here) {
  const size = sizeOf(shape);
  const array = gridIn(shape, { x: LEFT, y: TOPS.array, width: WIDTH - 2 * LEFT, height: 98 });
  const rows = Math.ceil(size / IN_ROW);
  const strip = gridIn([rows, Math.min(size, IN_ROW)], { x: LEFT, y: TOPS.buffer, width: WIDTH - 2 * LEFT, height: 48, cell: 32 });
  const place = (/** @type {number} */ address) => [Math.floor(address / IN_ROW), address % IN_ROW];
  const look = (/** @type {number} */ address) => ({ fill: CELL, share: share(address, size), frame: address === here ? HERE : undefined });
  const order = [...Array(size).keys()].filter((one) => one !== here).concat(here < 0 ? [] : here);
  return {
    place,
    strip,
    parts: [
      here < 0 ? "" : line([edgeOf(array, indexAt(here, shape), true), edgeOf(strip, place(here), false)], { stroke: HERE, "stroke-width": 1.2, "stroke-dasharray": "3 3" }),
      title(16, "A", shape, stridesOf(shape)),
      ...order.map((address) => cellOf(array, indexAt(address, shape), address, look(address))),
      text(LEFT, TOPS.buffer - 9, "the buffer, from address 0", { "font-weight": "bold", class: "over" }),
      ...order.map((address) => cellOf(strip, place(address), address, look(address))),
    ],
  };
}

/** @type {Record<string, string>} */
const NAMES = { permute: "A permuted", reshape: "A reshaped", both: "permuted, reshaped", view: "permuted, reshaped" };

/** The sum that gives the address of an element. */
function formula(/** @type {number[]} */ index, /** @type {number[]} */ strides) {
  const terms = index.map((place, axis) => `${place}·${strides[axis]}`);
  return `${terms.join(" + ") || "0"} = ${addressOf(index, strides)}`;
}

/**
 * The result as far as it has been stepped through, and the line from the buffer to where it stands.
 * @param {Asked} all
 * @param {Required<Pick<Asked["result"], "shape" | "strides" | "from">>} result
 * @param {ReturnType<typeof beginning>} start
 */
function ending({ size, at, result: { isCopy } }, { shape, strides, from }, { strip, place }) {
  const grid = gridIn(shape, { x: LEFT, y: TOPS.result, width: WIDTH - 2 * LEFT, height: 122 });
  const order = from.map((_, k) => k).filter((k) => k !== at).concat(at);
  const index = indexAt(at, shape);
  const look = (/** @type {number} */ k) => ({
    fill: k <= at ? CELL : "none",
    share: share(from[k], size),
    frame: k === at ? HERE : undefined,
    ink: k <= at ? "currentColor" : QUIET,
  });
  return [
    line([edgeOf(strip, place(from[at]), true), edgeOf(grid, index, false)], { stroke: HERE, "stroke-width": 1.2, "stroke-dasharray": "3 3" }),
    ...order.map((k) => cellOf(grid, indexAt(k, shape), from[k], look(k))),
    text(LEFT, TOPS.words, `element ${at}, index ${shown(index)}, value ${from[at]}`),
    text(LEFT, TOPS.words + 22, `address${isCopy ? " in the copy" : ""}: ${formula(index, strides)}`, { fill: HERE }),
  ];
}

/** @type {NonNullable<WidgetFigure["last"]>} */
export function last(state) {
  const all = asked(state);
  return "size" in all ? { k: all.size - 1 } : {};
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const all = asked(state);
  if (!("result" in all)) return drawing(WIDTH, HEIGHT, text(LEFT, 180, all.unread, { fill: HERE }));
  const { shape, strides, from, isCopy, fault } = all.result;
  if (!from || !shape || !strides)
    return drawing(WIDTH, HEIGHT, ...beginning(all.shape, -1).parts, refusal(LEFT, TOPS.result, state, fault));
  const start = beginning(all.shape, from[all.at]);
  return drawing(
    WIDTH,
    HEIGHT,
    ...start.parts,
    ...ending(all, { shape, strides, from }, start),
    title(TOPS.result - 9, `${NAMES[state.op]}: a ${isCopy ? "copy" : "view"}`, shape, strides),
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const all = asked(state);
  if (!("result" in all)) return all.unread;
  const { shape, strides, from, isCopy, fault } = all.result;
  if (!from || !shape || !strides) return refused(state, fault);
  const steps = from.slice(1).filter((address, k) => address === from[k] + 1).length;
  const how = isCopy ? "a copy in a new buffer" : "a view of the same buffer";
  return (
    `An array of shape ${shown(all.shape)} becomes ${how}, of shape ${shown(shape)} and strides ${shown(strides)}. ` +
    `Its element ${all.at} is ${from[all.at]}. Read row by row, it takes ${steps} of ${all.size - 1} steps to the neighbour in the old buffer.`
  );
}
