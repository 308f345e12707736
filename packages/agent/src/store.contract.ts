import assert from "node:assert/strict";
import type { ContractCase } from "./contract.js";
import { nextEpoch, type Store } from "./store.js";

/** Opens stores on one medium, so that a second one sees what the first has committed. */
export interface StoreHarness {
  readonly open: () => Store | Promise<Store>;
  readonly dispose: () => void | Promise<void>;
}

type Rule = (open: StoreHarness["open"]) => Promise<void>;

const rules: Readonly<Record<string, Rule>> = {
  "a first start finds nothing, and nothing is lost": async (open) => {
    const store = await open();
    assert.deepEqual(await store.load(), { facts: {}, lost: false });
    await store.close();
  },

  "what was committed is there in the next life, values and bytes": async (open) => {
    const first = await open();
    await first.load();
    const value = { list: [1, -2.5, null, true, "é€"], nested: { bytes: Uint8Array.from([0, 255, 7]) } };
    await first.commit([
      ["a", value],
      ["b", 1],
    ]);
    await first.commit([["c", ""]]);
    await first.close();
    const { facts, lost } = await (await open()).load();
    assert.equal(lost, false);
    assert.deepEqual(Object.keys(facts).sort(), ["a", "b", "c"]);
    assert.deepEqual(facts["a"], value);
  },

  "undefined removes a fact, and a later value replaces an earlier one": async (open) => {
    const store = await open();
    await store.load();
    await store.commit([
      ["a", 1],
      ["b", 1],
    ]);
    await store.commit([
      ["a", undefined],
      ["b", 2],
      ["b", 3],
    ]);
    await store.close();
    assert.deepEqual((await (await open()).load()).facts, { b: 3 });
  },

  "commits take effect in the order in which they were made, also when nobody waits": async (open) => {
    const store = await open();
    await store.load();
    const done = Array.from({ length: 50 }, (_, i) => store.commit([["n", i]]));
    for (const each of done) await each;
    await store.close();
    assert.deepEqual((await (await open()).load()).facts, { n: 49 });
  },

  "what load gave is not changed by a later commit": async (open) => {
    const store = await open();
    await store.load();
    await store.commit([["a", 1]]);
    const { facts } = await store.load();
    await store.commit([["a", 2]]);
    assert.equal(facts["a"], 1);
    await store.close();
  },

  "each life's epoch is above the one before": async (open) => {
    for (const expected of [1, 2, 3]) {
      const store = await open();
      assert.equal(await nextEpoch(store), expected);
      await store.close();
    }
  },
};

/** What every store must do. `create` gives each case a medium of its own. */
export function storeContract(create: () => StoreHarness | Promise<StoreHarness>): readonly ContractCase[] {
  return Object.entries(rules).map(([title, rule]) => ({
    title,
    run: async () => {
      const { open, dispose } = await create();
      try {
        await rule(open);
      } finally {
        await dispose();
      }
    },
  }));
}
