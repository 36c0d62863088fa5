// What is quoted of a text where words were found, with these marked.  Pure: knows no document.
import { namesIn, wordsOf } from "./search-words.js";
import { terms } from "./search-terms.js";

// A formula in a text is its number between two signs (extensions/output/search/page_text.py).
const FORMULA = /\ue000(\d+)\ue001/;
const NAME = /([\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑–/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*)/u;
const TEX = /<annotation encoding="application\/x-tex">(.*?)<\/annotation>/s;
const FIRST_SIGN = 0x80;
const SIGN = /[\u0080-\u009f]/g;
const LENGTH = 30;
const BEFORE = 4;
// Two lines of a narrow screen.
const LEAST = 14;

/**
 * Return `formulas` as HTML: a sign stands for each of `runs` (extensions/output/search/short_forms.py).
 * @param {Record<string, string>} formulas
 * @param {string[]} runs
 * @returns {Record<string, string>}
 */
export function lengthened(formulas, runs) {
  /** @param {string} sign */
  const run = (sign) => runs[sign.charCodeAt(0) - FIRST_SIGN] ?? "";
  return Object.fromEntries(Object.entries(formulas).map(([number, html]) => [number, html.replace(SIGN, run)]));
}

/**
 * Return what of `lines` shows best which of `hits` stand in them; `formulas` are HTML.
 * @param {string[]} lines
 * @param {Record<string, string>} formulas
 * @param {Hits} hits
 * @returns {Piece[]}
 */
export function excerpt(lines, formulas, hits) {
  /** @type {{ units: string[], at: number, found: number }} */
  let best = { units: [], at: 0, found: -1 };
  for (const line of lines) {
    const units = line.split(/\s+/).filter(Boolean);
    const one = bestPlace(units.map((unit) => hitsIn(unit, formulas, hits)));
    if (one.found > best.found) best = { units, ...one };
  }
  const begin = Math.min(best.at, Math.max(0, best.units.length - LEAST));
  const end = Math.min(best.units.length, begin + LENGTH);
  /** @type {Piece[]} */
  const pieces = [[begin ? "… " : "", false]];
  for (const unit of best.units.slice(begin, end)) {
    pieces.push(...piecesOf(unit, formulas, hits), [" ", false]);
  }
  if (end < best.units.length) pieces.push(["…", false]);
  return joined(pieces);
}

/**
 * Return where to begin so that the most different terms are seen, and how many these are.
 * @param {Set<number>[]} found
 */
function bestPlace(found) {
  let best = { at: 0, found: 0 };
  for (const [first, here] of found.entries()) {
    if (!here.size) continue;
    const seen = new Set(found.slice(first, first + LENGTH - BEFORE).flatMap((one) => [...one])).size;
    if (seen > best.found) best = { at: Math.max(0, first - BEFORE), found: seen };
  }
  return best;
}

/**
 * @param {string} unit
 * @param {Record<string, string>} formulas
 * @param {Hits} hits
 * @returns {Set<number>}
 */
function hitsIn(unit, formulas, hits) {
  const inFormulas = [...unit.matchAll(new RegExp(FORMULA, "g"))].flatMap(([, number]) =>
    wordsOfFormula(formulas[number] ?? "", hits),
  );
  const said = unit.split(new RegExp(FORMULA, "g")).filter((_, place) => place % 2 === 0);
  const found = [...inFormulas, ...said.flatMap((text) => namesIn(text).flatMap(wordsOf))];
  return new Set(found.flatMap((word) => hits.get(word) ?? []));
}

/**
 * @param {string} html
 * @param {Hits} hits
 */
function wordsOfFormula(html, hits) {
  if (![...hits.keys()].some((word) => word.startsWith("$"))) return [];
  const tex = TEX.exec(html)?.[1] ?? "";
  return terms(tex.replaceAll("&amp;", "&")).map((word) => `$${word}`);
}

/**
 * @param {string} unit
 * @param {Record<string, string>} formulas
 * @param {Hits} hits
 * @returns {Piece[]}
 */
function piecesOf(unit, formulas, hits) {
  return unit.split(FORMULA).flatMap((part, place) => {
    if (place % 2) {
      const html = formulas[part] ?? "";
      // One that could not be set is text.
      if (!html.startsWith("<")) return [/** @type {Piece} */ ([html, false])];
      return [/** @type {Piece} */ (["", wordsOfFormula(html, hits).some((word) => hits.has(word)), html])];
    }
    return part.split(NAME).map(
      /** @returns {Piece} */ (text, at) => [text, at % 2 === 1 && namesIn(text).flatMap(wordsOf).some((word) => hits.has(word))],
    );
  });
}

/**
 * Return `pieces` without empty ones, texts side by side of one kind as one.
 * @param {Piece[]} pieces
 */
function joined(pieces) {
  /** @type {Piece[]} */
  const result = [];
  for (const [text, found, html] of pieces) {
    const last = result[result.length - 1];
    if (html) result.push([text, found, html]);
    else if (last && !last[2] && last[1] === found) last[0] += text;
    else if (text) result.push([text, found]);
  }
  return result;
}
