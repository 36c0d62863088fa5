// Finds what answers a query, in the index that extensions/output/search makes.  `read` returns the
// value of a file of the index by its name: tests read files, a browser fetches them.
import { excerpt, lengthened } from "./search-excerpt.js";
import { nearest } from "./search-nearness.js";
import { addPostings } from "./search-postings.js";
import { asked, beginnings, meanings, SAME } from "./search-query.js";
import { ranked } from "./search-rank.js";
import { allParts, first, isOfParts, itemsOf, kindsIn, resultOf } from "./search-results.js";
import { isFormula, readable, terms } from "./search-terms.js";
import { namesIn } from "./search-words.js";

const FIRST = "index.json";
// So few chunks of heads are fetched with what is read first, before it is known which are needed.
const FEW = 3;
// Shorter words are not guessed at, and what stands before so many letters is in one chunk.
const LONG = 4;
// So many forms of each word are tried where all words of a name have to be right.
const FORMS = 2;
const MOST_WORDS = 6;
/** @type {Answer} */
const NOTHING = { found: [], total: 0, hits: new Map() };
/** @type {{ sections: RankedPart[], statements: RankedPart[] }} */
const NO_PARTS = { sections: [], statements: [] };

export class Engine {
  /** @param {(name: string) => Promise<any>} read */
  constructor(read) {
    this.read = read;
  }

  /**
   * Read what does not depend on a query.
   * @returns {Promise<SearchIndex>}
   */
  async started() {
    const first = await this.read(FIRST);
    if (first.heads.length <= FEW) for (const [, name] of first.heads) this.read(name).catch(() => undefined);
    return first;
  }

  /**
   * Return what results can be narrowed down by: for each group its options.
   * @returns {Promise<Record<string, Choice[]>>}
   */
  async facets() {
    return (await this.started()).facets;
  }

  /**
   * Return the best `most` results for `query`, narrowed down to `chosen` (values by group).
   * @param {string} query
   * @param {Chosen} chosen
   * @param {number} most
   * @returns {Promise<Answer>}
   */
  async find(query, chosen, most) {
    const index = await this.started();
    if (!query.trim()) return this.browse(index, chosen, most);
    const kindOf = kindsIn(index, chosen);
    if (isFormula(query)) {
      const found = await this.formula(index, query);
      const answers = ranked(found, index.pages.length, kindOf, true);
      if (answers.length) return this.answer(index, answers, found, chosen, most);
    }
    const { found, meant } = await this.words(index, isFormula(query) ? readable(query) : query);
    // Letters that are left of words that nothing knows say nothing.
    if (!found.length || (meant && found.every(({ words }) => words[0].length < 2))) return NOTHING;
    const answers = ranked(found, index.pages.length, kindOf);
    return { ...(await this.answer(index, answers, found, chosen, most)), meant };
  }

  /**
   * Return the words of the formula `query`, none where the index has not all of them.
   * @param {SearchIndex} index
   * @param {string} query
   */
  async formula(index, query) {
    const wanted = terms(query).map((term) => `$${term}`);
    const chunks = await Promise.all(wanted.map((word) => this.chunks(index, [word])));
    const found = wanted.map((word, at) => termOf(new Map([[word, 1]]), chunks[at]));
    return found.every(({ pages }) => pages) ? found : [];
  }

  /**
   * Return the words of `query` that the index has, and what was meant if others were typed.
   * @param {SearchIndex} index
   * @param {string} query
   */
  async words(index, query) {
    const wanted = asked(query, new Set(index.skipped));
    const first = await Promise.all(wanted.map((one) => this.word(index, one)));
    const kindOf = kindsIn(index, {});
    /** @type {(term: Term) => boolean} */
    const isInPieces = ({ places }) => [...places.keys()].some((page) => kindOf(page) !== "page");
    const unknown = wanted.filter((_, at) => !first[at].pages);
    // A word that is in no piece may be a slip of one that is.
    const right = await this.corrections(index, wanted.filter((_, at) => !isInPieces(first[at])));
    const mended = await Promise.all(
      wanted.map((one, at) => {
        const text = right.get(one.text);
        if (!text || isInPieces(first[at])) return first[at];
        if (first[at].pages) return this.word(index, { ...one, together: [...one.together, text] });
        return this.word(index, { ...one, text, together: [], isLast: false });
      }),
    );
    // What is still being typed is not wrong.
    const isWrong = unknown.some(({ text, isLast }) => right.has(text) || !isLast || text.length >= LONG);
    const found = mended.filter(({ pages }) => pages);
    addTogether(found);
    return {
      found,
      meant: isWrong ? meantBy(query, unknown, right) : undefined,
    };
  }

  /**
   * Return the words that `doubtful` ones are likely to be slips of.
   * @param {SearchIndex} index
   * @param {AskedWord[]} doubtful
   * @returns {Promise<Map<string, string>>}
   */
  async corrections(index, doubtful) {
    const slips = doubtful.filter(({ text }) => text.length >= LONG && !/\p{N}/u.test(text));
    if (!slips.length) return new Map();
    /** @type {string[]} */
    const known = await this.read(index.spelling);
    return new Map(slips.flatMap(({ text }) => {
      const word = nearest(text, known.filter((one) => one !== text));
      return word ? [[text, word]] : [];
    }));
  }

