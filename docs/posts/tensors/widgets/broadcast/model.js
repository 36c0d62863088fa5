// A sum of two arrays by broadcasting, as a matter of strides.
import { addressOf, indexAt, sizeOf, stridesOf, together } from "../../../../_static/widgets/shapes.js";

/**
 * Return the strides with which an array of `shape` is read as `target`: 0 on each axis on which it
 * is repeated.
 * @param {number[]} shape
 * @param {number[]} target
 */
export function stretched(shape, target) {
  const own = stridesOf(shape);
  const missing = target.length - shape.length;
  return target.map((length, axis) => {
    const at = axis - missing;
    return at < 0 || shape[at] !== length ? 0 : own[at];
  });
}

/** Return the values that the figure gives to an array: `step`, twice `step` and so on. */
export function counting(/** @type {number[]} */ shape, /** @type {number} */ step) {
  return Array.from({ length: sizeOf(shape) }, (_, at) => (at + 1) * step);
}

/**
 * Return the sum of two arrays that count in tens and in ones, row by row.
 * @param {number[]} a
 * @param {number[]} b
 */
export function summed(a, b) {
  const { shape, fault } = together(a, b);
  if (!shape) return { fault };
  const [inA, inB] = [stretched(a, shape), stretched(b, shape)];
  const [tens, ones] = [counting(a, 10), counting(b, 1)];
  const values = Array.from({ length: sizeOf(shape) }, (_, k) => {
    const index = indexAt(k, shape);
    return tens[addressOf(index, inA)] + ones[addressOf(index, inB)];
  });
  return { shape, a: inA, b: inB, values };
}
