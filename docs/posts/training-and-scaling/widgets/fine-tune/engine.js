// The decoder: forward and backward pass over sequences that lie one behind the other, as the piece
// derives them.  All numbers are in one array, and a place in it is an index; what computes with
// them is a machine, the processor (cpu.js) or a GPU (gpu.js).  Of a GPU what is read is a promise.

/** @import { Processor, Rows, Wanted } from "./cpu.js" */
/** @import { Gpu } from "./gpu.js" */

const MATRICES = ["wqkv", "wo", "w1", "w2"];
const BLOCK = ["g1", ...MATRICES, "g2"];
/** Room for all numbers, in bytes: 50 questions with their answers take a third of it. */
export const MEMORY = 96 * 2 ** 20;
/** A multiple of four: what the product of matrices takes. */
const padded = (/** @type {number} */ rows) => (rows + 3) & ~3;

/** @typedef {{ tokens: number[], targets: number[], shares: number[] }} Sequence */

/**
 * Go on with `value`: at once, or when it has come.
 * @template A, B
 * @param {A | Promise<A>} value
 * @param {(value: A) => B | Promise<B>} next
 * @returns {B | Promise<B>}
 */
export function when(value, next) {
  return value instanceof Promise ? value.then(next) : next(value);
}

export class Engine {
  /**
   * @param {Record<string, Float32Array>} arrays the weights by their names
   * @param {Record<string, number[]>} shapes
   * @param {number} heads
   * @param {Processor | Gpu} machine
   */
  constructor(arrays, shapes, heads, machine) {
    this.machine = machine;
    this.kind = machine.kind;
    this.shapes = shapes;
    this.heads = heads;
    const [vocabulary, width] = shapes.e;
    this.vocabulary = vocabulary;
    this.width = width;
    this.context = shapes.p[0];
    this.layers = Object.keys(shapes).filter((name) => name.endsWith(".wqkv")).length;
    this.top = 64;
    /** @type {Record<string, number>} places of weights, of gradients, of transposed weights */
    this.w = {};
    /** @type {Record<string, number>} */
    this.g = {};
    /** @type {Record<string, number>} */
    this.t = {};
    /** @type {Record<string, number>} */
    this.size = {};
    for (const [name, array] of Object.entries(arrays)) {
      this.place(name, array.length);
      machine.set(this.w[name], array);
    }
    // The head: the embedding itself, until it is trained alone.
    this.head = "e";
    this.start = this.top;
    this.turn();
  }

  /** Return the place of `count` numbers. */
  room(/** @type {number} */ count) {
    const at = this.top;
    this.top += (count + 3) & ~3;
    if (this.top > this.machine.length) throw new Error("there is no room for so much text");
    return at;
  }

  /** Return the place of `count` numbers that stay. */
  keep(/** @type {number} */ count) {
    this.top = this.start;
    const at = this.room(count);
    this.start = this.top;
    return at;
  }

  place(/** @type {string} */ name, /** @type {number} */ count) {
    this.size[name] = count;
    this.w[name] = this.room(count);
    this.g[name] = this.room(count);
    if (this.shapes[name].length === 2) this.t[name] = this.room(count);
  }

  /** Keep room for an array that is added, with its gradient. */
  add(/** @type {string} */ name, /** @type {number[]} */ shape) {
    this.top = this.start;
    this.shapes = { ...this.shapes, [name]: shape };
    this.place(name, shape.reduce((a, b) => a * b, 1));
    this.start = this.top;
  }

  /** Transpose the matrices, which both passes need and every step changes. */
  turn() {
    for (const name of [...this.names(), this.head]) this.turnOne(name);
  }

  turnOne(/** @type {string} */ name) {
    const [rows, columns] = this.shapes[name];
    this.machine.transpose(this.w[name], this.t[name], rows, columns);
  }

  /** The matrices of all layers. */
  names() {
    return Array.from({ length: this.layers }, (_, layer) =>
      MATRICES.map((name) => `blocks.${layer}.${name}`)).flat();
  }

