// Which pages, and which of their parts, answer best.  Pure: knows no document.
import { EQUATIONS, STATEMENTS } from "./search-postings.js";

// A section says less than its page of what the page is about, and need not repeat it.
const INHERITED = 0.35;
const INHERITED_SHARE = 0.6;
// Words that stand in different sections of a page.
const SCATTERED = 0.5;
const NEAR = 0.3;
// Two words side by side, as they are asked for, and a name that has all words.
const SIDE_BY_SIDE = 0.8;
const IN_NAME = 1.4;
const WHOLE_NAME = 1.25;
// What answers has nearly as much of the question as the best answer.
const SHARE = 0.75;
// Of three words and more, what has them here and there does not answer where something does.
const FAINT = 1 / 8;
const MANY_WORDS = 3;
// A section is shown with its page when it answers nearly as well.
const PART = 0.45;
const BESIDE = 0.08;
// No text gives a word so much weight, only a name.
const NAMED = 1.15;
const UNASKED = 0.4;
const ASKED = 1.25;
/** @type {Record<string, number>} */
const KINDS = { short: 1.05, post: 1, series: 0.75, page: 0.5 };

/**
 * How much a word says that `found` of `all` pages have.
 * @param {number} found
 * @param {number} all
 */
export function rarity(found, all) {
  return Math.log(1 + (all - found + 0.5) / (found + 0.5));
}

/**
 * Return the answers to `terms` among `all` pages, the best first; `kindOf` gives the kind of a
 * page, or undefined of one that is not wanted.
 * @param {Term[]} terms
 * @param {number} all
 * @param {(page: number) => string | undefined} kindOf
 * @param {boolean} isFormula
 * @returns {Ranked[]}
 */
export function ranked(terms, all, kindOf, isFormula = false) {
  const weighed = terms.map((term) => ({ ...term, rarity: rarity(term.pages, all) }));
  const pages = new Set(terms.flatMap(({ places }) => [...places.keys()]));
  const answers = [...pages].flatMap((page) => {
    const kind = kindOf(page);
    return kind ? [answerOf(page, weighed, KINDS[kind] ?? 1, isFormula)] : [];
  });
  const most = Math.max(0, ...answers.map(({ share }) => share));
  const isWhole = (/** @type {Ranked} */ { share }) => share >= (isFormula ? 0.999 : SHARE * most);
  // What has less of the question, but in names, may say more than what has all of it scattered.
  const best = isFormula ? Infinity : Math.max(0, ...answers.filter(isWhole).map(({ score }) => score));
  const least = terms.length < MANY_WORDS || isFormula ? 0 : FAINT * best;
  return answers
    .filter((answer) => (isWhole(answer) && mostOf(answer) >= least) || answer.score > best)
    .sort((one, other) => other.score - one.score || one.page - other.page);
}

/** The score of an answer, or of the best that stands on it.  @type {(answer: Ranked) => number} */
const mostOf = ({ score, statements }) => Math.max(score, ...statements.map((one) => one.score));

/**
 * @param {number} page
 * @param {WeighedTerm[]} terms
 * @param {number} kind
 * @param {boolean} isFormula
 * @returns {Ranked}
 */
function answerOf(page, terms, kind, isFormula) {
  const here = terms.map(({ places }) => places.get(page));
  const numbers = new Set(here.flatMap((parts) => (parts ? [...parts.keys()] : [])));
  const pairs = terms.map((term) => term.pairs.get(page));
  const names = terms[0].names.get(page);
  const parts = [...numbers].map((part) => partOf(part, here, pairs, names, terms)).filter(({ score }) => score);
  const sections = parts.filter(({ part }) => part < STATEMENTS);
  const whole = isFormula ? { share: 0, score: 0 } : scattered(here, terms);
  const best = Math.max(whole.score, ...sections.map(({ score }) => score));
  const beside = sections.filter(({ score }) => score > PART * best).length;
  const score = kind * best * (1 + BESIDE * Math.min(beside, 4));
  const byScore = parts.sort((one, other) => other.score - one.score || one.part - other.part);
  return {
    page,
    score,
    own: here.some((parts) => parts?.has(0)) ? 1 : 0,
    share: Math.max(whole.share, ...parts.map(({ share }) => share)),
    sections: byScore.filter(({ part, own, score: one }) => part && part < STATEMENTS && own && one > PART * best),
    statements: byScore
      .filter(({ part, own }) => part >= STATEMENTS && own)
      .map((one) => {
        // It comes before pages when its whole name is asked for, in two words or more; an
        // equation, when its formula is.
        const isAsked = isFormula ? one.part >= EQUATIONS : terms.length > 1 && names?.has(one.part) === true;
        return { ...one, isAsked, score: kind * one.score * (isAsked ? ASKED : UNASKED) };
      }),
  };
}

/**
 * @param {number} part
 * @param {(Parts | undefined)[]} here
 * @param {(Parts | undefined)[]} pairs
 * @param {Parts | undefined} names
 * @param {WeighedTerm[]} terms
 * @returns {RankedPart}
 */
function partOf(part, here, pairs, names, terms) {
  const own = here.map((parts) => parts?.get(part));
  const weights = own.map((posting) => posting?.weight ?? 0);
  const ofPage = here.map((parts) => (part && parts?.get(0)?.weight) || 0);
  const rarities = terms.map(({ rarity }) => rarity);
  const shares = own.map((posting, at) => (posting ? 1 : ofPage[at] ? INHERITED_SHARE : 0));
  const share = product(rarities, shares) / product(rarities, rarities.map(() => 1));
  const together = pairs.map((parts) => parts?.get(part)?.weight ?? 0);
  const sum =
    product(rarities, weights.map((weight, at) => Math.max(weight, INHERITED * ofPage[at]))) +
    SIDE_BY_SIDE * product(rarities.map((one, at) => one + (rarities[at + 1] ?? 0)), together);
  const least = Math.min(...weights);
  const near = NEAR * nearness(own.map((posting) => posting?.sixths));
  const named = (least >= NAMED ? IN_NAME : 1) * (names?.has(part) ? WHOLE_NAME : 1);
  const score = sum * share * share * (1 + near) * named;
  return { part, share, own: own.filter(Boolean).length, score, isAsked: false };
}

/** @type {(ones: number[], others: number[]) => number} */
const product = (ones, others) => ones.reduce((sum, one, at) => sum + one * others[at], 0);

/**
 * Return which share of words side by side in a question, whose places in a text these are, are
 * near to each other there; a name has no places.
 * @param {(number | undefined)[]} places
 */
function nearness(places) {
  const near = places.slice(1).filter((sixths, at) => {
    const before = places[at];
    return sixths !== undefined && before !== undefined && (sixths & before || !(sixths || before));
  });
  return places.length > 1 ? near.length / (places.length - 1) : 0;
}

/**
 * @param {(Parts | undefined)[]} here
 * @param {WeighedTerm[]} terms
 */
function scattered(here, terms) {
  let [sum, share, all] = [0, 0, 0];
  for (const [at, { rarity }] of terms.entries()) {
    const weights = [...(here[at] ?? [])].filter(([part]) => part < STATEMENTS).map(([, { weight }]) => weight);
    all += rarity;
    if (weights.length) [sum, share] = [sum + rarity * Math.max(...weights), share + rarity];
  }
  share /= all;
  return { share, score: SCATTERED * sum * share * share };
}
