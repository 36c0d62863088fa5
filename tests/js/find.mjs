// The search of a built site without a browser: a list of queries on stdin, their results on stdout.
// Its argument is the folder of the site.
import { readFile } from "node:fs/promises";

import { Engine } from "../../docs/_static/search-engine.js";
import { grouped } from "../../docs/_static/search-results.js";

const MOST = 10;
const [folder] = process.argv.slice(2);
const engine = new Engine(async (name) => JSON.parse(await readFile(`${folder}/_search/${name}`, "utf-8")));

let text = "";
for await (const part of process.stdin) text += part;
const answers = [];
for (const { query, chosen = {} } of JSON.parse(text)) {
  const { found, total, meant, hits } = await engine.find(query, chosen, MOST);
  const shown = grouped(found).flatMap(([, list]) => list);
  const quote = async ({ quoted }) => (quoted ? engine.quote(quoted, hits) : []);
  const results = shown.map(async (one) => ({
    ...one,
    quotation: await quote(one),
    parts: await Promise.all(one.parts.map(async (part) => ({ ...part, quotation: await quote(part) }))),
  }));
  answers.push({ found: await Promise.all(results), total, meant });
}
console.log(JSON.stringify(answers));
