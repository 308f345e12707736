import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadKeys, makeRegistry, mqttTransport, Registry, type RegistryDocument } from "@chargepact/agent";
import type * as Kit from "@chargepact/conformance";
import { ChargepactError } from "@chargepact/protocol";
import type { ConformanceOptions } from "./conformance-options.js";
import { prepare } from "./conformance-prepare.js";
import { exitCodes } from "./failure.js";
import { stopOnSignal } from "./signals.js";

/** The kit is an optional peer: whoever does not test agents does not install it. */
async function loadKit(): Promise<typeof Kit> {
  try {
    return await import("@chargepact/conformance");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND") throw cause;
    const todo = "npm install --save-dev @chargepact/conformance";
    throw new ChargepactError("BAD_CONFIG", `the conformance kit is not installed: ${todo}`, { cause });
  }
}

/** `chargepact conformance`: tests an agent over a broker. Resolves with the exit code. */
export async function runConformance(options: ConformanceOptions): Promise<number> {
  const kit = await loadKit();
  if (options.list === true) return list(kit, options);
  if (options.prepare !== undefined) return prepare(kit, options, options.prepare);
  const settings = settingsOf(kit, options);
  const port = options.meter === undefined ? undefined : new kit.TestPort(options.meter.replace(/\/+$/, ""));
  const supports = new Set([...((await port?.begin()) ?? []), ...featuresOf(kit, options.supports)]);
  const stop = stopOnSignal();
  process.stdout.write(
    `seed ${settings.seed}; it supports: ${[...supports].join(", ") || "nothing beside the wire"}\n`,
  );
  try {
    const equipment = port ?? kit.noEquipment;
    const report = await kit.runBlackBox({ ...settings, supports, equipment, signal: stop.signal, onCase: say });
    if (options.json !== undefined)
      writeFileSync(options.json, `${JSON.stringify(kit.reportDocument(report), undefined, 2)}\n`);
    if (options.junit !== undefined) writeFileSync(options.junit, kit.reportJunit(report));
    process.stdout.write(`\n${kit.reportTable(report)}\n`);
    return stop.exitCode ?? codeOf(kit, report);
  } finally {
    port?.end();
    stop.dispose();
  }
}

function say({ test, outcome, ms }: Kit.CaseResult): void {
  process.stdout.write(`${outcome.kind.padEnd(8)}${(ms / 1000).toFixed(1).padStart(6)} s  ${test.name}\n`);
}

function settingsOf(kit: typeof Kit, options: ConformanceOptions): Omit<Kit.BlackBoxRun, "supports" | "equipment"> {
  const { role, id, root, broker, seed } = options;
  if (broker === undefined)
    throw bad("--broker is missing: the address of the MQTT broker that the agent is connected to");
  const registry = registryOf(kit, options);
  return {
    ...{ role, subject: id, registry, root, ...kit.partnersIn(registry, role, id) },
    seed: seed === undefined ? Math.floor(Date.now() / 1000) : numberOf("--seed", seed, [0, 2 ** 32 - 1]),
    keys: options.insecure === true ? undefined : (partner) => loadKeys(join(options.keys ?? ".", `${partner}.pem`)),
    transport: (partner) => mqttTransport({ url: broker, id: partner }),
    ttlMs: numberOf("--ttl", options.ttl, [2_000, 3_600_000]),
    graceMs: numberOf("--grace", options.grace, [100, 60_000]),
    ...(options.only === undefined ? {} : { only: idsOf(kit, options.only) }),
    ...(options.part === undefined ? {} : { part: partOf(options.part) }),
  };
}

/** 0 only where something passed, nothing failed, and every case could be set up. */
function codeOf(kit: typeof Kit, { verdicts, results }: Kit.Report): number {
  const { pass, fail } = kit.counts(verdicts);
  if (fail > 0) return exitCodes.failed;
  return pass === 0 || results.some(({ outcome }) => outcome.kind === "stuck") ? exitCodes.notTested : exitCodes.ok;
}

function registryOf(kit: typeof Kit, { registry, keys, insecure, role, id }: ConformanceOptions): Registry {
  if (registry === undefined) {
    if (insecure !== true)
      throw bad("--registry and --keys are missing: --prepare DIR writes them; --insecure needs none");
    return makeRegistry({ site: "site", seed: "insecure", agents: kit.sitePlan(role, id) }).registry;
  }
  if (keys === undefined && insecure !== true)
    throw bad("--keys is missing: the folder with the partners' private keys");
  try {
    // The tester takes the registry as it is: whether it is trusted is a question to the agent under test.
    const { document } = JSON.parse(readFileSync(registry, "utf8")) as { readonly document: string };
    return new Registry(JSON.parse(document) as RegistryDocument);
  } catch (cause) {
    throw new ChargepactError("BAD_INPUT", `${registry} is no signed registry ({document, signature})`, { cause });
  }
}

function featuresOf(kit: typeof Kit, list: string | undefined): readonly Kit.Feature[] {
  const names = list?.split(",").map((name) => name.trim()) ?? [];
  const unknown = names.find((name) => !(kit.features as readonly string[]).includes(name));
  if (unknown !== undefined) throw bad(`--supports ${unknown} is not known: ${kit.features.join(", ")}`);
  return names as readonly Kit.Feature[];
}

function idsOf(kit: typeof Kit, list: string): ReadonlySet<string> {
  const ids = list.split(",").map((id) => id.trim());
  const unknown = ids.find((id) => !(id in kit.requirements));
  if (unknown !== undefined) throw bad(`--only ${unknown} is no requirement: docs/requirements.md has them`);
  return new Set(ids);
}

function partOf(text: string): Kit.Part {
  const [number = 0, of = 0] = /^(\d{1,3})\/(\d{1,3})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (number >= 1 && number <= of) return { number, of };
  throw bad(`--part is ${text}; allowed: K/N with K from 1 to N, as 2/3`);
}

function list(kit: typeof Kit, { role }: ConformanceOptions): number {
  for (const { name, ids, needs, roles } of kit.cases) {
    if (!roles.includes(role)) continue;
    process.stdout.write(`${name}\n    ${ids.join(" ")}${needs.length === 0 ? "" : `; needs ${needs.join(", ")}`}\n`);
  }
  return exitCodes.ok;
}

function numberOf(name: string, text: string, [min, max]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw bad(`${name} is ${text}; allowed: whole numbers from ${min} to ${max}`);
}

const bad = (message: string): ChargepactError => new ChargepactError("BAD_INPUT", message);
