// Writes finished.js, the run that the page begins with: node little/finish.mjs, in the folder above.
import { readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("../widgets/fine-tune/", import.meta.url);
const at = (name) => new URL(name, FOLDER);
const { open } = await import(at("session.js").href);
const { headerOf } = await import(at("weights.js").href);
const { Trainer } = await import(at("trainer.js").href);
const { defaults } = await import(at("settings.js").href);
const bytes = readFileSync(at("data.bin"));
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);

/** Run `state` to its end. */
async function finished(state) {
  const session = open(data);
  await session.set(state);
  let told = await session.step();
  while (told.progress < 1) told = await session.step();
  return { session, result: told.result };
}

const state = { ...defaults(), on: "processor" };
const { session, result } = await finished(state);
const base = new Trainer(session.arrays, session.header, session.tokens, { pairs: [], what: "all", rank: 1, seed: 1 });
const before = await base.answers(headerOf(data).asked.map(([question]) => question));
const { run: replayed } = (await finished({ ...state, replay: 2 })).result;
const { step, answered, form, right, answers, losses, plain } = result.run;
const round = (value) => Number(value.toPrecision(5));
const kept = {
  before,
  own: result.own,
  run: { step, answered, form, right, answers, losses: losses.map(round), plain: plain.map(([at, loss]) => [at, round(loss)]) },
  replayed: { plain: round(replayed.plain.at(-1)[1]), form: replayed.form, right: replayed.right },
};
writeFileSync(
  at("finished.js"),
  `// What little/finish.mjs has written: the run of the first state, and the same with plain text replayed.\n\nexport const FINISHED = ${JSON.stringify(kept)};\n`,
);
