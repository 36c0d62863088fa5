import assert from "node:assert/strict";
import { test } from "node:test";

import { place } from "../../extensions/features/previews/static/previews-place.js";

const VIEW = { width: 1000, height: 800 };
const line = (left, top) => ({ left, top, right: left + 100, bottom: top + 20 });

test("a card is below its line where it fits", () => {
  const placed = place(line(300, 100), { width: 400, height: 200 }, VIEW);
  assert.deepEqual(placed, { left: 300, room: 666, top: 126, bottom: null });
});

test("a card is above a line at the foot of the view", () => {
  const placed = place(line(300, 700), { width: 400, height: 200 }, VIEW);
  assert.deepEqual(placed, { left: 300, room: 686, top: null, bottom: 106 });
});

test("a card that fits on neither side has the larger one", () => {
  assert.equal(place(line(0, 300), { width: 400, height: 700 }, VIEW).room, 466);
  assert.equal(place(line(0, 500), { width: 400, height: 700 }, VIEW).room, 486);
});

test("a card covers no part of its line and stays within the view", () => {
  for (const width of [360, 700, 1600]) {
    for (let left = -50; left <= width; left += 35) {
      for (let top = 0; top <= 780; top += 30) {
        const link = line(left, top);
        const card = { width: Math.min(496, width - 24), height: 384 };
        const placed = place(link, card, { width, height: 800 });
        const height = Math.min(card.height, placed.room);
        const start = placed.top ?? 800 - placed.bottom - height;
        assert.ok(placed.left >= 8 && placed.left + card.width <= width - 8);
        assert.ok(start >= 8 && start + height <= 792);
        assert.ok(start >= link.bottom || start + height <= link.top);
      }
    }
  }
});
