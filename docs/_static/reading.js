// What has been read is kept in this browser only: noted on a post, shown where posts are listed.
import { latest, pageAt, placed, reached, sectionsRead, standing } from "./reading-state.js";
import { file, keepVisit, lastVisit, load, page, root, save } from "./reading-store.js";
import { element } from "./elements.js";
import { fresh, visited } from "./visits.js";
import { atRest, placeNow } from "./place.js";
import { gettext, ngettext } from "./gettext.js";

const WORDS = {
  done: `${gettext("Read:")} `,
  begun: `${gettext("Begun:")} `,
  news: `${gettext("New:")} `,
};
const LISTS = ":is(.series > ol, .steps) > li, .entries > .entry, .cards > .card-short";

/** @param {Element} item */
function linkOf(item) {
  return item.querySelector("a");
}

/**
 * Say of `item` in a list how it stands, for the eye by its attribute and for ears by a word.
 * @param {Element} item
 * @param {keyof typeof WORDS | ""} stands
 */
function tell(item, stands) {
  item.querySelector(".read-mark")?.remove();
  item.removeAttribute("data-read");
  if (!stands) return;
  item.setAttribute("data-read", stands);
  linkOf(item)?.before(element("span", { className: "read-mark unseen" }, WORDS[stands]));
}

/** @param {Element[]} sections */
function watch(sections) {
  const title = document.querySelector("article h1")?.firstChild?.textContent?.trim() ?? "";
  const ids = sections.map(({ id }) => id);
  /** @type {(section: Element, end: boolean) => void} */
  const note = ({ id }, end) => {
    save(reached(load(), page, { section: id, end, at: Date.now(), title, file }));
    markContents(ids);
  };
  markContents(ids);
  if (!("IntersectionObserver" in window)) return;
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) note(target, false);
      }
    },
    // A section is being read when it comes to the middle of the window; a fifth of the window is
    // more than the space between two of them.
    { rootMargin: "-30% 0px -50% 0px" },
  );
  for (const section of sections) reading.observe(section);
  const foot = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) note(sections[sections.length - 1], true);
  });
  const footer = document.querySelector("footer");
  if (footer) foot.observe(footer);
  const keepPlace = () => save(placed(load(), page, placeNow()));
  atRest(keepPlace);
  // The section may have been noted after scrolling had come to rest.
  addEventListener("pagehide", keepPlace);
}

/**
 * Mark in the contents of the page those of its `sections` that were read.
 * @param {string[]} sections
 */
function markContents(sections) {
  const read = new Set(sectionsRead(load(), page, sections));
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".toc-tree a");
  for (const link of links) {
    const isRead = read.has(decodeURIComponent(link.hash.slice(1)));
    if (link.hasAttribute("data-read") === isRead) continue;
    link.toggleAttribute("data-read", isRead);
    link.querySelector(".read-mark")?.remove();
    if (isRead) link.prepend(element("span", { className: "read-mark unseen" }, WORDS.done));
  }
}

/**
 * @param {Read} state
 * @param {Set<string>} news
 */
function mark(state, news) {
  for (const item of document.querySelectorAll(LISTS)) {
    const name = pageAt(linkOf(item)?.href ?? "", root) ?? "";
    tell(item, standing(state, name) || (news.has(name) ? "news" : ""));
  }
}

/** Return the pages that the home page lists and did not list at the last visit. */
function newsOf() {
  /** @type {Set<string>} */
  const news = new Set();
  const isHome = document.querySelector(".resume.said");
  if (!isHome) return news;
  const lists = Array.from(document.querySelectorAll(".entries, .cards"), (list) =>
    Array.from(list.children, (item) => pageAt(linkOf(item)?.href ?? "", root) ?? ""),
  );
  const visit = visited(lastVisit(), lists.flat(), Date.now());
  keepVisit(visit);
  for (const list of lists) for (const name of fresh(visit, list)) news.add(name);
  return news;
}

/**
 * Return the link to where `page` was left, if its name is known.
 * @param {string | undefined} begun
 * @param {Read[string] | undefined} read
 * @param {Element | null} lists
 */
function wayBack(begun, read, lists) {
  if (!begun || !read) return null;
  const items = lists?.querySelectorAll(".series > ol > li") ?? [];
  const links = Array.from(items, linkOf);
  const link = links.find((one) => one && pageAt(one.href, root) === begun);
  if (!link && !read.title) return null;
  /** @type {HTMLAnchorElement} */
  const title = link
    ? /** @type {HTMLAnchorElement} */ (link.cloneNode(true))
    : element("a", { href: new URL(read.file ?? begun, root).href }, read.title ?? "");
  if (read.section) title.hash = read.section;
  if (read.place) title.search = "?resume";
  return title;
}

/** @param {HTMLAnchorElement} title */
function goOnWith(title) {
  const [before, after] = gettext("Go on with {title}.").split("{title}");
  return element("span", {}, before, title, after);
}

/**
 * Fill the line of the home page, if there is something to say.
 * @param {Element} line
 * @param {HTMLAnchorElement | null} title
 * @param {number} count
 */
function greet(line, title, count) {
  const said = [];
  if (title) said.push(element("p", {}, goOnWith(title)));
  const told = ngettext(
    "{count} new piece since your last visit, marked below.",
    "{count} new pieces since your last visit, marked below.",
    count,
  );
  if (count) said.push(element("p", {}, told));
  if (said.length) line.replaceChildren(...said);
}

/**
 * @param {Read} state
 * @param {number} count
 */
function resume(state, count) {
  const [begun, read] = latest(state) ?? [];
  for (const line of document.querySelectorAll(".resume")) {
    const title = wayBack(begun, read, line.parentElement);
    if (line.matches(".said")) {
      greet(line, title, count);
      continue;
    }
    const promise = gettext("What you read is marked here, and known to this browser alone.");
    line.replaceChildren(title ? goOnWith(title) : element("span", {}, promise));
    if (Object.keys(state).length) line.append(" ", forgetter());
  }
}

function forgetter() {
  const button = element("button", { type: "button" }, gettext("Forget what I have read"));
  button.addEventListener("click", () => {
    // The button goes, and what it said stands in its place.
    /** @type {HTMLElement | null} */
    const line = button.closest(".resume");
    save({});
    show();
    if (!line) return;
    line.tabIndex = -1;
    line.focus();
  });
  return button;
}

function show() {
  const [state, news] = [load(), newsOf()];
  for (const name of news) if (standing(state, name)) news.delete(name);
  mark(state, news);
  resume(state, news.size);
}

const sections = [...document.querySelectorAll("article > section > section[id]")];
if (document.querySelector(".series-card") && sections.length) watch(sections);
else show();
// A page that the browser brings back as it was may have been overtaken.
addEventListener("pageshow", (event) => event.persisted && show());
