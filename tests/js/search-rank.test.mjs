import assert from "node:assert/strict";
import test from "node:test";

import { addPostings, EQUATIONS, STATEMENTS } from "../../docs/_static/search-postings.js";
import { ranked } from "../../docs/_static/search-rank.js";

const kindOf = () => "post";
/** Places by page, each a list of [part, weight, sixths]. */
const term = (pages) => {
  const places = new Map(
    Object.entries(pages).map(([page, parts]) => [
      Number(page),
      new Map(parts.map(([part, weight, sixths = 1]) => [part, { weight, sixths }])),
    ]),
  );
  return { words: [], places, pages: places.size, chunk: {}, pairs: new Map(), names: new Map() };
};
const order = (terms, isFormula) => ranked(terms, 50, kindOf, isFormula).map(({ page }) => page);

test("postings are read as they are written", () => {
  const places = new Map();
  addPostings(places, "1z:AAMBABYg", 1);
  addPostings(places, "1z:AAYC", 0.5);
  assert.deepEqual([...places.get(71)], [
    [0, { weight: 1, sixths: 3 }],
    [1, { weight: 2, sixths: 32 }],
  ]);
});

test("what has all words comes before what has one of them often", () => {
  assert.deepEqual(order([term({ 1: [[0, 2.6]], 2: [[0, 0.6]] }), term({ 2: [[0, 0.6]] })]), [2]);
});

test("a page with the rarer of two words is a partial answer, one with the commoner is none", () => {
  const common = term(Object.fromEntries([...Array(30).keys()].map((page) => [page, [[0, 1]]])));
  assert.deepEqual(order([common, term({ 7: [[1, 1]], 40: [[0, 1]] })]), [7, 40]);
});

test("words near to each other come before words far apart", () => {
  const one = term({ 1: [[1, 1, 0b1]], 2: [[1, 1, 0b1]] });
  assert.deepEqual(order([one, term({ 1: [[1, 1, 0b1000]], 2: [[1, 1, 0b1]] })]), [2, 1]);
});

test("words in one section come before words in two", () => {
  const one = term({ 1: [[1, 1]], 2: [[1, 1]] });
  assert.deepEqual(order([one, term({ 1: [[2, 1]], 2: [[1, 1]] })]), [2, 1]);
});

test("a section has what its page is about, for less", () => {
  const [answer] = ranked([term({ 1: [[0, 2.6]] }), term({ 1: [[3, 1.7]] })], 50, kindOf);
  assert.deepEqual(answer.sections.map(({ part }) => part), [3]);
});

test("a statement leads when two words of its name are asked for, not with one", () => {
  const named = { 1: [[1, 1], [STATEMENTS, 1.6]] };
  const leads = (first, ...others) => {
    const names = term({ 1: [[STATEMENTS, 1.6]] }).places;
    const [answer] = ranked([{ ...first, names }, ...others], 50, kindOf);
    return answer.statements[0].isAsked && answer.statements[0].score > answer.score;
  };
  assert(!leads(term(named)));
  assert(leads(term(named), term(named)));
});

test("a formula is found where it stands whole, and the equation leads", () => {
  const terms = [term({ 1: [[1, 0.8], [EQUATIONS, 2]], 2: [[1, 0.8]], 3: [[1, 0.8]] }), term({ 1: [[1, 0.8], [EQUATIONS, 2]], 2: [[2, 0.8]] })];
  const [answer, ...others] = ranked(terms, 50, kindOf, true);
  assert.deepEqual([answer.page, others.length], [1, 0]);
  assert(answer.statements[0].score > answer.score);
});
