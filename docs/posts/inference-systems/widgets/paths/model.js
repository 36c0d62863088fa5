// An engine that reads prompts, those that write answers, and two paths from the store of caches to the first.

// Llama 3 70B on eight H100, as the piece counts it.
const [LAYERS, HEADS, WIDTH, WEIGHTS, KAPPA] = [80, 64, 128, 69_503_033_344, 327_680];
const PEAK = 8 * 989e12;
const TOKENS = 500;
/** Requests a second. */
export const RATE = 2.8;

/**
 * @typedef {object} Setting
 * @property {number} share of the loads that take the second path, from 0 to 1
 * @property {number} engines that decode, for the one that reads prompts
 * @property {number} turns
 * @property {number} hit share of the tokens whose cache is found
 * @property {number} storage GB/s of each storage card
 * @property {number} network GB/s between engines, in each direction
 */

/**
 * Return the mean wait before one card, in seconds, all jobs alike.
 * @param {number} load
 * @param {number} service seconds
 */
export function wait(load, service) {
  return ((load / (1 - load)) * service) / 2;
}

/**
 * Return the seconds of stages that follow each other layer by layer.
 * @param {number[]} stages the seconds of each for all layers
 */
export function inLayers(stages) {
  const sum = stages.reduce((so, one) => so + one, 0);
  return (sum + (LAYERS - 1) * Math.max(...stages)) / LAYERS;
}

/** @param {Setting} setting */
function times({ turns, hit, storage, network }) {
  const tokens = TOKENS * turns;
  const found = hit * tokens;
  const size = (found * KAPPA) / 1e9;
  const fresh = tokens - found;
  const reach = found + (fresh + 1) / 2;
  const work = (fresh * (2 * WEIGHTS + 4 * HEADS * WIDTH * LAYERS * reach)) / PEAK;
  return { tokens, found, size, fetch: size / storage, send: size / network, work };
}

/**
 * Return the share of time for which each part is busy: the storage card of the engine that reads
 * prompts, that of each other engine, the network in its busier direction, and the arithmetic.
 * @param {Setting} setting
 */
export function loadsOf(setting) {
  const { tokens, found, fetch, send, work } = times(setting);
  const { share, engines, network } = setting;
  const back = ((tokens - share * found) * KAPPA) / 1e9;
  return [RATE * (1 - share) * fetch, (RATE * share * fetch) / engines, RATE * Math.max(share * send, back / network), RATE * work];
}

/**
 * Return the mean seconds to the first token, infinite if a queue grows without end.
 * @param {Setting} setting
 */
export function firstToken(setting) {
  const { share } = setting;
  const { fetch, send, work } = times(setting);
  const loads = loadsOf(setting);
  if (Math.max(...loads) >= 1) return Infinity;
  const [prefill, decode, , arithmetic] = loads;
  const first = wait(prefill, fetch) + inLayers([fetch, work]);
  const second = wait(decode, fetch) + wait(RATE * share * send, send) + inLayers([fetch, send, work]);
  return (1 - share) * first + share * second + wait(arithmetic, work);
}
