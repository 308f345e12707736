/**
 * The engine's process: takes frames from descriptor 3 and answers them there, one after the other, without an event
 * loop. Only killing a process ends native code that hangs, and only a process can be bounded in memory: a thread of the
 * agent's could be neither ended nor bounded.
 */
import { readSync, writeSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { headBytes, loadFrame, status, textMax } from "./frames.js";
import { loadOrt, type Ort, OrtModel, outOffset } from "./ort.js";
import { startWatch } from "./watch.js";

const channel = 3;
const head = new Uint8Array(headBytes);
const headWords = new Uint32Array(head.buffer);

interface Served {
  readonly model: OrtModel;
  /** Memory of the model's features, read into without a copy; and the head before its answers. */
  readonly rows: Uint8Array;
  readonly answerHead: Uint32Array;
}
const served: Served[] = [];

startWatch({ memoryMaxBytes: Number(process.argv[2]), parent: process.ppid });
const ort = begin();
if (ort !== undefined) for (;;) serve(ort);

function begin(): Ort | undefined {
  try {
    const loaded = loadOrt();
    say(status.ready, 0, "");
    return loaded;
  } catch (error) {
    say(status.noEngine, 0, (error as Error).message);
    return undefined;
  }
}

function serve(loaded: Ort): void {
  read(head, headBytes);
  const payload = headWords[0] ?? 0;
  const what = headWords[1] ?? 0;
  const number = headWords[2] ?? 0;
  if (what === loadFrame) load(loaded, payload, number);
  else run(what, number, payload);
}

function run(what: number, number: number, payload: number): void {
  const n = headWords[3] ?? 0;
  const each = served[what];
  if (each === undefined) throw new Error(`there is no model ${what}`);
  read(each.rows, payload);
  const startedMs = performance.now();
  try {
    each.model.run(n);
  } catch (error) {
    say(status.failed, number, (error as Error).message);
    return;
  }
  const bytes = 4 * n * each.model.shape.outputs;
  each.answerHead[0] = bytes;
  each.answerHead[1] = status.answer;
  each.answerHead[2] = number;
  each.answerHead[3] = (performance.now() - startedMs) * 1e3;
  write(each.model.frame, outOffset - headBytes, outOffset + bytes);
}

/** Loads a model from a frame: two numbers (features, outputs), then the file's bytes. */
function load(loaded: Ort, payload: number, number: number): void {
  const bytes = new Uint8Array(payload);
  read(bytes, payload);
  const [features = 0, outputs = 0] = new Uint32Array(bytes.buffer, 0, 2);
  try {
    const model = new OrtModel(loaded, { bytes: bytes.subarray(8), shape: { features, outputs } });
    // What the first call prepares is not within somebody's deadline.
    model.run(1);
    const answerHead = new Uint32Array(model.frame.buffer, outOffset - headBytes, 4);
    served.push({ model, rows: new Uint8Array(model.features.buffer), answerHead });
    say(status.loaded, number, "");
  } catch (error) {
    say(status.failed, number, (error as Error).message);
  }
}

function say(what: number, number: number, text: string): void {
  const words = new TextEncoder().encode(text.slice(0, textMax / 4));
  const frame = new Uint8Array(headBytes + words.length);
  new Uint32Array(frame.buffer, 0, 4).set([words.length, what, number, 0]);
  frame.set(words, headBytes);
  write(frame, 0, frame.length);
}

/** Waits for all of the bytes. Where the agent's process has gone, this one goes too. */
function read(into: Uint8Array, length: number): void {
  for (let got = 0; got < length;) {
    const more = readSync(channel, into, got, length - got, null);
    if (more === 0) process.exit(0);
    got += more;
  }
}

function write(from: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end;) at += writeSync(channel, from, at, end - at);
}
