// The processor as a machine: what the model asks for is done at once, on the numbers `F`.
import { memoryWith } from "./gemm.js";
import {
  adamw, backwardAttention, backwardEmbed, backwardGate, backwardNorm, corrections, crossEntropy,
  embed, forwardAttention, forwardNorm, gate, transpose,
} from "./parts.js";

/**
 * Texts as rows that lie one behind the other: the tokens of each, its first row and how many it has.
 * @typedef {{ tokens: number[][], spans: number[][], count: number, heads: number }} Rows
 */

/**
 * A place where the loss counts: its row, the token that comes next, its share in the loss.
 * @typedef {{ row: number, target: number, share: number }} Wanted
 */

/** What a model is computed on: here WebAssembly and JavaScript; gpu.js has the same for a GPU. */
export class Processor {
  /**
   * @param {number} bytes
   * @param {boolean} plain without WebAssembly
   */
  constructor(bytes, plain = false) {
    const { kind, F, gemm } = memoryWith(bytes, plain);
    this.kind = kind;
    this.F = F;
    this.gemm = gemm;
    this.length = F.length;
  }

  set(/** @type {number} */ at, /** @type {Float32Array} */ numbers) {
    this.F.set(numbers, at);
  }

  /**
   * @param {number} at
   * @param {number} count
   * @returns {Float32Array | Promise<Float32Array>} at once here
   */
  read(at, count) {
    return this.F.slice(at, at + count);
  }

  clear(/** @type {number} */ at, /** @type {number} */ count) {
    this.F.fill(0, at, at + count);
  }

  copy(/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ count) {
    this.F.copyWithin(to, from, from + count);
  }

  /**
   * C (+)= A B, where A is stored by its rows of `k`, or, `across`, by those of its transpose.
   * Of A and C there is room for a multiple of four rows.
   * @param {number} a
   * @param {number} b
   * @param {number} c
   * @param {number} m
   * @param {number} n
   * @param {number} k
   * @param {{ across?: boolean, more?: boolean }} how
   */
  multiply(a, b, c, m, n, k, { across = false, more = false } = {}) {
    const [ar, ac] = across ? [4, 4 * m] : [4 * k, 4];
    this.gemm(4 * a, ar, ac, 4 * b, 4 * n, 4 * c, 4 * n, (m + 3) & ~3, n, k, Number(more));
  }

  transpose(/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ rows, /** @type {number} */ columns) {
    transpose(this.F, from, to, rows, columns);
  }

  /**
   * @param {number} x
   * @param {number} gain
   * @param {number} out
   * @param {number} r
   * @param {number} rows
   * @param {number} d
   */
  norm(x, gain, out, r, rows, d) {
    forwardNorm(this.F, x, gain, out, r, rows, d);
  }

  /**
   * @param {number} x
   * @param {number} gain
   * @param {number} r
   * @param {number} dy
   * @param {number} dx
   * @param {number} dGain
   * @param {number} rows
   * @param {number} d
   */
  normBack(x, gain, r, dy, dx, dGain, rows, d) {
    backwardNorm(this.F, x, gain, r, dy, dx, dGain, rows, d);
  }

  /**
   * @param {number} qkv
   * @param {number} a
   * @param {number} y
   * @param {Rows} rows
   * @param {number} d
   */
  attention(qkv, a, y, { spans, heads }, d) {
    forwardAttention(this.F, qkv, a, y, spans, d, heads);
  }

  /**
   * @param {number} qkv
   * @param {number} a
   * @param {number} dy
   * @param {number} _scores room as large as that of `a`, which only a GPU needs
   * @param {number} dqkv
   * @param {Rows} rows
   * @param {number} d
   */
  attentionBack(qkv, a, dy, _scores, dqkv, { spans, heads }, d) {
    backwardAttention(this.F, qkv, a, dy, dqkv, spans, d, heads);
  }

  embed(/** @type {number} */ e, /** @type {number} */ p, /** @type {number} */ out, /** @type {Rows} */ { tokens }, /** @type {number} */ d) {
    embed(this.F, e, p, out, tokens, d);
  }

  embedBack(/** @type {number} */ dx, /** @type {number} */ e, /** @type {number} */ p, /** @type {Rows} */ { tokens }, /** @type {number} */ d) {
    backwardEmbed(this.F, dx, e, p, tokens, d);
  }

  gate(/** @type {number} */ h, /** @type {number} */ s, /** @type {number} */ count) {
    gate(this.F, h, s, count);
  }

  gateBack(/** @type {number} */ h, /** @type {number} */ ds, /** @type {number} */ count) {
    backwardGate(this.F, h, ds, count);
  }

  /** Put the rows `wanted` of `from` one behind the other to `to`. */
  gather(/** @type {number} */ from, /** @type {number} */ to, /** @type {Wanted[]} */ wanted, /** @type {number} */ d) {
    wanted.forEach(({ row }, at) => this.copy(from + row * d, to + at * d, d));
  }

  /** Put rows that lie one behind the other back to their places. */
  scatter(/** @type {number} */ from, /** @type {number} */ to, /** @type {Wanted[]} */ wanted, /** @type {number} */ d) {
    wanted.forEach(({ row }, at) => this.copy(from + at * d, to + row * d, d));
  }

  /**
   * The losses of the places, in their order; with `back` the logits become their gradients.
   * @param {number} logits
   * @param {Wanted[]} wanted
   * @param {number} vocabulary
   * @param {{ back: boolean, room: number }} how `room` is where a GPU puts the losses
   * @returns {ArrayLike<number> | Promise<ArrayLike<number>>}
   */
  losses(logits, wanted, vocabulary, { back }) {
    return crossEntropy(this.F, logits, wanted, vocabulary, back);
  }

  /**
   * @param {number} w
   * @param {number} g
   * @param {number} m
   * @param {number} v
   * @param {number} count
   * @param {{ rate: number, step: number }} step
   */
  adamw(w, g, m, v, count, { rate, step }) {
    adamw(this.F, w, g, m, v, count, { rate, ...corrections(step) });
  }
}
