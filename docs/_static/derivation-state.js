// At which line of a derivation a reader is, in the address; and what a line has changed.

/**
 * Return the line of the derivation `name` that `href` asks for, from 1 to `count`; 0 for all.
 * @param {string} href
 * @param {string} name
 * @param {number} count
 */
export function lineIn(href, name, count) {
  const asked = Number(new URL(href).searchParams.get(name) ?? 0);
  return Number.isInteger(asked) ? Math.min(Math.max(asked, 0), count) : 0;
}

/**
 * Return the address `href` with the line of the derivation `name` in it; 0 takes it out.
 * @param {string} href
 * @param {string} name
 * @param {number} line
 */
export function addressAt(href, name, line) {
  const address = new URL(href);
  if (line) address.searchParams.set(name, String(line));
  else address.searchParams.delete(name);
  return address.href;
}

/**
 * Return of each of the signs `now` whether it is not one of `before`, in their longest common
 * order.
 * @param {string[]} before
 * @param {string[]} now
 */
export function changed(before, now) {
  /** @type {number[][]} */
  const common = Array.from({ length: before.length + 1 }, () => Array(now.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i][j] =
        before[i] === now[j]
          ? common[i + 1][j + 1] + 1
          : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const isNew = Array(now.length).fill(true);
  for (let i = 0, j = 0; i < before.length && j < now.length; ) {
    if (before[i] === now[j]) {
      isNew[j++] = false;
      i++;
    } else if (common[i + 1][j] >= common[i][j + 1]) i++;
    else j++;
  }
  return isNew;
}
