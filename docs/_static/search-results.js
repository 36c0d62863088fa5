// Ranked answers as results that can be shown.  Pure: knows no document.
import { EQUATIONS, STATEMENTS } from "./search-postings.js";

const GROUPS = /** @type {const} */ (["kind", "series", "track", "tag", "level"]);
const PARTS = 3;

/** @type {(one: { part: number }) => boolean} */
const isTheorem = ({ part }) => part < EQUATIONS;
/** @type {Record<string, (answer: Ranked) => RankedPart[]>} */
const OF_PARTS = {
  section: ({ sections }) => sections,
  theorem: ({ statements }) => statements.filter(isTheorem),
  equation: ({ statements }) => statements.filter((one) => !isTheorem(one)),
};

/** Whether results of `kind` are parts of pages.  @param {string | undefined} kind */
export function isOfParts(kind) {
  return kind !== undefined && kind in OF_PARTS;
}

/**
 * Return a function that gives the kind of a page, by its number, if it has all that is `chosen`.
 * @param {SearchIndex} index
 * @param {Chosen} chosen
 * @returns {(page: number) => string | undefined}
 */
export function kindsIn({ facets, pages }, chosen) {
  const wanted = GROUPS.map((group) => {
    const place = facets[group].findIndex(([value]) => value === chosen[group]);
    return chosen[group] ? String(place) : "";
  });
  return (page) => {
    const has = pages[page].split(" ").map((places) => places.split("."));
    const fits = wanted.every((place, group) => !place || has[group].includes(place));
    return fits ? facets.kind[Number(has[0][0])][0] : undefined;
  };
}

/**
 * Return what is found by `answers`, in the order in which it is shown: pages, and before or after
 * them what stands on them.
 * @param {Ranked[]} answers
 * @param {string | undefined} kind
 * @returns {Item[]}
 */
export function itemsOf(answers, kind) {
  const most = Math.max(0, ...answers.map(({ share }) => share));
  /** @type {(parts: (answer: Ranked) => RankedPart[]) => Item[]} */
  const ofParts = (parts) =>
    answers
      .flatMap((answer) => parts(answer).map((part) => ({ ...part, page: answer.page, sections: [], isPage: false })))
      .filter(({ share }) => share >= most * 0.999)
      .sort((one, other) => other.score - one.score || one.page - other.page || one.part - other.part);
  if (kind && isOfParts(kind)) return ofParts(OF_PARTS[kind]);
  const pages = answers.map((answer) => ({ ...answer, part: 0, isPage: true, isAsked: false }));
  if (kind) return pages;
  const statements = ofParts(({ statements }) => statements);
  const best = pages[0]?.score ?? 0;
  const isFirst = (/** @type {Item} */ { isAsked, score }) => isAsked && score >= best;
  const rest = statements.filter((one) => !isFirst(one));
  const [theorems, equations] = [rest.filter(isTheorem), rest.filter((one) => !isTheorem(one))];
  return [...statements.filter(isFirst), ...pages, ...theorems, ...equations];
}

/**
 * Return of `items` the first `most` pages, and half as many of each kind of what stands on them.
 * @param {Item[]} items
 * @param {number} most
 */
export function first(items, most) {
  const half = Math.ceil(most / 2);
  const left = { pages: most, theorems: half, equations: half };
  return items.filter((item) => left[item.isPage ? "pages" : isTheorem(item) ? "theorems" : "equations"]-- > 0);
}

/**
 * Return all parts of the page with `head`, as if each had been found.
 * @param {Head} head
 */
export function allParts([, , , , sections, theorems, equations]) {
  /** @type {(first: number) => (_: unknown, at: number) => RankedPart} */
  const part = (first) => (_, at) => ({ part: first + at, score: 0, share: 1, own: 1, isAsked: false });
  const statements = [...theorems.map(part(STATEMENTS)), ...equations.map(part(EQUATIONS))];
  return { sections: sections.map(part(0)).slice(1), statements };
}

/**
 * @param {Item} item
 * @param {Head} head
 * @param {string} kind
 * @returns {Result}
 */
export function resultOf({ part, sections, own }, head, kind) {
  const [url, title, series, files, passages, theorems, equations] = head;
  /** @type {(part: number) => Quoted} */
  const quoted = (part) => ({ file: files.findLast(([first]) => first <= part)?.[1] ?? "", part });
  /** @type {(anchor: string) => string} */
  const at = (anchor) => `${url}#${anchor}`;
  if (part >= EQUATIONS) {
    const [anchor, name, section] = equations[part - EQUATIONS];
    const facts = [section, title].filter(Boolean).join(" · ");
    return { kind: "equation", title: name, url: at(anchor), facts, quoted: quoted(part), parts: [] };
  }
  if (part >= STATEMENTS) {
    const [anchor, name] = theorems[part - STATEMENTS];
    return { kind: "theorem", title: name, url: at(anchor), facts: title, quoted: quoted(part), parts: [] };
  }
  /** @type {(number: number) => Part} */
  const section = (number) => ({
    title: passages[number][1],
    url: at(passages[number][0]),
    quoted: quoted(number),
    parts: [],
  });
  if (part) return { ...section(part), kind: "section", facts: title };
  const parts = sections.slice(0, PARTS).map((one) => section(one.part));
  // What was found in sections alone is shown there.
  return { kind, title, url, facts: series, quoted: own || !parts.length ? quoted(0) : undefined, parts };
}

/**
 * Return the groups of `found`, [kind, its results], in the order of their best.
 * @param {Result[]} found
 */
export function grouped(found) {
  /** @type {Map<string, Result[]>} */
  const groups = new Map();
  for (const one of found) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  return [...groups];
}
