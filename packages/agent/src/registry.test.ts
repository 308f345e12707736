import { ChargepactError } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { makeRegistry, openRegistry, type RegistryPlan, signRegistry } from "./registry.js";
import { launchAgent } from "./run-agent.js";
import { MemoryStore } from "./store.js";
import { world } from "./testing/world.js";

const agents: readonly RegistryPlan[] = [
  { id: "grid", role: "grid", grantors: [], powerCapW: 100_000 },
  { id: "cs", role: "charger", grantors: ["grid"], powerCapW: 22_000 },
  { id: "ev", role: "battery", grantors: ["*"], powerCapW: 11_000 },
];
const made = (seed = "seed", version = 1) => makeRegistry({ site: "site", seed, agents, version });

test("CP-SEAL-6 a registry is opened only with the signature of the site's key", () => {
  const { signed, siteKeys } = made();
  const { keys: strangers } = made("other");
  expect(openRegistry(signed, siteKeys.publicKey).agent("cs")?.powerCapW).toBe(22_000);
  const changed = { ...signed, document: signed.document.replace("22000", "99000") };
  expect(() => openRegistry(changed, siteKeys.publicKey)).toThrow(/not signed by site key/);
  expect(() => openRegistry(signed, strangers.get("cs")!.publicKey)).toThrow(ChargepactError);
});

test("CP-SEAL-6 a registry older than one seen before is refused, also in a later life", () => {
  const w = world();
  const store = new MemoryStore();
  const start = (version: number) => {
    const { registry, keys } = makeRegistry({ site: "site", seed: "test", version, agents });
    const key = keys.get("ev")!;
    return launchAgent({ ...w.options("ev"), registry, keys: key, store });
  };
  void start(5).handle.kill();
  void start(5).handle.kill();
  expect(() => start(4)).toThrow(/older than 5/);
  void start(6).handle.kill();
  expect(() => start(5)).toThrow(/older than 6/);
});

test("a document that breaks a rule is refused with the place and the rule", () => {
  const { registry, siteKeys } = made();
  const [grid, cs, ev] = registry.document.agents;
  const broken: readonly (readonly [unknown, RegExp])[] = [
    [{ ...grid, id: "Grid" }, /agents\[0\]\.id does not match/],
    [{ ...grid, role: "boss" }, /agents\[0\]\.role is none of/],
    [{ ...grid, node: "" }, /node/],
    [{ ...grid, grantors: ["a", "a"] }, /grantors/],
    [{ ...grid, keys: ["00"] }, /keys/],
    [{ ...grid, keys: cs?.keys }, /key [0-9a-f]+ occurs twice/],
    [{ ...grid, powerCapW: -1 }, /powerCapW/],
    [{ ...grid, id: "cs" }, /agent cs occurs twice/],
    [7, /is not an object/],
  ];
  for (const [entry, problem] of broken) {
    const document = { ...registry.document, agents: [entry, cs, ev] } as typeof registry.document;
    expect(() => openRegistry(signRegistry(document, siteKeys), siteKeys.publicKey)).toThrow(problem);
  }
});

test("a roaming battery may ask every charger and storage site, and nobody else", () => {
  const { registry } = made();
  expect(registry.isHolder("ev", "cs")).toBe(true);
  expect(registry.isHolder("ev", "grid")).toBe(false);
  expect(registry.isHolder("cs", "ev")).toBe(false);
  expect(registry.isHolder("stranger", "cs")).toBe(false);
});

test("the same seed makes the same keys, another seed others", () => {
  expect(made().keys.get("ev")?.keyId).toBe(made().keys.get("ev")?.keyId);
  expect(made().keys.get("ev")?.keyId).not.toBe(made("x").keys.get("ev")?.keyId);
});

test("an agent whose id or key the registry does not have is not started", () => {
  const w = world();
  const { keys } = made("x");
  expect(() => launchAgent({ ...w.options("ev"), keys: keys.get("ev")! })).toThrow(/does not have key/);
  expect(() => launchAgent({ ...w.options("ev"), id: "nobody" })).toThrow(/does not have agent nobody/);
});

test("CP-SEAL-6 unsealed messages are refused on a transport that leaves this machine", () => {
  const w = world();
  const transport = { ...w.net.transport("ev"), loopback: false };
  expect(() => launchAgent({ ...w.options("ev"), transport, insecure: true })).toThrow(/loopback/);
});
