// The eight flats of the piece on standardised features: an error e of the two weights costs
// e'He / 2, and the minimum is at `best`.  The base is a third number, which goes its own way.

const AREA = [28, 35, 46, 52, 63, 74, 88, 110];
const ROOMS = [1, 2, 1, 2, 3, 3, 4, 4];
const RENT = [610, 700, 840, 880, 1030, 1190, 1370, 1640];

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** @param {number[]} values */
function unit(values) {
  const middle = mean(values);
  const spread = Math.sqrt(mean(values.map((one) => (one - middle) ** 2)));
  return values.map((one) => (one - middle) / spread);
}

const [area, rooms] = [unit(AREA), unit(ROOMS)];

/** The correlation of area and rooms, which is all that H has off its diagonal. */
export const correlation = mean(area.map((one, at) => one * rooms[at]));

/** The smallest eigenvalue of H. */
export const mu = 1 - correlation;

/** The largest eigenvalue of H. */
export const L = 1 + correlation;

/** The weights of area and rooms at the minimum, in euros for a standard deviation. */
export const best = (() => {
  const [a, b] = [area, rooms].map((unitValues) => mean(unitValues.map((one, at) => one * RENT[at])));
  const scale = 1 - correlation ** 2;
  return [(a - correlation * b) / scale, (b - correlation * a) / scale];
})();

/** The typical error in euros that is left at the minimum. */
export const least = Math.sqrt(
  mean(RENT.map((one, at) => one - mean(RENT) - area[at] * best[0] - rooms[at] * best[1]).map((e) => e * e)),
);

/** Return the weights after each of `count` steps of heavy ball from `start`. */
export function path(
  /** @type {number} */ step,
  /** @type {number} */ momentum,
  /** @type {number[]} */ start,
  /** @type {number} */ count,
) {
  let error = start.map((one, at) => one - best[at]);
  let old = error;
  const found = [start];
  for (let k = 0; k < count; k += 1) {
    const slope = [error[0] + correlation * error[1], correlation * error[0] + error[1]];
    const next = error.map((one, at) => one - step * slope[at] + momentum * (one - old[at]));
    [error, old] = [next, error];
    found.push(error.map((one, at) => one + best[at]));
  }
  return found;
}

/** Return by how many euros the rule with the weights `point` is typically off. */
export function typicalError(/** @type {number[]} */ point) {
  const [x, y] = point.map((one, at) => one - best[at]);
  return Math.sqrt(least ** 2 + x * x + 2 * correlation * x * y + y * y);
}

/** Return what a step leaves, in the long run, of an error along an eigenvector of `lambda`. */
export function rateAlong(
  /** @type {number} */ lambda,
  /** @type {number} */ step,
  /** @type {number} */ momentum,
) {
  const sum = 1 + momentum - step * lambda;
  const inside = sum * sum - 4 * momentum;
  if (inside < 0) return Math.sqrt(momentum);
  return (Math.abs(sum) + Math.sqrt(inside)) / 2;
}

/** Return what a step leaves, in the long run, of any error. */
export function rate(/** @type {number} */ step, /** @type {number} */ momentum) {
  return Math.max(...[mu, L].map((lambda) => rateAlong(lambda, step, momentum)));
}

/** Return the step from which on it explodes: 2/L without momentum. */
export function edge(/** @type {number} */ momentum) {
  return (2 * (1 + momentum)) / L;
}

/** The step and the momentum that leave the least, by the piece. */
export const heavyBest = {
  step: 4 / (Math.sqrt(L) + Math.sqrt(mu)) ** 2,
  momentum: ((Math.sqrt(L) - Math.sqrt(mu)) / (Math.sqrt(L) + Math.sqrt(mu))) ** 2,
};
