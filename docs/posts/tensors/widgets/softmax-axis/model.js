// A softmax over an axis, as it is written in NumPy: with and without kept axes, with and without
// the maximum taken off.
import { addressOf, indexAt, sizeOf, stridesOf, together } from "../../../../_static/widgets/shapes.js";

const SCORES = [
  [2, 1, 0.5, 3],
  [0, 1.5, 1, 0.5],
  [2.5, 2, 0, 1],
  [1, 0, 3, 2],
  [0.5, 2.5, 1.5, 0],
];
export const COLUMNS = 4;

/**
 * Return the scores, row by row, with `add` added to each.
 * @param {number} rows
 * @param {number} add
 */
export function scoresOf(rows, add) {
  return SCORES.slice(0, rows).flat().map((score) => score + add);
}

/**
 * Return `values` of `shape` reduced over `axis` by `join`, and the shape of what is left.
 * @param {number[]} values
 * @param {number[]} shape
 * @param {number} axis
 * @param {boolean} keeps
 * @param {(a: number, b: number) => number} join
 */
function reduced(values, shape, axis, keeps, join) {
  const left = shape.map((length, at) => (at === axis ? 1 : length));
  /** @type {(number | undefined)[]} */
  const found = Array(sizeOf(left)).fill(undefined);
  for (const [k, value] of values.entries()) {
    const index = indexAt(k, shape).map((place, at) => (at === axis ? 0 : place));
    const to = addressOf(index, stridesOf(left));
    const before = found[to];
    found[to] = before === undefined ? value : join(before, value);
  }
  return { values: /** @type {number[]} */ (found), shape: keeps ? left : left.filter((_, at) => at !== axis) };
}

/**
 * Return where number `k` of an array of `shape` finds its partner in one of `other`, which is stretched.
 * @param {number} k
 * @param {number[]} shape
 * @param {number[]} other
 */
export function partner(k, shape, other) {
  const index = indexAt(k, shape).slice(shape.length - other.length);
  return addressOf(index.map((place, at) => (other[at] === 1 ? 0 : place)), stridesOf(other));
}

/** @typedef {{ axis: string, keepdims: boolean, rows: number, add: number, safe: boolean }} Chosen */

/**
 * Return the exponentials, their sums with the shape that they have, and the weights, or what
 * libraries say.  Infinity and what is no number are told as NumPy does, by their names.
 * @param {Chosen} chosen
 */
export function softmax({ axis, keepdims, rows, add, safe }) {
  const shape = [rows, COLUMNS];
  const scores = scoresOf(rows, add);
  const over = Number(axis);
  const most = reduced(scores, shape, over, keepdims, Math.max);
  const { fault } = together(shape, most.shape);
  if (fault) return { shape: most.shape, fault };
  const raised = scores.map((score, k) => Math.exp(safe ? score - most.values[partner(k, shape, most.shape)] : score));
  const sums = reduced(raised, shape, over, keepdims, (a, b) => a + b);
  const weights = raised.map((value, k) => value / sums.values[partner(k, shape, sums.shape)]);
  const ends = [0, 1].map((at) => reduced(weights, shape, at, false, (a, b) => a + b).values.map(named));
  return { shape: sums.shape, raised: raised.map(named), sums: sums.values.map(named), weights: weights.map(named), down: ends[0], across: ends[1] };
}

/** @type {(value: number) => number | string} */
const named = (value) => (Number.isFinite(value) ? value : Number.isNaN(value) ? "nan" : "inf");
