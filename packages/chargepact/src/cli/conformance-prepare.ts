import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeRegistry, saveKeys } from "@chargepact/agent";
import type * as Kit from "@chargepact/conformance";
import { ChargepactError } from "@chargepact/protocol";
import type { ConformanceOptions } from "./conformance-options.js";
import { exitCodes } from "./failure.js";

/** Writes what a test with seals needs: a registry that a key of its own has signed, and everybody's private keys. */
export function prepare(kit: typeof Kit, { role, id }: ConformanceOptions, folder: string): number {
  const file = join(folder, "registry.json");
  if (existsSync(file)) {
    const why = `${file} is there already, and new keys would take the place of those that an agent may have`;
    throw new ChargepactError("BAD_INPUT", `--prepare ${folder}: ${why}; choose another folder, or remove it`);
  }
  const seed = randomBytes(16).toString("hex");
  const { signed, keys, siteKeys } = makeRegistry({ site: "site", seed, agents: kit.sitePlan(role, id) });
  mkdirSync(join(folder, "keys"), { recursive: true });
  writeFileSync(file, `${JSON.stringify(signed, undefined, 2)}\n`);
  writeFileSync(join(folder, "site-key.txt"), `${Buffer.from(siteKeys.publicKey).toString("hex")}\n`);
  for (const [agent, pair] of keys) saveKeys(join(folder, "keys", `${agent}.pem`), pair);
  process.stdout.write(`registry  ${file}, signed by the key in site-key.txt\n`);
  process.stdout.write(
    `keys      ${[...keys.keys()].map((agent) => join(folder, "keys", `${agent}.pem`)).join(", ")}\n`,
  );
  return exitCodes.ok;
}
