// The file that a reader fetches: what little/weights.py writes.

const BY_ROW = ["e", "p"];

function crcOf(/** @type {Uint8Array} */ bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}

/**
 * Whether the file is as it was written.
 * @param {ArrayBuffer} data
 */
export function isWhole(data) {
  if (data.byteLength < 8) return false;
  const told = new DataView(data).getUint32(data.byteLength - 4, true);
  return told === crcOf(new Uint8Array(data, 0, data.byteLength - 4));
}

/**
 * Return what stands before the numbers: the pairs of the tokenizer, texts, the shapes of the arrays.
 * @param {ArrayBuffer} data
 */
export function headerOf(data) {
  const length = new DataView(data).getUint32(0, true);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
}

/**
 * Return the arrays of numbers by their names.
 * @param {ArrayBuffer} data
 * @returns {Record<string, Float32Array>}
 */
export function arraysOf(data) {
  let at = 4 + new DataView(data).getUint32(0, true);
  /** @type {Record<string, Float32Array>} */
  const arrays = {};
  const floats = (/** @type {number} */ count) => {
    const found = new Float32Array(data.slice(at, at + 4 * count));
    at += 4 * count;
    return found;
  };
  for (const [name, [rows, columns]] of Object.entries(headerOf(data).arrays)) {
    if (columns === undefined) {
      arrays[name] = floats(rows);
      continue;
    }
    const byRow = BY_ROW.includes(name);
    const scale = floats(byRow ? rows : columns);
    const whole = new Int8Array(data, at, rows * columns);
    at += rows * columns;
    arrays[name] = Float32Array.from(whole, (one, i) => one * scale[byRow ? Math.floor(i / columns) : i % columns]);
  }
  return arrays;
}
