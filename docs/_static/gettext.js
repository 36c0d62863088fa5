// The words of the interface in the language of the page.
// Where it is not English, the build puts the catalog of that language in place of these three lines.
/** @type {Record<string, any>} */
const messages = {};
const plural = (/** @type {number} */ n) => Number(n !== 1);
const thousands = ",";

/** @type {(text: string, values: Values) => string} */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));

/**
 * Return `text` in the language of the page, with `{name}` replaced by `values.name`.
 * @param {string} text
 * @param {Values} values
 * @returns {string}
 */
export function gettext(text, values = {}) {
  return filled(messages[text] ?? text, values);
}

/**
 * Return `one` or `many` as `count` asks for; `{count}` in it is `count`.
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Values} values
 */
export function ngettext(one, many, count, values = {}) {
  const forms = messages[one] ?? [one, many];
  // The browser's own way takes 50 ms at its first use, on a slow machine at the first key.
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, thousands);
  return filled(forms[plural(count)] ?? many, { count: digits, ...values });
}
