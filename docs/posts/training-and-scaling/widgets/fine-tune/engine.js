// The decoder: forward and backward pass over sequences that lie one behind the other, as the piece
// derives them.  All numbers are in one array `F`, and a place in it is an index.
import { backwardAttention, backwardNorm, forwardAttention, forwardNorm, transpose } from "./parts.js";
import { machine } from "./gemm.js";

const MATRICES = ["wqkv", "wo", "w1", "w2"];
const BLOCK = ["g1", ...MATRICES, "g2"];
const MEMORY = 96 * 2 ** 20;
/** A multiple of four: what the product of matrices takes. */
const padded = (/** @type {number} */ rows) => (rows + 3) & ~3;

/** @typedef {{ tokens: number[], targets: number[], shares: number[] }} Sequence */

export class Engine {
  /**
   * @param {Record<string, Float32Array>} arrays the weights by their names
   * @param {Record<string, number[]>} shapes
   * @param {number} heads
   * @param {boolean} plain without WebAssembly
   */
  constructor(arrays, shapes, heads, plain = false) {
    const { kind, F, gemm } = machine(MEMORY, plain);
    this.kind = kind;
    this.F = F;
    this.product = gemm;
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
      this.size[name] = array.length;
      this.w[name] = this.room(array.length);
      this.g[name] = this.room(array.length);
      if (shapes[name].length === 2) this.t[name] = this.room(array.length);
      F.set(array, this.w[name]);
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
    if (this.top > this.F.length) throw new Error("there is no room for so much text");
    return at;
  }

  /** Keep room for an array that is added, with its gradient. */
  add(/** @type {string} */ name, /** @type {number[]} */ shape) {
    const count = shape.reduce((a, b) => a * b, 1);
    this.top = this.start;
    this.shapes = { ...this.shapes, [name]: shape };
    this.size[name] = count;
    this.w[name] = this.room(count);
    this.g[name] = this.room(count);
    if (shape.length === 2) this.t[name] = this.room(count);
    this.start = this.top;
  }

  /** C (+)= A B, where A is stored by its rows of `k`, or, `across`, by those of its transpose. */
  multiply(
    /** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ c,
    /** @type {number} */ m, /** @type {number} */ n, /** @type {number} */ k,
    { across = false, more = false } = {},
  ) {
    const [ar, ac] = across ? [4, 4 * m] : [4 * k, 4];
    this.product(4 * a, ar, ac, 4 * b, 4 * n, 4 * c, 4 * n, m, n, k, Number(more));
  }

  /** Transpose the matrices, which both passes need and every step changes. */
  turn() {
    for (const name of [...this.names(), this.head]) {
      const [rows, columns] = this.shapes[name];
      transpose(this.F, this.w[name], this.t[name], rows, columns);
    }
  }

  /** The matrices of all layers. */
  names() {
    return Array.from({ length: this.layers }, (_, layer) =>
      MATRICES.map((name) => `blocks.${layer}.${name}`)).flat();
  }

