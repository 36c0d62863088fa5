// The search as it is seen: a field, what narrows down, results.  The same in the dialog and
// on the search page.
import { element } from "./elements.js";
import { Engine } from "./search-engine.js";
import { read, root } from "./search-files.js";
import { grouped } from "./search-results.js";
import { gettext, ngettext } from "./gettext.js";

const PATIENCE = 80;
// That the first letters of a word are in no text says nothing yet.
const BEGUN = /^\p{Ll}{0,3}$/u;
const AT_ONCE = 10;
const GROUPS = {
  kind: gettext("Kind"),
  series: gettext("Series"),
  track: gettext("Track"),
  tag: gettext("Tag"),
  level: gettext("Level"),
};
const FAILED = gettext(
  "Search cannot be loaded. Everything is listed under Archive, Tags and Series.",
);

const NEAR = "200px";
const FORMULAS = ["katex/faces.css", "katex/katex.css", "katex/compact.css"];
const engine = new Engine(read);

/** @type {Promise<unknown> | undefined} */
let formulaStyle;

/** The style of formulas, for a page that has none of its own. */
function styleOfFormulas() {
  formulaStyle ??= document.querySelector(".katex") ? Promise.resolve() : Promise.all(FORMULAS.map(style));
  return formulaStyle;
}

/** @param {string} name */
function style(name) {
  const link = element("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href });
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}

/**
 * @param {Piece} piece
 * @returns {Node | string}
 */
function shown([text, found, html]) {
  /** @type {Node | string} */
  let content = text;
  if (html) {
    const formula = element("span", { class: "math", innerHTML: html });
    // As attributes they would be refused under a strict policy.
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (formula.querySelectorAll("[data-style]"))) {
      one.style.cssText = one.dataset.style ?? "";
    }
    content = formula;
  }
  return found ? element("mark", {}, content) : content;
}

/**
 * Return how `one` is shown; `quotes` are told what is to be quoted, and where.
 * @param {Result | Part} one
 * @param {[Quoted, HTMLElement][]} quotes
 * @returns {HTMLLIElement}
 */
function item(one, quotes) {
  const made = element("li", {}, element("a", { href: new URL(one.url, root).href }, one.title));
  if (one.facts) made.append(element("p", { class: "facts" }, one.facts));
  if (one.quoted) {
    // Its room is kept, so that nothing moves when the text is here.
    const place = element("p", { class: "search-quotation" });
    quotes.push([one.quoted, place]);
    made.append(place);
  }
  const parts = one.parts.map((part) => item(part, quotes));
  if (parts.length) made.append(element("ul", { class: "search-parts" }, ...parts));
  return made;
}

