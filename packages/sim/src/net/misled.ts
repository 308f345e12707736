import type { AgentId } from "@chargepact/protocol";
import type { Violation } from "./history.js";

/** Who has lied in a world, and who may have believed it: nobody is blamed for that, and it may outlast the lies. */
export class Misled {
  private readonly liars = new Set<AgentId>();

  /** `links`: who asks whom now. */
  constructor(private readonly links: () => readonly (readonly [AgentId, AgentId])[]) {}

  /** True where this one may lie: one in a world, else nobody would be left who is judged. */
  add(id: AgentId): boolean {
    if (this.liars.size > 0 && !this.liars.has(id)) return false;
    this.liars.add(id);
    return true;
  }

  /** It lied, or it hangs on one who did. */
  has(id: AgentId): boolean {
    if (this.liars.size === 0) return false;
    return this.liars.has(id) || this.links().some(([below, above]) => below === id && this.liars.has(above));
  }

  excuses({ id, agents }: Violation): boolean {
    if (this.liars.size === 0) return false;
    // A battery's protection, what it says, and when it stops saying it hold whoever lies to it; books whoever lies to a grantor.
    if (id === "S5" || id === "S6" || id === "L1") return this.liars.has(agents[0] ?? "");
    if (id === "S1") return this.liars.has(agents.at(-1) ?? "");
    return agents.some((each) => this.has(each));
  }
}
