// Two bit-sliced vectors of at most sixteen ids, and their sum: a slice is a bitmap in one number.

export const IDS = 16;
export const ACCOUNTS = 6;
export const FRACTION = 2;
const SCALE = 2 ** FRACTION;
const LIMIT = 64;

/** Round to the nearest whole number, halves to the even one, as NumPy does. */
function rint(/** @type {number} */ value) {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 ? low + 1 : low;
}

/**
 * Return the numbers that `text` gives to ids, as whole multiples of a quarter, and what in it cannot be used.
 * @param {string} text
 */
export function parse(text) {
  /** @type {Map<number, number>} */
  const numbers = new Map();
  /** @type {string[]} */
  const faults = [];
  for (const pair of text.split(/[\s;]+/).filter(Boolean)) {
    const [, id, value] = /^(\d+):([-−+]?(?:\d+\.?\d*|\.\d+))$/.exec(pair) ?? [];
    const scaled = rint(Number((value ?? "x").replace("−", "-")) * SCALE);
    const sum = (numbers.get(Number(id)) ?? 0) + scaled;
    if (Number(id) < IDS && sum >= -LIMIT && sum < LIMIT) numbers.set(Number(id), sum);
    else faults.push(pair);
  }
  return { numbers, faults };
}

/** @typedef {{ exists: number, slices: number[] }} Vector */

/**
 * Return the vector of `numbers`, as narrow as they allow.
 * @param {Map<number, number>} numbers
 * @returns {Vector}
 */
export function vectorOf(numbers) {
  const set = (/** @type {(scaled: number) => boolean | number} */ has) =>
    [...numbers].reduce((bits, [id, scaled]) => (has(scaled) ? bits | (1 << id) : bits), 0);
  const slices = Array.from({ length: 8 }, (_, i) => set((scaled) => (scaled >> i) & 1));
  return narrowed({ exists: set(() => true), slices });
}

/** Return `vector` without top slices that repeat the one below. */
export function narrowed(/** @type {Vector} */ { exists, slices }) {
  let width = slices.length;
  while (width > 1 && slices[width - 1] === slices[width - 2]) width -= 1;
  return { exists, slices: slices.slice(0, width) };
}

/** Return the slices of `vector` with the sign slice repeated up to `width`. */
function widened(/** @type {Vector} */ { slices }, /** @type {number} */ width) {
  const sign = slices[slices.length - 1];
  return Array.from({ length: width }, (_, i) => slices[i] ?? sign);
}

/**
 * Return the slices that are added, the carry into each digit, and the slices of the sum; with
 * `minus` those of the difference.
 * @param {Vector} a
 * @param {Vector} b
 * @param {boolean} minus
 * @param {boolean} fixed whether the sum has no more digits than a and b
 */
export function added(a, b, minus, fixed) {
  const exists = a.exists | b.exists;
  const width = Math.max(a.slices.length, b.slices.length) + (fixed ? 0 : 1);
  const x = widened(a, width);
  const y = widened(b, width).map((slice) => (minus ? exists & ~slice : slice));
  let carry = minus ? exists : 0;
  const carries = [];
  const sum = [];
  for (const [i, p] of x.entries()) {
    const half = p ^ y[i];
    carries.push(carry);
    sum.push(half ^ carry);
    carry = (p & y[i]) | (half & carry);
  }
  return { exists, width, x, y, carries, sum };
}

/** @type {(bits: number) => number[]} */
export const idsIn = (bits) => Array.from({ length: IDS }, (_, id) => id).filter((id) => (bits >> id) & 1);

/** Return the weight of digit `i` of `width`. */
export function weight(/** @type {number} */ i, /** @type {number} */ width) {
  return (2 ** i / SCALE) * (i === width - 1 ? -1 : 1);
}

/** Return the number of `id` in `slices`. */
export function valueAt(/** @type {number[]} */ slices, /** @type {number} */ id) {
  return slices.reduce((sum, slice, i) => sum + ((slice >> id) & 1) * weight(i, slices.length), 0);
}

/** Return how many ids each slice has, and the sum of all numbers by these counts. */
export function counted(/** @type {number[]} */ slices) {
  const counts = slices.map((slice) => idsIn(slice).length);
  return { counts, total: counts.reduce((sum, count, i) => sum + count * weight(i, slices.length), 0) };
}

/**
 * Return what comes of two texts: the slices of the sum, or of the difference, that are kept.
 * @param {string} a
 * @param {string} b
 * @param {boolean} minus
 */
export function combined(a, b, minus) {
  const [x, y] = [a, b].map((words) => vectorOf(parse(words).numbers));
  const { exists, sum } = added(x, y, minus, false);
  const kept = narrowed({ exists, slices: sum });
  const ids = idsIn(exists);
  return { ...kept, ids, values: ids.map((id) => valueAt(kept.slices, id)), total: counted(kept.slices).total };
}
