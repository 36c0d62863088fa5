// Steps of fine-tuning: which weights move, and how far.
import { Batches, chance, PAIRS, weighed } from "./batches.js";
import { Processor } from "./cpu.js";
import { Engine, MEMORY, when } from "./engine.js";
import { END } from "./tokens.js";
/** @import { Sequence } from "./engine.js" */
/** @import { Gpu } from "./gpu.js" */

/** In how many steps the rate rises to what is asked for. */
const WARM_UP = 10;
/** Columns that the product of matrices takes at a time. */
const WIDE = 8;

const total = (/** @type {ArrayLike<number>} */ numbers) => Array.from(numbers).reduce((a, b) => a + b, 0);

export class Trainer {
  /**
   * @param {Record<string, Float32Array>} arrays
   * @param {{ heads: number, arrays: Record<string, number[]>, plain: string[] }} header
   * @param {{ encode: (text: string) => number[], decode: (tokens: number[]) => string }} tokens
   * @param {{ what: string, rank: number, seed: number, pairs: string[][] }} settings
   * @param {Processor | Gpu} machine
   */
  constructor(arrays, header, tokens, { what, rank, seed, pairs }, machine = new Processor(MEMORY)) {
    this.engine = new Engine(arrays, header.arrays, header.heads, machine);
    this.tokens = tokens;
    this.what = what;
    this.draw = chance(seed);
    this.batches = new Batches(tokens, pairs, header.plain, this.engine.context, this.draw);
    this.step = 0;
    /** @type {[string, string, string][]} a matrix, and the two thin ones whose product it is given */
    this.thin = [];
    this.trained = Object.keys(arrays);
    if (what === "head") this.trainHead();
    if (what === "low rank") this.trainThin(arrays, rank);
    const { engine } = this;
    /** @type {[string, number, number][]} what is trained, with the places of its two moments */
    this.moments = this.trained.map((name) => [name, this.zeros(engine.size[name]), this.zeros(engine.size[name])]);
  }

  get kind() {
    return this.engine.kind;
  }

  /** Return the place of as many zeros, which stay. */
  zeros(/** @type {number} */ count) {
    const at = this.engine.keep(count);
    this.engine.machine.clear(at, count);
    return at;
  }

  trainHead() {
    const { engine } = this;
    engine.add("head", engine.shapes.e);
    engine.machine.copy(engine.w.e, engine.w.head, engine.size.e);
    engine.head = "head";
    engine.turn();
    this.trained = ["head", "gf"];
  }

  /** Each matrix gets two of its own, A of chance and B of zeros, as wide as the kernel wants them. */
  trainThin(/** @type {Record<string, Float32Array>} */ arrays, /** @type {number} */ rank) {
    const { engine } = this;
    const columns = Math.ceil(rank / WIDE) * WIDE;
    /** @type {Record<string, number>} where the matrices are kept as they were */
    this.base = {};
    for (const name of engine.names()) {
      const [rows, across] = engine.shapes[name];
      const [a, b] = [`${name}.a`, `${name}.b`];
      engine.add(a, [rows, columns]);
      engine.add(b, [columns, across]);
      const limit = Math.sqrt(3 / rows);
      const drawn = new Float32Array(rows * columns);
      for (let i = 0; i < rows; i += 1)
        for (let j = 0; j < rank; j += 1) drawn[i * columns + j] = (2 * this.draw() - 1) * limit;
      engine.machine.set(engine.w[a], drawn);
      engine.machine.clear(engine.w[b], engine.size[b]);
      this.base[name] = engine.keep(engine.size[name]);
      engine.machine.set(this.base[name], arrays[name]);
      this.thin.push([name, a, b]);
    }
    this.trained = this.thin.flatMap(([, a, b]) => [a, b]);
  }

  /**
   * Take a step and return the loss of its pairs.
   * @param {{ rate: number, masked: boolean, replay: number }} settings
   */
  go(settings) {
    return this.take(this.batches.next(settings), settings.rate);
  }

  /** Take a step on `sequences`, of which the first are pairs. */
  take(/** @type {Sequence[]} */ sequences, /** @type {number} */ rate) {
    const losses = this.engine.loss(sequences, { depth: this.what === "head" ? "head" : "all" });
    this.step += 1;
    this.update(rate * Math.min(1, this.step / WARM_UP));
    return when(losses, (one) => total(one.slice(0, PAIRS)));
  }

  update(/** @type {number} */ rate) {
    const { engine, step } = this;
    const { machine: on, w, t, g, size, shapes } = engine;
    for (const [name, a, b] of this.thin) {
      const [rows, columns] = shapes[name];
      const [, rank] = shapes[a];
      engine.turnOne(b);
      on.multiply(g[name], t[b], g[a], rows, rank, columns);
      on.multiply(w[a], g[name], g[b], rank, columns, rows, { across: true });
    }
    for (const [name, m, v] of this.moments) on.adamw(w[name], g[name], m, v, size[name], { rate, step });
    for (const [name, a, b] of this.thin) {
      const [rows, columns] = shapes[name];
      on.copy(/** @type {any} */ (this.base)[name], w[name], size[name]);
      on.multiply(w[a], w[b], w[name], rows, columns, shapes[a][1], { more: true });
    }
    engine.turn();
  }

  /** Return the mean loss of `texts`, in nats a token. */
  plainLoss(/** @type {string[]} */ texts) {
    const sequences = weighed(texts.map((one) => this.batches.text(one)));
    return when(this.engine.loss(sequences, { back: false }), total);
  }

  /** Return what the model says after each of `questions`. */
  answers(/** @type {string[]} */ questions, most = 24) {
    const prompts = questions.map((one) => [END, ...this.tokens.encode(one)].slice(0, this.engine.context - 1));
    return when(this.engine.continued(prompts, most), (told) =>
      told.map(({ tokens, ended }) => ({ text: this.tokens.decode(tokens), ended })));
  }

  /** Return all numbers that stay from step to step, as they lie. */
  numbers() {
    return this.engine.machine.read(0, this.engine.start);
  }
}
