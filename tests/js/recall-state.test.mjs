import assert from "node:assert/strict";
import test from "node:test";

import {
  dueAt,
  dueLabels,
  exported,
  graded,
  imported,
  isDue,
  merged,
  nextDue,
  PARAMETERS,
  parse,
} from "../../extensions/features/recall/static/recall-state.js";
import { fsrs } from "../../extensions/features/recall/static/ts-fsrs/index.mjs";

const DAY = 24 * 60 * 60 * 1000;
const NOW = new Date(2026, 10, 29, 20).getTime();
const [FORGOTTEN, HARD, GOOD, EASY] = [1, 2, 3, 4];
const scheduler = fsrs(PARAMETERS);

/** Grade a question `times`, each time on the morning on which it is due. */
function run(grades, start = NOW) {
  let card;
  let now = start;
  for (const grade of grades) {
    card = graded(card, grade, now, scheduler);
    now = dueAt(card, now);
  }
  return card;
}

test("the first interval is longer, the better the answer was known, and a day at least", () => {
  const days = [FORGOTTEN, HARD, GOOD, EASY].map((grade) => run([grade]).days);
  assert.deepEqual(days, days.toSorted((one, other) => one - other));
  assert.ok(days[0] >= 1 && days[3] > days[2]);
});

test("what is known comes ever later, and soon again once it is forgotten", () => {
  const known = run([GOOD, GOOD, GOOD]);
  assert.ok(known.days > 2 * run([GOOD, GOOD]).days);
  const lost = run([GOOD, GOOD, GOOD, FORGOTTEN]);
  assert.ok(lost.days < run([GOOD]).days + 1);
  assert.equal(lost.lapses, 1);
  assert.equal(lost.reps, 4);
});

test("the same answers give the same schedule", () => {
  assert.deepEqual(run([GOOD, HARD, EASY, FORGOTTEN]), run([GOOD, HARD, EASY, FORGOTTEN]));
});

test("a question is due from the morning of its day", () => {
  const card = run([GOOD]);
  const morning = new Date(card.due).setHours(4, 0, 0, 0);
  assert.ok(!isDue(card, NOW));
  assert.ok(!isDue(card, morning - 1));
  assert.ok(isDue(card, morning));
});

test("after a clock that went ahead was put back, no question waits longer than its interval", () => {
  const ahead = NOW + 1000 * DAY;
  const card = run([GOOD], ahead);
  assert.ok(dueAt(card, NOW) <= NOW + card.days * DAY);
  assert.equal(nextDue({ a: card }, NOW), dueAt(card, NOW));
  const next = graded(card, GOOD, NOW, scheduler);
  assert.equal(next.last, NOW);
  assert.ok(next.due > NOW && next.due <= NOW + 2 * card.days * DAY);
});

test("of two tabs neither loses the answer of the other, and the later card of a question counts", () => {
  const first = run([GOOD]);
  const later = graded(first, GOOD, first.due, scheduler);
  const other = run([HARD]);
  assert.deepEqual(merged({ a: first }, { b: other }), { a: first, b: other });
  assert.deepEqual(merged({ a: first }, { a: later }), { a: later });
  assert.deepEqual(merged({ a: later }, { a: first }), { a: later });
  const again = { ...first, last: first.last + 1 };
  assert.deepEqual(merged({ a: first }, { a: again }), { a: again });
});

test("what is due comes in the order in which it fell due", () => {
  const [soon, late] = [run([FORGOTTEN]), run([EASY])];
  assert.deepEqual(dueLabels({ late, soon }, NOW), []);
  assert.deepEqual(dueLabels({ late, soon }, NOW + DAY), ["soon"]);
  assert.deepEqual(dueLabels({ late, soon }, NOW + 100 * DAY), ["soon", "late"]);
  assert.equal(nextDue({}, NOW), undefined);
});

test("a file holds all that was answered, and says what it is", () => {
  const state = { "short-gqa": { ...run([GOOD]), file: "shorts/gqa.html" } };
  assert.deepEqual(imported(exported(state)), state);
  for (const text of ["", "{", "[]", "null", '{"cards": {}}', '{"format": "other", "cards": {}}']) {
    assert.equal(imported(text), undefined);
  }
});

test("what is no card is left out, wherever it comes from", () => {
  const card = run([GOOD]);
  for (const text of [null, "", "{", "7", "null", "[1]", '{"a": {}}', '{"a": null}']) {
    assert.deepEqual(parse(text), {});
  }
  const odd = { good: card, noNumber: { ...card, due: "soon" }, noFile: { ...card, file: 7 } };
  assert.deepEqual(parse(JSON.stringify(odd)), { good: card });
  assert.deepEqual(imported('{"format": "groundwork-recall"}'), {});
});
