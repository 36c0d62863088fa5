// A vector, a random rotation of it, and what two kinds of levels make of both.
import { lloydMax, nearest } from "../../../../_static/widgets/lloyd.js";

const LARGE = [[19, 1], [80, -0.7]];

/**
 * Return `count` standard normal numbers, the same for the same `seed`.
 * @param {number} seed
 * @param {number} count
 */
export function normals(seed, count) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const found = [];
  for (let at = 0; at < count; at += 1) found.push(Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  return found;
}

/** @type {(a: number[], b: number[]) => number} */
function dot(a, b) {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at] * b[at];
  return sum;
}

/**
 * Return `vector` with the length 1.
 * @param {number[]} vector
 */
export function unit(vector) {
  // The largest first: the squares of very large or small numbers would be lost.
  const largest = Math.max(...vector.map(Math.abs));
  const scaled = vector.map((one) => one / largest);
  const length = Math.sqrt(dot(scaled, scaled));
  return scaled.map((one) => one / length);
}

/**
 * Return the orthogonal matrix of `columns` made orthogonal one after the other, by its columns.
 * @param {number[][]} columns
 */
export function orthogonal(columns) {
  /** @type {number[][]} */
  const made = [];
  for (const column of columns) {
    const left = [...column];
    for (const other of made) {
      const share = dot(other, left);
      for (let at = 0; at < left.length; at += 1) left[at] -= share * other[at];
    }
    made.push(unit(left));
  }
  return made;
}

/**
 * Return the product of the matrix with these `columns` and `x`.
 * @param {number[][]} columns
 * @param {number[]} x
 */
export function turned(columns, x) {
  return x.map((_, row) => columns.reduce((sum, column, at) => sum + column[row] * x[at], 0));
}

/**
 * Return `2 ** bits` levels, evenly spread from the least to the greatest of `x`.
 * @param {number[]} x
 * @param {number} bits
 */
export function evenLevels(x, bits) {
  const low = Math.min(...x);
  const step = (Math.max(...x) - low) / 2 ** bits;
  return Array.from({ length: 2 ** bits }, (_, at) => low + (at + 0.5) * step);
}

/**
 * Return the best levels for a coordinate of a direction in d dimensions, and the error to expect.
 * @param {number} bits
 * @param {number} d
 */
export function bestLevels(bits, d) {
  return lloydMax(bits, d);
}

/**
 * Return the squared error of `x` with each coordinate at its nearest level.
 * @param {number[]} x
 * @param {number[]} levels
 */
export function errorOf(x, levels) {
  return x.reduce((sum, one) => sum + (one - nearest(one, levels)) ** 2, 0);
}

/**
 * Return a direction in d dimensions, two of its coordinates `size` times as large as usual.
 * @param {number} size
 * @param {number} d
 */
export function withOutliers(size, d) {
  const vector = normals(3, d);
  for (const [at, factor] of LARGE) vector[at] = size * factor;
  return unit(vector);
}

/**
 * Return the density of the square root of d times a coordinate, at `u`.
 * @param {number} u
 * @param {number} d
 */
export function density(u, d) {
  let kappa = d % 2 ? 0.5 : 1 / Math.PI;
  for (let k = d % 2 ? 3 : 2; k < d; k += 2) kappa *= k / (k - 1);
  const left = 1 - (u * u) / d;
  return left > 0 ? (kappa * left ** ((d - 3) / 2)) / Math.sqrt(d) : 0;
}
