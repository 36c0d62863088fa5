// A weight goes from 1 to 0.9 in equal steps, in a format that keeps p bits.

export const FORMATS = {
  float16: { p: 11, least: -14 },
  bfloat16: { p: 8, least: -126 },
};

/** @typedef {keyof typeof FORMATS} Format */

/** Return how far the numbers of a format lie apart between a half and one. */
export function spacing(/** @type {Format} */ format) {
  return 2 ** -FORMATS[format].p;
}

/**
 * Return the number of the format that is nearest to `x`, of two the even one.
 * @param {number} x
 * @param {Format} format
 */
export function nearest(x, format) {
  if (x === 0) return 0;
  const { p, least } = FORMATS[format];
  let exponent = Math.floor(Math.log2(Math.abs(x)));
  if (2 ** (exponent + 1) <= Math.abs(x)) exponent += 1;
  const unit = 2 ** (Math.max(exponent, least) - p + 1);
  const [below, rest] = [Math.floor(x / unit), x / unit - Math.floor(x / unit)];
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  return (below + (up ? 1 : 0)) * unit;
}

/** Return the weight after each step, rounded to the nearest number: in float16 the update is, too. */
export function byNearest(/** @type {Format} */ format, /** @type {number} */ steps) {
  const update = 0.1 / steps;
  const given = format === "float16" ? nearest(update, format) : Math.fround(update);
  const path = [1];
  for (let at = 0; at < steps; at += 1) path.push(nearest(Math.fround(path[at] - given), format));
  return path;
}

/** Return the weight at the end in single precision. */
export function single(/** @type {number} */ steps) {
  const update = Math.fround(0.1 / steps);
  let weight = 1;
  for (let at = 0; at < steps; at += 1) weight = Math.fround(weight - update);
  return weight;
}

/** Return numbers from 0 on and below 1, by the generator mulberry32. */
function generator(/** @type {number} */ seed) {
  let state = (seed * 0x9e3779b9) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Return the weight after each step, rounded up or down by chance, up the more often the nearer.
 * @param {Format} format
 * @param {number} steps
 * @param {number} seed
 */
export function byChance(format, steps, seed) {
  const random = generator(seed);
  const [update, unit] = [0.1 / steps, spacing(format)];
  const path = [1];
  for (let at = 0; at < steps; at += 1) {
    const x = (path[at] - update) / unit;
    const below = Math.floor(x);
    path.push((below + (random() < x - below ? 1 : 0)) * unit);
  }
  return path;
}

/** Return the part of a spacing that a step goes beyond whole ones: how often it is rounded down. */
export function chance(/** @type {Format} */ format, /** @type {number} */ steps) {
  return (0.1 / steps / spacing(format)) % 1;
}

/** Return by how much the weight is typically off after all steps, if chance rounds. */
export function spread(/** @type {Format} */ format, /** @type {number} */ steps) {
  const q = chance(format, steps);
  return spacing(format) * Math.sqrt(steps * q * (1 - q));
}