class Search {
  /**
   * `place` holds a form with a field; `note(query, chosen)` is told what is searched for.
   * @param {Element} place
   * @param {(query: string, chosen: Chosen) => void} note
   */
  constructor(place, note) {
    this.note = note;
    this.form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
    this.field = /** @type {HTMLInputElement} */ (place.querySelector("input"));
    /** @type {Chosen} */
    this.chosen = {};
    /** @type {Record<string, string>} */
    this.titles = {};
    this.run = 0;
    this.most = AT_ONCE;
    this.timer = 0;
    this.sought = "";
    this.opening = false;
    /** @type {WeakMap<Element, () => void>} */
    this.unseen = new WeakMap();
    // What nobody scrolls to is not fetched.
    this.seen = new IntersectionObserver((entries) => this.see(entries), { rootMargin: NEAR });
    this.status = element("p", { class: "search-status", role: "status" });
    this.results = element("div", { class: "search-results" });
    this.filters = element("details", { class: "search-filters" }, element("summary", {}, gettext("Narrow down")));
    this.form.append(this.filters);
    place.append(this.status, this.results);
    this.field.addEventListener("input", () => {
      this.opening = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), PATIENCE);
    });
    place.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent) this.move(event);
    });
  }

  /**
   * Offer what can be chosen, with `chosen` as it is.
   * @param {Chosen} chosen
   */
  async offer(chosen) {
    const offered = await engine.facets();
    this.titles = Object.fromEntries(offered.kind);
    for (const [group, name] of Object.entries(GROUPS)) {
      if (!offered[group].length) continue;
      const options = offered[group].map(([value, title]) => element("option", { value }, title));
      const select = element("select", { name: group }, element("option", { value: "" }, gettext("Any")), ...options);
      select.value = chosen[group] ?? "";
      if (select.value) this.chosen[group] = select.value;
      select.addEventListener("change", () => {
        this.chosen[group] = select.value;
        this.show();
      });
      this.filters.append(element("label", {}, name, select));
    }
    this.filters.open = Object.keys(this.chosen).length > 0;
  }

  /** Show the best `most` results for what is in the field. */
  async show(most = AT_ONCE) {
    clearTimeout(this.timer);
    const run = ++this.run;
    this.most = most;
    this.note(this.field.value.trim(), this.chosen);
    try {
      await engine.started();
      // What was typed while the index was on its way belongs to what is sought.
      const query = this.field.value.trim();
      if (run === this.run) this.render(query, await engine.find(query, this.chosen, most), run);
    } catch (error) {
      if (run === this.run) this.fail(error);
    }
  }

  /**
   * @param {string} query
   * @param {Answer} answer
   * @param {number} run
   */
  render(query, { found, total, meant, hits }, run) {
    if (run !== this.run) return;
    this.sought = query;
    /** @type {[Quoted, HTMLElement][]} */
    const quotes = [];
    const groups = grouped(found).map(([kind, list]) => {
      const name = element("h2", {}, this.titles[kind]);
      return element("section", {}, name, element("ul", {}, ...list.map((one) => item(one, quotes))));
    });
    const focused = this.links().findIndex((link) => link === document.activeElement);
    const { href } = this.links()[focused] ?? {};
    this.results.replaceChildren(...groups);
    if (focused >= 0) this.refocus(focused, href);
    if (found.length < total) {
      const more = element("button", { type: "button", class: "search-more" }, gettext("More results"));
      more.addEventListener("click", () => this.more(this.most));
      this.results.append(more);
    }
    this.status.textContent = this.told(query, found.length, total, meant);
    this.openAwaited();
    this.seen.disconnect();
    for (const [quoted, place] of quotes) {
      this.unseen.set(place, () => this.quote(quoted, hits, place).catch((error) => this.fail(error)));
      this.seen.observe(place);
    }
  }

  /**
   * Keep the focus of a reader who has moved to a result before those for the last letter came.
   * @param {number} place
   * @param {string | undefined} href
   */
  refocus(place, href) {
    const links = this.links();
    (links.find((link) => link.href === href) ?? links[Math.min(place, links.length - 1)] ?? this.field).focus();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  see(entries) {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      this.seen.unobserve(target);
      this.unseen.get(target)?.();
    }
  }

  /**
   * @param {Quoted} quoted
   * @param {Hits} hits
   * @param {HTMLElement} place
   */
  async quote(quoted, hits, place) {
    const pieces = await engine.quote(quoted, hits);
    if (pieces.some(([, , html]) => html)) await styleOfFormulas();
    place.replaceChildren(...pieces.map(shown));
  }

  /** Whether something else is in the field than was searched for. */
  isStale() {
    return this.field.value.trim() !== this.sought;
  }

  /** Open the best result, as soon as it is there. */
  openFirst() {
    this.opening = true;
    if (this.isStale()) this.show();
    else this.openAwaited();
  }

  openAwaited() {
    if (this.opening) this.links()[0]?.click();
    this.opening = false;
  }

  /** @param {number} most */
  async more(most) {
    const seen = new Set(this.links().map(({ href }) => href));
    await this.show(most + AT_ONCE);
    this.links().find(({ href }) => !seen.has(href))?.focus();
  }

  /**
   * @param {string} query
   * @param {number} count
   * @param {number} total
   * @param {string | undefined} meant
   */
  told(query, count, total, meant) {
    if (!count && BEGUN.test(query)) return "";
    if (!count) return gettext("Nothing found for “{query}”.", { query });
    const many = ngettext("{count} result", "{count} results", total);
    if (!meant) return many;
    return gettext("{results} for “{meant}”, as there is nothing for “{query}”.", {
      results: many,
      meant,
      query,
    });
  }

  /** @param {unknown} error */
  fail(error) {
    console.error(error);
    this.status.textContent = FAILED;
  }

  /** @returns {HTMLAnchorElement[]} */
  links() {
    return [...this.results.querySelectorAll("a")];
  }

  /**
   * Move by the arrow keys through the field and the results.
   * @param {KeyboardEvent} event
   */
  move(event) {
    const step = Number(event.key === "ArrowDown") - Number(event.key === "ArrowUp");
    if (!step || event.target instanceof HTMLSelectElement) return;
    const stops = [this.field, ...this.links()];
    const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/**
 * @param {string} page
 * @param {string} query
 * @param {Chosen} chosen
 */
function addressOf(page, query, chosen) {
  const address = new URL(page, location.href);
  const asked = Object.entries({ q: query, ...chosen }).filter(([, value]) => value);
  address.search = new URLSearchParams(asked).toString();
  return address.href;
}

const attached = new WeakSet();

/**
 * Search in `dialog`, a field and a link to the search page, for what is typed in it.
 * @param {HTMLDialogElement} dialog
 */
export async function attach(dialog) {
  if (attached.has(dialog)) return;
  attached.add(dialog);
  const whole = /** @type {HTMLAnchorElement} */ (dialog.querySelector("a.search-page"));
  const place = /** @type {Element} */ (dialog.querySelector(".search"));
  const page = whole.href;
  const search = new Search(place, (query, chosen) => {
    whole.href = addressOf(page, query, chosen);
  });
  search.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search.openFirst();
  });
  try {
    await Promise.all([style("search.css"), engine.started()]);
    await search.offer({});
    // What was typed before there was a search.
    if (search.isStale()) await search.show();
  } catch (error) {
    search.fail(error);
  }
}

/**
 * Search on the search page: what is asked stands in its address.
 * @param {Element} place
 */
export async function openPage(place) {
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  const search = new Search(place, (query, chosen) => {
    history.replaceState(null, "", addressOf(location.pathname, query, chosen));
  });
  search.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search.show();
  });
  if (!search.field.value) search.field.value = asked.q ?? "";
  search.field.focus();
  try {
    await search.offer(asked);
    search.show();
  } catch (error) {
    search.fail(error);
  }
}
