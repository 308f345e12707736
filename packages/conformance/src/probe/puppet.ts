import type { Life } from "@chargepact/agent";
import type { AgentCore, AgentId, CoreEvent, Effect } from "@chargepact/protocol";

/** A core without decisions of its own: says what it was told to say, and tells what it heard. */
export class Puppet implements AgentCore {
  readonly id: AgentId;
  private effects: Effect[] = [];
  /** An event is being handled: what is said now leaves with it. */
  busy = false;

  constructor(
    readonly life: Life,
    private readonly happened: (event: CoreEvent, puppet: Puppet) => void,
  ) {
    this.id = life.id;
  }

  handle(event: CoreEvent): readonly Effect[] {
    this.busy = true;
    try {
      this.happened(event, this);
    } finally {
      this.busy = false;
    }
    const { effects } = this;
    this.effects = [];
    return effects;
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }
}
