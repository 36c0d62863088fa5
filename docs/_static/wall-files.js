// The files behind the wall of shorts, each fetched once and when it is asked for.
import { initialsOf, open, openWords } from "./wall-index.js";

// Run `make` at the first call, and again only if it failed.
function once(make) {
  let made;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function slugOf(card) {
  const path = new URL(card.querySelector(".entry-title a").href).pathname;
  return decodeURIComponent(/([^/]+?)(?:\.html|\/)?$/.exec(path)[1]);
}

// Return the card that is all of `text`, found at `url`, for the page on which it is to stand.
function read(text, url) {
  const card = new DOMParser().parseFromString(text, "text/html").querySelector(".sd-card");
  for (const link of card.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), url).href;
  }
  return document.adoptNode(card);
}

/** Return the files below `root`; `cards` are there already, and others end in `suffix`. */
export function files({ root, suffix }, cards) {
  const known = new Map(cards.map((card) => [slugOf(card), once(async () => card)]));

  async function fetched(path) {
    const answer = await fetch(new URL(root + path, location));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  }

  async function card(slug) {
    const answer = await fetched(`_card/${encodeURIComponent(slug)}${suffix}`);
    return read(await answer.text(), answer.url);
  }

  const json = async (path) => (await fetched(path)).json();
  const facts = once(async () => open(await json("shorts.json")));
  const lists = new Map();

  function list(sign) {
    if (!lists.has(sign)) {
      lists.set(sign, once(async () => openWords(await json(`_words/${sign}.json`))));
    }
    return lists.get(sign)();
  }

  return {
    /** What all shorts can be chosen and sorted by. */
    facts,
    /** The files of words that `q` needs, each by its sign. */
    async filedFor(q) {
      const signs = initialsOf(await facts(), q);
      const found = await Promise.all(signs.map(list));
      return Object.fromEntries(signs.map((sign, at) => [sign, found[at]]));
    },
    /** The card of the short `slug`. */
    cardOf(slug) {
      if (!known.has(slug)) known.set(slug, once(() => card(slug)));
      return known.get(slug)();
    },
  };
}
