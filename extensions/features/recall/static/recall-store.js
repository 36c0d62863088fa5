// What this browser keeps of questions and answers, and whether it keeps anything.
import { get, set } from "./reading-store.js";
import { merged, parse } from "./recall-state.js";

export const KEY = "groundwork-recall";

/** @returns {RecallState} */
export function load() {
  return parse(get(KEY));
}

/**
 * Add `state` to what is kept, which another tab may have changed; return whether it is kept.
 * @param {RecallState} state
 */
export function add(state) {
  return set(KEY, merged(load(), state));
}

/** Forget all questions. */
export function forget() {
  set(KEY, {});
}

/**
 * Forget the question `label`.
 * @param {string} label
 */
export function drop(label) {
  const rest = Object.entries(load()).filter(([name]) => name !== label);
  set(KEY, Object.fromEntries(rest));
}

/** Return whether anything is kept: storage may be forbidden or full. */
export function keeps() {
  return set(KEY, load());
}
