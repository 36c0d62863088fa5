// The angles of rotary positions, and what is left of a match at a distance.

/**
 * Return the angle of each pair for one position.
 * @param {number} width
 * @param {number} base
 */
export function angles(width, base) {
  return Array.from({ length: width / 2 }, (_, i) => base ** ((-2 * i) / width));
}

/**
 * Return the cosine of the angle between the hands of each pair.
 * @param {number} distance
 * @param {number} width
 * @param {number} base
 */
export function cosines(distance, width, base) {
  return angles(width, base).map((theta) => Math.cos(distance * theta));
}

/**
 * Return the mean of these cosines.
 * @param {number} distance
 * @param {number} width
 * @param {number} base
 */
export function meanCosine(distance, width, base) {
  return (2 / width) * cosines(distance, width, base).reduce((sum, one) => sum + one, 0);
}

/**
 * Return what the logarithm predicts for the mean.
 * @param {number} distance
 * @param {number} base
 */
export function fade(distance, base) {
  const euler = 0.5772156649015329;
  return 1 - (Math.log(distance) + euler) / Math.log(base);
}
