import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { distance, nearest } from "../../docs/_static/search-nearness.js";
import { isFormula, terms } from "../../docs/_static/search-terms.js";

const formulas = JSON.parse(readFileSync(new URL("../fixtures/formulas.json", import.meta.url)));

test("a formula becomes the words that the index has", () => {
  for (const [formula, expected] of formulas) assert.deepEqual(terms(formula), expected, formula);
});

test("what is typed as a formula is known by its signs", () => {
  for (const text of ["sqrt(d_k)", "\\log p", "x^2", "√dₖ", "QKᵀ", "n = 3"]) assert(isFormula(text), text);
  for (const text of ["softmax", "what is attention?", "k-means (again)"]) assert(!isFormula(text), text);
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
  // Two slips are made in long words alone.
  assert.equal(nearest("hacking", ["halving"]), undefined);
  assert.equal(nearest("reetentoin", words), "retention");
});
