// Shapes, strides and addresses of arrays, counted in elements, and how libraries write shapes.

/**
 * Return the whole numbers in `text`, between commas, spaces or brackets; none if something else is there.
 * @param {string} text
 * @returns {number[] | undefined}
 */
export function numbersIn(text) {
  const words = text.replace(/−/g, "-").split(/[\s,;()[\]x×]+/).filter(Boolean);
  return words.every((word) => /^-?\d{1,4}$/.test(word)) ? words.map(Number) : undefined;
}

/** Return how many elements an array of `shape` has. */
export function sizeOf(/** @type {number[]} */ shape) {
  return shape.reduce((product, length) => product * length, 1);
}

/** Return the strides of an array that lies row by row. */
export function stridesOf(/** @type {number[]} */ shape) {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/**
 * Return the index of the element that is read as number `k`, row by row.
 * @param {number} k
 * @param {number[]} shape
 */
export function indexAt(k, shape) {
  const strides = stridesOf(shape);
  return shape.map((length, axis) => Math.floor(k / strides[axis]) % length);
}

/**
 * Return the address of an element.
 * @param {number[]} index
 * @param {number[]} strides
 */
export function addressOf(index, strides) {
  return index.reduce((sum, place, axis) => sum + place * strides[axis], 0);
}

/** Return `values` as NumPy writes a shape in its messages, (3,4) or (3,). */
export function tuple(/** @type {(number | string)[]} */ values) {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(",")})`;
}

/** Return `values` as NumPy writes a shape with axes that have no length: those in front are left out. */
export function laid(/** @type {(number | string)[]} */ values) {
  const rest = values.slice(values.findIndex((one) => one !== "newaxis"));
  return values.length === 1 ? tuple(rest) : `(${rest.join(",")})`;
}

/** Return `values` as a reader writes a shape, (3, 4) or (3,). */
export function shown(/** @type {(number | string)[]} */ values) {
  return tuple(values).replace(/,(?=[^)])/g, ", ").replace(/-/g, "−");
}

/** Return `values` as PyTorch writes a shape, [3, 4]. */
export function list(/** @type {(number | string)[]} */ values) {
  return `[${values.join(", ")}]`;
}

/**
 * Return the shape that `a` and `b` have together, or what libraries say; `axis` is where they do not fit.
 * @param {number[]} a
 * @param {number[]} b
 * @returns {{ shape?: number[], axis?: number, fault?: { numpy: string, torch: string } }}
 */
export function together(a, b) {
  const count = Math.max(a.length, b.length);
  const [x, y] = [a, b].map((shape) => [...Array(count - shape.length).fill(1), ...shape]);
  // PyTorch compares from the last axis and names the first pair that it finds.
  for (let axis = count - 1; axis >= 0; axis -= 1) {
    if (x[axis] !== y[axis] && x[axis] !== 1 && y[axis] !== 1) {
      const torch = `The size of tensor a (${x[axis]}) must match the size of tensor b (${y[axis]}) at non-singleton dimension ${axis}`;
      return { axis, fault: { numpy: `operands could not be broadcast together with shapes ${tuple(a)} ${tuple(b)} `, torch } };
    }
  }
  return { shape: x.map((length, axis) => (length === 1 ? y[axis] : length)) };
}
