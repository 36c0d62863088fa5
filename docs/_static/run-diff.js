// What two texts that were printed have in common, line by line.

// A table of so many cells is made in some milliseconds.
const MOST_CELLS = 1_000_000;

/**
 * The lines of `text` without spaces at their ends, and without empty lines around them.
 * @param {string} text
 * @returns {string[]}
 */
export function linesOf(text) {
  const lines = text.split("\n").map((line) => line.trimEnd());
  while (lines.length && lines[0] === "") lines.shift();
  while (lines.length && lines[lines.length - 1] === "") lines.pop();
  return lines;
}

/**
 * Whether two texts have the same lines.
 * @param {string} one
 * @param {string} other
 */
export function isSame(one, other) {
  return linesOf(one).join("\n") === linesOf(other).join("\n");
}

/**
 * The lines of `printed` and `now` as one list: "=" both have, "-" is printed alone, "+" is new.
 * @param {string[]} printed
 * @param {string[]} now
 * @returns {[sign: string, line: string][]}
 */
export function difference(printed, now) {
  let start = 0;
  while (start < printed.length && start < now.length && printed[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(printed.length, now.length) - start && printed.at(-1 - end) === now.at(-1 - end)) end += 1;
  const same = (/** @type {string} */ line) => /** @type {[string, string]} */ (["=", line]);
  return [
    ...printed.slice(0, start).map(same),
    ...middle(printed.slice(start, printed.length - end), now.slice(start, now.length - end)),
    ...printed.slice(printed.length - end).map(same),
  ];
}

/**
 * The difference of what is left once both ends are taken off: by the longest common subsequence,
 * and of long texts all old lines before all new ones.
 * @param {string[]} old
 * @param {string[]} now
 * @returns {[sign: string, line: string][]}
 */
function middle(old, now) {
  /** @type {[string, string][]} */
  const found = [];
  let [row, column] = [0, 0];
  if (old.length * now.length <= MOST_CELLS) {
    const common = table(old, now);
    while (row < old.length && column < now.length) {
      if (old[row] === now[column]) {
        found.push(["=", old[row]]);
        row += 1;
        column += 1;
      } else if (common[row + 1][column] >= common[row][column + 1]) {
        found.push(["-", old[row]]);
        row += 1;
      } else {
        found.push(["+", now[column]]);
        column += 1;
      }
    }
  }
  for (const line of old.slice(row)) found.push(["-", line]);
  for (const line of now.slice(column)) found.push(["+", line]);
  return found;
}

/**
 * How many lines the rests of both texts have in common, by where the rests begin.
 * @param {string[]} old
 * @param {string[]} now
 */
function table(old, now) {
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      common[row][column] =
        old[row] === now[column]
          ? common[row + 1][column + 1] + 1
          : Math.max(common[row + 1][column], common[row][column + 1]);
    }
  }
  return common;
}
