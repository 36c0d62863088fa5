// A sum over indices, written as for einsum: which indices are free, what it costs, what libraries say.
import { addressOf, indexAt, laid, list, sizeOf, stridesOf, tuple } from "../../../../_static/widgets/shapes.js";

const FEW = "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.";

/**
 * Return the labels of each operand and of the result; without an arrow the result has those that
 * occur once, by the alphabet.  Nothing, if the text is no such string.
 * @param {string} words
 */
export function parse(words) {
  const text = words.replace(/\s/g, "").replace("→", "->");
  if (!/^[a-z]*(,[a-z]*)?(->[a-z]*)?$/i.test(text)) return undefined;
  const [left, right] = text.split("->");
  const terms = left.split(",").map((term) => [...term]);
  const all = terms.flat();
  const once = [...new Set(all)].filter((label) => all.indexOf(label) === all.lastIndexOf(label)).sort();
  return { terms, out: right === undefined ? once : [...right] };
}

/** @typedef {{ numpy: string, torch: string }} Fault */
/** @typedef {NonNullable<ReturnType<typeof parse>>} Sum */

/**
 * @param {Sum} sum
 * @param {number[][]} shapes
 * @returns {Fault | undefined}
 */
function labelFault({ terms, out }, shapes) {
  const wrong = terms.findIndex((term, at) => term.length !== shapes[at].length);
  if (wrong >= 0) {
    const [labels, axes] = [terms[wrong].length, shapes[wrong].length];
    return {
      numpy: labels > axes ? `einstein sum subscripts string contains too many subscripts for operand ${wrong}` : FEW,
      torch: `einsum(): the number of subscripts in the equation (${labels}) does not match the number of dimensions (${axes}) for operand ${wrong} and no ellipsis was given`,
    };
  }
  for (const [at, label] of out.entries()) {
    if (!terms.flat().includes(label))
      return {
        numpy: `einstein sum subscripts string included output subscript '${label}' which never appeared in an input`,
        torch: `einsum(): output subscript ${label} does not appear in the equation for any input operand`,
      };
    if (out.indexOf(label) < at)
      return {
        numpy: `einstein sum subscripts string includes output subscript '${label}' multiple times`,
        torch: `einsum(): output subscript ${label} appears more than once in the output`,
      };
  }
  return undefined;
}

/**
 * What NumPy says of operands that do not fit: their shapes, and how it has laid them over one another.
 * @param {Sum} sum
 * @param {number[][]} shapes
 */
function remapped({ terms, out }, shapes) {
  const order = [...out, ...[...new Set(terms.flat())].filter((label) => !out.includes(label)).sort()];
  const told = terms.map((term, at) => {
    const axes = order.map((label) => (term.includes(label) ? shapes[at][term.indexOf(label)] : "newaxis"));
    return `${tuple(shapes[at])}->${laid(axes)}`;
  });
  return `operands could not be broadcast together with remapped shapes [original->remapped]: ${told.join(" ")} `;
}

/**
 * The length of each label, or what libraries say of two lengths; a length of one is stretched.
 * @param {Sum} sum
 * @param {number[][]} shapes
 * @returns {{ ranges: Map<string, number>, fault?: Fault }}
 */
function rangesOf(sum, shapes) {
  /** @type {Map<string, number>} */
  const ranges = new Map();
  for (const [operand, term] of sum.terms.entries()) {
    for (const [axis, label] of term.entries()) {
      const length = shapes[operand][axis];
      const own = shapes[operand][term.indexOf(label)];
      if (own !== length)
        return {
          ranges,
          fault: {
            numpy: `dimensions in ${sum.terms.length > 1 ? `operand ${operand}` : "single operand"} for collapsing index '${label}' don't match (${own} != ${length})`,
            torch: `einsum(): subscript ${label} is repeated for operand ${operand} but the sizes don't match, ${length} != ${own}`,
          },
        };
      const before = ranges.get(label) ?? 1;
      if (before !== 1 && length !== 1 && before !== length) {
        const torch = `einsum(): subscript ${label} has size ${length} for operand ${operand} which does not broadcast with previously seen size ${before}`;
        return { ranges, fault: { numpy: remapped(sum, shapes), torch } };
      }
      ranges.set(label, Math.max(before, length));
    }
  }
  return { ranges };
}

