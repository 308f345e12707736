import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { storeContract } from "./store.contract.js";
import { FileStore } from "./store.file.js";
import { MemoryStore, nextEpoch, type Store, type StoreEntry } from "./store.js";
import { failures } from "./testing/failures.js";

const root = mkdtempSync(join(tmpdir(), "chargepact-store-"));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let folders = 0;
const freshFolder = (): string => join(root, String(folders++));

const inMemory = () => {
  const store = new MemoryStore();
  return { open: () => store, dispose: () => undefined };
};
const onDisk = () => {
  const folder = freshFolder();
  return { open: () => new FileStore(folder), dispose: () => undefined };
};
for (const { title, run } of storeContract(inMemory)) test(`in memory: ${title}`, run);
for (const { title, run } of storeContract(onDisk)) test(`on disk: ${title}`, run);

describe("a broken store is found", () => {
  const broken: Readonly<Record<string, { change: (store: MemoryStore) => Partial<Store>; by: RegExp }>> = {
    "that forgets to remove": {
      change: (store) => ({
        commit: (entries: readonly StoreEntry[]) => store.commit(entries.filter(([, value]) => value !== undefined)),
      }),
      by: /undefined removes/,
    },
    "that keeps the last life's commits for itself": {
      change: (store) => ({
        commit: () => undefined,
        load: () => store.load(),
      }),
      by: /next life/,
    },
    "that writes everything as JSON": {
      change: (store) => ({
        commit: (entries: readonly StoreEntry[]) =>
          store.commit(
            entries.map(([key, value]) =>
              value === undefined ? [key, value] : [key, JSON.parse(JSON.stringify(value)) as unknown],
            ),
          ),
      }),
      by: /values and bytes/,
    },
    "that writes in the order in which it gets round to it": {
      change: (store) => {
        const waiting: (readonly StoreEntry[])[] = [];
        return {
          commit: async (entries: readonly StoreEntry[]) => {
            waiting.push(entries);
            await Promise.resolve();
            const last = waiting.pop();
            if (last !== undefined) store.commit(last);
          },
        };
      },
      by: /in the order/,
    },
    "that says that a first start has lost something": {
      change: (store) => ({ load: () => ({ ...store.load(), lost: true }) }),
      by: /nothing is lost/,
    },
  };
  test.each(Object.entries(broken))("%s", async (_, { change, by }) => {
    const create = () => {
      const store = new MemoryStore();
      const kept: Store = {
        load: () => store.load(),
        commit: (entries) => store.commit(entries),
        close: () => undefined,
      };
      return { open: () => ({ ...kept, ...change(store) }), dispose: () => undefined };
    };
    const found = await failures(storeContract(create));
    expect(found.filter((title) => by.test(title))).not.toEqual([]);
  });
});

/** A folder with a store after these commits. */
async function written(commits: number): Promise<string> {
  const folder = freshFolder();
  const store = new FileStore(folder);
  store.load();
  for (let i = 1; i <= commits; i++) await store.commit([["n", i]]);
  await store.close();
  return folder;
}

test("CP-STORE-8 a slot that is cut or has one bit changed, at any byte, means lost and never an older state", async () => {
  for (const commits of [1, 2, 3]) {
    const folder = await written(commits);
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const whole = readFileSync(path);
      const expectLost = (damaged: Uint8Array): void => {
        writeFileSync(path, damaged);
        expect(new FileStore(folder).load()).toEqual({ facts: {}, lost: true });
      };
      for (let at = 0; at < whole.length; at++) {
        expectLost(whole.subarray(0, at));
        const flipped = Buffer.from(whole);
        flipped[at] = (whole[at] ?? 0) ^ (1 << (at % 8));
        expectLost(flipped);
      }
      expectLost(Buffer.concat([whole, Buffer.from("\n")]));
      writeFileSync(path, whole);
      expect(new FileStore(folder).load()).toEqual({ facts: { n: commits }, lost: false });
    }
  }
});

test("CP-STORE-8 a slot that is missing or was put back to an older state means lost", async () => {
  const folder = await written(2);
  const old = readFileSync(join(folder, "slot-1"));
  const store = new FileStore(folder);
  store.load();
  await store.commit([["n", 3]]);
  await store.commit([["n", 4]]);
  const fresh = readFileSync(join(folder, "slot-1"));
  writeFileSync(join(folder, "slot-1"), old);
  expect(new FileStore(folder).load().lost).toBe(true);
  writeFileSync(join(folder, "slot-0"), fresh);
  expect(new FileStore(folder).load().lost).toBe(true);
  rmSync(join(folder, "slot-0"));
  writeFileSync(join(folder, "slot-1"), fresh);
  expect(new FileStore(folder).load().lost).toBe(true);
});

test("a lost store stays lost until a commit, and is whole after it", async () => {
  const folder = await written(4);
  writeFileSync(join(folder, "slot-0"), "garbage");
  expect(new FileStore(folder).load().lost).toBe(true);
  const store = new FileStore(folder);
  expect(store.load().lost).toBe(true);
  await store.commit([["n", "new"]]);
  expect(new FileStore(folder).load()).toEqual({ facts: { n: "new" }, lost: false });
});

test("what a crash leaves of an unfinished commit is no harm", async () => {
  const folder = await written(3);
  writeFileSync(join(folder, "slot-0.tmp"), "half a sta");
  expect(new FileStore(folder).load()).toEqual({ facts: { n: 3 }, lost: false });
  expect(readdirSync(folder).sort()).toEqual(["slot-0", "slot-1"]);
});

test("CP-STORE-2 after a failed commit the store takes nothing until it is loaded again", async () => {
  const folder = freshFolder();
  const store = new FileStore(folder);
  store.load();
  await store.commit([["n", 1]]);
  rmSync(folder, { recursive: true });
  await expect(store.commit([["n", 2]])).rejects.toMatchObject({ code: "STORE_FAILED", side: "local" });
  await expect(store.commit([["n", 3]])).rejects.toMatchObject({ code: "STORE_FAILED" });
  store.load();
  await store.commit([["n", 4]]);
  expect(new FileStore(folder).load().facts).toEqual({ n: 4 });
});

test("an epoch that is no counter is not guessed", async () => {
  const store = new MemoryStore();
  store.commit([["shell/epoch", "7"]]);
  await expect(nextEpoch(store)).rejects.toMatchObject({ code: "STORE_LOST" });
});
