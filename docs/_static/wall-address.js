// What is asked of the wall of shorts, as it stands in the address. Pure: knows no document.
//
// A question is {q, track, topic, tag, sort}, all text, empty where nothing is asked.

/** @type {Facet[]} */
export const FACETS = ["track", "topic", "tag"];
const SORTS = ["newest", "oldest", "title"];
/** @type {(keyof Question)[]} */
const PARTS = ["q", ...FACETS, "sort"];
const LONGEST = 200;

/** @type {Readonly<Question>} */
export const NOTHING = Object.freeze({ q: "", track: "", topic: "", tag: "", sort: "" });

/**
 * Return the question in `search`, the part of an address from "?" on.
 * @param {string} search
 * @returns {Question}
 */
export function parse(search) {
  const said = new URLSearchParams(search);
  const question = { ...NOTHING };
  for (const part of PARTS) question[part] = (said.get(part) ?? "").slice(0, LONGEST);
  return { ...question, sort: SORTS.includes(question.sort) ? question.sort : "" };
}

/**
 * Return `question` as the part of an address from "?" on; empty if nothing is asked.
 * @param {Question} question
 */
export function format(question) {
  const said = PARTS.filter((part) => question[part].trim());
  const search = new URLSearchParams(said.map((part) => [part, question[part].trim()]));
  return said.length ? `?${search}` : "";
}

/**
 * Return the parts of `question` that leave shorts out: all but their order.
 * @param {Question} question
 * @returns {Narrowing[]}
 */
export function narrowing(question) {
  return PARTS.filter((part) => part !== "sort").filter((part) => question[part].trim());
}

/**
 * Return `question` with `key` chosen in `facet`, or, where it is chosen already, taken back.
 * @param {Question} question
 * @param {Facet} facet
 * @param {string} key
 * @returns {Question}
 */
export function choose(question, facet, key) {
  return { ...question, [facet]: question[facet] === key ? "" : key };
}
