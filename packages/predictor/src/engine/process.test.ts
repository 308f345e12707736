import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { EngineProcess } from "./process.js";

const spawn = vi.hoisted(() => vi.fn());
vi.mock("node:child_process", () => ({ spawn }));

const started = (): Promise<string> =>
  new Promise((resolve) => {
    const options = { memoryMaxBytes: 1e9, module: new URL("file:///engine.mjs"), onData: () => undefined };
    const made = new EngineProcess({ ...options, onEnd: resolve });
    made.write(Uint8Array.of(1));
    made.yield();
    made.kill();
  });

describe("an engine's process that the system does not give", () => {
  beforeEach(() => {
    spawn.mockReset();
  });

  test("has ended, and throws nothing, where no descriptor is left: node makes no streams then", async () => {
    spawn.mockImplementation(() => {
      const child = Object.assign(new EventEmitter(), {
        kill: () => false,
        ref: () => undefined,
        unref: () => undefined,
      });
      process.nextTick(() => child.emit("error", new Error("spawn EMFILE")));
      return child;
    });
    expect(await started()).toBe("spawn EMFILE");
  });

  test("has ended, and throws nothing, where memory is short: node throws at once then", async () => {
    spawn.mockImplementation(() => {
      throw new Error("spawn ENOMEM");
    });
    expect(await started()).toBe("spawn ENOMEM");
  });
});
