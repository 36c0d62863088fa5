// Which blocks run when one is asked for: those before it first, each once.

/**
 * The blocks to run, by number, when `asked` is wanted and those of `done` have run.
 * @param {number} asked
 * @param {ReadonlySet<number>} done
 * @returns {number[]}
 */
export function due(asked, done) {
  const before = Array.from({ length: asked }, (_, number) => number);
  return [...before.filter((number) => !done.has(number)), asked];
}

/**
 * What the blocks up to the last of `numbers` need beside the core, each package once.
 * @param {number[]} numbers
 * @param {string[][]} packages by block
 * @returns {string[]}
 */
export function needed(numbers, packages) {
  return [...new Set(numbers.flatMap((number) => packages[number] ?? []))].sort();
}

/**
 * How many bytes are fetched for the core and for `packages`, of which `sizes` knows each.
 * @param {string[]} packages
 * @param {Record<string, number>} sizes by name, the core by the empty one
 */
export function bytes(packages, sizes) {
  return ["", ...packages].reduce((sum, name) => sum + (sizes[name] ?? 0), 0);
}

/**
 * A number of bytes in megabytes, with one digit behind the point below ten.
 * @param {number} count
 */
export function megabytes(count) {
  const size = count / 1e6;
  return size < 9.95 ? size.toFixed(1) : size.toFixed(0);
}
