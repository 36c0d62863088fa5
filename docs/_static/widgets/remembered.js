// What takes long and depends on a few values is computed once for the same ones.

/**
 * Return a function that gives what `make` gives, which must depend on its arguments alone, and keeps
 * the last `most` of its results.
 * @template {unknown[]} A
 * @template T
 * @param {(...values: A) => T} make
 * @param {number} most
 * @returns {(...values: A) => T}
 */
export function remembered(make, most = 4) {
  /** @type {Map<string, T>} */
  const known = new Map();
  return (...values) => {
    const key = JSON.stringify(values);
    const found = known.has(key) ? /** @type {T} */ (known.get(key)) : make(...values);
    known.delete(key);
    known.set(key, found);
    if (known.size > most) known.delete([...known.keys()][0]);
    return found;
  };
}
