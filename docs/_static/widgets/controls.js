// The table `controls` of a figure: what a reader may set, in which range, and how it is written.
// Pure: the build reads options with it, and the browser addresses.

/** How many digits of `step` and of `from` stand behind the point. */
function digitsOf(/** @type {number} */ step, /** @type {number} */ from) {
  const behind = (/** @type {number} */ value) => {
    // The smallest are written with an exponent, 2.5e-7.
    const [, digits = "", power = "0"] = /^[^.e]*(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
    return Math.max(digits.length - Number(power), 0);
  };
  return Math.max(behind(step), behind(from));
}

/**
 * Return `value` within the range of `control`, on one of its steps.
 * @param {WidgetControl} control
 * @param {number} value
 */
export function snapped({ min = 0, max = 1, step = 1 }, value) {
  const within = Math.min(Math.max(value, min), max);
  // The last step may end before the range does, as with a native input.
  const last = Math.floor((max - min) / step + 1e-9);
  const on = min + Math.min(Math.round((within - min) / step), last) * step;
  return Number(on.toFixed(digitsOf(step, min)));
}

/**
 * Return `control`, of points, with the range of one of their two numbers: that of its own, or of both.
 * @param {WidgetControl} control
 * @returns {[WidgetControl, WidgetControl]}
 */
export function axesOf(control) {
  return [{ ...control, ...control.x }, { ...control, ...control.y }];
}

/**
 * Return how `value` is told: with its unit, and with as many digits as a step has.
 * @param {WidgetControl} control
 * @param {WidgetValue} value
 */
export function told(control, value) {
  if (control.type === "number") {
    const digits = control.digits ?? digitsOf(control.step ?? 1, control.min ?? 0);
    const number = Number(value).toFixed(digits).replace(/^-/, "−");
    return control.unit ? `${number} ${control.unit}` : number;
  }
  if (control.type === "choice") return String(namesOf(control).get(String(value)) ?? value);
  return textOf(control, value);
}

/**
 * Return the words for each choice, by what stands for it in the address.
 * @param {WidgetControl} control
 * @returns {Map<string, string>}
 */
export function namesOf({ choices = [] }) {
  return new Map(choices.map((one) => (Array.isArray(one) ? one : [one, one])));
}

/**
 * Return `value` as it stands in an address.
 * @param {WidgetControl} control
 * @param {WidgetValue} value
 */
export function textOf(control, value) {
  if (control.type === "flag") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((point) => point.join(",")).join(";");
  return String(value);
}

/**
 * Return the number that `text` is, in the range of `control`, and how it was put right, if it was.
 * @param {WidgetControl} control
 * @param {string} text
 */
function readNumber(control, text) {
  const value = Number(text.replace("−", "-"));
  if (text.trim() === "" || !Number.isFinite(value)) return { fault: "unknown" };
  const { min = 0, max = 1 } = control;
  const fault = value > max ? "above" : value < min ? "below" : "";
  return { value: snapped(control, value), fault };
}

/**
 * @param {WidgetControl} control
 * @param {string} text
 */
function readPoints(control, text) {
  const { most = 20 } = control;
  const axes = axesOf(control);
  const points = text.split(";").filter(Boolean).map((pair) => pair.split(",").map(Number));
  const isPair = (/** @type {number[]} */ pair) => pair.length === 2 && pair.every(Number.isFinite);
  if (!points.every(isPair) || points.length > most) return { fault: "unknown" };
  const isOut = (/** @type {number} */ one, /** @type {number} */ at) =>
    one > (axes[at].max ?? 1) || one < (axes[at].min ?? 0);
  const fault = points.some((pair) => pair.some(isOut)) ? "above" : "";
  return { value: points.map((pair) => pair.map((one, at) => snapped(axes[at], one))), fault };
}

/**
 * Return the value that `text` stands for: none with the fault "unknown", one that was put right
 * with "above" or "below".
 * @param {WidgetControl} control
 * @param {string} text
 * @returns {{ value?: WidgetValue, fault: string }}
 */
export function valueIn(control, text) {
  if (control.type === "number") return readNumber(control, text);
  if (control.type === "points") return readPoints(control, text);
  if (control.type === "flag") {
    const value = { yes: true, no: false }[text];
    return value === undefined ? { fault: "unknown" } : { value, fault: "" };
  }
  if (control.type === "choice")
    return namesOf(control).has(text) ? { value: text, fault: "" } : { fault: "unknown" };
  const most = control.most ?? (control.type === "lines" ? 4000 : 80);
  return { value: text.slice(0, most), fault: text.length > most ? "above" : "" };
}

/**
 * Return the state of a figure before anybody touches it.
 * @param {WidgetFigure} figure
 * @returns {WidgetState}
 */
export function initialOf({ controls, initial = {} }) {
  const defaults = controls.map((control) => [control.name, control.default]);
  return { ...Object.fromEntries(defaults), ...initial };
}
