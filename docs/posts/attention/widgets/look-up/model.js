// Attention in a sentence of nine words.  For each head the table z holds what a score is when it is
// divided by the root of the width: row by row a query, in it a number for each key.  Undivided, a
// score is √d_k z, at any width d_k.

export const WORDS = "she put the cup down because it was hot".split(" ");

/** @type {Record<string, number[][]>} */
const Z = {
  meant: [
    [0.8, -0.1, 1.0, 0.4, -1.0, 0.0, -0.4, 0.1, -1.0],
    [2.3, 0.1, 0.9, 1.4, 0.3, -0.9, 1.4, -1.1, 0.7],
    [-0.2, 0.5, -0.4, 1.4, 0.2, -0.1, 0.9, -1.1, 0.0],
    [-0.5, 1.9, -0.5, -0.2, 0.1, -0.9, 0.6, 0.1, 0.6],
    [0.6, 1.2, -0.5, 1.3, 0.4, 0.5, -0.4, -0.4, -0.5],
    [-0.4, 1.4, -0.1, 1.2, 0.6, -0.2, 0.3, -0.6, -0.2],
    [1.1, 0.5, -0.8, 2.0, -0.2, 0.1, 0.5, 0.4, 1.4],
    [0.1, 0.0, 0.2, 0.7, 0.7, -0.5, 1.0, 1.2, -0.1],
    [-0.7, 1.1, -0.2, 2.6, -0.5, -0.1, 0.2, -0.3, -0.6],
  ],
  before: [
    [3.0, 0.1, 0.8, -0.6, 0.2, -0.4, -0.3, -0.8, -0.8],
    [2.1, -0.1, -0.2, -0.5, 0.3, -0.1, -0.1, 0.3, 0.0],
    [-0.2, 2.4, 0.4, 0.2, 0.1, -0.1, 0.1, -0.4, 0.0],
    [-0.8, 0.3, 2.4, 0.5, 0.0, -0.2, -0.3, 0.3, -0.2],
    [-0.6, 0.0, -0.9, 3.1, 0.3, -0.2, 0.7, 0.7, -0.2],
    [0.0, 0.2, 0.5, -0.3, 2.5, 0.9, -0.1, 0.1, 0.0],
    [-0.7, -0.5, -1.3, -0.3, 0.3, 2.0, 0.9, 0.2, -0.2],
    [-0.2, -0.2, -0.5, -0.3, -0.2, 0.0, 2.7, 0.1, 0.1],
    [-0.5, -0.3, -0.1, -0.2, -0.3, -0.1, -0.4, 2.1, 0.3],
  ],
  chance: [
    [1.0, -0.1, 1.9, 0.2, -3.0, -0.4, 1.7, 0.0, -0.4],
    [-0.9, 1.3, 1.0, 0.7, 0.4, 1.4, 0.8, -1.2, 0.8],
    [0.2, -0.1, 0.8, 0.0, -2.9, 1.6, 1.0, -0.1, -0.4],
    [0.2, -1.3, 0.3, -0.2, -0.4, -0.9, -0.7, 1.1, 1.3],
    [0.5, 0.0, -0.9, 0.7, 1.6, -1.6, 1.2, -2.2, -0.3],
    [0.4, -1.4, -1.5, 0.2, 0.9, -0.5, 1.3, -0.8, 1.8],
    [0.1, 0.2, 0.6, 0.3, 1.8, 2.2, 0.5, -0.2, -1.2],
    [-0.8, 0.0, -0.1, 0.0, 0.0, 0.5, -1.4, -1.0, 1.1],
    [0.8, -0.5, 1.3, -0.7, -0.3, -1.8, 0.8, 0.0, 1.1],
  ],
};

/** @param {number[]} row */
function softmax(row) {
  const top = Math.max(...row);
  const all = row.map((one) => Math.exp(one - top));
  const sum = all.reduce((total, one) => total + one, 0);
  return all.map((one) => one / sum);
}

/**
 * Return scores and weights of all queries with all keys, by row.
 * @param {{ head: string, width: number, divided: boolean, mask: string }} state
 */
export function attention({ head, width, divided, mask }) {
  const factor = divided ? 1 : Math.sqrt(width);
  const scores = Z[head].map((row) => row.map((z) => factor * z));
  const isForbidden = (/** @type {number} */ i, /** @type {number} */ j) => mask !== "none" && j > i;
  const weights = scores.map((row, i) => {
    const seen = mask === "before" ? row.map((s, j) => (isForbidden(i, j) ? -Infinity : s)) : row;
    return softmax(seen).map((a, j) => (isForbidden(i, j) ? 0 : a));
  });
  return { scores, weights };
}

/** Return the entropy of `weights` in nats. */
export function entropy(/** @type {number[]} */ weights) {
  return -weights.reduce((sum, a) => sum + (a > 0 ? a * Math.log(a) : 0), 0);
}

/**
 * Return the norm of the Jacobian of the softmax that gave `weights`.  The largest eigenvalue of
 * diag(a) − a aᵀ lies between the two largest weights, where the sum of a / (a − λ) is zero.
 */
export function slope(/** @type {number[]} */ weights) {
  const some = weights.filter((a) => a > 0).sort((a, b) => b - a);
  if (some.length < 2) return 0;
  let [high, low] = some;
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    const sum = some.reduce((total, a) => total + a / (a - middle), 0);
    if (sum > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
