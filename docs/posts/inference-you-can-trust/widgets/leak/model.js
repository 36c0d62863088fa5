// Features of pure noise, selected before the split or inside the folds: the simulation and the
// formula of the piece.  A row's feature times its label is standard normal; given the sum over a
// fold the rows are drawn afterwards, and only where they are wanted, which is the same law.
import { remembered } from "../../../../_static/widgets/remembered.js";

export const FOLDS = 5;
/** How many features there can be. */
export const MOST = 4000;
// Between the seed of the features and that of the rows.
const APART = 1000;

/** @type {(z: number) => number} */
const phi = (z) => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * Return Φ(z).
 * @param {number} z
 * @returns {number}
 */
export function Phi(z) {
  if (z < -3) {
    let c = 0;
    for (let k = 60; k > 0; k -= 1) c = k / (c - z);
    return phi(z) / (c - z);
  }
  if (z > 3) return 1 - Phi(-z);
  let [term, sum] = [z, z];
  for (let k = 1; k < 60; k += 1) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + phi(z) * sum;
}

/**
 * Return the cut c beyond which `kept` of `features` lie, on either side.
 * @param {number} kept
 * @param {number} features
 */
export function cutOf(kept, features) {
  // Newton's steps from zero never pass the cut, since the tail is convex.
  let cut = 0;
  for (let step = 1; step > 1e-13; cut += step) step = (2 * Phi(-cut) - kept / features) / (2 * phi(cut));
  return cut;
}

/**
 * Return the accuracy that selection before the split pretends, by the formula.
 * @param {number} kept
 * @param {number} features
 * @param {number} rows
 */
export function apparent(kept, features, rows) {
  const c = cutOf(kept, features);
  return Phi((phi(c) / Phi(-c)) * Math.sqrt(kept / (rows - 1)));
}

/** A generator of standard normal numbers, the same for the same `seed`. */
export function normalsOf(/** @type {number} */ seed) {
  let state = seed * 7919;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  let spare = 0;
  let hasSpare = false;
  return () => {
    hasSpare = !hasSpare;
    if (!hasSpare) return spare;
    const [r, angle] = [Math.sqrt(-2 * Math.log(1 - random())), 2 * Math.PI * random()];
    spare = r * Math.sin(angle);
    return r * Math.cos(angle);
  };
}

/** Return `count` standard normal numbers. */
function filled(/** @type {number} */ count, /** @type {() => number} */ normal) {
  const found = new Float64Array(count);
  for (let at = 0; at < count; at += 1) found[at] = normal();
  return found;
}

/**
 * The noise of a seed: what each of the most features sums up to over each fold, over its spread. The
 * features of a smaller experiment are the first of them, so that it is the same experiment.
 */
const noiseOf = remembered((/** @type {number} */ seed) => {
  const normal = normalsOf(seed);
  return Array.from({ length: FOLDS }, () => filled(MOST, normal));
});

/** Return the places of the `kept` numbers of `votes` that are farthest from zero. */
function top(/** @type {Float64Array} */ votes, /** @type {number} */ kept) {
  // Those that are farthest so far, the nearest of them first: few are kept, and most are passed over.
  const sizes = new Float64Array(kept);
  for (let one = 0; one < votes.length; one += 1) {
    const size = Math.abs(votes[one]);
    if (size <= sizes[0]) continue;
    let at = 0;
    for (; at + 1 < kept && sizes[at + 1] < size; at += 1) sizes[at] = sizes[at + 1];
    sizes[at] = size;
  }
  const [least] = sizes;
  const found = [];
  for (let at = 0; at < votes.length && found.length < kept; at += 1) if (Math.abs(votes[at]) >= least) found.push(at);
  return found;
}

/**
 * How many rows of a fold are classified rightly by the selected features, whose sums over the fold
 * are `own`, and whose signs `signs` come from the other folds.  A row's margin is the sum of as many
 * normal numbers as there are features; those of all rows add up to what the features do.
 * @param {number[]} own
 * @param {number[]} signs
 * @param {number} rows
 * @param {() => number} normal
 */
function rightIn(own, signs, rows, normal) {
  const luck = filled(rows, normal).map((one) => one * Math.sqrt(own.length));
  const sum = (/** @type {Iterable<number>} */ all) => [...all].reduce((total, one) => total + one, 0);
  const shift = (sum(own.map((one, at) => signs[at] * one)) - sum(luck)) / rows;
  return luck.filter((one) => one + shift > 0).length;
}

/**
 * Cross-validate once; return the accuracies with selection before the split and inside the folds,
 * the t of all features, and which of them were kept before the split.
 * @param {{ features: number, kept: number, rows: number, seed: number }} state
 */
export function crossValidated({ features, kept, rows, seed }) {
  const normal = normalsOf(seed + APART);
  const part = rows / FOLDS;
  const folds = noiseOf(seed).map((all) => all.subarray(0, features));
  const votes = new Float64Array(features);
  for (const fold of folds) for (let at = 0; at < features; at += 1) votes[at] += fold[at];
  const leaking = top(votes, kept);
  let [before, inside] = [0, 0];
  for (const own of folds) {
    const train = new Float64Array(features);
    for (let at = 0; at < features; at += 1) train[at] = votes[at] - own[at];
    const right = (/** @type {number[]} */ chosen) =>
      rightIn(chosen.map((at) => Math.sqrt(part) * own[at]), chosen.map((at) => Math.sign(train[at])), part, normal);
    before += right(leaking);
    inside += right(top(train, kept));
  }
  const t = votes.map((sum) => sum / Math.sqrt(FOLDS));
  return { before: before / rows, inside: inside / rows, t, leaking };
}
