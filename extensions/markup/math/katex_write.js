// The HTML of the elements of katex_compact.js, without what compact.css says of them already.
"use strict";

const ESCAPES = { "&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#x27;" };
// Margins that a class stands for: at the left and at the right, as they are written.
const MARGINS = [
  ["r", ".2778em", ".2778em"],
  ["b", ".2222em", ".2222em"],
  ["p", undefined, ".1667em"],
  ["q", undefined, ".2778em"],
  ["a", undefined, ".2222em"],
  ["o", ".1667em", undefined],
];
const LENGTH = /^(-?[\d.]+(?:e-\d+)?)em$/;

const escaped = (text) => text.replace(/[&><"']/g, (sign) => ESCAPES[sign]);
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function rounded(value) {
  const found = LENGTH.exec(value);
  return found ? lengthOf(Number(found[1])) : value;
}

/** A number of em as it is written, with four digits as KaTeX has. */
function lengthOf(number) {
  const text = String(Number(number.toFixed(4)));
  return text === "0" || text === "-0" ? "0" : `${text.replace(/^(-?)0\./, "$1.")}em`;
}

/** The style by which a line is raised in its box, or a single script in the text. */
function raising(one) {
  if (one.raise === undefined) return {};
  if (!one.isLine) return { verticalAlign: `${one.raise / one.scale}em` };
  return { top: `${-one.raise / one.scale}em` };
}

function styleOf(one) {
  const style = { ...one.style, ...raising(one) };
  const known = Object.entries(style).map(([name, value]) => [name, rounded(value)]);
  return known.filter(([, value]) => value !== "" && value !== undefined);
}

/** What the style sheet says of `one` without a style of its own. */
function defaultsOf(one) {
  if (one.tag === "sup" || one.tag === "sub") {
    const at = one.tag === "sup" ? 0.5186 : -0.2143;
    return { marginRight: ".0714em", [one.isLine ? "top" : "verticalAlign"]: lengthOf(one.isLine ? -at : at) };
  }
  if (one.isBox && one.classes.includes("mfrac")) return { marginLeft: ".12em", marginRight: ".12em" };
  return {};
}

function write(one) {
  if (typeof one === "string") return escaped(one);
  if (one.raw) return one.raw;
  const defaults = defaultsOf(one);
  const style = Object.fromEntries(styleOf(one));
  for (const name of Object.keys(defaults)) {
    if (style[name] === defaults[name]) delete style[name];
    else style[name] ??= "0";
  }
  const classes = [...one.classes, ...marginClass(one, style)];
  const named = classes.length ? ` class="${escaped(classes.join(" "))}"` : "";
  const text = Object.entries(style).filter(([name, value]) => value !== "0" || name in defaults);
  const styled = text.length ? ` style="${escaped(text.map(([name, value]) => `${dashed(name)}:${value}`).join(";"))}"` : "";
  const others = Object.entries(one.attributes ?? {}).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inside = one.children.map(write).join("");
  return `<${one.tag}${named}${styled}${others.join("")}>${inside}</${one.tag}>`;
}

/** The class for the margins in `style`, which are taken out of it. */
function marginClass(one, style) {
  const { marginLeft, marginRight } = style;
  // Most have none.
  if (marginLeft === undefined && marginRight === undefined) return [];
  if (one.tag === "sup" || one.tag === "sub" || one.isLine || one.classes.includes("mfrac") || one.classes.includes("mspace")) return [];
  const found = MARGINS.find(([, left, right]) => marginLeft === left && marginRight === right);
  if (!found) return [];
  delete style.marginLeft;
  delete style.marginRight;
  return [found[0]];
}

module.exports = { write };
