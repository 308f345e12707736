import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MadeRegistry } from "@chargepact/agent";

const python = process.env["CHARGEPACT_PYTHON"] ?? "/usr/bin/python3";
const main = fileURLToPath(new URL("../../examples/other-language/main.py", import.meta.url));

/** Why the charger in examples/other-language cannot run here; undefined where it can. */
export const pythonMissing = ((): string | undefined => {
  try {
    execFileSync(python, ["-c", "import cryptography, google.protobuf, paho.mqtt.client"], { stdio: "pipe" });
    execFileSync("protoc", ["--version"], { stdio: "pipe" });
    return undefined;
  } catch {
    return "needs Debian's python3-paho-mqtt, python3-protobuf, python3-cryptography and protobuf-compiler";
  }
})();

/** Throws with what differs from `proto/vectors.json`. */
export function checkVectors(): void {
  execFileSync(python, ["-B", "-m", "unittest", "test_vectors"], { cwd: dirname(main), stdio: "pipe" });
}

/** A running charger of examples/other-language, by its test port. */
export interface PythonCharger {
  /** Address of its test port. */
  readonly url: string;
  /** What it has said, one line for each thing. */
  readonly lines: readonly string[];
  meterW(): Promise<number>;
  plug(vehicle: {
    readonly energyWh: number;
    readonly powerMaxW?: number;
    readonly departureS?: number;
  }): Promise<void>;
  unplug(): Promise<void>;
  /** Ends the process as a power cut does. */
  kill(): Promise<void>;
}

/** What `docs/wire.md` calls files: a registry, the site's public key in hex, a private key. */
export interface AgentFiles {
  readonly registry: string;
  readonly siteKey: string;
  readonly key: string;
}

/** The files of one agent of a site, in this folder. */
export function writeFiles(folder: string, site: MadeRegistry, id: string): AgentFiles {
  const [registry, key] = [join(folder, "registry.json"), join(folder, `${id}.pem`)];
  writeFileSync(registry, JSON.stringify(site.signed));
  writeFileSync(key, site.keys.get(id)?.toPem() ?? "", { mode: 0o600 });
  return { registry, siteKey: Buffer.from(site.siteKeys.publicKey).toString("hex"), key };
}

export interface PythonOptions {
  readonly id: string;
  readonly broker: string;
  readonly password?: string;
  readonly files: AgentFiles;
  /** Its store; kept between two starts. */
  readonly store: string;
  readonly options?: readonly string[];
}

/** Starts it; it answers at its test port when this is done. */
export async function startPython({
  id,
  broker,
  password,
  files,
  store,
  options = [],
}: PythonOptions): Promise<PythonCharger> {
  const { registry, siteKey, key } = files;
  const words = ["--id", id, "--broker", broker, "--registry", registry, "--site-key", siteKey, "--key", key];
  const child = spawn(python, ["-B", main, ...words, "--store", store, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(password === undefined ? {} : { CHARGEPACT_PASSWORD: password }) },
  });
  const lines: string[] = [];
  let unfinished = "";
  child.stderr.on("data", (text: Buffer) => {
    const parts = (unfinished + text.toString()).split("\n");
    unfinished = parts.pop() ?? "";
    lines.push(...parts);
    if (process.env["CHARGEPACT_DEBUG"] === "1") process.stderr.write(text);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (text: Buffer) => resolve(text.toString().trim()));
    void ended.then(() => reject(new Error(`the charger did not start:\n${lines.join("\n")}`)));
  });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)}`);
    return response.json();
  };
  return {
    url,
    lines,
    meterW: async () => {
      const { connectors } = (await ask("GET", "/meter")) as { connectors: { connector: number; powerW: number }[] };
      return connectors.find(({ connector }) => connector === 1)?.powerW ?? Number.NaN;
    },
    plug: async (vehicle) => {
      await ask("POST", "/plug", { connector: 1, ...vehicle });
    },
    unplug: async () => {
      await ask("POST", "/plug", { connector: 1, holder: null });
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