  /**
   * Run `sequences` forward, and keep what the backward pass needs.
   * @param {Sequence[]} sequences
   */
  forward(sequences) {
    const { F, w, width: d } = this;
    this.top = this.start;
    const count = sequences.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const rows = padded(count);
    const take = (/** @type {number} */ columns) => {
      const at = this.room(rows * columns);
      // What stands behind the last row must not be a number that was left there.
      F.fill(0, at + count * columns, at + rows * columns);
      return at;
    };
    let x = take(d);
    let row = 0;
    const spans = sequences.map(({ tokens }) => {
      const first = row;
      tokens.forEach((token, at) => {
        for (let i = 0; i < d; i += 1)
          F[x + row * d + i] = F[w.e + token * d + i] + F[w.p + at * d + i];
        row += 1;
      });
      return [first, tokens.length];
    });
    const kept = [];
    for (let layer = 0; layer < this.layers; layer += 1) {
      const [g1, wqkv, wo, w1, w2, g2] = BLOCK.map((name) => w[`blocks.${layer}.${name}`]);
      const u = take(d), r1 = take(1), qkv = take(3 * d), y = take(d), x1 = take(d);
      forwardNorm(F, x, g1, u, r1, count, d);
      this.multiply(u, wqkv, qkv, rows, 3 * d, d);
      const a = this.room(spans.reduce((sum, [, n]) => sum + n * n * this.heads, 0));
      forwardAttention(F, qkv, a, y, spans, d, this.heads);
      F.copyWithin(x1, x, x + rows * d);
      this.multiply(y, wo, x1, rows, d, d, { more: true });
      const t = take(d), r2 = take(1), h = take(4 * d), s = take(4 * d), x2 = take(d);
      forwardNorm(F, x1, g2, t, r2, count, d);
      this.multiply(t, w1, h, rows, 4 * d, d);
      for (let i = 0; i < count * 4 * d; i += 1) F[s + i] = F[h + i] / (1 + Math.exp(-F[h + i]));
      F.copyWithin(x2, x1, x1 + rows * d);
      this.multiply(s, w2, x2, rows, d, 4 * d, { more: true });
      kept.push({ x, u, r1, qkv, a, y, x1, t, r2, h, s });
      x = x2;
    }
    const z = take(d), rf = take(1);
    forwardNorm(F, x, w.gf, z, rf, count, d);
    return { sequences, spans, count, rows, kept, x, z, rf };
  }

  /**
   * Return the place of the logits of the rows `wanted`, one behind the other.
   * @param {ReturnType<Engine["forward"]>} run
   * @param {number[]} wanted
   */
  logits({ z }, wanted) {
    const { F, width: d } = this;
    const rows = padded(wanted.length);
    const taken = this.room(rows * d);
    F.fill(0, taken, taken + rows * d);
    wanted.forEach((row, at) => F.copyWithin(taken + at * d, z + row * d, z + (row + 1) * d));
    const logits = this.room(rows * this.vocabulary);
    this.multiply(taken, this.t[this.head], logits, rows, this.vocabulary, d);
    return { logits, taken, rows };
  }

  /**
   * Return the loss of each of `sequences`, the sum of its tokens' losses times their shares; with
   * `back`, put the gradients of their sum into their places.  Of `depth` "head" they go no further than the head.
   * @param {Sequence[]} sequences
   * @param {{ back?: boolean, depth?: string }} options
   */
  loss(sequences, { back = true, depth = "all" } = {}) {
    const { F, vocabulary } = this;
    const run = this.forward(sequences);
    const targets = sequences.flatMap((one) => one.targets);
    const shares = sequences.flatMap((one) => one.shares);
    const wanted = shares.flatMap((share, row) => (share > 0 ? [row] : []));
    const { logits, taken, rows } = this.logits(run, wanted);
    const losses = sequences.map(() => 0);
    const owner = sequences.flatMap(({ tokens }, at) => tokens.map(() => at));
    wanted.forEach((row, at) => {
      const first = logits + at * vocabulary;
      let most = -Infinity;
      for (let i = 0; i < vocabulary; i += 1) most = Math.max(most, F[first + i]);
      let sum = 0;
      for (let i = 0; i < vocabulary; i += 1) sum += Math.exp(F[first + i] - most);
      losses[owner[row]] -= shares[row] * (F[first + targets[row]] - most - Math.log(sum));
      if (!back) return;
      for (let i = 0; i < vocabulary; i += 1) F[first + i] = (shares[row] * Math.exp(F[first + i] - most)) / sum;
      F[first + targets[row]] -= shares[row];
    });
    if (back) {
      F.fill(0, logits + wanted.length * vocabulary, logits + rows * vocabulary);
      this.backward(run, wanted, { logits, taken, rows }, depth);
    }
    return losses;
  }

