// Levels for the density of one coordinate, round by round.
import { edge, leastError, lloydRound, massBetween } from "../../../../_static/widgets/lloyd.js";
import { remembered } from "../../../../_static/widgets/remembered.js";

/**
 * Return `count` levels that are evenly spread where the density is.
 * @param {number} count
 * @param {number} d
 */
export function evenLevels(count, d) {
  const reach = Math.min(1, 3.2 / Math.sqrt(d));
  return Array.from({ length: count }, (_, at) => (reach * (2 * at + 1 - count)) / count);
}

/**
 * Return the levels after each of `rounds` rounds, those at the start first, and the error of each: d
 * times the mean square of what a coordinate loses.
 * @param {number[]} levels
 * @param {number} d
 * @param {number} rounds
 */
export function history(levels, d, rounds) {
  const all = [];
  for (let now = levels; all.length <= rounds; ) {
    const { levels: next, before } = lloydRound(now, d);
    all.push({ levels: now, error: before });
    now = next;
  }
  return all;
}

/** The integral of the density, unscaled, at `d` dimensions. */
const wholeOf = remembered((/** @type {number} */ d) => {
  const far = edge(d);
  // In parts: a rule for a cell is too coarse for the whole.
  return Array.from({ length: 16 }, (_, at) => massBetween(far * (at / 8 - 1), far * ((at + 1) / 8 - 1), d)).reduce((sum, one) => sum + one, 0);
});

/**
 * Return the density of the square root of d times a coordinate, at `u`.
 * @param {number} u
 * @param {number} d
 */
export function density(u, d) {
  const left = 1 - (u * u) / d;
  return left > 0 ? left ** ((d - 3) / 2) / wholeOf(d) / Math.sqrt(d) : 0;
}

/**
 * Return the bound for any code.
 * @param {number} bits
 * @param {number} d
 */
export function least(bits, d) {
  return leastError(bits, d);
}
