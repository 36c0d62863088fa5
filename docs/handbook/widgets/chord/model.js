// A parabola, and the chord from x to x + h: numbers only.

/** @param {number} x */
export function height(x) {
  return x * x;
}

/** The slope of the chord. */
export function slope(/** @type {number} */ x, /** @type {number} */ h) {
  return (height(x + h) - height(x)) / h;
}
