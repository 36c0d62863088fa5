import assert from "node:assert/strict";
import test from "node:test";

import { asked, beginnings, meanings } from "../../docs/_static/search-query.js";
import { stem } from "../../docs/_static/search-words.js";

const SKIPPED = new Set("how is the of a what why do i in".split(" "));
const texts = (query) => asked(query, SKIPPED).map(({ text }) => text);
const meant = (query, ...known) => {
  const all = asked(query, SKIPPED);
  return [...meanings(all[0], known.sort(), "en").keys()];
};

test("forms of a word have the same stem", () => {
  for (const [one, ...others] of [
    ["kernel", "kernels"],
    ["matrix", "matrices"],
    ["loss", "losses"],
    ["bias", "biases"],
    ["optimisation", "optimization", "optimise", "optimizing", "optimised"],
    ["clip", "clipping", "clipped"],
    ["differentiate", "differentiation", "differentiating"],
    ["convolution", "convolutional", "convolutions"],
    ["neighbour", "neighbors"],
    ["hypothesis", "hypotheses"],
    ["policy", "policies"],
  ]) {
    for (const other of others) assert.equal(stem(other, "en"), stem(one, "en"), other);
  }
  assert.notEqual(stem("thing", "en"), "th");
  assert.notEqual(stem("string", "en"), "str");
  assert.equal(stem("kernels", "fa"), "kernels");
});

test("words that say nothing are left out, unless there is nothing else", () => {
  assert.deepEqual(texts("how big is the KV cache"), ["kv", "cache"]);
  assert.deepEqual(texts("the size of big models"), ["size", "big", "models"]);
  assert.deepEqual(texts("what is the"), ["what", "is", "the"]);
});

test("words joined by a dash, or that may be written as one, are sought as one as well", () => {
  const [multi, head] = asked("multi-head", SKIPPED);
  assert.deepEqual([multi.text, head.text], ["multi", "head"]);
  assert(multi.together.includes("multihead") && head.together.includes("multihead"));
  assert(asked("back propagation", SKIPPED)[0].together.includes("backpropagation"));
});

test("no beginning of a word is guessed from before it has four letters", () => {
  assert.deepEqual(meant("mql", "mqla", "mqlb"), []);
  assert.deepEqual(meant("soft", "softmax", "software"), ["softmax", "software"]);
});

test("of the last word the beginning is enough, of others it is where nothing else is known", () => {
  assert.deepEqual(meant("kernel trick", "kernel", "kernelised", "kernels"), ["kernel", "kernels"]);
  assert.deepEqual(meant("kernel", "kernel", "kernelised"), ["kernel", "kernelised"]);
  assert.deepEqual(meant("backprop works", "backpropagation"), ["backpropagation"]);
});

test("a word on its way to one that has another ending is found", () => {
  assert.deepEqual(meant("optimisatio", "optimise"), ["optimise"]);
});

test("a short word is looked for with the form that has one letter more", () => {
  assert.deepEqual(beginnings("rnn", "en"), ["rnn", "rnn", "rnns"]);
  assert.deepEqual(beginnings("softmax", "en"), ["soft"]);
});
