import assert from "node:assert/strict";
import test from "node:test";

import { excerpt, lengthened } from "../../docs/_static/search-excerpt.js";
import { grouped } from "../../docs/_static/search-results.js";

const hits = (...words) => new Map(words.map((word, at) => [word, at]));
const SET = '<span class="katex"><annotation encoding="application/x-tex">\\sqrt{d_k}</annotation></span>';

test("the line with most of the words is quoted, and they are marked", () => {
  const lines = ["A kernel.", "The kernel’s trick, and a trick-kernel."];
  assert.deepEqual(excerpt(lines, [], hits("kernel", "trick")), [
    ["The ", false],
    ["kernel", true],
    ["’s ", false],
    ["trick", true],
    [", and a ", false],
    ["trick-kernel", true],
    [". ", false],
  ]);
});

test("what stands around is shortened", () => {
  const long = `${"before ".repeat(40)}the kernel ${"after ".repeat(40)}`;
  const text = excerpt([long], [], hits("kernel")).map(([part]) => part).join("");
  assert.match(text, /^… .*the kernel after.*…$/);
  assert(text.split(" ").length < 40);
});

test("runs are put back for the signs that stand for them", () => {
  assert.deepEqual(lengthened({ 3: "\u0080x\u0081y\u0081", 7: "plain" }, ["<b>", "</b>"]), { 3: "<b>x</b>y</b>", 7: "plain" });
});

test("a formula is set, and marked when it was asked for", () => {
  const line = "with \ue0000\ue001.";
  assert.deepEqual(excerpt([line], [SET], hits("with")), [["with", true], [" ", false], ["", false, SET], [". ", false]]);
  assert.deepEqual(excerpt(["none", line], [SET], hits("$sqrt", "$dk"))[1], ["", true, SET]);
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
