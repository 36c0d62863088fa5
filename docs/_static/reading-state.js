// What a reader has read: a map from page to how far. Pure: knows no document, no storage.
//
// A page's state is {section, seen, done, at, title, file, place}: the anchor of the last section
// that was in view, those of all that ever were, whether the end ever was, when (milliseconds), what
// the page is called and where it is below the root, and the line (see place-path.js).

/**
 * Return `state` with the news that `section` is in view, and whether the end of the page is.
 * @param {Read} state
 * @param {string} page
 * @param {{section: string, end: boolean, at: number, title?: string, file?: string}} news
 * @returns {Read}
 */
export function reached(state, page, { section, end, at, title, file }) {
  const { done, place, seen = [] } = state[page] ?? {};
  const read = {
    section,
    seen: seen.includes(section) ? seen : [...seen, section],
    done: Boolean(done || end),
    at,
    ...(title && { title }),
    ...(file && { file }),
  };
  return { ...state, [page]: place ? { ...read, place } : read };
}

/**
 * Return `state` with `place` as that of `page`, if that was begun.
 * @param {Read} state
 * @param {string} page
 * @param {Place | undefined} place
 * @returns {Read}
 */
export function placed(state, page, place) {
  return state[page] ? { ...state, [page]: { ...state[page], place } } : state;
}

/**
 * Return those of `sections`, the anchors of `page` in their order, that were read: one was in view,
 * and so was what comes after it.
 * @param {Read} state
 * @param {string} page
 * @param {string[]} sections
 */
export function sectionsRead(state, page, sections) {
  const { seen = [], done } = state[page] ?? {};
  const was = sections.map((section) => seen.includes(section));
  return sections.filter((_, at) => was[at] && (at + 1 < sections.length ? was[at + 1] : done));
}

/**
 * Return "done", "begun" or "" for `page`.
 * @param {Read} state
 * @param {string | undefined} page
 * @returns {"done" | "begun" | ""}
 */
export function standing(state, page) {
  const read = page === undefined ? undefined : state[page];
  if (!read) return "";
  return read.done ? "done" : "begun";
}

/**
 * Return [page, its state] of what was read last and not to its end, if anything.
 * @param {Read} state
 */
export function latest(state) {
  const begun = Object.entries(state).filter(([, one]) => !one.done);
  return begun.sort(([, one], [, other]) => other.at - one.at)[0];
}

/**
 * Return the state that `text` holds; what is no state counts as nothing read.
 * @param {string | null} text
 * @returns {Read}
 */
export function parse(text) {
  try {
    const state = JSON.parse(text ?? "");
    /** @type {[string, any][]} */
    const pages = Object.entries(state ?? {});
    return Object.fromEntries(pages.filter(([, one]) => isState(one)));
  } catch {
    return {};
  }
}

/** @param {any} one */
function isState(one) {
  return typeof one?.at === "number" && (one.seen === undefined || Array.isArray(one.seen));
}

/**
 * Return the name of the page at `url`, given that of the site's root; `undefined` outside.
 * @param {string} url
 * @param {string} root
 */
export function pageAt(url, root) {
  const { origin, pathname } = new URL(url, root);
  const base = new URL(root);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
  return pathname.slice(base.pathname.length).replace(/\.html$/, "");
}
