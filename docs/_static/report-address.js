// The address at which an error is reported.  Pure: knows no page.

/**
 * Return `template` with each `{name}` of `values` in it, as a part of an address.
 * @param {string} template
 * @param {Record<string, string>} values
 */
export function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? encodeURIComponent(values[name]) : whole,
  );
}

/**
 * Return `text` as a quotation of at most `most` letters, cut between words: an address has to
 * be short.
 * @param {string} text
 * @param {number} most
 */
export function quotation(text, most = 400) {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 0)) || cut}…`;
}
