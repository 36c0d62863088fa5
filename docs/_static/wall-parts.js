// What the wall of shorts shows besides cards: choices with their numbers, and what to take back.
import { choose, format, narrowing } from "./wall-address.js";
import { find } from "./wall-index.js";

const PART_NAMES = { q: "words", track: "track", topic: "topic", tag: "tag" };

/** Return how many shorts `count` are, in words. */
export function plural(count) {
  // The browser's own way takes 50 ms at its first use, on a slow machine at the first key.
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${digits} ${count === 1 ? "short" : "shorts"}`;
}

/** Return a new element. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Return `call`, after whose last call `run` waits so long, and `flush`, which waits no longer. */
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

function titleOf(index, facet, key) {
  return index.terms[facet].get(key) ?? key;
}

/** Show in `form` what is chosen, and how many shorts each choice would leave. */
export function showChoices(form, index, question, counted) {
  for (const box of form.querySelectorAll("[data-facet]")) {
    const { facet } = box.dataset;
    const chosen = question[facet];
    box.querySelector(".chosen").textContent = chosen ? titleOf(index, facet, chosen) : "";
    for (const choice of box.querySelectorAll("[data-key]")) {
      const count = counted[facet].get(choice.dataset.key) ?? 0;
      choice.querySelector(".count").textContent = count;
      choice.toggleAttribute("data-none", !count);
    }
    linkChoices(box, question);
  }
}

/** Make each choice in `box` a link to what it leads to, which can be copied or opened elsewhere. */
export function linkChoices(box, question) {
  const { facet } = box.dataset;
  for (const choice of box.querySelectorAll("[data-key]")) {
    const { key } = choice.dataset;
    choice.dataset.page ??= choice.getAttribute("href");
    choice.href = format(choose(question, facet, key)) || location.pathname;
    if (question[facet] === key) choice.setAttribute("aria-current", "true");
    else choice.removeAttribute("aria-current");
  }
}

/** Return what stands in place of the cards where none fits; `takeBack` is given a part.
 *  `found` are the matches of the question's words. */
export function nothingFound(index, question, found, takeBack) {
  const parts = narrowing(question);
  const said = (part) =>
    part === "q" ? `“${question.q.trim()}”` : titleOf(index, part, question[part]);
  const without = parts.map((part) => {
    const matching = part === "q" ? index.shorts.map(() => true) : found;
    return [part, find(index, { ...question, [part]: "" }, matching).length];
  });
  const buttons = without
    .filter(([, count]) => count)
    .map(([part, count]) => {
      const text = `Any ${PART_NAMES[part]}: ${plural(count)}`;
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", () => takeBack(part));
      return button;
    });
  const asked = element("bdi", {}, parts.map(said).join(", "));
  return [
    element("p", {}, parts.length > 1 ? "No short has all of this: " : "No short has this: ", asked, "."),
    element("p", { className: "wall-back" }, ...buttons),
  ];
}
