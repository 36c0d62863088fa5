// What a step is taken on: which pairs, which plain text, and which tokens count.
import { END, sequenceOf } from "./tokens.js";
/** @import { Sequence } from "./engine.js" */

/** How many pairs a step takes. */
export const PAIRS = 8;

/**
 * Return a source of numbers from 0 to 1, the same for the same seed (mulberry32).
 * @param {number} seed
 */
export function chance(seed) {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Return `order`, shuffled by `draw`. */
function shuffled(/** @type {number[]} */ order, /** @type {() => number} */ draw) {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(draw() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** Give the shares of `sequences` the sum 1. */
export function weighed(/** @type {Sequence[]} */ sequences) {
  const sum = sequences.reduce((all, { shares }) => shares.reduce((a, b) => a + b, all), 0);
  return sequences.map((one) => ({ ...one, shares: one.shares.map((share) => share / sum) }));
}

export class Batches {
  /**
   * @param {{ encode: (text: string) => number[] }} tokens
   * @param {string[][]} pairs
   * @param {string[]} plain
   * @param {number} context
   * @param {() => number} draw
   */
  constructor(tokens, pairs, plain, context, draw) {
    this.tokens = tokens;
    this.pairs = pairs;
    this.plain = plain;
    this.context = context;
    this.draw = draw;
    /** @type {number[]} */
    this.order = [];
  }

  /** Return the pairs of the next step: all of them once, in a new order, before any again. */
  taken() {
    const taken = [];
    while (taken.length < PAIRS) {
      if (!this.order.length) this.order = shuffled(this.pairs.map((_, at) => at), this.draw);
      taken.push(this.pairs[/** @type {number} */ (this.order.shift())]);
    }
    return taken;
  }

  /**
   * Return the sequences of the next step, the pairs first.
   * @param {{ masked: boolean, replay: number }} settings
   */
  next({ masked, replay }) {
    const pairs = this.taken().map((pair) => sequenceOf(this.tokens, pair, masked, this.context));
    const plain = Array.from({ length: replay }, () => this.text(this.plain[Math.floor(this.draw() * this.plain.length)]));
    return [...weighed(pairs), ...weighed(plain)];
  }

  /** Plain text as a sequence, all of which counts. */
  text(/** @type {string} */ words) {
    const text = [END, ...this.tokens.encode(words), END].slice(0, this.context + 1);
    return { tokens: text.slice(0, -1), targets: text.slice(1), shares: text.slice(1).map(() => 1) };
  }
}
