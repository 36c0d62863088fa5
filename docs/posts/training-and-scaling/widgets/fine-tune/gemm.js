// The product of matrices, of which the time of a step is made: kernels.wat as WebAssembly, or the
// same in JavaScript where a browser has none or is told not to run any.
import { KERNELS } from "./kernels.js";

/**
 * @typedef {(a: number, ar: number, ac: number, b: number, br: number, c: number, cr: number,
 *   m: number, n: number, k: number, more: number) => void} Gemm
 */

/**
 * Return the product on the numbers `F`: places in bytes, as in kernels.wat.
 * @param {Float32Array} F
 * @returns {Gemm}
 */
export function plainGemm(F) {
  return (a, ar, ac, b, br, c, cr, m, n, k, more) => {
    const [rowA, columnA, rowB, rowC] = [ar >> 2, ac >> 2, br >> 2, cr >> 2];
    for (let i = 0; i < m; i += 2) {
      for (let j = 0; j < n; j += 4) {
        let s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        for (let p = 0, x = (a >> 2) + i * rowA, y = (b >> 2) + j; p < k; p += 1, x += columnA, y += rowB) {
          const one = F[x], other = F[x + rowA];
          const b0 = F[y], b1 = F[y + 1], b2 = F[y + 2], b3 = F[y + 3];
          s0 += one * b0; s1 += one * b1; s2 += one * b2; s3 += one * b3;
          t0 += other * b0; t1 += other * b1; t2 += other * b2; t3 += other * b3;
        }
        const at = (c >> 2) + i * rowC + j;
        const next = at + rowC;
        if (!more) F.fill(0, at, at + 4), F.fill(0, next, next + 4);
        F[at] += s0; F[at + 1] += s1; F[at + 2] += s2; F[at + 3] += s3;
        F[next] += t0; F[next + 1] += t1; F[next + 2] += t2; F[next + 3] += t3;
      }
    }
  };
}

/**
 * Return room for `bytes` and the product on it, by WebAssembly unless `plain`.
 * @param {number} bytes
 * @param {boolean} plain
 */
export function memoryWith(bytes, plain = false) {
  const pages = Math.ceil(bytes / 65536);
  if (!plain && typeof WebAssembly === "object") {
    try {
      const memory = new WebAssembly.Memory({ initial: pages });
      const code = Uint8Array.from(atob(KERNELS), (one) => one.charCodeAt(0));
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
      return {
        kind: "WebAssembly",
        F: new Float32Array(memory.buffer),
        gemm: /** @type {Gemm} */ (/** @type {unknown} */ (exports.gemm)),
      };
    } catch {
      // Without the permission of the policy, or without vectors.
    }
  }
  const F = new Float32Array(pages * 16384);
  return { kind: "JavaScript", F, gemm: plainGemm(F) };
}
