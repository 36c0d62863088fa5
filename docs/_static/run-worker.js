// Python in a worker: it is fetched when the page asks for it, and ends with the worker.  Messages
// {start} and {run} are answered by {progress}, then {ready}; by {printed}, then {done}; or by {failed}.

/** What runs a block, once Python is there. @type {(source: string, number: number, isCell: boolean) => string} */
let run;
/** @type {any} */
let python;

/**
 * Have `fetch` tell how much of the files that `files` knows has come in, in bytes as they are sent,
 * and of one that does not come: Pyodide would wait for it without a word.
 * @param {Record<string, [digest: string, size: number, sent: number]>} files
 */
function countFetched(files) {
  const plain = globalThis.fetch;
  /** @type {Map<string, number>} */
  const fetched = new Map();
  globalThis.fetch = async (address, options) => {
    const url = address instanceof Request ? address.url : String(address);
    const name = new URL(url, location.href).pathname.split("/").at(-1) ?? "";
    if (!files[name]) return plain(address, options);
    const [, size, sent] = files[name];
    const tell = (/** @type {number} */ bytes) => {
      fetched.set(name, Math.min(bytes / size, 1) * sent);
      postMessage({ progress: [...fetched.values()].reduce((sum, one) => sum + one, 0) });
    };
    try {
      const answer = await plain(address, options);
      if (!answer.ok || !answer.body) throw new Error(String(answer.status));
      const { headers, status } = answer;
      return new Response(counted(answer.body, name, tell), { headers, status });
    } catch (error) {
      postMessage({ failed: `${name}: ${error}` });
      throw error;
    }
  };
}

/**
 * The `body` of the file `name`; `tell` is told how many bytes have come.
 * @param {ReadableStream<Uint8Array>} body
 * @param {string} name
 * @param {(bytes: number) => void} tell
 */
function counted(body, name, tell) {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream({
    async pull(out) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          out.close();
          return;
        }
        bytes += value.byteLength;
        tell(bytes);
        out.enqueue(value);
      } catch (error) {
        postMessage({ failed: `${name}: ${error}` });
        out.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * @param {string} address
 */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/**
 * Start Python from the folder `runtime`, with `packages` and the files of `archive`.
 * @param {{ runtime: string, packages: string[], archive: string }} asked
 */
async function start({ runtime, packages, archive }) {
  const { files, python: version } = await (await fetched(`${runtime}runtime.json`)).json();
  countFetched(files);
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  const env = { HOME: "/home/pyodide", MPLBACKEND: "agg" };
  python = await loadPyodide({ indexURL: runtime, packages, env, stdin: () => null });
  await have(packages);
  if (archive) python.unpackArchive(await (await fetched(archive)).arrayBuffer(), "zip");
  const code = await (await fetched(new URL("run_block.py", import.meta.url).href)).text();
  const scope = python.toPy({ __name__: "run_block" });
  python.runPython(code, { globals: scope, filename: "run_block.py" });
  run = scope.get("runner")((/** @type {string} */ printed) => postMessage({ printed }));
  return version;
}

/**
 * Fetch those of `packages` that are not there yet.
 * @param {string[]} packages
 */
async function have(packages) {
  const missing = packages.filter((name) => !(name in python.loadedPackages));
  if (!missing.length) return;
  await python.loadPackage(missing, { messageCallback: () => {} });
  // It tells of a file that did not come, and goes on.
  const absent = missing.filter((name) => !(name in python.loadedPackages));
  if (absent.length) throw new Error(absent.join(", "));
}

const memory = () => python._module.HEAPU8.length;

addEventListener("message", async ({ data: asked }) => {
  try {
    if (asked.start) {
      const version = await start(asked.start);
      postMessage({ ready: { version, memory: memory() } });
    } else {
      await have(asked.run.packages);
      postMessage({ begun: true });
      const result = JSON.parse(run(asked.run.source, asked.run.number, asked.run.isCell));
      postMessage({ done: { ...result, memory: memory() } });
    }
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
