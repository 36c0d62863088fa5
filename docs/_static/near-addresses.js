// Which addresses are nearest to one where nothing is.  Pure: knows no page.
import { distance } from "./search-nearness.js";

/**
 * The parts of a path that carry meaning: no suffix, no index, no empty part.
 * @param {string} path
 */
export function segments(path) {
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // A stray % stands for itself.
  }
  return plain
    .toLowerCase()
    .split("/")
    .map((part) => part.replace(/\.(html?|md)$/, ""))
    .filter((part) => part && part !== "index");
}

/**
 * 0 for different words, 1 for the same: how alike two segments are.
 * @param {string} one
 * @param {string} other
 */
export function likeness(one, other) {
  const longest = Math.max(one.length, other.length);
  return longest ? 1 - distance(one, other) / longest : 1;
}

/**
 * How alike two paths are.  The last segment says what a page is about, and may have moved
 * into another folder: it counts most.
 * @param {string} wanted
 * @param {string} known
 */
export function score(wanted, known) {
  const [last, ...folders] = segments(wanted).reverse();
  const [name, ...others] = segments(known).reverse();
  if (!last || !name) return 0;
  const shared = folders.filter((folder) => others.some((one) => likeness(folder, one) > 0.7));
  return 3 * likeness(last, name) + shared.length / Math.max(folders.length, others.length, 1);
}

/**
 * At most `most` of `pages`, pairs of path and title, that are like the path `wanted`.
 * @param {string} wanted
 * @param {[path: string, title: string][]} pages
 * @param {number} most
 */
export function nearPages(wanted, pages, most = 3) {
  return pages
    .map(([path, title]) => ({ path, title, score: score(wanted.slice(0, 300), path) }))
    .filter((page) => page.score > 1.6)
    .sort((one, other) => other.score - one.score || one.path.localeCompare(other.path))
    .slice(0, most);
}
