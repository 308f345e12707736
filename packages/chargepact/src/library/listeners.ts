import type { AgentEvents } from "./options.js";

type Listener<Name extends keyof AgentEvents> = (event: AgentEvents[Name]) => void;
type Lists = { readonly [Name in keyof AgentEvents]: Set<Listener<Name>> };

/** Who listens to an agent. */
export class Listeners {
  private readonly lists: Lists = {
    message: new Set(),
    trace: new Set(),
    alarm: new Set(),
    problem: new Set(),
    refused: new Set(),
  };

  add<Name extends keyof AgentEvents>(name: Name, listener: Listener<Name>): () => void {
    const list: Set<Listener<Name>> = this.lists[name];
    list.add(listener);
    return () => list.delete(listener);
  }

  /** False where nobody listens. */
  tell<Name extends keyof AgentEvents>(name: Name, event: AgentEvents[Name]): boolean {
    const list: Set<Listener<Name>> = this.lists[name];
    for (const listener of list) listener(event);
    return list.size > 0;
  }
}
