// One chunk of Roaring: what its ids take in each of the three forms.

export const CHUNK = 65_536;

/**
 * Return how many runs `ids` ids of a chunk fall into, on average, if they are `longer` times as long as by chance.
 * @param {number} ids
 * @param {number} longer
 */
export function runsOf(ids, longer) {
  return Math.max((ids * (CHUNK - ids + 1)) / CHUNK / longer, 1);
}

/**
 * Return the bytes of each form.
 * @param {number} ids
 * @param {number} runs
 */
export function sizesOf(ids, runs) {
  return { array: 2 * ids, bitmap: CHUNK / 8, run: 2 + 4 * runs };
}

/** @typedef {"array" | "bitmap" | "run"} Kind */

/** Return the smallest form; of equals the first. */
export function smallest(/** @type {Record<Kind, number>} */ sizes) {
  const kinds = /** @type {Kind[]} */ (["array", "bitmap", "run"]);
  return kinds.reduce((best, one) => (sizes[one] < sizes[best] ? one : best));
}

/** Return the bits for each of `ids` ids below which no form of a random set can be. */
export function entropy(/** @type {number} */ ids) {
  const d = ids / CHUNK;
  const part = (/** @type {number} */ share) => (share > 0 ? -share * Math.log2(share) : 0);
  return (part(d) + part(1 - d)) / d;
}
