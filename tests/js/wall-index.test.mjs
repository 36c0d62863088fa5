import assert from "node:assert/strict";
import test from "node:test";

import { NOTHING } from "../../docs/_static/wall-address.js";
import { counts, find, open, withWords, words } from "../../docs/_static/wall-index.js";

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
};
const index = withWords(open(FACTS), {
  words: "apple c++ eclair entropic entropy loss losses zebra",
  places: "1 0 2 1 0.2 1 0 0",
});
const slugs = (asked) => find(index, { ...NOTHING, ...asked }).map((at) => index.shorts[at].slug);

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
  const counted = counts(index, { ...NOTHING, track: "learning" });
  assert.deepEqual([...counted.track], [["learning", 2], ["data", 1]]);
  assert.deepEqual([...counted.topic], [["losses", 2]]);
  assert.deepEqual([...counted.tag].sort(), [["cpp", 1], ["search", 2]]);
  assert.deepEqual([...counts(index, { ...NOTHING, q: "apple" }).tag], [["search", 1]]);
});
