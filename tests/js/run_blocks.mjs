// Run blocks of Python as a page does, in Node: the question is JSON on standard input.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { runtime, harness, packages, archive, blocks, isCell, modules } = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${runtime}/`, env: { HOME: "/home/pyodide", MPLBACKEND: "agg" } });
if (packages.length) await python.loadPackage(packages, { messageCallback: () => {} });
if (archive) python.unpackArchive(Buffer.from(archive, "base64"), "zip");
const scope = python.toPy({ __name__: "run_block" });
python.runPython(harness, { globals: scope, filename: "run_block.py" });
const run = scope.get("runner")(() => {});
const results = blocks.map((source, number) => JSON.parse(run(source, number + 1, isCell)));
// Which of these cannot be imported.
const absent = modules.filter((name) => JSON.parse(run(`import ${name}`, 0, false)).error);
process.stdout.write(JSON.stringify({ results, absent, version: python.runPython("import sys; sys.version.split()[0]") }));
