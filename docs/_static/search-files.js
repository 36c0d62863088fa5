// The files of the search index, each fetched once.

export const root = new URL(document.documentElement.dataset.content_root ?? "", location.href);
const base = new URL("_search/", root);
/** @type {Map<string, Promise<any>>} */
const files = new Map();

/**
 * Return the value of the file `name` of the index.
 * @param {string} name
 */
export function read(name) {
  const known = files.get(name);
  if (known) return known;
  const asked = fetch(new URL(name, base)).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    return answer.json();
  });
  files.set(name, asked);
  // Off line now is not off line for good.
  asked.catch(() => files.delete(name));
  return asked;
}
