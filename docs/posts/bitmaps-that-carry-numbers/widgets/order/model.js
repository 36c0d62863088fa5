// One day of page views in a bit-sliced vector, by the order in which accounts became positions: the
// expected number of ids in each container, and its bytes by the rule of the format.

export const CHUNK = 65_536;
export const CHUNKS = 8;
const ACCOUNTS = CHUNK * CHUNKS;
const CEILING = 0.98;
const HEADER = 8;
const BINS = 512;
/** The share of the values that have each digit, on the day of the piece. */
export const DIGITS = [0.5245274880401537, 0.4976472433534625, 0.4429652576268528, 0.3351501842992706, 0.17480981883773822, 0.035859932554309464, 0.0012940161555956395, 1.960630538781272e-05];

/** Return the expected number of accounts seen among the r most active, of `accounts`. */
export function seenUpTo(/** @type {number} */ r, /** @type {number} */ accounts, /** @type {number} */ share) {
  const flat = (share * accounts) / CEILING;
  return CEILING * Math.min(r, flat) + share * accounts * Math.log(Math.max(r, flat) / flat);
}

/** Return the mean chance to be seen of each of the bins, from the most active down. */
function chances(/** @type {number} */ share) {
  const size = ACCOUNTS / BINS;
  const upTo = Array.from({ length: BINS + 1 }, (_, at) => seenUpTo(at * size, ACCOUNTS, share));
  return Array.from({ length: BINS }, (_, at) => (upTo[at + 1] - upTo[at]) / size);
}

/**
 * Return, for accounts with m of `days` active days, m falling, how many there are and how many are seen.
 * @param {number} days
 * @param {number} share
 */
function groups(days, share) {
  const [accounts, seen] = [new Float64Array(days + 1), new Float64Array(days + 1)];
  const falls = Array.from({ length: days + 1 }, (_, m) => (days - m) / (m + 1));
  for (const p of chances(share)) {
    // The binomial probabilities of m = 0, 1, …, times the accounts of the bin.
    const odds = p / (1 - p);
    let expected = ((1 - p) ** days * ACCOUNTS) / BINS;
    for (let m = 0; m <= days; m += 1) {
      accounts[m] += expected;
      seen[m] += expected * p;
      expected *= falls[m] * odds;
    }
  }
  return Array.from(accounts, (count, m) => ({ accounts: count, seen: seen[m] })).reverse();
}

/**
 * Return the expected number of ids in each chunk, when accounts are numbered by how many of
 * `days` past days they were active on, ties in any order; without a past, in order of arrival.
 * @param {number} days
 * @param {number} share
 */
export function chunksBy(days, share) {
  const filled = new Array(CHUNKS).fill(0);
  let place = 0;
  for (const { accounts, seen } of groups(days, share)) {
    let left = accounts;
    while (left > 1e-6) {
      const chunk = Math.min(Math.floor(place / CHUNK + 1e-9), CHUNKS - 1);
      const room = chunk < CHUNKS - 1 ? Math.max((chunk + 1) * CHUNK - place, 1e-3) : left;
      const part = Math.min(left, room);
      filled[chunk] += (seen * part) / accounts;
      place += part;
      left -= part;
    }
  }
  return filled;
}

/**
 * Return the bytes of a container with `c` ids, expected, its kind, and its header.
 * @param {number} c
 */
export function container(c) {
  const sizes = { array: 2 * c, bitmap: CHUNK / 8, run: 2 + 4 * c * (1 - c / CHUNK) };
  const kinds = /** @type {("array" | "bitmap" | "run")[]} */ (["array", "bitmap", "run"]);
  const kind = kinds.reduce((best, one) => (sizes[one] < sizes[best] ? one : best));
  return { kind, bytes: sizes[kind], header: HEADER * (1 - Math.exp(-c)) };
}

/** @typedef {{ kind: string, bytes: number, header: number }} Container */

/**
 * Return the containers of each chunk, a digit each, and what a value takes.
 * @param {number[]} chunks
 */
export function stored(chunks) {
  const containers = chunks.map((ids) => DIGITS.map((share) => container(ids * share)));
  const all = containers.flat();
  const seen = chunks.reduce((sum, one) => sum + one, 0);
  const content = all.reduce((sum, one) => sum + one.bytes, 0) / seen;
  const headers = all.reduce((sum, one) => sum + one.header, 0) / seen;
  return { containers, seen, content, headers, total: content + headers };
}

/** Return what a value takes when a position is a hash of 32 bits, and how many containers there are. */
export function hashed(/** @type {number} */ share) {
  const seen = seenUpTo(ACCOUNTS, ACCOUNTS, share);
  const each = DIGITS.map((digit) => container((seen * digit) / CHUNK));
  const sum = (/** @type {"bytes" | "header"} */ part) =>
    (each.reduce((all, one) => all + one[part], 0) * CHUNK) / seen;
  const [content, headers] = [sum("bytes"), sum("header")];
  return { seen, content, headers, total: content + headers, count: (headers * seen) / HEADER };
}
