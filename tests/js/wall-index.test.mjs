import assert from "node:assert/strict";
import test from "node:test";

import { NOTHING } from "../../docs/_static/wall-address.js";
import { counts, find, initialsOf, matches, open, openWords, words } from "../../docs/_static/wall-index.js";

const FACTS = {
  facets: {
    track: [["learning", "Learning"], ["data", "Data"]],
    topic: [["losses", "Losses"], ["storage", "Storage"]],
    tag: [["cpp", "C++"], ["search", "Search"]],
  },
  // The newest first.
  shorts: [
    ["d", "Zebra losses", [0], [0], [0, 1]],
    ["c", "apple", [1], [1], [1]],
    ["b", "Éclair", [0], [0], [1]],
    ["a", "Without", [], [], []],
  ],
  initials: "_acelz",
};
const FILES = {
  a: { words: "apple", places: "1" },
  c: { words: "c++", places: "0" },
  e: { words: "eclair entropic entropy", places: "2 1 0.2" },
  l: { words: "loss losses", places: "1 0" },
  z: { words: "zebra", places: "0" },
  _: { words: "ω", places: "3" },
};
const index = open(FACTS);
const filed = Object.fromEntries(Object.entries(FILES).map(([sign, one]) => [sign, openWords(one)]));
const asking = (asked) => ({ ...NOTHING, ...asked });
const found = ({ q = "" }) => matches(index, q, filed);
const slugs = (asked) => {
  return find(index, asking(asked), found(asked)).map((at) => index.shorts[at].slug);
};
const counting = (asked) => counts(index, asking(asked), found(asked));

test("without a question all shorts are there, the newest first", () => {
  assert.deepEqual(slugs({}), ["d", "c", "b", "a"]);
  assert.deepEqual(slugs({ sort: "oldest" }), ["a", "b", "c", "d"]);
});

test("titles are sorted as a reader does", () => {
  assert.deepEqual(slugs({ sort: "title" }), ["c", "b", "a", "d"]);
});

test("a word is found by its beginning, whatever its case and accents", () => {
  assert.deepEqual(slugs({ q: "entrop", sort: "newest" }), ["d", "c", "b"]);
  assert.deepEqual(slugs({ q: "ÉCL" }), ["b"]);
  assert.deepEqual(slugs({ q: "tropy" }), []);
});

test("all words must be there", () => {
  assert.deepEqual(slugs({ q: "entropy zeb" }), ["d"]);
  assert.deepEqual(slugs({ q: "zebra apple" }), []);
  assert.deepEqual(slugs({ q: "loss loss" }), ["d", "c"]);
});

test("C++ is a word, and signs alone are found nowhere", () => {
  assert.deepEqual(words("C++, c# and x_y: 1"), ["c++", "c#", "and", "x", "y", "1"]);
  assert.deepEqual(slugs({ q: "C++" }), ["d"]);
  assert.deepEqual(slugs({ q: "🙂" }), []);
});

test("the best come first unless another order is asked for", () => {
  assert.deepEqual(slugs({ q: "los" }), ["d", "c"]);
  assert.deepEqual(slugs({ q: "ec" }), ["b"]);
  assert.deepEqual(slugs({ q: "e", sort: "" }), ["b", "d", "c"]);
  assert.deepEqual(slugs({ q: "e", sort: "newest" }), ["d", "c", "b"]);
});

test("choices combine", () => {
  assert.deepEqual(slugs({ tag: "search" }), ["d", "c", "b"]);
  assert.deepEqual(slugs({ tag: "search", track: "learning" }), ["d", "b"]);
  assert.deepEqual(slugs({ tag: "search", track: "learning", q: "ecl" }), ["b"]);
  assert.deepEqual(slugs({ tag: "unknown" }), []);
});

test("a count is what there would be with that choice instead", () => {
  const counted = counting({ track: "learning" });
  assert.deepEqual([...counted.track], [["learning", 2], ["data", 1]]);
  assert.deepEqual([...counted.topic], [["losses", 2]]);
  assert.deepEqual([...counted.tag].sort(), [["cpp", 1], ["search", 2]]);
  assert.deepEqual([...counting({ q: "apple" }).tag], [["search", 1]]);
});

test("only the files are fetched that the words need, and that there are", () => {
  assert.deepEqual(initialsOf(index, "Zebra éclair zoo"), ["z", "e"]);
  assert.deepEqual(initialsOf(index, "Ω 漢"), ["_"]);
  assert.deepEqual(initialsOf(index, "xylem 7"), []);
  assert.deepEqual(initialsOf(index, ""), []);
  assert.deepEqual(slugs({ q: "ω" }), ["a"]);
});

test("places beyond nine, and steps beyond 35, are read as the build wrote them", () => {
  const many = open({ ...FACTS, shorts: Array.from({ length: 90 }, () => FACTS.shorts[3]) });
  const marks = matches(many, "z", { z: openWords({ words: "z", places: "a.z.10" }) });
  assert.deepEqual([...marks.keys()].filter((at) => marks[at]), [10, 45, 81]);
});
