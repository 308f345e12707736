import {
  type AgentCore,
  type AgentId,
  ChargepactError,
  type CoreEvent,
  type CoreInput,
  type Effect,
  type Facts,
  isChargepactError,
} from "@chargepact/protocol";
import type { AgentSpec } from "./agent-spec.js";
import { TokenBucket } from "./bucket.js";
import type { Resident } from "./door.js";
import { Equipment } from "./equipment.js";
import { whenDone } from "./maybe-async.js";
import type { RunnerHost } from "./runner-host.js";
import { Sessions } from "./sealer.js";
import {
  bootEntries,
  coreFacts,
  drawnEpoch,
  epochAfter,
  isBootOf,
  lostEntry,
  recoveredEntry,
  shellPrefix,
  type StoreEntry,
  wasLost,
} from "./store.js";
import { PredictorDesk } from "./predict-effect.js";
import { epochSeen } from "./stale-epoch.js";
import { solveEffect } from "./solve-effect.js";
import { Waker } from "./waker.js";

/** What a life finds of the one before it. */
interface Inheritance {
  readonly facts: Facts;
  readonly lost: boolean;
  /** Instants among the facts are of the clock that runs now. */
  readonly sameBoot: boolean;
}

const queuedMax = 10_000;
const [restartMinMs, restartMaxMs] = [1_000, 30_000];
/** A life this long has shown that what failed before works again. */
const restartForgottenMs = 60_000;
/** Restarts because a peer says so: four, and then one in ten minutes. */
const staleRestartRate = { perS: 1 / 600, burst: 4 };

/**
 * Runs the lives of one agent: events in, effects out, in order. Where something fails that the agent's promises rest
 * on, its life ends and the next one begins from the store, with a higher epoch.
 */
export class AgentRunner implements Resident {
  readonly id: AgentId;
  epoch = 0;
  sessions = new Sessions();
  private readonly equipment: Equipment;
  private core: AgentCore | undefined;
  /** Grows with each life: what a former life waited for no longer concerns anybody. */
  private life = 0;
  private stopped = false;
  private busy = false;
  private readonly queue: CoreInput[] = [];
  private readonly waker: Waker;
  private readonly staleRestarts: TokenBucket;
  private readonly predictors: PredictorDesk;
  private restartWaitMs = restartMinMs;
  private beganAt = 0;
  private bootOfLife: string | undefined;
  /** What the shell says with the core's first commit: that a loss is made good, and of which boot instants are now. */
  private firstCommit: readonly StoreEntry[] = [];

  constructor(
    private readonly spec: AgentSpec,
    private readonly host: RunnerHost,
  ) {
    this.id = spec.id;
    const { clock, stats } = host;
    this.staleRestarts = new TokenBucket(staleRestartRate, clock.now().mono);
    this.waker = new Waker(clock, () => {
      this.deliver({ kind: "timer" });
    });
    this.predictors = new PredictorDesk(spec.predictors, clock);
    const onProblem = (error: ChargepactError): void => spec.onProblem?.(error, spec.id);
    this.equipment = new Equipment({ agent: spec.id, port: spec.port, clock, stats, onProblem });
  }

  /** Begins a life: the epoch is durable when this is done (CP-STORE-3). Throws where the store cannot take it. */
  start(epochMin = 1, forgotten = false): void | Promise<void> {
    const { store } = this.spec;
    const life = ++this.life;
    return whenDone(store.load(), ({ facts, lost }) => {
      const unrecovered = lost || forgotten || wasLost(facts);
      const unknown = unrecovered && facts[`${shellPrefix}epoch`] === undefined;
      const epoch = epochAfter(facts, "epoch", unknown ? Math.max(epochMin, drawnEpoch(this.host.entropy)) : epochMin);
      const boot = (this.bootOfLife = this.host.clock.boot);
      const booted = bootEntries(facts, boot);
      this.firstCommit = [...booted.later, ...(unrecovered ? [recoveredEntry] : [])];
      const entries: StoreEntry[] = [[shellPrefix + "epoch", epoch], ...booted.now];
      if (unrecovered) entries.push(lostEntry);
      const sameBoot = isBootOf(facts, boot);
      return whenDone(store.commit(entries), () => {
        if (this.life === life && !this.stopped) this.begin(epoch, { facts, lost: unrecovered, sameBoot });
      });
    });
  }

  /** Ends the agent: nothing more is decided, sent or applied. Its equipment falls back by itself. */
  stop(): void {
    this.stopped = true;
    this.end();
  }

  /** An input from outside; dropped between two lives. */
  deliver(input: CoreInput): void {
    if (this.core === undefined) return;
    if (this.queue.length >= queuedMax && input.kind === "message") return;
    this.queue.push(input);
    if (!this.busy) this.host.batch(this.work);
  }

  private begin(epoch: number, { facts, lost, sameBoot }: Inheritance): void {
    const seed = Buffer.from(this.host.entropy(4)).readUInt32BE();
    this.epoch = epoch;
    this.beganAt = this.host.clock.now().mono;
    this.sessions = new Sessions();
    this.core = this.spec.createCore({ id: this.id, epoch, seed });
    this.host.lifeBegan(this);
    this.host.batch(() => {
      this.deliver({ kind: "start", facts: lost ? {} : coreFacts(facts), lost, sameBoot });
      if (this.host.connected) this.deliver({ kind: "transportUp" });
      this.spec.port?.listen((input) => this.deliver(input));
    });
  }

