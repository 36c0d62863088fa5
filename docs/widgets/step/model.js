// Gradient descent on the rents of eight flats, as in "Gradient descent and why it converges":
// a rule rent = base + a · area + b · rooms, from zero, on half the mean squared error.  Pure.

const AREA = [28, 35, 46, 52, 63, 74, 88, 110];
const ROOMS = [1, 2, 1, 2, 3, 3, 4, 4];
const RENT = [610, 700, 840, 880, 1030, 1190, 1370, 1640];
const FLATS = AREA.map((area, at) => [1, area, ROOMS[at]]);
const COLUMNS = [0, 1, 2].map((place) => FLATS.map((flat) => flat[place]));

/**
 * @param {number[]} row
 * @param {number[]} weights
 */
function dot(row, weights) {
  let sum = 0;
  for (let at = 0; at < row.length; at += 1) sum += row[at] * weights[at];
  return sum;
}

/**
 * Return the gradient at `weights` of half the mean of the squares of what the flats are off by.
 * @param {number[]} weights
 * @param {number[]} rents
 */
function gradient(weights, rents) {
  const off = FLATS.map((flat, at) => dot(flat, weights) - rents[at]);
  return weights.map((_, place) => dot(COLUMNS[place], off) / FLATS.length);
}

/**
 * Return by how many euros the rule `weights` is typically off.
 * @param {number[]} weights
 */
export function typicalError(weights) {
  const squares = FLATS.map((flat, at) => (dot(flat, weights) - RENT[at]) ** 2);
  return Math.sqrt(squares.reduce((sum, one) => sum + one) / squares.length);
}

/**
 * Return the typical error before the first and after each of `count` steps of the size `step`.
 * @param {number} step
 * @param {number} count
 */
export function errors(step, count) {
  let weights = [0, 0, 0];
  const found = [typicalError(weights)];
  for (let at = 0; at < count; at += 1) {
    const slope = gradient(weights, RENT);
    weights = weights.map((value, place) => value - step * slope[place]);
    found.push(typicalError(weights));
  }
  return found;
}

/** Return 2/L, the step from which on it explodes: L is the largest eigenvalue of XᵀX/n. */
export function edge() {
  const none = RENT.map(() => 0);
  let vector = [1, 1, 1];
  let largest = 0;
  for (let round = 0; round < 50; round += 1) {
    const image = gradient(vector, none);
    largest = Math.hypot(...image);
    vector = image.map((value) => value / largest);
  }
  return 2 / largest;
}
