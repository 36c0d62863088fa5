// The cache of a decoder and what a step takes, as the calculator of the piece has it: 80 layers with
// heads of width 128, 70 billion weights of two bytes, on eight H100 taken as one.

const LAYERS = 80;
const HEAD_DIM = 128;
const LATENT = { dc: 512, dr: 64 };
export const WEIGHTS = 140e9;
export const MEMORY = 8 * 80e9;
export const PEAK = 8 * 989e12;
export const BANDWIDTH = 8 * 3.35e12;
/** Flops per byte from which on arithmetic is the limit. */
export const RIDGE = PEAK / BANDWIDTH;

/**
 * Return the shape that a state stands for: a window has its first tokens beside it, `kept` in all.
 * @param {WidgetState} state
 */
function shape({ heads, share, window, bytes, length }) {
  const queries = Number(heads);
  const kvHeads = share === "all" ? queries : Math.min(Number(share), queries);
  const [w, sinks] = { none: [Infinity, 0], w4096: [4096, 0], sinks: [1020, 4] }[/** @type {"none"} */ (window)];
  return { queries, kvHeads, isLatent: share === "latent", each: Number(bytes), kept: Math.min(length, w + sinks) };
}

/** Return how many numbers a layer keeps of a token. */
export function numbers(/** @type {WidgetState} */ state) {
  const { isLatent, kvHeads } = shape(state);
  return isLatent ? LATENT.dc + LATENT.dr : 2 * kvHeads * HEAD_DIM;
}

/** Return how many flops attention does for each byte of its cache. */
export function intensity(/** @type {WidgetState} */ state) {
  const { isLatent, queries, kvHeads, each } = shape(state);
  const { dc, dr } = LATENT;
  return isLatent ? (2 * queries * (2 * dc + dr)) / (each * (dc + dr)) : (2 * queries) / (each * kvHeads);
}

/** Return the bytes that one token leaves in all layers. */
export function perToken(/** @type {WidgetState} */ state) {
  return numbers(state) * shape(state).each * LAYERS;
}

/** Return the bytes of the cache of one sequence. */
export function cache(/** @type {WidgetState} */ state) {
  return perToken(state) * shape(state).kept;
}

/** Return how many sequences have room beside the weights. */
export function room(/** @type {WidgetState} */ state) {
  return Math.floor((MEMORY - WEIGHTS) / cache(state));
}

/**
 * Return what a step of the sequences that fit reads, in bytes, and the least time that it takes, in
 * seconds; `waits` says whether memory is what it waits for.
 * @param {WidgetState} state
 */
export function step(state) {
  const served = Math.min(state.batch, room(state));
  const stored = served * cache(state);
  // Two flops for each weight of two bytes.
  const flops = served * WEIGHTS + intensity(state) * stored;
  const [computing, reading] = [flops / PEAK, (WEIGHTS + stored) / BANDWIDTH];
  return { served, read: WEIGHTS + stored, seconds: Math.max(computing, reading), waits: reading >= computing };
}
