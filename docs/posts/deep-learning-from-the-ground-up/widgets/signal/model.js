// A random network: the size of a signal after each layer, and of a gradient on its way back.
// Weights are drawn once, as standard normal numbers; a state takes as many as it needs.

export const MOST = { layers: 60, width: 64 };
const COUNT = 2 * MOST.layers * MOST.width ** 2;

/**
 * Return `count` standard normal numbers: Box and Muller's, of a small generator (mulberry32).
 * @param {number} count
 * @param {number} seed
 */
export function normals(count, seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  const found = new Float64Array(count);
  for (let at = 0; at < count; at += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    found[at] = radius * Math.cos(angle);
    found[at + 1] = radius * Math.sin(angle);
  }
  return found;
}

const DRAWN = normals(COUNT, 1);
// The numbers that networks begin at lie that far apart.
const APART = 7919;

/**
 * @param {number} n
 * @param {number} at
 */
function matrix(n, at) {
  const from = at % (COUNT - n * n);
  return DRAWN.subarray(from, from + n * n);
}

/**
 * A vector of `n` numbers with size 1.
 * @param {number} n
 * @param {number} at
 */
function vector(n, at) {
  const v = DRAWN.slice(at, at + n);
  const size = rms(v);
  return v.map((one) => one / size);
}

/**
 * @param {Float64Array} W
 * @param {Float64Array} v
 * @param {number} scale
 */
function times(W, v, scale) {
  const n = v.length;
  const sums = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    let sum = 0;
    for (let at = 0; at < n; at += 1) sum += W[row * n + at] * v[at];
    sums[row] = sum * scale;
  }
  return sums;
}

/**
 * @param {Float64Array} W
 * @param {Float64Array} v
 * @param {number} scale
 */
function transposed(W, v, scale) {
  const n = v.length;
  const sums = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    const factor = v[row] * scale;
    if (!factor) continue;
    for (let at = 0; at < n; at += 1) sums[at] += W[row * n + at] * factor;
  }
  return sums;
}

/**
 * @param {Float64Array} a
 * @param {Float64Array} b
 */
const product = (a, b) => a.reduce((sum, one, at) => sum + one * b[at], 0);

/** @param {Float64Array} v */
export const rms = (v) => Math.sqrt(product(v, v) / v.length);

/**
 * Take `v` along the component that is at right angles to `z`, over rho.
 * @param {Float64Array} v
 * @param {Float64Array} z
 * @param {number} rho
 */
function unscaled(v, z, rho) {
  const along = product(z, v) / (product(z, z) || 1);
  return v.map((one, at) => (one - z[at] * along) / rho);
}

/**
 * @typedef {object} Network
 * @property {number} factor the weights, in units of He's size
 * @property {number} width
 * @property {number} layers
 * @property {boolean} norm
 * @property {"none" | "sum" | "scaled"} residual
 * @property {number} draw which of the random networks
 */

/**
 * Return the matrices of layer `k` with their sizes: W before the rectifier, V behind it in a branch.
 * @param {Network} network
 * @param {number} k
 */
function layer({ factor, width, draw }, k) {
  const from = draw * APART + k * width * width;
  return {
    W: matrix(width, from),
    V: matrix(width, from + MOST.layers * width * width),
    wide: factor * Math.sqrt(2 / width),
    back: Math.sqrt(1 / width),
  };
}

/**
 * Return the size, as the root of the mean square, of the signal behind each layer and of the
 * gradient in front of each: both lists begin at layer 0, and the gradient starts with size 1.
 * @param {Network} network
 */
export function sizes(network) {
  const { width, layers, norm, residual } = network;
  const beta = residual === "scaled" ? layers ** -0.5 : 1;
  let a = vector(width, COUNT - (2 * network.draw + 1) * MOST.width);
  const trace = [];
  const forward = [1];
  for (let k = 0; k < layers; k += 1) {
    const { W, V, wide, back } = layer(network, k);
    const before = a;
    if (residual === "none") {
      const z = times(W, a, wide);
      const rho = norm ? rms(z) || 1 : 1;
      a = z.map((one) => Math.max(one / rho, 0));
      trace.push({ z, before, rho });
    } else {
      const rho = norm ? rms(a) || 1 : 1;
      const z = times(W, a, wide / rho);
      const branch = times(V, z.map((one) => Math.max(one, 0)), back * beta);
      a = a.map((one, at) => one + branch[at]);
      trace.push({ z, before, rho });
    }
    forward.push(rms(a));
  }
  return { forward, backward: gradients(network, trace, beta) };
}

/**
 * @param {Network} network
 * @param {{ z: Float64Array, before: Float64Array, rho: number }[]} trace
 * @param {number} beta
 */
function gradients(network, trace, beta) {
  const { width, layers, norm, residual } = network;
  let g = vector(width, COUNT - (2 * network.draw + 2) * MOST.width);
  const found = [1];
  for (let k = layers - 1; k >= 0; k -= 1) {
    const { W, V, wide, back } = layer(network, k);
    const { z, before, rho } = trace[k];
    const gate = (/** @type {Float64Array} */ v) => v.map((one, at) => (z[at] > 0 ? one : 0));
    if (residual === "none") {
      const inner = gate(g);
      g = transposed(W, norm ? unscaled(inner, z, rho) : inner, wide);
    } else {
      const branch = transposed(W, gate(transposed(V, g, back * beta)), wide);
      const through = norm ? unscaled(branch, before, rho) : branch;
      g = g.map((one, at) => one + through[at]);
    }
    found.unshift(rms(g));
  }
  return found;
}

/**
 * Return what the piece derives for the same sizes, as roots of mean squares.
 * @param {Network} network
 */
export function derived({ factor, layers, norm, residual }) {
  const square = factor ** 2;
  const beta = residual === "scaled" ? layers ** -0.5 : 1;
  const at = Array.from({ length: layers + 1 }, (_, k) => k);
  /** @type {(k: number) => number} */
  let size = (k) => square ** k;
  /** @type {(k: number) => number} */
  let slope = (k) => square ** (layers - k);
  if (residual !== "none") {
    const one = beta ** 2 * square;
    size = norm ? (k) => 1 + k * one : (k) => (1 + one) ** k;
    slope = norm ? (k) => (1 + layers * one) / (1 + k * one) : (k) => (1 + one) ** (layers - k);
  } else if (norm) {
    size = (k) => (k ? 0.5 : 1);
    // The first layer meets a signal of size 1, the others one whose square is a half.
    slope = (k) => (k ? 1 : 0.5);
  }
  return { forward: at.map((k) => Math.sqrt(size(k))), backward: at.map((k) => Math.sqrt(slope(k))) };
}

/**
 * Return the sizes at both ends: of the signal behind the last layer, of the gradient at the input.
 * @param {Network} network
 */
export function ends(network) {
  const { forward, backward } = sizes(network);
  return { signal: forward[network.layers], gradient: backward[0] };
}
