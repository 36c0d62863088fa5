// What this browser keeps of what was read.  Storage may be forbidden or full; then nothing is
// kept, and nothing else is lost.
import { pageAt, parse } from "./reading-state.js";
import { parseVisit } from "./visits.js";

const KEY = "groundwork-read";
const VISIT = "groundwork-visit";

/** The address of the site's root. */
export const root = new URL(document.documentElement.dataset.content_root ?? "", location.href)
  .href;

/** The name of this page. */
export const page = pageAt(location.href, root) ?? "";

/** Where this page is below the root. */
export const file = location.href.replace(/[?#].*/, "").slice(root.length);

/** @param {string} key */
export function get(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Keep `value` under `key`; return whether it is kept.
 * @param {string} key
 * @param {object} value
 */
export function set(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @returns {Read} */
export function load() {
  return parse(get(KEY));
}

/** @param {Read} state */
export function save(state) {
  set(KEY, state);
}

/** Return the last visit to the home page, if there was one. */
export function lastVisit() {
  return parseVisit(get(VISIT));
}

/** @param {Visit} visit */
export function keepVisit(visit) {
  set(VISIT, visit);
}
