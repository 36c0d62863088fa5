// Reshape and permute as operations on shape and strides, with what libraries say when they cannot be done.
import { addressOf, indexAt, laid, list, sizeOf, stridesOf } from "../../../../_static/widgets/shapes.js";

/**
 * @typedef {{ numpy: string, torch: string }} Fault
 * @typedef {{ shape: number[], strides: number[] }} View
 */

/**
 * Return what is wrong with `order` as an order of `count` axes, if anything is.
 * @param {number[]} order
 * @param {number} count
 * @returns {Fault | undefined}
 */
function orderFault(order, count) {
  if (order.length !== count) {
    const torch = `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${count} is not equal to len(dims) = ${order.length}`;
    return { numpy: "axes don't match array", torch };
  }
  const seen = new Set();
  for (const axis of order) {
    if (axis < -count || axis >= count) {
      return {
        numpy: `axis ${axis} is out of bounds for array of dimension ${count}`,
        torch: `Dimension out of range (expected to be in range of [${-count}, ${count - 1}], but got ${axis})`,
      };
    }
    const counted = axis < 0 ? axis + count : axis;
    if (seen.has(counted)) return { numpy: "repeated axis in transpose", torch: "permute(): duplicate dims are not allowed." };
    seen.add(counted);
  }
  return undefined;
}

/**
 * Return `view` with its axes in another `order`.
 * @param {View} view
 * @param {number[]} order
 */
export function permuted({ shape, strides }, order) {
  const fault = orderFault(order, shape.length);
  if (fault) return { fault };
  const axes = order.map((axis) => (axis < 0 ? axis + shape.length : axis));
  return { shape: axes.map((axis) => shape[axis]), strides: axes.map((axis) => strides[axis]) };
}

/**
 * Return `to` with its −1 replaced by the length that is left for it.
 * @param {number} size
 * @param {number[]} to
 * @returns {{ shape?: number[], fault?: Fault }}
 */
export function inferred(size, to) {
  const unknown = to.filter((length) => length === -1).length;
  if (unknown > 1) return { fault: { numpy: "can only specify one unknown dimension", torch: "only one dimension can be inferred" } };
  const known = sizeOf(to.filter((length) => length !== -1));
  if (unknown ? size % known : known !== size) {
    const numpy = `cannot reshape array of size ${size} into shape ${laid(to.map((one) => (one < 0 ? "newaxis" : one)))}`;
    return { fault: { numpy, torch: `shape '${list(to)}' is invalid for input of size ${size}` } };
  }
  return { shape: to.map((length) => (length === -1 ? size / known : length)) };
}

/** Whether the elements lie row by row without a gap; axes of length one do not count. */
function isRowMajor(/** @type {View} */ { shape, strides }) {
  const plain = stridesOf(shape);
  return shape.every((length, axis) => length === 1 || strides[axis] === plain[axis]);
}

/**
 * Return the strides with which the same buffer is read as `to`, if there are any: both shapes fall
 * into groups of equal size, and in each group the old axes must follow one another without a gap.
 * @param {View} view
 * @param {number[]} to
 * @returns {number[] | undefined}
 */
export function stridesAs({ shape, strides }, to) {
  if (isRowMajor({ shape, strides })) return stridesOf(to);
  const old = shape.map((length, axis) => ({ length, stride: strides[axis] })).filter(({ length }) => length > 1);
  const found = to.map(() => 0);
  let [first, next] = [0, 0];
  while (first < old.length && next < to.length) {
    let [last, end] = [first + 1, next + 1];
    let [before, after] = [old[first].length, to[next]];
    while (before !== after) {
      if (after < before) after *= to[end++];
      else before *= old[last++].length;
    }
    for (let axis = first; axis < last - 1; axis += 1)
      if (old[axis].stride !== old[axis + 1].length * old[axis + 1].stride) return undefined;
    found[end - 1] = old[last - 1].stride;
    for (let axis = end - 2; axis >= next; axis -= 1) found[axis] = found[axis + 1] * to[axis + 1];
    [first, next] = [last, end];
  }
  for (let axis = next; axis < to.length; axis += 1) found[axis] = next ? found[next - 1] : 1;
  return found;
}

/**
 * Return an array of `shape` after `op`: "permute", "reshape", "both" (permute, then reshape) or
 * "view" (the same, and never a copy). `from` has for each element of the result, row by row, its
 * address in the buffer at the beginning.
 * @param {number[]} shape
 * @param {string} op
 * @param {number[]} order
 * @param {number[]} to
 * @returns {{ shape?: number[], strides?: number[], isCopy?: boolean, from?: number[], middle?: number[], fault?: Fault }}
 */
export function worked(shape, op, order, to) {
  const start = { shape, strides: stridesOf(shape) };
  const turned = op === "reshape" ? start : permuted(start, order);
  if ("fault" in turned) return turned;
  const read = Array.from({ length: sizeOf(shape) }, (_, k) => addressOf(indexAt(k, turned.shape), turned.strides));
  if (op === "permute") return { ...turned, isCopy: false, from: read };
  const asked = inferred(sizeOf(shape), to);
  if (!asked.shape) return asked;
  const strides = stridesAs(turned, asked.shape);
  if (!strides && op === "view") {
    const torch = "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.";
    return { fault: { numpy: "Unable to avoid creating a copy while reshaping.", torch } };
  }
  return { shape: asked.shape, strides: strides ?? stridesOf(asked.shape), isCopy: !strides, from: read };
}
