// Looking at a test again and again: the chance that it is stopped as significant.  After k of K
// equal looks z is the sum of k independent normal numbers, over √k, as the piece has it; the chance
// to have stayed within the threshold is integrated look by look.

export const VISITORS = 20_000;
export const RATE = 0.05;
const NODES = 48;

/** @type {(z: number) => number} */
const phi = (z) => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Nodes and weights of Gauss and Legendre on [−1, 1]. */
const GAUSS = Array.from({ length: NODES }, (_, at) => {
  let x = Math.cos((Math.PI * (at + 0.75)) / (NODES + 0.5));
  let slope = 1;
  for (let round = 0; round < 10; round += 1) {
    let [p, q] = [1, 0];
    for (let k = 1; k <= NODES; k += 1) [p, q] = [((2 * k - 1) * x * p - (k - 1) * q) / k, p];
    slope = (NODES * (x * p - q)) / (x * x - 1);
    x -= p / slope;
  }
  return { x, weight: 2 / ((1 - x * x) * slope * slope) };
});

/** The nodes above the middle, from the outermost: those below mirror them, and so does what is found there. */
const UPPER = GAUSS.slice(0, NODES / 2);

/** The whole of what is found at the upper nodes; `sign` is how the lower ones differ. */
const whole = (/** @type {number[]} */ upper, /** @type {1 | -1} */ sign) => [...upper, ...upper.map((one) => sign * one).reverse()];

/** @typedef {{ sums: number[], mass: number[] }} Within */

/**
 * Return for each of `looks` looks where the sum may be while |z| has never passed `threshold`,
 * and how much probability lies there if there is no effect.
 * @param {number} looks
 * @param {number} threshold
 * @returns {Within[]}
 */
export function within(looks, threshold) {
  /** @type {Within[]} */
  const found = [];
  for (let k = 1; k <= looks; k += 1) {
    const edge = threshold * Math.sqrt(k);
    const last = found[k - 2];
    const sums = UPPER.map(({ x }) => edge * x);
    const mass = sums.map((sum, at) => {
      let density = 0;
      if (last) for (let j = 0; j < NODES; j += 1) density += last.mass[j] * phi(sum - last.sums[j]);
      else density = phi(sum);
      return density * edge * UPPER[at].weight;
    });
    found.push({ sums: whole(sums, -1), mass: whole(mass, 1) });
  }
  return found;
}

/**
 * Return the chance to be stopped at a look or before it, if z moves by `drift` a look: the weight
 * of each place is that without effect, times the ratio of the two likelihoods.
 * @param {Within[]} found
 * @param {number} drift
 */
export function stopped(found, drift = 0) {
  const last = found[found.length - 1];
  const move = (found.length * drift * drift) / 2;
  return 1 - last.mass.reduce((sum, one, at) => sum + one * Math.exp(drift * last.sums[at] - move), 0);
}

/** Return the effect of `points` percentage points over its standard error after the fortnight. */
export function effectOverError(/** @type {number} */ points) {
  const delta = points / 100;
  const variance = RATE * (1 - RATE) + (RATE + delta) * (1 - RATE - delta);
  return delta / Math.sqrt(variance / VISITORS);
}

/**
 * Return how often a test with an effect of `points` is stopped.
 * @param {Within[]} found
 * @param {number} points
 */
export function power(found, points) {
  return stopped(found, effectOverError(points) / Math.sqrt(found.length));
}

/**
 * Return `count` paths of the sum of `steps` small steps, of variance 1 in all; the same for the same `seed`.
 * @param {number} seed
 * @param {number} count
 * @param {number} steps
 */
export function paths(seed, count, steps) {
  let state = seed * 7919;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, () => {
    let sum = 0;
    return Array.from({ length: steps }, () => (sum += normal() / Math.sqrt(steps)));
  });
}

/** Return z along `path`, with an effect of `ratio` standard errors. */
export function along(/** @type {number[]} */ path, /** @type {number} */ ratio) {
  return path.map((sum, at) => {
    const share = (at + 1) / path.length;
    return (sum + ratio * share) / Math.sqrt(share);
  });
}

/**
 * Return the step at which a test with these `z` is stopped; −1 if at none.
 * @param {number[]} z
 * @param {number} looks
 * @param {number} threshold
 */
export function stoppedAt(z, looks, threshold) {
  for (let k = 1; k <= looks; k += 1) {
    const at = Math.round((k * z.length) / looks) - 1;
    if (Math.abs(z[at]) > threshold) return at;
  }
  return -1;
}
