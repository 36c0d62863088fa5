// The posterior of a Gaussian process on a line, and the evidence for its kernel: the formulas of
// the piece, with accuracies told as their difference from 85.

export const TAU = 5;

/** The correlation at a distance of `r` length-scales. */
export const KERNELS = {
  rbf: (/** @type {number} */ r) => Math.exp(-(r * r) / 2),
  matern52: (/** @type {number} */ r) => {
    const z = Math.sqrt(5) * r;
    return (1 + z + (z * z) / 3) * Math.exp(-z);
  },
  matern32: (/** @type {number} */ r) => (1 + Math.sqrt(3) * r) * Math.exp(-Math.sqrt(3) * r),
  matern12: (/** @type {number} */ r) => Math.exp(-r),
};

/** @typedef {{ kernel: keyof KERNELS, ell: number, sigma: number }} Prior */

/**
 * Return the covariance of the values at `a` and at `b`.
 * @param {Prior} prior
 * @param {number[]} a
 * @param {number[]} b
 */
function covariance({ kernel, ell }, a, b) {
  const k = KERNELS[kernel];
  return a.map((s) => b.map((t) => TAU ** 2 * k(Math.abs(s - t) / ell)));
}

/**
 * Return the lower triangle L with LLᵀ = `matrix` + `added` on its diagonal.
 * @param {number[][]} matrix
 * @param {number} added
 */
export function cholesky(matrix, added = 0) {
  /** @type {number[][]} */
  const lower = [];
  for (const [i, row] of matrix.entries()) {
    const made = [];
    for (let j = 0; j <= i; j += 1) {
      const other = j < i ? lower[j] : made;
      let sum = row[j] + (i === j ? added : 0);
      for (let k = 0; k < j; k += 1) sum -= made[k] * other[k];
      made.push(i === j ? Math.sqrt(sum) : sum / lower[j][j]);
    }
    lower.push(made);
  }
  return lower;
}

/**
 * Return the solution of `lower` x = `right`.
 * @param {number[][]} lower
 * @param {number[]} right
 */
function forward(lower, right) {
  /** @type {number[]} */
  const found = [];
  for (const [i, row] of lower.entries()) {
    let sum = right[i];
    for (let k = 0; k < i; k += 1) sum -= row[k] * found[k];
    found.push(sum / row[i]);
  }
  return found;
}

/** @type {(a: number[], b: number[]) => number} */
const dot = (a, b) => a.reduce((sum, one, at) => sum + one * b[at], 0);

/** @type {(prior: Prior, points: number[][]) => number[][]} */
function factor(prior, points) {
  const x = points.map(([place]) => place);
  return cholesky(covariance(prior, x, x), prior.sigma ** 2);
}

/**
 * Return mean and standard deviation at each place of `grid`, and of the posterior at `places`
 * as many draws as there are rows of `normals`.
 * @param {Prior} prior
 * @param {number[][]} points
 * @param {number[]} grid
 * @param {number[][]} normals
 */
export function posterior(prior, points, grid, normals = []) {
  const x = points.map(([place]) => place);
  const lower = factor(prior, points);
  const z = forward(lower, points.map(([, value]) => value));
  const columns = covariance(prior, grid, x).map((one) => forward(lower, one));
  const mean = columns.map((column) => dot(column, z));
  const s = columns.map((column) => Math.sqrt(Math.max(TAU ** 2 - dot(column, column), 0)));
  if (!normals.length) return { mean, s, draws: [] };
  const prior_ = covariance(prior, grid, grid);
  const left = prior_.map((row, i) => row.map((one, j) => (j > i ? 0 : one - dot(columns[i], columns[j]))));
  // What is added makes up for rounding: a smooth process has no variance left between neighbours.
  const root = cholesky(left, 1e-6);
  const draws = normals.map((luck) => root.map((row, at) => mean[at] + dot(row, luck)));
  return { mean, s, draws };
}

/**
 * Return the parts of the log evidence of `points`.
 * @param {Prior} prior
 * @param {number[][]} points
 */
export function evidence(prior, points) {
  const lower = factor(prior, points);
  const z = forward(lower, points.map(([, value]) => value));
  const fit = -dot(z, z) / 2;
  const complexity = -lower.reduce((sum, row, at) => sum + Math.log(row[at]), 0);
  const constant = -(points.length / 2) * Math.log(2 * Math.PI);
  return { fit, complexity, constant, total: fit + complexity + constant };
}

/**
 * Return the length-scale within `bounds` that has the most evidence.
 * @param {Prior} prior
 * @param {number[][]} points
 * @param {number[]} bounds
 */
export function bestScale(prior, points, [from, until]) {
  const at = (/** @type {number} */ ell) => evidence({ ...prior, ell }, points).total;
  const step = (until / from) ** (1 / 48);
  const tried = Array.from({ length: 49 }, (_, k) => from * step ** k);
  const found = tried.map(at);
  const top = tried[found.indexOf(Math.max(...found))];
  let [low, high] = [Math.max(top / step, from), Math.min(top * step, until)];
  for (let round = 0; round < 40; round += 1) {
    const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618];
    [low, high] = at(a) > at(b) ? [low, b] : [a, high];
  }
  return (low + high) / 2;
}

/**
 * Return `rows` of `count` standard normal numbers, always the same.
 * @param {number} rows
 * @param {number} count
 */
export function normals(rows, count) {
  let seed = 20;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: rows }, () => Array.from({ length: count }, normal));
}
