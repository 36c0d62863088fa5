// The native inputs of a figure, which the build has written: their values, and what is said of them.
import { snapped, told } from "./controls.js";

/**
 * Return the input of each of `controls` that has one, by its name.
 * @param {Element} root
 * @returns {Map<string, HTMLInputElement | HTMLSelectElement>}
 */
export function inputsOf(root) {
  /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
  const found = root.querySelectorAll("[data-control]");
  return new Map([...found].map((input) => [input.dataset.control ?? "", input]));
}

/**
 * Return the value of `input`.
 * @param {WidgetControl} control
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @returns {WidgetValue}
 */
export function valueOf(control, input) {
  if (control.type === "flag") return /** @type {HTMLInputElement} */ (input).checked;
  return control.type === "number" ? snapped(control, Number(input.value)) : input.value;
}

/**
 * Show `value` in `input` and beside it.
 * @param {WidgetControl} control
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {WidgetValue} value
 */
export function show(control, input, value) {
  if (control.type === "flag") /** @type {HTMLInputElement} */ (input).checked = Boolean(value);
  else if (control.type !== "number" && input.value !== String(value)) input.value = String(value);
  if (control.type === "number") showNumber(control, /** @type {HTMLInputElement} */ (input), Number(value));
}

/**
 * Show a number, and how far it may go.
 * @param {WidgetControl} control
 * @param {HTMLInputElement} input
 * @param {number} given
 */
function showNumber(control, input, given) {
  const most = String(control.max);
  if (input.max !== most) input.max = most;
  const value = Math.min(given, control.max ?? given);
  if (input.value !== String(value)) input.value = String(value);
  const text = told(control, value);
  if (input.getAttribute("aria-valuetext") === text) return;
  input.setAttribute("aria-valuetext", text);
  const output = input.closest(".widget-control")?.querySelector("output");
  if (output) output.value = text;
}

/**
 * Let `input` rest, which would change nothing now, with the words `why` in its place; without
 * words it can be moved.
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {string} why
 */
export function rest(input, why) {
  const row = input.closest(".widget-control");
  const had = row?.querySelector(".widget-idle");
  if (!row || (!had && !why)) return;
  const words = had ?? row.appendChild(document.createElement("span"));
  words.className = "widget-idle";
  if (words.textContent !== why) words.textContent = why;
  input.disabled = Boolean(why);
  row.classList.toggle("idle", Boolean(why));
}
