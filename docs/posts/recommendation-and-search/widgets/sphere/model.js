// What becomes of a vector in space: its direction is turned, rounded, and turned back.
import { leastError, lloydMax, nearest } from "../../../../_static/widgets/lloyd.js";

/** @type {(a: number[], b: number[]) => number} */
const dot = (a, b) => a.reduce((sum, one, at) => sum + one * b[at], 0);

/** @type {(vector: number[]) => number[]} */
const unitOf = (vector) => vector.map((one) => one / Math.hypot(...vector));

/**
 * Return the direction at a longitude and a latitude in degrees.
 * @param {number} longitude
 * @param {number} latitude
 */
export function direction(longitude, latitude) {
  const [a, b] = [longitude, latitude].map((angle) => (angle * Math.PI) / 180);
  return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)];
}

/**
 * Return nine standard normal numbers as three columns, the same for the same `seed`.
 * @param {number} seed
 */
export function normalColumns(seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return [0, 1, 2].map(() => [normal(), normal(), normal()]);
}

/**
 * Return `columns`, made orthogonal one after the other.
 * @param {number[][]} columns
 */
export function orthogonal(columns) {
  /** @type {number[][]} */
  const made = [];
  for (const column of columns) {
    const left = made.reduce((rest, other) => rest.map((one, at) => one - dot(other, column) * other[at]), column);
    made.push(unitOf(left));
  }
  return made;
}

/**
 * Return the levels of `bits` bits, and the mean error over all rotations.
 * @param {number} bits
 */
export function levelsOf(bits) {
  return lloydMax(bits, 3);
}

/**
 * Return the bound for any code of `bits` bits a coordinate.
 * @param {number} bits
 */
export function least(bits) {
  return leastError(bits, 3);
}

/**
 * Return `vector` turned back by the rotation with these columns.
 * @param {number[][]} columns
 * @param {number[]} vector
 */
export function turnedBack(columns, vector) {
  return columns.map((column) => dot(column, vector));
}

/**
 * Return each step of the way of `vector`, and the squared error at its end.
 * @param {number[]} vector
 * @param {number[][]} columns
 * @param {number[]} levels
 */
export function way(vector, columns, levels) {
  const unit = unitOf(vector);
  const turned = [0, 1, 2].map((row) => columns.reduce((sum, column, at) => sum + column[row] * unit[at], 0));
  const rounded = turned.map((one) => nearest(one, levels));
  const back = turnedBack(columns, rounded);
  const error = back.reduce((sum, one, at) => sum + (one - unit[at]) ** 2, 0);
  return { unit, turned, rounded, back, error };
}
