// The files behind the wall of shorts, each fetched once and when it is asked for.
import { initialsOf, open, openWords } from "./wall-index.js";

/**
 * Run `make` at the first call, and again only if it failed.
 * @template Made
 * @param {() => Promise<Made>} make
 */
function once(make) {
  /** @type {Promise<Made> | undefined} */
  let made;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** @param {Element} card */
function slugOf(card) {
  /** @type {HTMLAnchorElement | null} */
  const link = card.querySelector(".entry-title a");
  const [, slug] = /([^/]+?)(?:\.html|\/)?$/.exec(link?.pathname ?? "") ?? ["", ""];
  return decodeURIComponent(slug);
}

/**
 * Return the card that is all of `text`, found at `url`, for the page on which it is to stand.
 * @param {string} text
 * @param {string} url
 */
function read(text, url) {
  const card = new DOMParser().parseFromString(text, "text/html").querySelector(".sd-card");
  if (!card) throw new Error(`${url}: no card`);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = card.querySelectorAll("a[href]");
  for (const link of links) link.href = new URL(link.getAttribute("href") ?? "", url).href;
  return document.adoptNode(card);
}

/**
 * Return the files below `root`; `cards` are there already, and others end in `suffix`.
 * @param {DOMStringMap} place
 * @param {Element[]} cards
 */
export function files({ root = "", suffix = "" }, cards) {
  const known = new Map(cards.map((card) => [slugOf(card), once(async () => card)]));

  /** @param {string} path */
  async function fetched(path) {
    const answer = await fetch(new URL(root + path, location.href));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  }

  /** @param {string} slug */
  async function card(slug) {
    const answer = await fetched(`_card/${encodeURIComponent(slug)}${suffix}`);
    return read(await answer.text(), answer.url);
  }

  /** @type {(path: string) => Promise<any>} */
  const json = async (path) => (await fetched(path)).json();
  const facts = once(async () => open(await json("shorts.json")));
  /** @type {Map<string, () => Promise<WallWords>>} */
  const lists = new Map();

  /** @param {string} sign */
  function list(sign) {
    const known = lists.get(sign) ?? once(async () => openWords(await json(`_words/${sign}.json`)));
    lists.set(sign, known);
    return known();
  }

  return {
    /** What all shorts can be chosen and sorted by. */
    facts,
    /**
     * The files of words that `q` needs, each by its sign.
     * @param {string} q
     * @returns {Promise<Record<string, WallWords>>}
     */
    async filedFor(q) {
      const signs = initialsOf(await facts(), q);
      const found = await Promise.all(signs.map(list));
      return Object.fromEntries(signs.map((sign, at) => [sign, found[at]]));
    },
    /**
     * The card of the short `slug`.
     * @param {string} slug
     */
    cardOf(slug) {
      const found = known.get(slug) ?? once(() => card(slug));
      known.set(slug, found);
      return found();
    },
  };
}
