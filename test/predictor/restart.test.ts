import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type EngineProblem, ModelHost } from "@chargepact/predictor";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loaded } from "./manifests.js";
import { dense } from "./onnx.js";

const shape = { features: 4, outputs: 3 };
const row = Float32Array.of(0.1, 0.2, 0.3, 0.4);
const deadlineMs = 5_000;

/** An engine without ONNX Runtime that answers at once with noughts; in its second life it finds no engine. */
const engine = `
import { existsSync, readSync, writeFileSync, writeSync } from "node:fs";
const lives = ["one", "two", "three"].map((name) => new URL("./" + name, import.meta.url));
const life = lives.findIndex((each) => !existsSync(each));
if (life >= 0) writeFileSync(lives[life], "");
const read = (bytes) => {
  const into = new Uint8Array(bytes);
  for (let got = 0; got < bytes;) {
    const more = readSync(3, into, got, bytes - got, null);
    if (more === 0) process.exit(0);
    got += more;
  }
  return into;
};
const say = (bytes, status, number) => {
  const frame = new Uint8Array(16 + bytes);
  new Uint32Array(frame.buffer, 0, 4).set([bytes, status, number, 0]);
  writeSync(3, frame);
};
if (process.argv.length > 2 && life === 1 && existsSync(new URL("./fails", import.meta.url))) say(0, 4, 0);
else {
  say(0, 3, 0);
  for (;;) {
    const [bytes, what, number, rows] = new Uint32Array(read(16).buffer);
    read(bytes);
    if (what === 0xffffffff) say(0, 2, number);
    else say(4 * 3 * rows, 0, number);
  }
}
`;

let folder: string;
let problems: EngineProblem[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chargepact-restart-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function opened(name: string, options: object): Promise<ModelHost> {
  problems = [];
  const module = join(folder, `${name}.mjs`);
  writeFileSync(module, engine.replaceAll('"./" +', `"./${name}-" +`).replace("./fails", `./${name}-fails`));
  return ModelHost.open({
    ...{ models: [loaded(dense(shape), shape)], module: pathToFileURL(module) },
    ...{ onProblem: (each: EngineProblem) => problems.push(each), ...options },
  });
}

describe("an engine's process", () => {
  test("is not ended for an answer that came in time, though the agent was busy when the time was up", async () => {
    const one = await opened("busy", { hangMs: 100 });
    try {
      const answer = one.predict(0, row, { deadlineMs });
      await Promise.resolve();
      for (const from = performance.now(); performance.now() - from < 400;);
      expect(await answer).toBeDefined();
      expect(problems).toEqual([]);
      expect(one.stats.ended).toBe(0);
    } finally {
      one.close();
    }
  });

  test("is tried again where it could not load its engine for once, having had it before", async () => {
    writeFileSync(join(folder, "again-fails"), "");
    const one = await opened("again", { restart: { minMs: 10, maxMs: 50 } });
    try {
      process.kill(one.pid ?? 0, "SIGKILL");
      const from = performance.now();
      let answer: Float32Array | undefined;
      while (answer === undefined && performance.now() - from < 8_000) {
        await sleep(20);
        answer = await one.predict(0, row, { deadlineMs: 100 });
      }
      expect(problems.map(({ kind }) => kind)).toEqual(["ENDED", "LOAD"]);
      expect(answer).toBeDefined();
    } finally {
      one.close();
    }
  });
});