  /**
   * @param {SearchIndex} index
   * @param {AskedWord} one
   */
  async word(index, one) {
    const begin = [one.text, ...one.together].flatMap((text) => beginnings(text, index.language));
    const chunk = await this.chunks(index, begin);
    return termOf(meanings(one, Object.keys(chunk), index.language), chunk);
  }

  /**
   * Return the words with these `beginnings`, and others beside them.
   * @param {SearchIndex} index
   * @param {string[]} beginnings
   * @returns {Promise<Record<string, string>>}
   */
  async chunks({ words }, beginnings) {
    const names = new Set(
      beginnings.flatMap((begin) => {
        const alike = begin.length >= LONG || !/^[ -~]/.test(begin) ? words.filter(([one]) => one.startsWith(begin)) : [];
        const before = words.findLast(([one]) => one <= begin);
        return begin.length >= LONG && alike.length ? alike : [...alike, ...(before ? [before] : [])];
      }).map(([, name]) => name),
    );
    return Object.assign({}, ...(await Promise.all([...names].map((name) => this.read(name)))));
  }

  /**
   * Return the first of all that is chosen, where nothing is asked.
   * @param {SearchIndex} index
   * @param {Chosen} chosen
   * @param {number} most
   * @returns {Promise<Answer>}
   */
  async browse(index, chosen, most) {
    if (!Object.values(chosen).some(Boolean)) return NOTHING;
    const kindOf = kindsIn(index, chosen);
    const pages = [...index.pages.keys()].filter(kindOf);
    const shown = isOfParts(chosen.kind) ? pages.slice(0, most) : pages;
    const answers = await Promise.all(
      shown.map(async (page) => {
        const parts = isOfParts(chosen.kind) ? allParts(await this.head(index, page)) : NO_PARTS;
        return { page, score: 0, share: 1, own: 1, ...parts };
      }),
    );
    return this.answer(index, answers, [], chosen, most);
  }

  /**
   * @param {SearchIndex} index
   * @param {number} page
   * @returns {Promise<Head>}
   */
  async head({ heads }, page) {
    const [first, name] = heads.findLast(([number]) => number <= page) ?? heads[0];
    return (await this.read(name))[page - first];
  }

  /**
   * @param {SearchIndex} index
   * @param {Ranked[]} answers
   * @param {Term[]} found
   * @param {Chosen} chosen
   * @param {number} most
   * @returns {Promise<Answer>}
   */
  async answer(index, answers, found, chosen, most) {
    const items = itemsOf(answers, chosen.kind);
    const kindOf = kindsIn(index, {});
    const results = first(items, most).map(async (item) =>
      resultOf(item, await this.head(index, item.page), kindOf(item.page) ?? ""),
    );
    const hits = new Map(found.flatMap(({ words }, at) => words.map((word) => [word, at])));
    return { found: await Promise.all(results), total: items.length, hits };
  }

  /**
   * Return what is quoted of a part of a page, with `hits` marked.
   * @param {Quoted} quoted
   * @param {Hits} hits
   */
  async quote({ file, part }, hits) {
    if (!file) return [];
    const [{ runs }, { parts, formulas }] = await Promise.all([this.started(), this.read(file)]);
    return excerpt(parts[part] ?? [], lengthened(formulas, runs), hits);
  }
}

/**
 * @param {Map<string, number>} meanings
 * @param {Record<string, string>} chunk
 * @returns {Term}
 */
function termOf(meanings, chunk) {
  /** @type {Places} */
  const places = new Map();
  const known = [...meanings].filter(([word]) => Object.hasOwn(chunk, word)).sort((one, other) => other[1] - one[1]);
  let pages = 0;
  for (const [word, quality] of known) {
    addPostings(places, chunk[word], quality);
    // How rare a word is, those that it only begins do not say.
    if (quality >= SAME || known[0][1] < SAME) pages = places.size;
  }
  return { words: known.map(([word]) => word), places, pages, chunk, pairs: new Map(), names: new Map() };
}

/**
 * Note where `found` stand side by side, and what is called by all of them and nothing else.
 * @param {Term[]} found
 */
function addTogether(found) {
  /** @type {(places: Places, first: Term, said: string) => void} */
  const add = (places, { chunk }, said) => {
    if (Object.hasOwn(chunk, said)) addPostings(places, chunk[said], 1);
  };
  for (const [at, one] of found.slice(0, -1).entries()) {
    for (const word of one.words) for (const next of found[at + 1].words) add(one.pairs, one, `${word} ${next}`);
  }
  if (!found.length || found.length > MOST_WORDS) return;
  const forms = found.map(({ words }) => words.slice(0, FORMS));
  const names = forms.reduce((said, next) => said.flatMap((name) => next.map((word) => `${name} ${word}`.trim())), [""]);
  // A label, whose parts need be no words.
  names.push(...found[0].words.filter((word) => found.every(({ words }) => words.includes(word))));
  for (const name of new Set(names)) add(found[0].names, found[0], `${name}=`);
}

/**
 * Return `query` with the words that the index does not know put right, or without them.
 * @param {string} query
 * @param {AskedWord[]} unknown
 * @param {Map<string, string>} right
 */
function meantBy(query, unknown, right) {
  const names = new Map(unknown.map(({ name, text }) => [name, right.get(text) ?? ""]));
  return query
    .split(/\s+/)
    .map((part) => {
      const said = namesIn(part);
      return said.some((name) => names.has(name)) ? said.map((name) => names.get(name) ?? name).join(" ") : part;
    })
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .join(" ");
}
