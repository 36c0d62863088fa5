// Text into tokens and back, as little/bpe.py does it.

const WORD = / ?[a-z]+| ?[0-9]+|[^a-z0-9]/gu;
export const END = 0;

/**
 * Return what turns text into tokens and back.
 * @param {number[]} merges the pairs of tokens that are joined, one behind the other
 */
export function tokenizer(merges) {
  const ranks = new Map();
  const bytes = Array.from({ length: 256 }, (_, at) => [at]);
  for (let at = 0; at < merges.length; at += 2) {
    ranks.set(merges[at] * 65536 + merges[at + 1], bytes.length);
    bytes.push([...bytes[merges[at]], ...bytes[merges[at + 1]]]);
  }

  /** @type {Map<string, number[]>} */
  const known = new Map();

  function ofWord(/** @type {string} */ word) {
    const found = known.get(word) ?? joined(word);
    known.set(word, found);
    return found;
  }

  function joined(/** @type {string} */ word) {
    const tokens = [...new TextEncoder().encode(word)];
    for (;;) {
      let best = Infinity;
      for (let at = 0; at + 1 < tokens.length; at += 1)
        best = Math.min(best, ranks.get(tokens[at] * 65536 + tokens[at + 1]) ?? Infinity);
      if (best === Infinity) return tokens;
      for (let at = 0; at + 1 < tokens.length; at += 1)
        if (ranks.get(tokens[at] * 65536 + tokens[at + 1]) === best) tokens.splice(at, 2, best);
    }
  }

  return {
    /** @type {(text: string) => number[]} */
    encode: (text) => (text.toLowerCase().match(WORD) ?? []).flatMap(ofWord),
    /** @type {(tokens: number[]) => string} */
    decode: (tokens) =>
      new TextDecoder().decode(
        Uint8Array.from(tokens.filter((one) => one !== END).flatMap((one) => bytes[one] ?? [])),
      ),
  };
}

/**
 * Return the pair as a sequence: the shares of its tokens in the loss are 1 or 0.
 * @param {{ encode: (text: string) => number[] }} tokens
 * @param {string[]} pair question and answer
 * @param {boolean} masked whether the question does not count
 * @param {number} most
 */
export function sequenceOf(tokens, [question, answer], masked, most) {
  const asked = tokens.encode(question);
  const text = [END, ...asked, ...tokens.encode(` ${answer}`), END].slice(0, most + 1);
  const shares = text.slice(1).map((_, at) => (masked && at < asked.length ? 0 : 1));
  return { tokens: text.slice(0, -1), targets: text.slice(1), shares };
}