/**
 * Return the shape of the result, the summed labels and the length of each label, or what libraries say.
 * @param {Sum} sum
 * @param {number[][]} shapes
 */
export function plan(sum, shapes) {
  const fault = labelFault(sum, shapes);
  if (fault) return { fault };
  const found = rangesOf(sum, shapes);
  if (found.fault) return { fault: found.fault };
  const { ranges } = found;
  const length = (/** @type {string} */ label) => ranges.get(label) ?? 1;
  const summed = [...ranges.keys()].filter((label) => !sum.out.includes(label));
  return { shape: sum.out.map(length), summed, lengths: summed.map(length), products: sizeOf([...ranges.values()]) };
}

/**
 * Return what element `k` of the result adds up: the addresses in each operand, term by term, where
 * the operands count 1, 2, 3 and so on.
 * @param {Sum} sum
 * @param {number[][]} shapes
 * @param {number} k
 */
export function termsOf(sum, shapes, k) {
  const { shape = [], summed = [], lengths = [] } = plan(sum, shapes);
  const free = indexAt(k, shape);
  return Array.from({ length: sizeOf(lengths) }, (_, at) => {
    const inner = indexAt(at, lengths);
    const place = new Map([...sum.out.map((label, axis) => /** @type {[string, number]} */ ([label, free[axis]])), ...summed.map((label, axis) => /** @type {[string, number]} */ ([label, inner[axis]]))]);
    return sum.terms.map((term, operand) => {
      const index = term.map((label, axis) => (shapes[operand][axis] === 1 ? 0 : (place.get(label) ?? 0)));
      return addressOf(index, stridesOf(shapes[operand]));
    });
  });
}

/** Return the value that some terms add up to. */
export function total(/** @type {number[][]} */ terms) {
  return terms.reduce((sum, addresses) => sum + addresses.reduce((product, address) => product * (address + 1), 1), 0);
}

/**
 * Return all elements of the result, or what libraries say.
 * @param {string} words
 * @param {number[][]} shapes
 */
export function contracted(words, shapes) {
  const sum = /** @type {Sum} */ (parse(words));
  const { shape, summed, products, fault } = plan(sum, shapes);
  if (!shape) return { fault };
  const values = Array.from({ length: sizeOf(shape) }, (_, k) => total(termsOf(sum, shapes, k)));
  return { shape, summed, products, values };
}

/**
 * Return the sum that A @ B is, for operands with one axis or two, or what libraries say.
 * @param {number[]} a
 * @param {number[]} b
 * @returns {{ words?: string, fault?: Fault }}
 */
export function product(a, b) {
  const [inner, other] = [a[a.length - 1], b[0]];
  const [left, right] = [a.length === 1 ? "k" : "ik", b.length === 1 ? "k" : "kj"];
  if (inner === other) return { words: `${left},${right}->${left.replace("k", "")}${right.replace("k", "")}` };
  const numpy = `matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size ${other} is different from ${inner})`;
  const rows = a.length === 1 ? 1 : a[0];
  const torch =
    b.length === 2
      ? `mat1 and mat2 shapes cannot be multiplied (${rows}x${inner} and ${b.join("x")})`
      : a.length === 2
        ? `size mismatch, got input (${rows}), mat (${a.join("x")}), vec (${other})`
        : `inconsistent tensor size, expected tensor ${list(a)} and src ${list(b)} to have the same number of elements, but got ${inner} and ${other} elements respectively`;
  return { fault: { numpy, torch } };
}
