// The search as it is seen: a field, what narrows down, results.  The same in the dialog and
// on the search page.
import { facets, find, withStatements } from "./search-engine.js";
import { grouped } from "./search-terms.js";

const PATIENCE = 120;
const AT_ONCE = 10;
const GROUPS = { kind: "Kind", series: "Series", track: "Track", tag: "Tag", level: "Level" };
const FAILED = "Search cannot be loaded. Everything is listed under Archive, Tags and Series.";

/** Return a new element with `attributes`, or properties where there are such, and `children`. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function excerpt(pieces) {
  return pieces.map(([text, found]) => (found ? element("mark", {}, text) : text));
}

function item(one) {
  const made = element("li", {}, element("a", { href: one.url }, one.title));
  if (one.facts) made.append(element("p", { class: "facts" }, one.facts));
  if (one.excerpt.length) made.append(element("p", {}, ...excerpt(one.excerpt)));
  if (one.parts.length) made.append(element("ul", { class: "search-parts" }, ...one.parts.map(item)));
  return made;
}

class Search {
  /** `place` holds a form with a field; `note(query, chosen)` is told what is searched for. */
  constructor(place, note) {
    this.place = place;
    this.note = note;
    this.form = place.querySelector("form");
    this.field = place.querySelector("input");
    this.chosen = {};
    this.run = 0;
    this.status = element("p", { class: "search-status", role: "status" });
    this.results = element("div", { class: "search-results" });
    this.filters = element("details", { class: "search-filters" }, element("summary", {}, "Narrow down"));
    this.form.append(this.filters);
    place.append(this.status, this.results);
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), PATIENCE);
    });
    place.addEventListener("keydown", (event) => this.move(event));
  }

  /** Offer what can be chosen, with `chosen` as it is. */
  async offer(chosen) {
    const offered = await facets();
    this.titles = Object.fromEntries(offered.kind.map(({ value, title }) => [value, title]));
    for (const [group, name] of Object.entries(GROUPS)) {
      if (!offered[group].length) continue;
      const options = offered[group].map(({ value, title }) => element("option", { value }, title));
      const select = element("select", { name: group }, element("option", { value: "" }, "Any"), ...options);
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
    const query = this.field.value.trim();
    this.note(query, this.chosen);
    try {
      await this.render(query, await find(query, this.chosen, most), run, most);
      if (query && (await withStatements()) && run === this.run) {
        await this.render(query, await find(query, this.chosen, most), run, most);
      }
    } catch (error) {
      this.fail(error);
    }
  }

  render(query, { found, total, meant }, run, most) {
    if (run !== this.run) return;
    const groups = grouped(found).map(([kind, list]) => {
      const name = element("h2", {}, this.titles[kind]);
      return element("section", {}, name, element("ul", {}, ...list.map(item)));
    });
    this.results.replaceChildren(...groups);
    if (total > most && found.length) {
      const more = element("button", { type: "button", class: "search-more" }, "More results");
      more.addEventListener("click", () => this.more(most));
      this.results.append(more);
    }
    this.status.textContent = this.told(query, found.length, total, meant);
  }

  async more(most) {
    const seen = new Set(this.links().map(({ href }) => href));
    await this.show(most + AT_ONCE);
    this.links().find(({ href }) => !seen.has(href))?.focus();
  }

  told(query, count, total, meant) {
    if (!query && !count) return "";
    if (!count) return query ? `Nothing found for “${query}”.` : "Nothing found.";
    const many = total === 1 ? "1 result" : `${total} results`;
    return meant ? `${many} for “${meant}”, as there is nothing for “${query}”.` : many;
  }

  fail(error) {
    console.error(error);
    this.status.textContent = FAILED;
  }

  links() {
    return [...this.results.querySelectorAll("a")];
  }

  /** Move by the arrow keys through the field and the results. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.localName === "select") return;
    const stops = [this.field, ...this.links()];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

function addressOf(page, query, chosen) {
  const address = new URL(page, location.href);
  const asked = Object.entries({ q: query, ...chosen }).filter(([, value]) => value);
  address.search = new URLSearchParams(asked);
  return address.href;
}

let dialog;
let search;

/**
 * Open the search over the page.  `page` is the address of the search page, `typed()` what has
 * been typed since it was asked for.
 */
export async function openDialog(page, typed) {
  if (!dialog) {
    await style();
    const field = element("input", { class: "search-field", type: "search", name: "q" });
    for (const [name, value] of [["aria-label", "Search"], ["autocomplete", "off"], ["spellcheck", "false"]]) {
      field.setAttribute(name, value);
    }
    const form = element("form", { class: "search-form", role: "search", action: page }, field);
    const close = element("button", { type: "button", class: "search-close" }, "Close");
    const whole = element("a", { class: "search-page", href: page }, "Search as a page");
    const place = element("div", { class: "search" }, form);
    dialog = element("dialog", { class: "search-dialog", "aria-label": "Search" }, close, place, whole);
    document.body.append(dialog);
    search = new Search(place, (query, chosen) => {
      whole.href = addressOf(page, query, chosen);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search.links()[0]?.click();
    });
    close.addEventListener("click", () => dialog.close());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      // It would only clear the field.
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener("click", (event) => {
      // The backdrop is the dialog's own; a link within the page needs the page.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    search.offer({}).catch((error) => search.fail(error));
  }
  if (dialog.open) return;
  dialog.showModal();
  search.field.select();
  if (!typed()) return;
  search.field.value = typed();
  search.field.setSelectionRange(typed().length, typed().length);
  search.show();
}

function style() {
  const link = element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}

/** Search on the search page: what is asked stands in its address. */
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