  private end(): void {
    this.life++;
    this.core = undefined;
    this.busy = false;
    this.queue.length = 0;
    this.waker.forget();
  }

  /** Handles what is queued, one event after the other, until the queue is empty or a store has to be waited for. */
  private readonly work = (): void => {
    const { life } = this;
    this.busy = true;
    for (let input = this.queue.shift(); input !== undefined; input = this.queue.shift()) {
      if (!this.step(input, life)) return;
    }
    this.busy = false;
  };

  /** False where the work goes on later, or in another life. */
  private step(input: CoreInput, life: number): boolean {
    if (this.core === undefined) return false;
    if (this.host.clock.boot !== this.bootOfLife) {
      // CP-STORE-5: the machine was suspended: what its clock says cannot be compared with what it said before.
      this.restart(1, 0);
      return false;
    }
    let effects: readonly Effect[];
    try {
      const event: CoreEvent = { ...input, now: this.host.clock.now() };
      effects = this.core.handle(event);
    } catch (cause) {
      this.fail(new ChargepactError("INTERNAL", `${this.id} could not handle ${input.kind}`, { cause }));
      return false;
    }
    if (!this.performFrom(effects, 0, life)) return false;
    this.restartWhereStale(input);
    return this.life === life;
  }

  private performFrom(effects: readonly Effect[], from: number, life: number): boolean {
    for (let index = from; index < effects.length; index++) {
      const effect = effects[index];
      if (effect === undefined || this.life !== life) break;
      if (effect.kind !== "persist") this.perform(effect);
      else if (!this.persistAt(effects, index, effect.entries)) return false;
    }
    return this.life === life;
  }

  /** CP-STORE-1: true when `entries` are durable now; else what follows them happens once they are, and not before. */
  private persistAt(effects: readonly Effect[], index: number, entries: readonly StoreEntry[]): boolean {
    const { life } = this;
    try {
      const batch = [...entries, ...this.firstCommit];
      this.firstCommit = [];
      const done = this.spec.store.commit(batch);
      if (done === undefined) return true;
      this.host.flush();
      done.then(
        () => this.resume(effects, index + 1, life),
        (cause: unknown) => {
          if (this.life === life) this.failStore(cause);
        },
      );
    } catch (cause) {
      this.failStore(cause);
    }
    return false;
  }

  private resume(effects: readonly Effect[], from: number, life: number): void {
    if (this.life !== life) return;
    this.host.batch(() => {
      if (this.performFrom(effects, from, life)) this.work();
    });
  }

  private perform(effect: Exclude<Effect, { kind: "persist" }>): void {
    const { host, spec } = this;
    switch (effect.kind) {
      case "send":
        host.send(this, effect.to, effect.envelope);
        break;
      case "broadcast":
        host.broadcast(this, effect.envelope);
        break;
      case "wake":
        this.waker.wakeAt(effect.at);
        break;
      case "apply":
        this.equipment.apply(effect);
        break;
      case "solve":
        solveEffect(spec.solve, effect, this.answers());
        break;
      case "predict":
        this.predictors.ask(effect, this.answers());
        break;
      case "setFallback": {
        const answer = this.answers();
        this.equipment.setFallback(effect.fallback, (fallback) => answer({ kind: "fallbackWritten", fallback }));
        break;
      }
      case "alarm":
        spec.onAlarm?.({ ...effect, agent: this.id });
        break;
      case "trace":
        host.traced(this, effect.trace);
        spec.onTrace?.(effect.trace, this.id);
    }
  }

  /** Takes what comes of an effect later on; another life no longer waits for it. */
  private answers(): (input: CoreInput) => void {
    const { life } = this;
    return (input) => {
      if (this.life === life) this.deliver(input);
    };
  }

  /**
   * CP-WINDOW-8: a peer has seen a newer life than this one; the next is above it. CP-STORE-7: the store knows nothing of
   * that life, so it was emptied or put back to an older state: what was in it is lost. A peer that lies can have that
   * too, but not often.
   */
  private restartWhereStale(input: CoreInput): void {
    const seen = epochSeen(input, this.epoch);
    if (seen === undefined) return;
    if (this.staleRestarts.take(1, this.host.clock.now().mono)) this.restart(seen + 1, 0, true);
  }

  private failStore(cause: unknown): void {
    const known = isChargepactError(cause) && cause.code === "STORE_FAILED";
    this.fail(known ? cause : new ChargepactError("STORE_FAILED", `${this.id}: the store failed`, { cause }));
  }

  /** CP-STORE-2: after a failure only what is durable counts, so the life ends and the next begins from the store. */
  private fail(error: ChargepactError): void {
    this.spec.onProblem?.(error, this.id);
    const lived = this.host.clock.now().mono - this.beganAt;
    const wait = lived > restartForgottenMs ? restartMinMs : this.restartWaitMs;
    this.restartWaitMs = Math.min(2 * wait, restartMaxMs);
    this.restart(1, wait);
  }

  private restart(epochMin: number, waitMs: number, forgotten = false): void {
    this.end();
    if (this.stopped) return;
    const { clock, stats } = this.host;
    stats.restarts++;
    const { life } = this;
    clock.setTimer(clock.now().mono + waitMs, () => {
      if (this.life !== life || this.stopped) return;
      try {
        const started = this.start(epochMin, forgotten);
        started?.catch((cause: unknown) => this.failStore(cause));
      } catch (cause) {
        this.failStore(cause);
      }
    });
  }
}
