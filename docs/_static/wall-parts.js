// What the wall of shorts shows besides cards: choices with their numbers, and what to take back.
import { element } from "./elements.js";
import { choose, format, narrowing } from "./wall-address.js";
import { find } from "./wall-index.js";
import { gettext, ngettext } from "./gettext.js";

const ANY = {
  q: gettext("Any words"),
  track: gettext("Any track"),
  topic: gettext("Any topic"),
  tag: gettext("Any tag"),
};

/**
 * Return how many shorts `count` are, in words.
 * @param {number} count
 */
export function plural(count) {
  return ngettext("{count} short", "{count} shorts", count);
}

/**
 * Return `call`, after whose last call `run` waits so long, and `flush`, which waits no longer.
 * @param {number} milliseconds
 * @param {() => void} run
 */
export function afterPause(milliseconds, run) {
  let timer = 0;
  const flush = () => {
    if (timer) run();
    clearTimeout(timer);
    timer = 0;
  };
  const call = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, milliseconds);
  };
  return { call, flush };
}

/**
 * @param {WallIndex} index
 * @param {Facet} facet
 * @param {string} key
 */
function titleOf(index, facet, key) {
  return index.terms[facet].get(key) ?? key;
}

/**
 * Return the boxes of `form` that hold the choices of a facet.
 * @param {ParentNode} form
 * @returns {NodeListOf<HTMLElement>}
 */
export function boxesOf(form) {
  return form.querySelectorAll("[data-facet]");
}

/**
 * Return the facet whose choices `box` holds.
 * @param {HTMLElement} box
 */
export function facetOf(box) {
  return /** @type {Facet} */ (box.dataset.facet);
}

/**
 * @param {HTMLElement} box
 * @returns {NodeListOf<HTMLAnchorElement>}
 */
function choicesOf(box) {
  return box.querySelectorAll("[data-key]");
}

/**
 * @param {Element} whole
 * @param {string} selector
 * @param {string | number} text
 */
function fill(whole, selector, text) {
  const part = whole.querySelector(selector);
  if (part) part.textContent = String(text);
}

/**
 * Show in `form` what is chosen, and how many shorts each choice would leave.
 * @param {ParentNode} form
 * @param {WallIndex} index
 * @param {Question} question
 * @param {Counts} counted
 */
export function showChoices(form, index, question, counted) {
  for (const box of boxesOf(form)) {
    const facet = facetOf(box);
    const chosen = question[facet];
    fill(box, ".chosen", chosen && titleOf(index, facet, chosen));
    for (const choice of choicesOf(box)) {
      const count = counted[facet].get(choice.dataset.key ?? "") ?? 0;
      fill(choice, ".count", count);
      choice.toggleAttribute("data-none", !count);
    }
    linkChoices(box, question);
  }
}

/**
 * Make each choice in `box` a link to what it leads to, which can be copied or opened elsewhere.
 * @param {HTMLElement} box
 * @param {Question} question
 */
export function linkChoices(box, question) {
  const facet = facetOf(box);
  for (const choice of choicesOf(box)) {
    const key = choice.dataset.key ?? "";
    choice.dataset.page ??= choice.getAttribute("href") ?? "";
    choice.href = format(choose(question, facet, key)) || location.pathname;
    if (question[facet] === key) choice.setAttribute("aria-current", "true");
    else choice.removeAttribute("aria-current");
  }
}

/**
 * Return what stands in place of the cards where none fits; `takeBack` is given a part.
 * `found` are the matches of the question's words.
 * @param {WallIndex} index
 * @param {Question} question
 * @param {boolean[]} found
 * @param {(part: Narrowing) => void} takeBack
 */
export function nothingFound(index, question, found, takeBack) {
  const parts = narrowing(question);
  /** @type {(part: Narrowing) => string} */
  const said = (part) =>
    part === "q" ? `“${question.q.trim()}”` : titleOf(index, part, question[part]);
  const without = parts.map((part) => {
    const matching = part === "q" ? index.shorts.map(() => true) : found;
    return { part, count: find(index, { ...question, [part]: "" }, matching).length };
  });
  const buttons = without
    .filter(({ count }) => count)
    .map(({ part, count }) => {
      const text = `${ANY[part]}: ${plural(count)}`;
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", () => takeBack(part));
      return button;
    });
  const none =
    parts.length > 1 ? gettext("No short has all of this:") : gettext("No short has this:");
  const asked = element("bdi", {}, parts.map(said).join(", "));
  return [
    element("p", {}, `${none} `, asked, "."),
    element("p", { class: "wall-back" }, ...buttons),
  ];
}