  /**
   * Run `sequences` forward, and keep what the backward pass needs.
   * @param {{ tokens: number[] }[]} sequences
   */
  forward(sequences) {
    const { machine: on, w, width: d } = this;
    this.top = this.start;
    const texts = rowsOf(sequences, this.heads);
    const { count } = texts;
    // What stands behind the last row may be anything: no sum goes so far.
    const take = (/** @type {number} */ columns) => this.room(padded(count) * columns);
    const inAttention = texts.spans.reduce((sum, [, n]) => sum + n * n * this.heads, 0);
    let x = take(d);
    on.embed(w.e, w.p, x, texts, d);
    const kept = [];
    for (let layer = 0; layer < this.layers; layer += 1) {
      const [g1, wqkv, wo, w1, w2, g2] = BLOCK.map((name) => w[`blocks.${layer}.${name}`]);
      const u = take(d), r1 = take(1), qkv = take(3 * d), y = take(d), x1 = take(d);
      on.norm(x, g1, u, r1, count, d);
      on.multiply(u, wqkv, qkv, count, 3 * d, d);
      const a = this.room(inAttention);
      on.attention(qkv, a, y, texts, d);
      on.copy(x, x1, count * d);
      on.multiply(y, wo, x1, count, d, d, { more: true });
      const t = take(d), r2 = take(1), h = take(4 * d), s = take(4 * d), x2 = take(d);
      on.norm(x1, g2, t, r2, count, d);
      on.multiply(t, w1, h, count, 4 * d, d);
      on.gate(h, s, count * 4 * d);
      on.copy(x1, x2, count * d);
      on.multiply(s, w2, x2, count, d, 4 * d, { more: true });
      kept.push({ x, u, r1, qkv, a, y, x1, t, r2, h, s });
      x = x2;
    }
    const z = take(d), rf = take(1);
    on.norm(x, w.gf, z, rf, count, d);
    return { texts, count, kept, x, z, rf, inAttention };
  }

  /**
   * Return the place of the logits of the rows `wanted`, one behind the other.
   * @param {ReturnType<Engine["forward"]>} run
   * @param {Wanted[]} wanted
   */
  logits({ z }, wanted) {
    const { machine: on, width: d } = this;
    const rows = padded(wanted.length);
    const taken = this.room(rows * d);
    on.gather(z, taken, wanted, d);
    const logits = this.room(rows * this.vocabulary);
    on.multiply(taken, this.t[this.head], logits, wanted.length, this.vocabulary, d);
    return { logits, taken };
  }

  /**
   * Return the loss of each of `sequences`, the sum of its tokens' losses times their shares; with
   * `back`, put the gradients of their sum into their places.  Of `depth` "head" they go no further than the head.
   * @param {Sequence[]} sequences
   * @param {{ back?: boolean, depth?: string }} options
   */
  loss(sequences, { back = true, depth = "all" } = {}) {
    const run = this.forward(sequences);
    const rows = sequences.flatMap(({ targets, shares }, of) =>
      targets.map((target, at) => ({ of, target, share: shares[at] })));
    const wanted = rows.flatMap((one, row) => (one.share > 0 ? [{ ...one, row }] : []));
    const top = this.logits(run, wanted);
    const room = this.room(wanted.length);
    const told = this.machine.losses(top.logits, wanted, this.vocabulary, { back, room });
    if (back) this.backward(run, wanted, top, depth);
    return when(told, (one) => {
      const losses = sequences.map(() => 0);
      wanted.forEach(({ of }, at) => { losses[of] += one[at]; });
      return losses;
    });
  }

