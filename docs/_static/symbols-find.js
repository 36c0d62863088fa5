// Which elements of a page are symbols of its formulas: those with a class of "s" and a number.

const NUMBER = /(?:^| )(s\d+)(?: |$)/;
const MARKED = ".katex-html :is([class^='s'], [class*=' s'])";
const FORMULAS = "article .math:has(.katex-html)";
// What is elsewhere has the numbers of another page; a link leads where it says.
const OTHERS = ".preview, a, h1, h2, h3, h4, h5, h6";

/**
 * The class of a symbol that `one` has.
 * @param {Element} one
 */
export function symbolOf(one) {
  return NUMBER.exec(one.getAttribute("class") ?? "")?.[1];
}

/**
 * The numbers of the symbols in the lines of a table; that of a line without a class follows the one
 * before.
 * @param {(string | undefined)[]} classes
 */
export function numbersOf(classes) {
  let next = 0;
  return classes.map((name) => {
    const number = name ? Number(name.slice(1)) : next;
    next = number + 1;
    return number;
  });
}

/**
 * The innermost symbol that `target` stands in.
 * @param {EventTarget | null} target
 * @returns {Element | null}
 */
export function symbolAt(target) {
  let at = target instanceof Element ? target : null;
  if (!at?.closest("article .katex-html") || at.closest(OTHERS)) return null;
  while (at && !symbolOf(at)) at = at.closest(".katex-html") === at ? null : at.parentElement;
  return at;
}

/**
 * The symbols in `formula`, from the left, none of them within another.
 * @param {Element} formula
 * @returns {HTMLElement[]}
 */
export function symbolsIn(formula) {
  const all = /** @type {HTMLElement[]} */ ([...formula.querySelectorAll(MARKED)]);
  return all.filter((one) => symbolOf(one) && one.getClientRects().length > 0);
}

/**
 * The formulas in `root` that have symbols.
 * @param {ParentNode} root
 * @returns {HTMLElement[]}
 */
export function formulasOf(root) {
  const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(FORMULAS)]);
  return all.filter(
    (one) => !one.closest(OTHERS) && [...one.querySelectorAll(MARKED)].some((part) => symbolOf(part)),
  );
}

/**
 * The formula that has the focus where that is in `target`.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
export function formulaAt(target) {
  return target instanceof HTMLElement && target.matches(".math[tabindex]") ? target : null;
}