  /**
   * @param {ReturnType<Engine["forward"]>} run
   * @param {number[]} wanted
   * @param {{ logits: number, taken: number, rows: number }} top
   * @param {string} depth
   */
  backward({ sequences, spans, count, rows, kept, x: last, rf }, wanted, top, depth) {
    const { F, w, g, t, width: d, vocabulary, head } = this;
    const zero = (/** @type {string} */ name) => F.fill(0, g[name], g[name] + this.size[name]);
    const take = (/** @type {number} */ columns) => {
      const at = this.room(rows * columns);
      F.fill(0, at, at + rows * columns);
      return at;
    };
    this.multiply(top.logits, top.taken, g[head], vocabulary, d, top.rows, { across: true });
    const few = this.room(top.rows * d);
    this.multiply(top.logits, w[head], few, top.rows, d, vocabulary);
    const dz = take(d), dx = take(d);
    wanted.forEach((row, at) => F.copyWithin(dz + row * d, few + at * d, few + (at + 1) * d));
    zero("gf");
    backwardNorm(F, last, w.gf, rf, dz, dx, g.gf, count, d);
    if (depth === "head") return;
    const ds = take(4 * d), du = take(d), dy = take(d), dqkv = take(3 * d);
    for (let layer = this.layers - 1; layer >= 0; layer -= 1) {
      const of = (/** @type {string} */ name) => `blocks.${layer}.${name}`;
      const k = kept[layer];
      this.multiply(k.s, dx, g[of("w2")], 4 * d, d, rows, { across: true });
      this.multiply(dx, t[of("w2")], ds, rows, 4 * d, d);
      for (let i = 0; i < count * 4 * d; i += 1) {
        const h = F[k.h + i];
        const gate = 1 / (1 + Math.exp(-h));
        F[ds + i] *= gate * (1 + h * (1 - gate));
      }
      this.multiply(k.t, ds, g[of("w1")], d, 4 * d, rows, { across: true });
      this.multiply(ds, t[of("w1")], du, rows, d, 4 * d);
      zero(of("g2"));
      backwardNorm(F, k.x1, w[of("g2")], k.r2, du, dx, g[of("g2")], count, d);
      this.multiply(k.y, dx, g[of("wo")], d, d, rows, { across: true });
      this.multiply(dx, t[of("wo")], dy, rows, d, d);
      backwardAttention(F, k.qkv, k.a, dy, dqkv, spans, d, this.heads);
      this.multiply(k.u, dqkv, g[of("wqkv")], d, 3 * d, rows, { across: true });
      this.multiply(dqkv, t[of("wqkv")], du, rows, d, 3 * d);
      zero(of("g1"));
      backwardNorm(F, k.x, w[of("g1")], k.r1, du, dx, g[of("g1")], count, d);
    }
    if (head !== "e") zero("e");
    zero("p");
    let row = 0;
    for (const { tokens } of sequences)
      tokens.forEach((token, at) => {
        for (let i = 0; i < d; i += 1) {
          F[g.e + token * d + i] += F[dx + row * d + i];
          F[g.p + at * d + i] += F[dx + row * d + i];
        }
        row += 1;
      });
  }

  /**
   * Return what follows each of `prompts`, the likeliest token at each place, until a text ends.
   * @param {number[][]} prompts
   * @param {number} most how many tokens are added
   */
  continued(prompts, most) {
    const texts = prompts.map((prompt) => ({ tokens: [...prompt], ended: false, from: prompt.length }));
    for (let step = 0; step < most; step += 1) {
      const open = texts.filter(({ tokens, ended }) => !ended && tokens.length < this.context);
      if (!open.length) break;
      const run = this.forward(open.map(({ tokens }) => ({ tokens, targets: [], shares: [] })));
      const ends = run.spans.map(([first, n]) => first + n - 1);
      const { logits } = this.logits(run, ends);
      open.forEach((text, at) => {
        const first = logits + at * this.vocabulary;
        let best = 0;
        for (let i = 1; i < this.vocabulary; i += 1) if (this.F[first + i] > this.F[first + best]) best = i;
        text.ended = best === 0;
        if (best) text.tokens.push(best);
      });
    }
    return texts.map(({ tokens, ended, from }) => ({ tokens: tokens.slice(from), ended }));
  }
}