  /**
   * @param {ReturnType<Engine["forward"]>} run
   * @param {Wanted[]} wanted
   * @param {{ logits: number, taken: number }} top
   * @param {string} depth
   */
  backward({ texts, count, kept, x: last, rf, inAttention }, wanted, top, depth) {
    const { machine: on, w, g, t, width: d, vocabulary, head } = this;
    const take = (/** @type {number} */ columns) => this.room(padded(count) * columns);
    on.multiply(top.logits, top.taken, g[head], vocabulary, d, wanted.length, { across: true });
    const few = this.room(padded(wanted.length) * d);
    on.multiply(top.logits, w[head], few, wanted.length, d, vocabulary);
    const dz = take(d), dx = take(d);
    on.clear(dz, count * d);
    on.clear(dx, count * d);
    on.scatter(few, dz, wanted, d);
    on.normBack(last, w.gf, rf, dz, dx, g.gf, count, d);
    if (depth === "head") return;
    const ds = take(4 * d), du = take(d), dy = take(d), dqkv = take(3 * d);
    const scores = this.room(inAttention);
    for (let layer = this.layers - 1; layer >= 0; layer -= 1) {
      const of = (/** @type {string} */ name) => `blocks.${layer}.${name}`;
      const k = kept[layer];
      on.multiply(k.s, dx, g[of("w2")], 4 * d, d, count, { across: true });
      on.multiply(dx, t[of("w2")], ds, count, 4 * d, d);
      on.gateBack(k.h, ds, count * 4 * d);
      on.multiply(k.t, ds, g[of("w1")], d, 4 * d, count, { across: true });
      on.multiply(ds, t[of("w1")], du, count, d, 4 * d);
      on.normBack(k.x1, w[of("g2")], k.r2, du, dx, g[of("g2")], count, d);
      on.multiply(k.y, dx, g[of("wo")], d, d, count, { across: true });
      on.multiply(dx, t[of("wo")], dy, count, d, d);
      on.attentionBack(k.qkv, k.a, dy, scores, dqkv, texts, d);
      on.multiply(k.u, dqkv, g[of("wqkv")], d, 3 * d, count, { across: true });
      on.multiply(dqkv, t[of("wqkv")], du, count, d, 3 * d);
      on.normBack(k.x, w[of("g1")], k.r1, du, dx, g[of("g1")], count, d);
    }
    if (head !== "e") on.clear(g.e, this.size.e);
    on.clear(g.p, this.size.p);
    on.embedBack(dx, g.e, g.p, texts, d);
  }

  /**
   * Return what follows each of `prompts`, the likeliest token at each place, until a text ends.
   * @param {number[][]} prompts
   * @param {number} most how many tokens are added
   */
  continued(prompts, most) {
    const texts = prompts.map((prompt) => ({ tokens: [...prompt], ended: false, from: prompt.length }));
    const told = () => texts.map(({ tokens, ended, from }) => ({ tokens: tokens.slice(from), ended }));
    const goOn = (/** @type {number} */ left) => {
      const open = texts.filter(({ tokens, ended }) => !ended && tokens.length < this.context);
      if (!open.length || !left) return told();
      return when(this.next(open), (best) => {
        best.forEach((token, at) => {
          open[at].ended = token === 0;
          if (token) open[at].tokens.push(token);
        });
        return goOn(left - 1);
      });
    };
    return goOn(most);
  }

  /**
   * Return the likeliest token behind each of `texts`.
   * @param {{ tokens: number[] }[]} texts
   * @returns {number[] | Promise<number[]>}
   */
  next(texts) {
    const run = this.forward(texts);
    const ends = run.texts.spans.map(([first, n]) => ({ row: first + n - 1, target: 0, share: 0 }));
    const { logits } = this.logits(run, ends);
    const { vocabulary } = this;
    return when(this.machine.read(logits, texts.length * vocabulary), (all) =>
      texts.map((_, at) => {
        const row = all.subarray(at * vocabulary, (at + 1) * vocabulary);
        // Where training has gone astray there is none.
        return Math.max(row.indexOf(Math.max(...row)), 0);
      }));
  }
}

/**
 * @param {{ tokens: number[] }[]} sequences
 * @param {number} heads
 * @returns {Rows}
 */
function rowsOf(sequences, heads) {
  let count = 0;
  const spans = sequences.map(({ tokens }) => {
    count += tokens.length;
    return [count - tokens.length, tokens.length];
  });
  return { tokens: sequences.map(({ tokens }) => tokens), spans, count, heads };
}
