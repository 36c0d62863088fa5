// The cotangents of the classifier of the piece, and what is left of them in 16 bits when the loss was
// multiplied by 2^k.  All numbers were counted by the program of the piece.

/** How many of the cotangents have a size from 2^e on and below 2^(e + 1), for e from −51 on. */
const COUNTS = [
  1, 0, 1, 1, 1, 0, 10, 10, 25, 47, 89, 153, 317, 488, 839, 1372, 2065, 3208, 4831, 7050, 9786, 13370, 18323, 25240,
  32239, 36117, 35548, 31079, 24698, 18488, 12996, 9037, 6124, 4037, 2461, 1488, 865, 486, 196, 18,
];
const LOWEST = -51;
export const TOTAL = COUNTS.reduce((sum, one) => sum + one, 0);

/** Per cent that are zero in float16, for k from −8 on. */
const ZERO = [
  98.16, 96.87, 94.9, 92.06, 87.8, 81.73, 73.31, 62.86, 51.09, 39.27, 28.75, 20.44, 14.41, 10, 6.77, 4.44, 2.85, 1.79,
  1.11, 0.65, 0.38, 0.22, 0.11, 0.06, 0.03, 0.02, 0.01,
];
/** The error of the gradient, in per cent of it, for k from −8 on; then it stays. */
const ERROR = [28, 21, 15, 10, 7.1, 4.8, 2.9, 1.7, 0.83, 0.36, 0.13, 0.05, 0.028, 0.024, 0.021];
/** How many are not finite in float16, for k from 28 on. */
const INFINITE = [78, 1619, 3440, 6560, 11431, 20408, 34367, 55026, 86787, 143127, 219858, 270829, 278379];
const [FIRST, OVERFLOWS] = [-8, 28];

/** From which power of two on a format keeps all its bits, keeps anything, and is infinite. */
export const FORMATS = {
  float16: { normal: -14, least: -25, most: 16, bits: 11 },
  bfloat16: { normal: -126, least: -134, most: 128, bits: 8 },
};

/**
 * Return the shares of the cotangents by the exponent of their size, when the loss is times 2^k.
 * @param {number} k
 */
export function hill(k) {
  return COUNTS.map((count, at) => ({ exponent: LOWEST + at + k, share: count / TOTAL }));
}

/**
 * Return what becomes of them: per cent that are zero, how many are not finite, the error of the
 * gradient in per cent, which is null if it is no number.
 * @param {"float16" | "bfloat16"} format
 * @param {number} k
 */
export function fate(format, k) {
  if (format === "bfloat16") return { zero: 0, infinite: 0, error: 0.16 };
  const at = k - FIRST;
  const infinite = INFINITE[k - OVERFLOWS] ?? 0;
  return { zero: ZERO[at] ?? 0, infinite, error: infinite ? null : (ERROR[at] ?? ERROR[ERROR.length - 1]) };
}
