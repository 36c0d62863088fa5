// What a reader was asked, and when each question is due again: a map from the label of a question to
// its card.  Pure: knows no document, no storage, and the time only as it is told.
//
// A card is what ts-fsrs keeps of a question, its days as milliseconds, with `file`, where below the
// root the question was asked.  Questions come again after whole days: nobody stays on a page of a
// book for ten minutes in order to be asked once more.

const DAY = 24 * 60 * 60 * 1000;
// A day begins when few are awake: what is due today is due in the morning.
const MORNING = 4;
const FORMAT = "groundwork-recall";

const NEW = { last: 0, stability: 0, difficulty: 0, days: 0, reps: 0, lapses: 0, state: 0 };

/** What ts-fsrs is asked for: no steps of minutes, and the same answer for the same question. */
export const PARAMETERS = { enable_short_term: false, enable_fuzz: false };

/**
 * Return when `card` is due, seen at `now`.  After a clock that went ahead was put back, no question
 * waits longer than its own interval.
 * @param {RecallCard} card
 * @param {number} now
 */
export function dueAt({ due, last, days }, now) {
  const at = last > now ? Math.min(due, now + days * DAY) : due;
  return Math.min(at, new Date(at).setHours(MORNING, 0, 0, 0));
}

/**
 * @param {RecallCard} card
 * @param {number} now
 */
export function isDue(card, now) {
  return dueAt(card, now) <= now;
}

/**
 * Return the labels of the questions that are due at `now`, that due first first.
 * @param {RecallState} state
 * @param {number} now
 */
export function dueLabels(state, now) {
  return Object.keys(state)
    .filter((label) => isDue(state[label], now))
    .sort((one, other) => state[one].due - state[other].due || (one < other ? -1 : 1));
}

/**
 * Return when the next question is due; `undefined` where none was asked.
 * @param {RecallState} state
 * @param {number} now
 */
export function nextDue(state, now) {
  const times = Object.values(state).map((card) => dueAt(card, now));
  return times.length ? Math.min(...times) : undefined;
}

/**
 * Return the card that follows from `card`, if there was one, when its question is graded (1: not
 * known, 2: hard, 3: good, 4: easy) at `now`.  The last answer was not given in the future, whatever
 * the clock said then.
 * @param {RecallCard | undefined} card
 * @param {number} grade
 * @param {number} now
 * @param {Scheduler} scheduler
 * @returns {RecallCard}
 */
export function graded(card, grade, now, scheduler) {
  const { due, days, last, ...rest } = card ?? { ...NEW, due: now };
  const known = {
    ...rest,
    due: new Date(due),
    elapsed_days: 0,
    scheduled_days: days,
    learning_steps: 0,
    ...(card && { last_review: new Date(Math.min(last, now)) }),
  };
  const next = scheduler.next(known, new Date(now), grade).card;
  return {
    due: next.due.getTime(),
    last: now,
    stability: next.stability,
    difficulty: next.difficulty,
    days: next.scheduled_days,
    reps: next.reps,
    lapses: next.lapses,
    state: next.state,
  };
}

/**
 * Return both states as one.  Of a question that both know, the card with more answers counts, and of
 * as many the later one: two tabs, or two browsers whose files are joined, lose no answer of another.
 * @param {RecallState} one
 * @param {RecallState} other
 * @returns {RecallState}
 */
export function merged(one, other) {
  const both = { ...one };
  for (const [label, card] of Object.entries(other)) {
    const known = both[label];
    const isNewer = !known || card.reps > known.reps || (card.reps === known.reps && card.last > known.last);
    if (isNewer) both[label] = card;
  }
  return both;
}

/**
 * Return the state that `text` holds; what is no card is left out.
 * @param {string | null} text
 * @returns {RecallState}
 */
export function parse(text) {
  try {
    const cards = JSON.parse(text ?? "");
    return Object.fromEntries(Object.entries(cards ?? {}).filter(([, card]) => isCard(card)));
  } catch {
    return {};
  }
}

/** @param {any} card */
function isCard(card) {
  const numbers = ["due", "last", "stability", "difficulty", "days", "reps", "lapses", "state"];
  const isFile = card?.file === undefined || typeof card.file === "string";
  return isFile && numbers.every((name) => Number.isFinite(card?.[name]));
}

/**
 * Return `state` as the text of a file.
 * @param {RecallState} state
 */
export function exported(state) {
  return `${JSON.stringify({ format: FORMAT, version: 1, cards: state }, null, 1)}\n`;
}

/**
 * Return the state in the `text` of such a file; `undefined` where it is none.
 * @param {string} text
 * @returns {RecallState | undefined}
 */
export function imported(text) {
  try {
    const { format, cards } = JSON.parse(text);
    return format === FORMAT ? parse(JSON.stringify(cards)) : undefined;
  } catch {
    return undefined;
  }
}
