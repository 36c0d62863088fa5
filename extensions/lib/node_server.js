// Answers requests, one JSON object {service, settings, request} a line, in their order, with
// {answer}, or {failed} if the module of the service throws.  Ends with its input.
"use strict";

const services = new Map();

/** What the module `service` makes of `settings`, made once. */
function find(service, settings) {
  const key = JSON.stringify([service, settings]);
  if (!services.has(key)) services.set(key, require(service).make(settings));
  return services.get(key);
}

async function answer(line) {
  try {
    const { service, settings, request } = JSON.parse(line);
    return { answer: await find(service, settings)(request) };
  } catch (error) {
    return { failed: String(error?.stack ?? error) };
  }
}

async function serve() {
  const lines = require("node:readline").createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  // What a service has begun besides does not keep the process alive.
  process.exit();
}

serve();
