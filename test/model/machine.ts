import { checkpointOf, goBack, walk, type Checkpoint } from "./graph.js";
import { Host, type Crash, type Done, type HostOptions, type Input, type Label } from "./host.js";
import type { Messages } from "./messages.js";

/** An event of one agent. */
export interface Event {
  readonly atMs: number;
  readonly input: Input;
  readonly crash: Crash;
}
export interface Step extends Done {
  /** The agent's state afterwards. */
  readonly next: number;
}

/** How many checkpoints are kept of each agent; beyond them a state is reached again from the one it came from. */
const checkpointsKept = 20_000;

/**
 * One agent as a machine with numbered states. The real core runs each event once from each of its states; what comes of
 * it is remembered, so that the search over all agents together is a matter of numbers.
 */
export class Machine {
  readonly labels: Label[] = [];
  /** Events that the real core has worked on. */
  executed = 0;
  private readonly host: Host;
  private readonly numbers = new Map<number, number>();
  private readonly origins: ({ readonly from: number; readonly event: Event } | undefined)[] = [];
  private readonly checkpoints = new Map<number, Checkpoint>();
  private live = 0;

  constructor(options: HostOptions, messages: Messages) {
    this.host = new Host(options, messages);
    this.arrive(undefined);
  }

  get stateCount(): number {
    return this.labels.length;
  }

  step(state: number, event: Event): Step {
    this.goTo(state);
    const done = this.run(event);
    return { ...done, next: this.arrive({ from: state, event }) };
  }

  /**
   * Whether a state that was reached in another way behaves as the one it was taken for: runs `event` from `state` and then
   * `then`, and compares what comes of it with what is known. Of every state that the two events lead to.
   */
  agrees(state: number, event: Event, then: Event, known: Step): boolean {
    this.goTo(state);
    this.run(event);
    const done = this.run(then);
    const { hash } = walk(this.host);
    this.live = -1;
    const [left, right] = [done, known].map(({ sent, broken, void: none }) => JSON.stringify([sent, broken, none]));
    return this.numbers.get(hash) === known.next && left === right;
  }

  private run({ atMs, input, crash }: Event): Done {
    this.executed++;
    return this.host.handle(atMs, input, crash);
  }

  private arrive(origin: { readonly from: number; readonly event: Event } | undefined): number {
    const { hash, objects } = walk(this.host);
    let number = this.numbers.get(hash);
    if (number === undefined) {
      number = this.labels.push(this.host.label()) - 1;
      this.numbers.set(hash, number);
      this.origins.push(origin);
      this.keep(number, checkpointOf(objects));
      this.live = number;
    } else {
      // Another graph of the same form: what is kept is the first one.
      this.live = -1;
    }
    return number;
  }

  private keep(state: number, checkpoint: Checkpoint): void {
    if (this.checkpoints.size >= checkpointsKept) {
      for (const oldest of this.checkpoints.keys()) {
        if (oldest === 0) continue;
        this.checkpoints.delete(oldest);
        break;
      }
    }
    this.checkpoints.set(state, checkpoint);
  }

  private goTo(state: number): void {
    if (this.live === state) {
      this.live = -1;
      return;
    }
    const checkpoint = this.checkpoints.get(state);
    if (checkpoint !== undefined) {
      goBack(checkpoint);
      this.live = -1;
      return;
    }
    const origin = this.origins[state];
    if (origin === undefined) throw new Error(`state ${state} was never reached`);
    this.goTo(origin.from);
    this.run(origin.event);
    this.keep(state, checkpointOf(walk(this.host).objects));
    this.live = -1;
  }
}
