// Asks Pagefind: pages first; theorems and equations, indexes of their own, when those are
// shown, so that what the first result costs does not grow with their number.  A large site has
// several indexes of each, its shards.
import {
  corrected,
  isFormula,
  isNamed,
  marked,
  terms,
  unmatched,
  withoutTitle,
  wordOf,
} from "./search-terms.js";

const root = new URL(document.documentElement.dataset.content_root, location.href);
const base = new URL("_search/", root);
const path = (name) => new URL(`${name}/`, base).pathname;
const RANKING = {
  metaWeights: { title: 5, label: 2, terms: 5, page: 1, series: 0.5, kind: 0, facets: 0 },
};
const OPTIONS = { baseUrl: "/", excerptLength: 28, ranking: RANKING };
// What stands on a page comes after the page, unless its own name is asked for.
const STATEMENT_WEIGHT = 0.5;
const PARTS = 3;
// How many times the results that are shown are looked at for those that have all words.
const FARTHEST = 5;

let pagefind;
let statements;
let last = Promise.resolve();
const files = {};

async function started() {
  pagefind ??= Promise.all([import(`${path("pages/0")}pagefind.js`), json("index.json")]).then(
    async ([program, { shards }]) => {
      // In the page and not in a worker: a program less to fetch.
      await program.options({ ...OPTIONS, basePath: path("pages/0"), noWorker: true });
      await program.init();
      await merged(program, "pages", numbers(shards).slice(1), OPTIONS);
      return program;
    },
  );
  return pagefind;
}

const numbers = (shards) => [...Array(shards).keys()];

function merged(program, folder, shards, options) {
  return Promise.all(shards.map((one) => program.mergeIndex(path(`${folder}/${one}`), options)));
}

async function json(name) {
  files[name] ??= fetch(new URL(name, base)).then((answer) => answer.json());
  return files[name];
}

/** Return what results can be narrowed down by: for each group its options. */
export async function facets() {
  return (await json("index.json")).facets;
}

/** Load theorems and equations; `false` if they were there. */
export async function withStatements() {
  if (statements) return (await statements, false);
  statements = started().then(async (program) => {
    const { shards } = await json("index.json");
    const options = { ...OPTIONS, indexWeight: STATEMENT_WEIGHT };
    await merged(program, "statements", numbers(shards), options);
  });
  await statements;
  return true;
}

/**
 * Return the best `most` results for `query`, narrowed down to `chosen` (values by group): how
 * many there are in all, and what the query was put right to.
 */
export function find(query, chosen, most) {
  // One after another: Pagefind keeps what it found of a page, and where, in one object.
  const answer = last.then(() => answered(query, chosen, most));
  last = answer.catch(() => undefined);
  return answer;
}

async function answered(query, chosen, most) {
  const words = await wordsOf(chosen);
  if (!query && !words.length) return { found: [], total: 0 };
  if (isFormula(query) || ["theorem", "equation"].includes(chosen.kind)) await withStatements();
  const first = await search(query, words, most);
  const wrong = unmatched(query, first.seen);
  if (wrong.length) {
    const meant = corrected(query, wrong, await json("words.json"));
    if (meant !== query) return shown({ ...(await search(meant, words, most)), meant }, chosen);
    if (unmatched(query, []).length === wrong.length) return { found: [], total: 0 };
  }
  return shown(first, chosen);
}

async function wordsOf(chosen) {
  const offered = await facets();
  return Object.entries(chosen)
    .filter(([, value]) => value && value !== "section")
    .map(([group, value]) => offered[group].find((one) => one.value === value)?.word)
    .filter(Boolean);
}

async function search(query, words, most) {
  const program = await started();
  const ask = async (text) => (await program.search([text, ...words].join(" "))).results;
  const wanted = isFormula(query) ? terms(query).map(wordOf) : [];
  const sure = wanted.length ? await load(await ask(wanted.join(" ")), most) : [];
  // Pagefind takes the beginning of a word where the word is unknown.
  const formulas = sure.filter(({ meta }) => wanted.every((word) => meta.terms?.includes(word)));
  if (formulas.length) return { found: formulas, total: formulas.length, seen: [query] };
  const { whole, total, seen } = await loadWhole(await ask(query), query, most);
  // What is asked for by its name comes first.
  const named = whole.filter(({ meta }) => isNamed(meta.title, query));
  return { found: [...new Set([...named, ...whole])], total, seen };
}

// The best `most` of `results` that have all words of `query` that anything has.  An index leaves
// out of a question the words that it does not know, and finds the rest.
async function loadWhole(results, query, most) {
  const loaded = [];
  let whole = [];
  let at = 0;
  while (whole.length < most && at < Math.min(results.length, FARTHEST * most)) {
    const next = results.slice(at, at + most - whole.length);
    at += next.length;
    loaded.push(...(await load(next, next.length)));
    const nowhere = unmatched(query, loaded.flatMap(evidence)).length;
    whole = loaded.filter((one) => unmatched(query, evidence(one)).length === nowhere);
  }
  const total = whole.length < most ? whole.length : results.length - (at - whole.length);
  return { whole, total, seen: loaded.flatMap(evidence) };
}

async function load(results, most) {
  const found = await Promise.all(results.slice(0, most).map((result) => result.data()));
  // One record is there for its words alone.
  return found.filter(({ meta }) => meta.kind);
}

// The words by which `data` was found, and those of its fields.
function evidence(data) {
  const words = data.content.split(/\s+/);
  return [...data.locations.map((place) => words[place] ?? ""), ...Object.values(data.meta)];
}

function shown({ found, total, meant }, chosen) {
  const results = found.map(result);
  if (chosen.kind !== "section") return { found: results, total, meant };
  const parts = results.flatMap(({ parts, title }) =>
    parts.map((part) => ({ ...part, kind: "section", facts: title })),
  );
  return { found: parts, total: parts.length, meant };
}

function result(data) {
  const { kind, title, section, page, series } = data.meta;
  const inside = data.sub_results.filter(({ anchor }) => anchor);
  const best = [...inside].sort((one, other) => weight(other) - weight(one)).slice(0, PARTS);
  // What was found in sections alone is shown there.
  const own = data.sub_results.find(({ anchor }) => !anchor) ?? (best.length ? undefined : data);
  return {
    kind,
    title,
    url: address(data.url),
    facts: [section, page ?? series].filter(Boolean).join(" · "),
    excerpt: own ? marked(own.excerpt) : [],
    parts: best.map((part) => ({
      title: part.title,
      url: address(part.url),
      excerpt: withoutTitle(marked(part.excerpt), part.title),
      parts: [],
    })),
  };
}

function weight({ weighted_locations: locations }) {
  return locations.reduce((sum, { balanced_score: score }) => sum + score, 0);
}

function address(url) {
  return new URL(url.replace(/^\//, ""), root).href;
}
