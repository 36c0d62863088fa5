// A memory of one number whose clock runs at a step of its own at each token.

/** How many tokens there are. */
export const TOKENS = 16;

/** What the tokens carry. */
export const VALUES = [-0.3, 0.5, -0.8, 0.2, 0.6, -0.4, 0.9, -0.7, 0.4, -0.2, 0.7, -0.9, 0.1, -0.5, 0.3, -0.6];

/**
 * Return whether each token is marked: where `pattern` has an x.
 * @param {string} pattern
 */
export function marks(pattern) {
  return Array.from({ length: TOKENS }, (_, t) => (pattern[t] ?? "").toLowerCase() === "x");
}

/**
 * Return the share of a token that a clock takes in one step.
 * @param {number} step
 */
export function gate(step) {
  return -Math.expm1(-step);
}

/**
 * Return the gate of each token, from the step of marked tokens and that of the others.
 * @param {boolean[]} marked
 * @param {number} stepOfMarked
 * @param {number} stepOfOthers
 */
export function gates(marked, stepOfMarked, stepOfOthers) {
  return marked.map((is) => gate(is ? stepOfMarked : stepOfOthers));
}

/**
 * Return the state after each token.
 * @param {number[]} values
 * @param {number[]} shares
 */
export function states(values, shares) {
  let state = 0;
  return values.map((value, t) => (state = (1 - shares[t]) * state + shares[t] * value));
}

/**
 * Return the weight of each token in the state after token `last`, counted from 0.
 * @param {number[]} shares
 * @param {number} last
 */
export function weights(shares, last) {
  const row = shares.map(() => 0);
  let kept = 1;
  for (let s = last; s >= 0; s -= 1) {
    row[s] = kept * shares[s];
    kept *= 1 - shares[s];
  }
  return row;
}

/**
 * @typedef {{ first: number, last: number, round: number, factor: number, added: number, parts: Combined[] }} Combined
 * What tokens `first` to `last` do together: multiply the state by `factor` and add `added`.
 */

/**
 * Return one map after another.
 * @param {Combined} one
 * @param {Combined} next
 * @param {number} round
 * @returns {Combined}
 */
function combine(one, next, round) {
  const [factor, added] = [next.factor * one.factor, next.factor * one.added + next.added];
  return { first: one.first, last: next.last, round, factor, added, parts: [one, next] };
}

/**
 * Return all prefixes of `maps`, whose number is a power of two, the combinations made on the way, and
 * the last round.
 * @param {Combined[]} maps
 * @param {number} round
 * @returns {{ prefixes: Combined[], made: Combined[], round: number }}
 */
function prefixesOf(maps, round) {
  if (maps.length === 1) return { prefixes: maps, made: [], round };
  const half = Array.from({ length: maps.length / 2 }, (_, at) => at);
  const pairs = half.map((at) => combine(maps[2 * at], maps[2 * at + 1], round + 1));
  const above = prefixesOf(pairs, round + 1);
  const after = maps.length > 2 ? above.round + 1 : above.round;
  const rest = half.slice(1).map((at) => combine(above.prefixes[at - 1], maps[2 * at], after));
  const prefixes = half.flatMap((at) => [at ? rest[at - 1] : maps[0], above.prefixes[at]]);
  return { prefixes, made: [...pairs, ...above.made, ...rest], round: after };
}

/**
 * Return the scan of the recurrence: the map of each token, all combinations, and all prefixes.
 * @param {number[]} values
 * @param {number[]} shares
 */
export function scan(values, shares) {
  const leaves = values.map((value, t) => ({ first: t, last: t, round: 0, factor: 1 - shares[t], added: shares[t] * value, parts: [] }));
  return { leaves, ...prefixesOf(leaves, 0) };
}

/**
 * Return what the scan gives: the states, the number of combinations and that of rounds.
 * @param {number[]} values
 * @param {number[]} shares
 */
export function scanned(values, shares) {
  const { prefixes, made, round } = scan(values, shares);
  return { states: prefixes.map(({ added }) => added), combinations: made.length, rounds: round };
}
