// What a reader has read: a map from page to how far. Pure: knows no document, no storage.
//
// A page's state is {section, done, at}: the anchor of the last section that was in view,
// whether the end ever was, and when (milliseconds).

/** Return `state` with the news that `section` is in view, and whether the end of the page is. */
export function reached(state, page, { section, end, at }) {
  return { ...state, [page]: { section, done: Boolean(state[page]?.done || end), at } };
}

/** Return "done", "begun" or "" for `page`. */
export function standing(state, page) {
  if (!state[page]) return "";
  return state[page].done ? "done" : "begun";
}

/** Return [page, its state] of what was read last and not to its end, if anything. */
export function latest(state) {
  const begun = Object.entries(state).filter(([, one]) => !one.done);
  return begun.sort(([, one], [, other]) => other.at - one.at)[0];
}

/** Return the state that `text` holds; what is no state counts as nothing read. */
export function parse(text) {
  try {
    const state = JSON.parse(text);
    const pages = Object.entries(state ?? {});
    return Object.fromEntries(pages.filter(([, one]) => typeof one?.at === "number"));
  } catch {
    return {};
  }
}

/** Return the name of the page at `url`, given that of the site's root; `undefined` outside. */
export function pageAt(url, root) {
  const { origin, pathname } = new URL(url, root);
  const base = new URL(root);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
  return pathname.slice(base.pathname.length).replace(/\.html$/, "");
}
