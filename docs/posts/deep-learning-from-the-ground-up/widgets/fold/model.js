// Layers of `width` units that fold the unit interval, each by the sawtooth of the piece, and what
// one layer of as many units can follow.

/** @param {number} s */
const relu = (s) => Math.max(s, 0);

/**
 * Return what a layer of `width` units makes of `y`: a sawtooth with as many pieces.
 * @param {number} width
 * @param {number} y
 */
export function folded(width, y) {
  let sum = width * relu(y);
  for (let unit = 1; unit < width; unit += 1) sum += 2 * width * (-1) ** unit * relu(y - unit / width);
  return sum;
}

/**
 * Return what is left of `x` after each of `layers` layers.
 * @param {number} layers
 * @param {number} width
 * @param {number} x
 */
export function through(layers, width, x) {
  const values = [];
  for (let y = x; values.length < layers; values.push(y)) y = folded(width, y);
  return values;
}

/**
 * Return the corners of the sawtooth with `pieces` pieces, from corner `first` to corner `last`.
 * @param {number} pieces
 * @param {number} first
 * @param {number} last
 */
export function sawtooth(pieces, first = 0, last = pieces) {
  return Array.from({ length: last - first + 1 }, (_, at) => [(first + at) / pieces, (first + at) % 2]);
}

/**
 * Return the corners of the best that the piece offers for one layer of `units` units against a
 * sawtooth of `pieces`: it follows as far as its units last, then stays at a half.
 * @param {number} units
 * @param {number} pieces
 */
export function wide(units, pieces) {
  if (units >= pieces) return sawtooth(pieces);
  return [...sawtooth(pieces, 0, units - 2), [(units - 1.5) / pieces, 0.5], [1, 0.5]];
}

/**
 * Return the mean error of that layer.
 * @param {number} units
 * @param {number} pieces
 */
export function meanError(units, pieces) {
  return units >= pieces ? 0 : (pieces - units + 1.5) / (4 * pieces);
}

/**
 * Return the counts of the piece for `layers` layers of `width` units: the units in all, the pieces
 * that are drawn, the most that any weights draw, and the most that one layer of all units draws.
 * @param {number} layers
 * @param {number} width
 */
export function counts(layers, width) {
  const units = layers * width;
  return { units, pieces: width ** layers, limit: (width + 1) ** layers, oneLayer: units + 1 };
}
