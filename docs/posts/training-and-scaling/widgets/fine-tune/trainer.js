// Steps of fine-tuning: which pairs, which tokens count, which weights move, and how far.
import { Engine } from "./engine.js";
import { END, sequenceOf } from "./tokens.js";

/** How many pairs a step takes, and in how many steps the rate rises to what is asked for. */
export const PAIRS = 8;
const WARM_UP = 10;
const [B1, B2, TINY, DECAY] = [0.9, 0.99, 1e-8, 0.01];
/** Columns that the product of matrices takes at a time. */
const WIDE = 8;

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

const total = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0);

/** Return `order`, shuffled by `draw`. */
function shuffled(/** @type {number[]} */ order, /** @type {() => number} */ draw) {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(draw() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** Give the shares of `sequences` the sum 1. */
function weighed(/** @type {{ tokens: number[], targets: number[], shares: number[] }[]} */ sequences) {
  const sum = sequences.reduce((all, { shares }) => shares.reduce((a, b) => a + b, all), 0);
  return sequences.map((one) => ({ ...one, shares: one.shares.map((share) => share / sum) }));
}

export class Trainer {
  /**
   * @param {Record<string, Float32Array>} arrays
   * @param {{ heads: number, arrays: Record<string, number[]>, plain: string[] }} header
   * @param {{ encode: (text: string) => number[], decode: (tokens: number[]) => string }} tokens
   * @param {{ what: string, rank: number, seed: number, pairs: string[][] }} settings
   * @param {boolean} plain without WebAssembly
   */
  constructor(arrays, header, tokens, { what, rank, seed, pairs }, plain = false) {
    this.engine = new Engine(arrays, header.arrays, header.heads, plain);
    this.header = header;
    this.tokens = tokens;
    this.what = what;
    this.pairs = pairs;
    this.draw = chance(seed);
    /** @type {number[]} */
    this.order = [];
    this.step = 0;
    /** @type {[string, string, string][]} a matrix, and the two thin ones whose product it is given */
    this.thin = [];
    /** @type {string[]} */
    this.trained = Object.keys(arrays);
    if (what === "head") this.trainHead();
    if (what === "low rank") this.trainThin(rank);
    const { F, w, size } = this.engine;
    this.base = Object.fromEntries(this.thin.map(([name]) => [name, F.slice(w[name], w[name] + size[name])]));
    this.moments = new Map(this.trained.map((name) => [name, [new Float32Array(size[name]), new Float32Array(size[name])]]));
  }

  trainHead() {
    const { engine } = this;
    engine.add("head", engine.shapes.e);
    engine.F.copyWithin(engine.w.head, engine.w.e, engine.w.e + engine.size.e);
    engine.head = "head";
    engine.turn();
    this.trained = ["head", "gf"];
  }

  /** Each matrix gets two of its own, A of chance and B of zeros, as wide as the kernel wants them. */
  trainThin(/** @type {number} */ rank) {
    const { engine } = this;
    const columns = Math.ceil(rank / WIDE) * WIDE;
    for (const name of engine.names()) {
      const [rows, across] = engine.shapes[name];
      const [a, b] = [`${name}.a`, `${name}.b`];
      engine.add(a, [rows, columns]);
      engine.add(b, [columns, across]);
      const limit = Math.sqrt(3 / rows);
      const { F, w, size } = engine;
      F.fill(0, w[a], w[a] + size[a]);
      F.fill(0, w[b], w[b] + size[b]);
      for (let i = 0; i < rows; i += 1)
        for (let j = 0; j < rank; j += 1) F[w[a] + i * columns + j] = (2 * this.draw() - 1) * limit;
      this.thin.push([name, a, b]);
    }
    this.trained = this.thin.flatMap(([, a, b]) => [a, b]);
  }

  /** Return the pairs of the next step: all of them once, in a new order, before any again. */
  next() {
    const taken = [];
    while (taken.length < PAIRS) {
      if (!this.order.length) this.order = shuffled(this.pairs.map((_, at) => at), this.draw);
      taken.push(this.pairs[/** @type {number} */ (this.order.shift())]);
    }
    return taken;
  }

  /**
   * Take a step and return the loss of its pairs.
   * @param {{ rate: number, masked: boolean, replay: number }} settings
   */
  go({ rate, masked, replay }) {
    const { engine, tokens } = this;
    const pairs = weighed(this.next().map((pair) => sequenceOf(tokens, pair, masked, engine.context)));
    const plain = weighed(Array.from({ length: replay }, () => {
      const { plain: texts } = this.header;
      return this.text(texts[Math.floor(this.draw() * texts.length)]);
    }));
    const both = [...pairs, ...plain];
    const losses = engine.loss(both, { depth: this.what === "head" ? "head" : "all" });
    this.step += 1;
    this.update(rate * Math.min(1, this.step / WARM_UP));
    return total(losses.slice(0, pairs.length));
  }

  /** Plain text as a sequence, all of which counts. */
  text(/** @type {string} */ words) {
    const text = [END, ...this.tokens.encode(words), END].slice(0, this.engine.context + 1);
    return { tokens: text.slice(0, -1), targets: text.slice(1), shares: text.slice(1).map(() => 1) };
  }

  update(/** @type {number} */ rate) {
    const { engine } = this;
    const { F, w, g, size } = engine;
    for (const [name, a, b] of this.thin) {
      const [rows, columns] = engine.shapes[name];
      const [, rank] = engine.shapes[a];
      transposeTo(engine, b);
      engine.multiply(g[name], engine.t[b], g[a], rows, rank, columns);
      engine.multiply(w[a], g[name], g[b], rank, columns, rows, { across: true });
    }
    const [first, second] = [1 - B1 ** this.step, 1 - B2 ** this.step];
    for (const [name, [m, v]] of this.moments) {
      const [at, from] = [w[name], g[name]];
      for (let i = 0; i < size[name]; i += 1) {
        const slope = F[from + i];
        m[i] = B1 * m[i] + (1 - B1) * slope;
        v[i] = B2 * v[i] + (1 - B2) * slope * slope;
        F[at + i] -= rate * (m[i] / first / (Math.sqrt(v[i] / second) + TINY) + DECAY * F[at + i]);
      }
    }
    for (const [name, a, b] of this.thin) {
      const [rows, columns] = engine.shapes[name];
      F.set(this.base[name], w[name]);
      engine.multiply(w[a], w[b], w[name], rows, columns, engine.shapes[a][1], { more: true });
    }
    engine.turn();
  }

  /** Return the mean loss of `texts`, in nats a token. */
  plainLoss(/** @type {string[]} */ texts) {
    return total(this.engine.loss(weighed(texts.map((one) => this.text(one))), { back: false }));
  }

  /** Return what the model says after each of `questions`. */
  answers(/** @type {string[]} */ questions, most = 24) {
    const prompts = questions.map((one) => [END, ...this.tokens.encode(one)].slice(0, this.engine.context - 1));
    return this.engine.continued(prompts, most).map(({ tokens, ended }) => ({
      text: this.tokens.decode(tokens),
      ended,
    }));
  }
}

function transposeTo(/** @type {Engine} */ engine, /** @type {string} */ name) {
  const [rows, columns] = engine.shapes[name];
  const { F, w, t } = engine;
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1) F[t[name] + j * rows + i] = F[w[name] + i * columns + j];
}
