// What is asked of the wall of shorts, as it stands in the address. Pure: knows no document.
//
// A question is {q, track, topic, tag, sort}, all text, empty where nothing is asked.

export const FACETS = ["track", "topic", "tag"];
export const SORTS = ["newest", "oldest", "title"];
const PARTS = ["q", ...FACETS, "sort"];
const LONGEST = 200;

export const NOTHING = Object.freeze(Object.fromEntries(PARTS.map((part) => [part, ""])));

/** Return the question in `search`, the part of an address from "?" on. */
export function parse(search) {
  const said = new URLSearchParams(search);
  const read = (part) => (said.get(part) ?? "").slice(0, LONGEST);
  const question = Object.fromEntries(PARTS.map((part) => [part, read(part)]));
  return { ...question, sort: SORTS.includes(question.sort) ? question.sort : "" };
}

/** Return `question` as the part of an address from "?" on; empty if nothing is asked. */
export function format(question) {
  const said = PARTS.filter((part) => question[part].trim());
  const search = new URLSearchParams(said.map((part) => [part, question[part].trim()]));
  return said.length ? `?${search}` : "";
}

/** Return the parts of `question` that leave shorts out: all but their order. */
export function narrowing(question) {
  return PARTS.filter((part) => part !== "sort" && question[part].trim());
}

/** Return `question` with `key` chosen in `facet`, or, where it is chosen already, taken back. */
export function choose(question, facet, key) {
  return { ...question, [facet]: question[facet] === key ? "" : key };
}
