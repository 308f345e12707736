import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AgentHandle,
  FileStore,
  type Life,
  MemoryStore,
  runAgent,
  sha256,
  type Transport,
} from "@chargepact/agent";
import type { AgentCore, CoreOptions } from "@chargepact/protocol";
import { clock, type Pair, rate, site, transportOf } from "./site.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-bench-"));
process.on("exit", () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A running agent with the core of its present life. */
export interface Running<C extends AgentCore> {
  readonly handle: AgentHandle;
  readonly core: () => C;
}

/** Starts one agent of a pair in the shell that everybody uses. */
export async function start<C extends AgentCore>(
  id: string,
  pair: Pair,
  how: { readonly url: string; readonly create: (options: CoreOptions) => C; wrap?(transport: Transport): Transport },
): Promise<Running<C>> {
  const cores: C[] = [];
  const keys = site.keys.get(id);
  const transport = transportOf(how.url, id, pair.qos);
  const handle = await runAgent({
    id,
    registry: site.registry,
    store: pair.durable === true ? new FileStore(join(folder, id)) : new MemoryStore(),
    transport: how.wrap?.(transport) ?? transport,
    clock,
    rate,
    qos: pair.qos,
    createCore: (life: Life) => {
      const core = how.create({ ...life, hash: sha256 });
      cores.push(core);
      return core;
    },
    onProblem: (error) => console.error(error),
    ...(keys === undefined ? {} : { keys }),
  });
  return {
    handle,
    core: () => {
      const core = cores.at(-1);
      if (core === undefined) throw new Error(`${id} has not begun`);
      return core;
    },
  };
}
