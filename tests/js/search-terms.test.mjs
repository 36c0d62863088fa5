import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
  corrected,
  distance,
  grouped,
  isFormula,
  isNamed,
  marked,
  nearest,
  terms,
  unmatched,
  withoutTitle,
  wordOf,
} from "../../docs/_static/search-terms.js";

const formulas = JSON.parse(readFileSync(new URL("../fixtures/formulas.json", import.meta.url)));

test("a formula becomes the words that the index has", () => {
  for (const [formula, expected] of formulas) assert.deepEqual(terms(formula), expected, formula);
  assert.equal(wordOf("dk"), "ztdkqz");
});

test("what is typed as a formula is known by its signs", () => {
  for (const text of ["sqrt(d_k)", "\\log p", "x^2", "√dₖ", "QKᵀ", "n = 3"]) assert(isFormula(text), text);
  for (const text of ["softmax", "what is attention?", "k-means (again)"]) assert(!isFormula(text), text);
});

test("a word is unmatched when nothing that was found begins like it", () => {
  assert.deepEqual(unmatched("atention heads", ["at", "Heads,"]), ["atention"]);
  assert.deepEqual(unmatched("Kernelised", ["kernel."]), []);
  assert.deepEqual(unmatched("café au lait", ["Cafe"]), ["lait"]);
});

test("letters put in, left out, changed or swapped count once", () => {
  assert.equal(distance("perceptorn", "perceptron"), 1);
  assert.equal(distance("atention", "attention"), 1);
  assert.equal(distance("kernal", "kernel"), 1);
  assert.equal(distance("", "abc"), 3);
});

test("a query is put right by the nearest word, the commonest of two", () => {
  const words = ["heads", "attention", "retention", "beads"];
  assert.equal(nearest("atention", words), "attention");
  assert.equal(nearest("xeads", words), "heads");
  assert.equal(nearest("zebra", words), undefined);
  assert.equal(corrected("Atention and xeads", ["atention", "xeads"], words), "attention and heads");
});

test("an excerpt is text, with what was found marked", () => {
  assert.deepEqual(marked("if a &lt; <mark>b</mark> &amp; c"), [
    ["if a < ", false],
    ["b", true],
    [" &amp; c", false],
  ]);
});

test("an excerpt does not repeat the title above it", () => {
  const pieces = [["The ", false], ["kernel", true], [". It is one.", false]];
  assert.deepEqual(withoutTitle(pieces, "The kernel"), [["It is one.", false]]);
  assert.deepEqual(withoutTitle(pieces, "Another"), pieces);
});

test("a name is asked for by all words of a query of several", () => {
  assert(isNamed("Lemma 2 (Descent lemma)", "descent lemma"));
  assert(isNamed("Theorem 1 (Novikoff’s bound)", "novikoff bound"));
  assert(!isNamed("Gradient descent", "descent lemma"));
  assert(!isNamed("Gradient descent", "descent"));
});

test("groups stand in the order of their best results", () => {
  const found = ["short", "post", "short"].map((kind, place) => ({ kind, place }));
  assert.deepEqual(
    grouped(found).map(([kind, list]) => [kind, list.map(({ place }) => place)]),
    [
      ["short", [0, 2]],
      ["post", [1]],
    ],
  );
});
