import assert from "node:assert/strict";
import test from "node:test";

import { addressOf, stateIn } from "../../docs/_static/widgets/address.js";
import { snapped, told, valueIn } from "../../docs/_static/widgets/controls.js";
import { gripsOf, wordsOf } from "../../docs/_static/widgets/grips.js";
import { projected, turned } from "../../docs/_static/widgets/orbit.js";
import { linear, logarithmic, ticks } from "../../docs/_static/widgets/scales.js";
import { drawing, element, line, text } from "../../docs/_static/widgets/svg.js";
import { faultOf } from "../../extensions/markup/widgets/checks.mjs";

const number = { name: "a", type: "number", label: "A", min: -1, max: 2, step: 0.05, unit: "cm" };
const points = { name: "p", type: "points", label: "P", min: 0, max: 1, step: 0.1, most: 2 };
const choice = { name: "c", type: "choice", label: "C", choices: [["x", "the x"], "y"] };
const flag = { name: "f", type: "flag", label: "F" };
const controls = [number, points, choice, flag];
const initial = { a: 0.5, p: [[0, 1]], c: "x", f: false };
const PAGE = "https://a.example/p.html?other=1#there";

test("a value is put on a step of its range", () => {
  assert.equal(snapped(number, 0.123), 0.1);
  assert.equal(snapped(number, 7), 2);
  assert.equal(snapped(number, -7), -1);
  assert.equal(snapped({ ...number, min: 0, max: 1, step: 0.3 }, 1), 0.9);
  assert.equal(snapped({ ...number, min: 0, max: 1, step: 0.4 }, 1), 0.8);
  assert.equal(snapped({ ...number, min: -1e-6, max: 1e-6, step: 2.5e-7 }, 6e-7), 5e-7);
  assert.equal(snapped({ ...number, min: -1e6, max: 1e6, step: 1000 }, 1e9), 1e6);
});

test("a value is told with its unit and the digits of a step", () => {
  assert.equal(told(number, -0.5), "−0.50 cm");
  assert.equal(told({ ...number, digits: 0 }, 1.6), "2 cm");
  assert.equal(told(choice, "x"), "the x");
});

test("what differs from the first state goes into the address, and comes back", () => {
  const state = { a: 1, p: [[0.1, 0.2], [1, 0]], c: "y", f: true };
  const href = addressOf(PAGE, "w", controls, initial, state);
  assert.equal(href, "https://a.example/p.html?other=1&w.a=1&w.p=0.1%2C0.2%3B1%2C0&w.c=y&w.f=yes#there");
  assert.deepEqual(stateIn(href, "w", controls, initial), { state, faults: [] });
  assert.deepEqual(stateIn(href, "v", controls, initial).state, initial);
  assert.equal(addressOf(href, "w", controls, initial, initial), PAGE);
  const none = { ...initial, p: [] };
  assert.deepEqual(stateIn(addressOf(PAGE, "w", controls, initial, none), "w", controls, initial).state, none);
});

test("what is out of range is put right, and what is no value leaves the first", () => {
  const href = "https://a.example/?w.a=9&w.p=x&w.c=z&w.f=1";
  const { state, faults } = stateIn(href, "w", controls, initial);
  assert.deepEqual(state, { ...initial, a: 2 });
  assert.deepEqual(faults.map(({ fault }) => fault), ["above", "unknown", "unknown", "unknown"]);
  assert.equal(valueIn(points, "0,0;0,0;0,0").fault, "unknown");
  assert.equal(valueIn(number, "").fault, "unknown");
  assert.equal(valueIn(number, "−0.5").value, -0.5);
});

test("points may have a range for each of their numbers", () => {
  const apart = { ...points, x: { min: -5, max: 1 }, y: { min: 0, max: 90, step: 5 } };
  assert.deepEqual(valueIn(apart, "-4.98,88"), { value: [[-5, 90]], fault: "" });
  assert.deepEqual(valueIn(apart, "2,30"), { value: [[1, 30]], fault: "above" });
  assert.equal(valueIn(apart, "1,-1").fault, "above");
  const named = { name: "p", type: "points", label: "P", x: { min: 0, max: 1, step: 1 }, most: 2 };
  assert.match(faultOf(named, [[0, 0]]), /no range: .* for both numbers or in x and y$/);
  assert.equal(faultOf({ ...named, y: { min: 2, max: 3, step: 1 } }, [[0, 2]]), "");
  const figure = { controls: [{ ...apart, default: [] }], handles: [{ label: "P", points: "p", scaleX: linear([-5, 1], [0, 9]), scaleY: linear([0, 90], [9, 0]) }] };
  const [grip] = gripsOf(figure, { p: [[0.5, 45]] });
  assert.equal(grip.y.control.max, 90);
  assert.equal(wordsOf(grip), "0.5, 45");
});

test("a scale goes there and back", () => {
  for (const scale of [linear([-1, 3], [10, 90]), logarithmic([0.01, 100], [300, 20])])
    for (const value of [0.5, 1, 2]) assert.ok(Math.abs(scale.invert(scale(value)) - value) < 1e-12);
  assert.deepEqual(ticks([0, 1]), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks([-380, 220], 3), [-200, 0, 200]);
});

test("a turn keeps lengths, and what is nearer is larger", () => {
  const at = turned([1, 2, 3], 40, -25);
  assert.ok(Math.abs(Math.hypot(...at) - Math.hypot(1, 2, 3)) < 1e-12);
  assert.deepEqual(projected([1, 0, 0], [100, 100], 50), [150, 100, 0]);
  assert.ok(projected([1, -1, 0], [0, 0], 50)[0] > projected([1, 1, 0], [0, 0], 50)[0]);
});

test("drawings are text with rounded numbers, and words in them are no markup", () => {
  assert.equal(element("rect", { x: 1 / 3, y: -0.001, fill: undefined }), '<rect x="0.33" y="0"/>');
  assert.match(text(1, 2, "a < b"), />a &lt; b<\/text>$/);
  assert.match(line([[0, 0], [1, 2]]), /d="M0 0L1 2"/);
  assert.match(drawing(400, 300), /^<svg xmlns="[^"]+" class="drawn" viewBox="0 0 400 300"/);
});
