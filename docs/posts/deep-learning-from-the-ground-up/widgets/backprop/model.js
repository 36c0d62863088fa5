// The network that the piece works by hand: two inputs, two hidden units, two classes.

/** The input of the piece. */
export const x = [1, 2];

/** The weights of the piece by what they are called, layer by layer, row by row. */
export const given = {
  w111: 0.5,
  w112: 0.25,
  w121: 0.5,
  w122: -0.25,
  b11: 0,
  b12: -0.5,
  w211: 1,
  w212: -1,
  w221: 0,
  w222: 1,
  b21: 0,
  b22: 0,
};

/** @typedef {Record<string, number>} Numbers */

/**
 * @param {Numbers} p
 * @param {number} layer
 */
function matrix(p, layer) {
  return [1, 2].map((row) => [1, 2].map((column) => p[`w${layer}${row}${column}`]));
}

/**
 * @param {number[][]} W
 * @param {number[]} v
 */
const times = (W, v) => W.map(([a, b]) => a * v[0] + b * v[1]);

/**
 * Return what the forward pass makes with the parameters `p` of an example of class `label`.
 * @param {Numbers} p
 * @param {number} label
 */
export function forward(p, label) {
  const z1 = times(matrix(p, 1), x).map((one, at) => one + p[`b1${at + 1}`]);
  const a1 = z1.map(Math.tanh);
  const z2 = times(matrix(p, 2), a1).map((one, at) => one + p[`b2${at + 1}`]);
  const largest = Math.max(...z2);
  const e = z2.map((one) => Math.exp(one - largest));
  const probabilities = e.map((one) => one / (e[0] + e[1]));
  const loss = Math.log(e[0] + e[1]) + largest - z2[label - 1];
  return { z1, a1, z2, p: probabilities, loss };
}

/**
 * Return what the backward pass makes: the errors of the layers, and the derivative of the loss
 * with respect to each parameter, by the same names.
 * @param {Numbers} p
 * @param {number} label
 */
export function backward(p, label) {
  const { a1, p: probabilities } = forward(p, label);
  const d2 = probabilities.map((one, at) => one - Number(at === label - 1));
  const W2 = matrix(p, 2);
  const back = [0, 1].map((at) => W2[0][at] * d2[0] + W2[1][at] * d2[1]);
  const slopes = a1.map((one) => 1 - one * one);
  const d1 = back.map((one, at) => one * slopes[at]);
  /** @type {Numbers} */
  const gradient = {};
  for (const [layer, errors, inputs] of /** @type {[number, number[], number[]][]} */ ([[1, d1, x], [2, d2, a1]]))
    for (const [row, error] of errors.entries()) {
      gradient[`b${layer}${row + 1}`] = error;
      for (const [column, input] of inputs.entries()) gradient[`w${layer}${row + 1}${column + 1}`] = error * input;
    }
  return { d2, back, slopes, d1, gradient };
}
