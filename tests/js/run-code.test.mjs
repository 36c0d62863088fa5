// The pure parts of code that runs in a page: which blocks run, what is fetched, what differs.
import assert from "node:assert/strict";
import { test } from "node:test";

import { difference, isSame, linesOf } from "../../docs/_static/run-diff.js";
import { bytes, due, megabytes, needed } from "../../docs/_static/run-order.js";

test("blocks before the one that is asked for run first, each once", () => {
  assert.deepEqual(due(0, new Set()), [0]);
  assert.deepEqual(due(3, new Set()), [0, 1, 2, 3]);
  assert.deepEqual(due(3, new Set([0, 1])), [2, 3]);
  assert.deepEqual(due(1, new Set([0, 1, 2])), [1]);
});

test("of the packages is fetched what the blocks need that run", () => {
  const packages = [[], ["numpy"], ["matplotlib", "numpy"]];
  assert.deepEqual(needed([0], packages), []);
  assert.deepEqual(needed([0, 1, 2], packages), ["matplotlib", "numpy"]);
  const sizes = { "": 5_700_000, numpy: 2_900_000, matplotlib: 7_000_000 };
  assert.equal(bytes(["numpy"], sizes), 8_600_000);
  assert.equal(megabytes(8_600_000), "8.6");
  assert.equal(megabytes(15_600_000), "16");
});

test("empty lines around a text and spaces at the ends of lines say nothing", () => {
  assert.deepEqual(linesOf("\n a  \n\nb\n\n"), [" a", "", "b"]);
  assert.ok(isSame("a \nb\n", "a\nb"));
  assert.ok(!isSame("a\nb", "a\n b"));
  assert.ok(isSame("", "\n"));
});

test("a difference keeps what both have, and puts the old line before the new one", () => {
  const told = (/** @type {string} */ one, /** @type {string} */ other) =>
    difference(linesOf(one), linesOf(other)).map((pair) => pair.join(""));
  assert.deepEqual(told("a\nb\nc", "a\nB\nc"), ["=a", "-b", "+B", "=c"]);
  assert.deepEqual(told("a", "a\nb"), ["=a", "+b"]);
  assert.deepEqual(told("a\nb", ""), ["-a", "-b"]);
  assert.deepEqual(told("a\na", "a"), ["=a", "-a"]);
  assert.deepEqual(told("x\nk\ny\nl\nz", "k\nq\nl"), ["-x", "=k", "-y", "+q", "=l", "-z"]);
});

test("every difference holds both texts, in their order", () => {
  const words = "ab";
  for (let number = 0; number < 256; number += 1) {
    const at = (/** @type {number} */ place) => words[(number >> place) & 1];
    const [old, now] = [[0, 1, 2, 3].map(at), [4, 5, 6, 7].map(at)];
    const lines = difference(old, now);
    assert.deepEqual(lines.filter(([sign]) => sign !== "+").map(([, line]) => line), old);
    assert.deepEqual(lines.filter(([sign]) => sign !== "-").map(([, line]) => line), now);
  }
});

test("of long texts that have nothing in common all old lines come before all new ones", () => {
  const lines = (/** @type {string} */ word) => Array.from({ length: 2_000 }, (_, number) => `${word}${number}`);
  const signs = difference(lines("a"), lines("b")).map(([sign]) => sign);
  assert.equal(signs.lastIndexOf("-"), 1_999);
  assert.equal(signs.indexOf("+"), 2_000);
});
