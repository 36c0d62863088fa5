// Parts of the passes that are no product of matrices, on the processor.  Places are indices of `F`;
// rows lie one behind the other.  wgsl.js has the same for a GPU.

const TINY = 1e-5;
const [B1, B2, SMALL, DECAY] = [0.9, 0.99, 1e-8, 0.01];

/**
 * @param {Float32Array} F
 * @param {number} from
 * @param {number} to
 * @param {number} rows
 * @param {number} columns
 */
export function transpose(F, from, to, rows, columns) {
  for (let i = 0; i < rows; i += 1)
    for (let j = 0; j < columns; j += 1) F[to + j * rows + i] = F[from + i * columns + j];
}

/**
 * Divide each of `rows` rows at `x` by its root mean square, which goes inverted to `r`, times `gain`.
 * @param {Float32Array} F
 * @param {number} x
 * @param {number} gain
 * @param {number} out
 * @param {number} r
 * @param {number} rows
 * @param {number} d
 */
export function forwardNorm(F, x, gain, out, r, rows, d) {
  for (let row = 0; row < rows; row += 1) {
    const at = x + row * d;
    let sum = 0;
    for (let i = 0; i < d; i += 1) sum += F[at + i] * F[at + i];
    const scale = 1 / Math.sqrt(sum / d + TINY);
    F[r + row] = scale;
    for (let i = 0; i < d; i += 1) F[out + row * d + i] = F[at + i] * scale * F[gain + i];
  }
}

/**
 * Add to `dx` what comes back from `dy` behind the norm, and put into `dGain` what the gain gets.
 * @param {Float32Array} F
 * @param {number} x
 * @param {number} gain
 * @param {number} r
 * @param {number} dy
 * @param {number} dx
 * @param {number} dGain
 * @param {number} rows
 * @param {number} d
 */
export function backwardNorm(F, x, gain, r, dy, dx, dGain, rows, d) {
  F.fill(0, dGain, dGain + d);
  for (let row = 0; row < rows; row += 1) {
    const at = row * d;
    const scale = F[r + row];
    let along = 0;
    for (let i = 0; i < d; i += 1) {
      along += F[dy + at + i] * F[gain + i] * F[x + at + i];
      F[dGain + i] += F[dy + at + i] * F[x + at + i] * scale;
    }
    along *= (scale * scale * scale) / d;
    for (let i = 0; i < d; i += 1)
      F[dx + at + i] += scale * F[dy + at + i] * F[gain + i] - F[x + at + i] * along;
  }
}
/**
 * Attention of each of `spans`, [first row, rows], within itself; its weights go to `a`.
 * @param {Float32Array} F
 * @param {number} qkv
 * @param {number} a
 * @param {number} y
 * @param {number[][]} spans
 * @param {number} d
 * @param {number} heads
 */
export function forwardAttention(F, qkv, a, y, spans, d, heads) {
  const c = d / heads;
  const root = Math.sqrt(c);
  let at = a;
  for (const [first, n] of spans) {
    for (let head = 0; head < heads; head += 1) {
      for (let i = 0; i < n; i += 1) {
        const q = qkv + (first + i) * 3 * d + head * c;
        let most = -Infinity;
        for (let j = 0; j <= i; j += 1) {
          const k = qkv + (first + j) * 3 * d + d + head * c;
          let score = 0;
          for (let x = 0; x < c; x += 1) score += F[q + x] * F[k + x];
          F[at + j] = score / root;
          most = Math.max(most, F[at + j]);
        }
        let sum = 0;
        for (let j = 0; j <= i; j += 1) sum += F[at + j] = Math.exp(F[at + j] - most);
        const out = y + (first + i) * d + head * c;
        F.fill(0, out, out + c);
        for (let j = 0; j <= i; j += 1) {
          const weight = (F[at + j] /= sum);
          const v = qkv + (first + j) * 3 * d + 2 * d + head * c;
          for (let x = 0; x < c; x += 1) F[out + x] += weight * F[v + x];
        }
        at += n;
      }
    }
  }
}

/**
 * Put into `dqkv` what comes back from `dy` behind the attention with the weights `a`.
 * @param {Float32Array} F
 * @param {number} qkv
 * @param {number} a
 * @param {number} dy
 * @param {number} dqkv
 * @param {number[][]} spans
 * @param {number} d
 * @param {number} heads
 */
