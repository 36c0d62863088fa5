// The wall of shorts: any choice of all of them, where the page has the newest.
//
// What is known of all shorts is fetched when somebody asks, and of the cards those that are shown.
import { element } from "./elements.js";
import { choose, format, narrowing, NOTHING, parse } from "./wall-address.js";
import { gettext } from "./gettext.js";
import { files } from "./wall-files.js";
import { counts, find, matches } from "./wall-index.js";
import {
  afterPause,
  boxesOf,
  facetOf,
  linkChoices,
  nothingFound,
  plural,
  showChoices,
} from "./wall-parts.js";

const SLICE = 12;
// So many slices come by scrolling alone; then the foot of the page can be reached.
const UNASKED = 5;
const PAUSE = { look: 60, address: 400, say: 800 };

const form = /** @type {HTMLFormElement} */ (document.querySelector(".wall-form"));
const grid = /** @type {Element} */ (document.querySelector(".wall"));
const first = [...grid.children];
const { facts, filedFor, cardOf } = files(form.dataset, first);
const total = /** @type {Element} */ (form.querySelector(".wall-count"));
// The build has written how many there are.
const told = /** @type {Text} */ (total.firstChild);

let question = { ...NOTHING };
let limit = first.length;
let unasked = 0;
let turn = 0;
/** @type {Element[]} */
let shown = [];
let unreachable = false;

// Showing

const status = element("p", { class: "unseen", role: "status" });
const clear = element(
  "button",
  { type: "button", class: "wall-clear", hidden: true },
  gettext("Clear"),
);
const more = element("button", { type: "button", class: "wall-more", hidden: true });
const nothing = element("div", { class: "wall-nothing", hidden: true });
const waysOn = document.querySelector(".wall-ways");
const say = afterPause(PAUSE.say, () => (status.textContent = told.data));

/**
 * @param {WallIndex} index
 * @param {number} count
 */
function showCount(index, count) {
  const parts = narrowing(question);
  const shorts = plural(index.shorts.length);
  told.data = parts.length ? gettext("{count} of {shorts}", { count, shorts }) : plural(count);
  clear.hidden = !parts.length;
  say.call();
}

/**
 * @param {WallIndex} index
 * @param {number[]} places
 * @param {number} now
 */
async function showCards(index, places, now) {
  const wanted = places.slice(0, limit).map((at) => index.shorts[at].slug);
  // A card that cannot be had is left out, and the others shown.
  const settled = await Promise.allSettled(wanted.map(cardOf));
  if (now !== turn) return;
  const found = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const grows = shown.every((card, at) => card === found[at]);
  if (grows) grid.append(...found.slice(shown.length));
  else grid.replaceChildren(...found);
  shown = found;
  more.hidden = limit >= places.length;
  const count = places.length - limit;
  more.textContent = gettext("More shorts: {count} are not shown yet", { count });
  watch?.unobserve(more);
  if (!more.hidden) watch?.observe(more);
}

async function show() {
  turn += 1;
  const now = turn;
  // Between two steps a key may be pressed, and what it asks is shown instead.
  const isOvertaken = async () => {
    await new Promise((go) => setTimeout(go));
    return now !== turn;
  };
  try {
    const [index, filed] = await Promise.all([facts(), filedFor(question.q)]);
    if (await isOvertaken()) return;
    unreachable = false;
    const found = matches(index, question.q, filed);
    if (await isOvertaken()) return;
    const places = find(index, question, found);
    showCount(index, places.length);
    if (await isOvertaken()) return;
    showChoices(form, index, question, counts(index, question, found));
    waysOn?.remove();
    nothing.hidden = places.length > 0;
    if (!places.length) nothing.replaceChildren(...nothingFound(index, question, found, takeBack));
    if (await isOvertaken()) return;
    await showCards(index, places, now);
  } catch {
    // Nothing could be fetched: what stands on the page stays, and links lead where they did.
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const choices = form.querySelectorAll("a[data-page]");
    for (const choice of choices) choice.href = choice.dataset.page ?? "";
    unreachable = true;
  }
}

const look = afterPause(PAUSE.look, show);

// Asking

let typing = false;
const note = afterPause(PAUSE.address, () => {
  if (format(question) === location.search) return;
  const there = format(question) || location.pathname;
  // What is typed in one go is one step back.
  if (typing) history.replaceState(null, "", there);
  else history.pushState(null, "", there);
  typing = true;
});

/** @param {Question} asked */
function set(asked) {
  question = asked;
  limit = SLICE;
  unasked = 0;
  if (!format(question)) limit = Math.max(limit, first.length);
}

function fill() {
  words.value = question.q;
  order.value = question.sort;
}

/** @param {Question} asked */
function ask(asked) {
  note.flush();
  typing = false;
  set(asked);
  fill();
  note.call();
  note.flush();
  typing = false;
  return show();
}

/** @param {Narrowing} part */
function takeBack(part) {
  ask({ ...question, [part]: "" });
  words.focus();
}

function come() {
  // A step to another place on the page asks nothing new.
  if (location.search === format(question)) return;
  set(parse(location.search));
  fill();
  show();
}

const words = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const order = /** @type {HTMLSelectElement} */ (form.elements.namedItem("sort"));
words.addEventListener("input", () => {
  set({ ...question, q: words.value });
  note.call();
  look.call();
});
words.addEventListener("change", () => {
  note.flush();
  typing = false;
});
order.addEventListener("change", () => ask({ ...question, sort: order.value }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  look.flush();
});
form.addEventListener("focusin", () => facts().catch(() => {}), { once: true });
form.addEventListener("click", async (event) => {
  const at = event.target instanceof Element ? event.target : null;
  /** @type {HTMLElement | null | undefined} */
  const choice = at?.closest("[data-key]");
  /** @type {HTMLElement | null | undefined} */
  const box = at?.closest("[data-facet]");
  if (!choice || !box || leadsElsewhere(event) || unreachable) return;
  event.preventDefault();
  await ask(choose(question, facetOf(box), choice.dataset.key ?? ""));
  if (unreachable) location.assign(choice.dataset.page ?? "");
});
clear.addEventListener("click", () => {
  ask({ ...NOTHING, sort: question.sort });
  words.focus();
});

/**
 * Whether the browser opens the link that is clicked in another place.
 * @param {MouseEvent} event
 */
function leadsElsewhere({ ctrlKey, metaKey, shiftKey, altKey }) {
  return ctrlKey || metaKey || shiftKey || altKey;
}

async function enlarge() {
  limit += SLICE;
  const before = shown.length;
  await show();
  return shown[before];
}

more.addEventListener("click", async (event) => {
  const card = await enlarge();
  // Pressed by keyboard: one goes on reading where the new cards begin.
  if (event.detail === 0) card?.querySelector("a")?.focus();
});

/** @param {IntersectionObserverEntry[]} entries */
function near(entries) {
  // Who is on the button by keyboard says when.
  if (unasked >= UNASKED || more.matches(":focus-visible")) return;
  if (!entries.some((entry) => entry.isIntersecting)) return;
  unasked += 1;
  enlarge();
}

// Where nothing can be observed, the button brings more.
const watch =
  "IntersectionObserver" in window
    ? new IntersectionObserver(near, { rootMargin: "0px 0px 25% 0px" })
    : null;

total.append(" ", clear);
form.append(status);
grid.after(nothing, more);
shown = first;
for (const box of boxesOf(form)) linkChoices(box, question);
if (waysOn) watch?.observe(waysOn);
addEventListener("popstate", come);
// Somebody may have typed before the script was there.
if (location.search) come();
else if (words.value) ask({ ...question, q: words.value });
