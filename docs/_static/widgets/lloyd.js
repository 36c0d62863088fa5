// The best levels for one coordinate of a uniform direction in d dimensions, by Lloyd's rounds.
// Latitudes in place of coordinates: their density is cos^(d − 2).

// A cell that is narrow, told in standard deviations, needs fewer nodes.
const NODES = { narrow: 8, wide: 24 };
const NARROW = 0.7;
const GRID = 2000;
const FAR = 9;

/** Legendre's polynomial of a degree at x, and its slope there. */
function legendre(/** @type {number} */ degree, /** @type {number} */ x) {
  let [before, now] = [1, x];
  for (let k = 2; k <= degree; k += 1) [before, now] = [now, ((2 * k - 1) * x * now - (k - 1) * before) / k];
  return { value: now, slope: (degree * (x * now - before)) / (x * x - 1) };
}

/** Where Gauss's rule of so many nodes looks within [−1, 1], and with which weights. */
function gauss(/** @type {number} */ count) {
  return Array.from({ length: count }, (_, at) => {
    let x = Math.cos((Math.PI * (at + 0.75)) / (count + 0.5));
    for (let round = 0; round < 10; round += 1) {
      const { value, slope } = legendre(count, x);
      x -= value / slope;
    }
    const { slope } = legendre(count, x);
    return [x, 2 / ((1 - x * x) * slope * slope)];
  });
}

const RULES = { narrow: gauss(NODES.narrow), wide: gauss(NODES.wide) };

/**
 * Return the latitude beyond which nothing is.
 * @param {number} d
 */
export function edge(d) {
  return Math.min(Math.PI / 2, FAR / Math.sqrt(d));
}

/**
 * Return the integral of cos^(d − 2) from one latitude to another.
 * @param {number} from
 * @param {number} to
 * @param {number} d
 */
export function massBetween(from, to, d) {
  const [half, middle] = [(to - from) / 2, (to + from) / 2];
  let sum = 0;
  for (const [x, weight] of (to - from) * Math.sqrt(d) < NARROW ? RULES.narrow : RULES.wide)
    sum += weight * Math.cos(middle + half * x) ** (d - 2);
  return half * sum;
}

/**
 * Return `count` levels as dense as the cube root of the density.
 * @param {number} count
 * @param {number} d
 */
export function cubeRootLevels(count, d) {
  const far = edge(d);
  const at = (/** @type {number} */ k) => -far + (2 * far * k) / GRID;
  const share = [0];
  for (let k = 0; k < GRID; k += 1) share.push(share[k] + Math.cos((at(k) + at(k + 1)) / 2) ** (d / 3));
  let k = 0;
  return Array.from({ length: count }, (_, n) => {
    const wanted = ((n + 0.5) / count) * share[GRID];
    while (share[k + 1] < wanted) k += 1;
    const part = (wanted - share[k]) / (share[k + 1] - share[k]);
    return Math.sin(at(k) + part * (at(k + 1) - at(k)));
  });
}

/**
 * Return the levels after one more round, each at the mean of its cell, and two errors with the same
 * cells, d times the mean square of what a coordinate loses: that of `levels`, and that of the next.
 * @param {number[]} levels
 * @param {number} d
 */
export function lloydRound(levels, d) {
  const far = edge(d);
  const cuts = [-far, ...levels.slice(1).map((level, at) => Math.asin((level + levels[at]) / 2)), far];
  const slope = cuts.map((cut) => Math.cos(cut) ** (d - 1) / (d - 1));
  const mass = levels.map((_, at) => massBetween(cuts[at], cuts[at + 1], d));
  const next = mass.map((one, at) => (slope[at] - slope[at + 1]) / one);
  const all = mass.reduce((sum, one) => sum + one, 0);
  const lost = (/** @type {(level: number, at: number) => number} */ term) => 1 + (d * mass.reduce((sum, one, at) => sum + one * term(levels[at], at), 0)) / all;
  return {
    levels: next,
    before: lost((level, at) => level * (level - 2 * next[at])),
    error: lost((_, at) => -next[at] * next[at]),
  };
}

/**
 * Return the best levels of `bits` bits, and the error with them.
 * @param {number} bits
 * @param {number} d
 */
export function lloydMax(bits, d, rounds = 100) {
  let found = { levels: cubeRootLevels(2 ** bits, d), error: 1, before: 1 };
  for (let round = 0; round < rounds; round += 1) found = lloydRound(found.levels, d);
  return { levels: found.levels, error: found.error };
}

/**
 * Return the level nearest to `value`.
 * @param {number} value
 * @param {number[]} levels in rising order
 */
export function nearest(value, levels) {
  let at = 0;
  while (at < levels.length - 1 && value > (levels[at] + levels[at + 1]) / 2) at += 1;
  return levels[at];
}

/**
 * Return the error that some vector has with any code of `bits` bits a coordinate.
 * @param {number} bits
 * @param {number} d
 */
export function leastError(bits, d) {
  return ((d - 1) / (d + 1)) * 2 ** (2 / (d - 1)) * 4 ** ((-bits * d) / (d - 1));
}
