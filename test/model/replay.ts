import { agents, type ModelConfig } from "./config.js";
import type { ModelAgents } from "./agents.js";
import { Host, type Label } from "./host.js";
import { Messages } from "./messages.js";
import { brokenAt } from "./properties.js";
import type { Counterexample } from "./search.js";
import { hostOf, type World } from "./world.js";

/**
 * Goes the way of a counterexample once more, on new agents that are never taken back: what it breaks there, or undefined
 * where it breaks nothing, which would be a fault of the search.
 */
export function replayed(
  config: ModelConfig,
  core: ModelAgents,
  { world, counterexample }: { readonly world: World; readonly counterexample: Counterexample },
): string | undefined {
  const messages = new Messages();
  const hosts = agents.map((agent) => new Host(hostOf(config, core, agent), messages));
  const sent = new Set<number>();
  let said: string | undefined;
  let atMs = 0;
  for (const { atMs: at, move } of counterexample.moves) {
    const { agent, input, crash } = move;
    let again = input;
    if (input.kind === "message") {
      again = { ...input, message: messages.numberOf(world.messages.get(input.message)) };
      if (!sent.has(again.message)) throw new Error("in this counterexample a message comes that nobody sent");
    }
    const done = hosts[agent]?.handle((atMs = at), again, crash);
    for (const number of done?.sent ?? []) sent.add(number);
    said = done?.broken[0];
  }
  const labels: readonly Label[] = hosts.map((host) => host.label());
  return said ?? brokenAt(config, Math.max(atMs, counterexample.atMs), labels);
}