export function backwardAttention(F, qkv, a, dy, dqkv, spans, d, heads) {
  const c = d / heads;
  const root = Math.sqrt(c);
  const back = new Float64Array(1024);
  let at = a;
  for (const [first, n] of spans) {
    F.fill(0, dqkv + first * 3 * d, dqkv + (first + n) * 3 * d);
    for (let head = 0; head < heads; head += 1) {
      for (let i = 0; i < n; i += 1) {
        const row = (first + i) * 3 * d + head * c;
        const out = dy + (first + i) * d + head * c;
        let mean = 0;
        for (let j = 0; j <= i; j += 1) {
          const v = (first + j) * 3 * d + 2 * d + head * c;
          let one = 0;
          for (let x = 0; x < c; x += 1) {
            one += F[out + x] * F[qkv + v + x];
            F[dqkv + v + x] += F[at + j] * F[out + x];
          }
          back[j] = one;
          mean += one * F[at + j];
        }
        for (let j = 0; j <= i; j += 1) {
          const k = (first + j) * 3 * d + d + head * c;
          const score = (F[at + j] * (back[j] - mean)) / root;
          for (let x = 0; x < c; x += 1) {
            F[dqkv + row + x] += score * F[qkv + k + x];
            F[dqkv + k + x] += score * F[qkv + row + x];
          }
        }
        at += n;
      }
    }
  }
}

/**
 * Put into `out` the rows of the tokens and of their places.
 * @param {Float32Array} F
 * @param {number} e
 * @param {number} p
 * @param {number} out
 * @param {number[][]} texts the tokens of each
 * @param {number} d
 */
export function embed(F, e, p, out, texts, d) {
  let to = out;
  for (const tokens of texts)
    for (const [at, token] of tokens.entries())
      for (let i = 0; i < d; i += 1, to += 1) F[to] = F[e + token * d + i] + F[p + at * d + i];
}

/**
 * Add `dx` to the gradients of the rows that were looked up.
 * @param {Float32Array} F
 * @param {number} dx
 * @param {number} e
 * @param {number} p
 * @param {number[][]} texts
 * @param {number} d
 */
export function backwardEmbed(F, dx, e, p, texts, d) {
  let from = dx;
  for (const tokens of texts)
    for (const [at, token] of tokens.entries())
      for (let i = 0; i < d; i += 1, from += 1) {
        F[e + token * d + i] += F[from];
        F[p + at * d + i] += F[from];
      }
}

/**
 * @param {Float32Array} F
 * @param {number} h
 * @param {number} s
 * @param {number} count
 */
export function gate(F, h, s, count) {
  for (let i = 0; i < count; i += 1) F[s + i] = F[h + i] / (1 + Math.exp(-F[h + i]));
}

/**
 * Make of `ds`, which comes back behind the gate, what comes back before it.
 * @param {Float32Array} F
 * @param {number} h
 * @param {number} ds
 * @param {number} count
 */
export function backwardGate(F, h, ds, count) {
  for (let i = 0; i < count; i += 1) {
    const x = F[h + i];
    const open = 1 / (1 + Math.exp(-x));
    F[ds + i] *= open * (1 + x * (1 - open));
  }
}

/**
 * Return the loss of each row of `logits`, the surprise at its target times its share; with `back` the
 * logits become their gradients.
 * @param {Float32Array} F
 * @param {number} logits
 * @param {{ target: number, share: number }[]} wanted
 * @param {number} vocabulary
 * @param {boolean} back
 */
export function crossEntropy(F, logits, wanted, vocabulary, back) {
  return wanted.map(({ target, share }, at) => {
    const first = logits + at * vocabulary;
    let most = -Infinity;
    for (let i = 0; i < vocabulary; i += 1) most = Math.max(most, F[first + i]);
    let sum = 0;
    for (let i = 0; i < vocabulary; i += 1) sum += Math.exp(F[first + i] - most);
    const loss = share * (most + Math.log(sum) - F[first + target]);
    if (!back) return loss;
    for (let i = 0; i < vocabulary; i += 1) F[first + i] = (share * Math.exp(F[first + i] - most)) / sum;
    F[first + target] -= share;
    return loss;
  });
}

/**
 * A step of AdamW on `count` numbers: their gradients, their two moments, and what corrects these.
 * @param {Float32Array} F
 * @param {number} w
 * @param {number} g
 * @param {number} m
 * @param {number} v
 * @param {number} count
 * @param {{ rate: number, first: number, second: number }} step
 */
export function adamw(F, w, g, m, v, count, { rate, first, second }) {
  for (let i = 0; i < count; i += 1) {
    const slope = F[g + i];
    F[m + i] = B1 * F[m + i] + (1 - B1) * slope;
    F[v + i] = B2 * F[v + i] + (1 - B2) * slope * slope;
    F[w + i] -= rate * (F[m + i] / first / (Math.sqrt(F[v + i] / second) + SMALL) + DECAY * F[w + i]);
  }
}

/** What corrects the moments after `step` steps, which began at nothing. */
export const corrections = (/** @type {number} */ step) => ({ first: 1 - B1 ** step, second: 1 - B2 ** step });
