// Draws figures for extensions/lib/node_server.js: the code of a figure runs in a thread of its own,
// which is ended when it takes too much of a processor, as others may want it too, or does nothing.
"use strict";

const path = require("node:path");
const { Worker } = require("node:worker_threads");

// What a thread may be doing when it is ended.
const PARTS = ["load", "run", "draw", "describe", "low", "high", "alone"];
const doing = new Int32Array(new SharedArrayBuffer(4));

// Who waits for the processor gets more than this between two looks, in milliseconds.
const IDLE = 5;
const LOOK = 500;

let thread;

/** The milliseconds of a processor that this process has taken. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A thread that is ready to draw. */
async function ready(settings) {
  if (thread) return thread;
  const begun = new Worker(path.join(__dirname, "widgets_thread.mjs"), {
    workerData: { ...settings, parts: PARTS, doing: doing.buffer },
    stdout: true,
    stderr: true,
  });
  await new Promise((resolve, reject) => {
    begun.once("message", resolve);
    begun.once("error", reject);
  });
  thread = begun;
  return begun;
}

function end(asked) {
  asked.terminate();
  if (thread === asked) thread = undefined;
}

/** What the thread answers to `request`, or that it takes too long, or has ended. */
async function drawn(settings, request) {
  const asked = await ready(settings);
  return new Promise((resolve) => {
    const heard = {
      message: (answer) => done(answer),
      error: (error) => done({ fault: { kind: "ends", message: String(error) } }, true),
      exit: () => done({ fault: { kind: "ends", message: "it ends the process" } }, true),
    };
    const begun = spent();
    let last = begun;
    let timer = setTimeout(look, settings.milliseconds);
    function look() {
      const now = spent();
      const left = settings.milliseconds - (now - begun);
      if (left <= 0 || now - last < IDLE) return done({ fault: { kind: "slow", part: PARTS[doing[0]] } }, true);
      last = now;
      timer = setTimeout(look, Math.max(left, LOOK));
    }
    function done(answer, ends = false) {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(heard)) asked.off(event, listener);
      if (ends) end(asked);
      resolve(answer);
    }
    for (const [event, listener] of Object.entries(heard)) asked.on(event, listener);
    asked.postMessage(request);
  });
}

function make(settings) {
  return (request) => drawn(settings, request);
}

module.exports = { make };
