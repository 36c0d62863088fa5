// How much of a piece an address asks for.  Pure: knows no document.

/**
 * Return the depth that `address` asks for: everything, unless it says otherwise.
 * @param {string} address
 * @returns {Depth}
 */
export function depthOf(address) {
  return new URL(address).searchParams.get("depth") === "short" ? "short" : "all";
}

/**
 * Return `address` as that of the same place at `depth`.
 * @param {string} address
 * @param {Depth} depth
 */
export function addressAt(address, depth) {
  const url = new URL(address);
  if (depth === "all") url.searchParams.delete("depth");
  else url.searchParams.set("depth", depth);
  return url.href;
}
