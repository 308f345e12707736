import type { CoreInput, Effect, Envelope, Fallback } from "@chargepact/protocol";
import type { Act, GrantorLabel, HolderLabel, ModelCore } from "./agents.js";
import type { Messages } from "./messages.js";
import { Port } from "./port.js";
import { noSession, opened, sealed, type Session } from "./sessions.js";
import { GrantorWatch } from "./watch-grantor.js";
import { HolderWatch } from "./watch-holder.js";
import type { Watch } from "./watch.js";

/** Schedule time at true instant 0, ms; a full quarter of an hour. */
export const baseT = 1_800_000_000_000;

/** What can happen to one agent. */
export type Input =
  | { readonly kind: "message"; readonly message: number }
  | { readonly kind: "timer" }
  /** What the port was told has run out: the equipment goes to its failsafe by itself. */
  | { readonly kind: "lapse" }
  /** The power is down where it was told to be; the meter says so. */
  | { readonly kind: "settle" }
  /** The failsafe is written and read back. */
  | { readonly kind: "written" }
  | { readonly kind: "crash" }
  | { readonly kind: "start"; readonly sameBoot: boolean; readonly lost: boolean }
  | { readonly kind: "act"; readonly act: Act }
  /** The wall clock jumps by this much, ms. */
  | { readonly kind: "slip"; readonly ms: number };

/** Where in an event the process dies: before its first commit is durable, or right after. */
export type Crash = "none" | "beforeCommit" | "afterCommit";

/** What a model says of one agent. */
export interface HostOptions {
  readonly id: string;
  /** Own milliseconds in one true one: 1 ± drift. */
  readonly rate: number;
  /** Undefined for a grantor, which has no equipment. */
  readonly port: { readonly rampWPerS: number } | undefined;
  make(epoch: number): ModelCore;
}

/** What one event did. */
export interface Done {
  readonly sent: readonly number[];
  readonly notes: readonly string[];
  readonly broken: readonly string[];
  /** The process was to die at a commit, and there was none. */
  readonly void: boolean;
}

/** Facts of a host in one state that the search needs; true instants, ms. */
export interface Label {
  readonly alive: boolean;
  /** When its clock, its equipment or its port next does something by itself. */
  readonly timerAt: number;
  readonly lapseAt: number;
  readonly fallBy: number;
  readonly writing: boolean;
  readonly meteredW: number;
  readonly core: GrantorLabel | HolderLabel | undefined;
  /** What an emergency allows, W, until a true instant; undefined without one. */
  readonly cap: { readonly importW: number; readonly until: number } | undefined;
}

/** The shell of one agent, its store, and the equipment behind its port. */
export class Host {
  core: ModelCore | undefined;
  epoch = 0;
  readonly port: Port | undefined;
  private readonly store = new Map<string, string>();
  private readonly sessions = new Map<string, Session>();
  private readonly watch: Watch;
  private monoOffset = 0;
  private wallErrorMs = 0;
  private boots = 0;
  private now = 0;
  private sent: number[] = [];
  private notes: string[] = [];
  private crash: Crash = "none";

  constructor(
    private readonly options: HostOptions,
    private readonly messages: Messages,
  ) {
    this.port = options.port === undefined ? undefined : new Port(options.port.rampWPerS);
    this.watch = this.port === undefined ? new GrantorWatch() : new HolderWatch(this.port);
  }

  handle(atMs: number, input: Input, crash: Crash): Done {
    this.now = atMs;
    this.crash = crash;
    const before = this.label();
    this.watch.begin(atMs, before.core, before.timerAt > atMs);
    this.happen(input);
    this.port?.flow(atMs);
    // Copies: the arrays themselves are part of what a checkpoint goes back to.
    const done = {
      sent: [...this.sent],
      notes: [...this.notes],
      broken: this.watch.end(this.core?.label()),
      void: this.crash !== "none",
    };
    this.sent = [];
    this.notes = [];
    this.crash = "none";
    return done;
  }

  label(): Label {
    const next = this.core?.context.timers.next();
    return {
      alive: this.core !== undefined,
      timerAt: next === undefined ? Number.POSITIVE_INFINITY : this.trueOf(next),
      lapseAt: this.port?.lapseAt ?? Number.POSITIVE_INFINITY,
      fallBy: this.port?.fallBy ?? Number.POSITIVE_INFINITY,
      writing: this.port?.writing !== undefined,
      meteredW: this.port?.meteredW ?? 0,
      core: this.core?.label(),
      cap: this.watch.cap,
    };
  }

  private happen(input: Input): void {
    switch (input.kind) {
      case "message":
        this.received(this.messages.get(input.message));
        break;
      case "start":
        this.start(input.sameBoot, input.lost);
        break;
      case "crash":
        this.die();
        break;
      case "act":
        this.watch.told(input.act);
        this.core?.act(input.act);
        this.deliver({ kind: "timer" });
        break;
      case "slip":
        this.wallErrorMs += input.ms;
        this.deliver({ kind: "timer" });
        break;
      case "timer":
        this.deliver({ kind: "timer" });
        break;
      default:
        if (this.port !== undefined) this.atPort(this.port, input.kind);
    }
  }

  private atPort(port: Port, kind: "lapse" | "settle" | "written"): void {
    if (kind === "lapse") port.lapse(this.now);
    else if (kind === "settle") {
      port.settle();
      this.deliver({ kind: "meter", connector: 1, powerW: port.meteredW });
    } else {
      const fallback = port.written();
      if (fallback !== undefined) this.deliver({ kind: "fallbackWritten", fallback });
    }
  }

  private start(sameBoot: boolean, lost: boolean): void {
    if (!sameBoot) {
      // Another boot's clock begins anew, below what the one before has shown.
      this.boots++;
      this.monoOffset = this.boots === 1 ? 1_000_000 : 1_000_000 / this.boots - this.now * this.options.rate;
    }
    if (lost) this.store.clear();
    this.epoch++;
    this.sessions.clear();
    this.core = this.options.make(this.epoch);
    const facts = Object.fromEntries([...this.store].map(([key, text]) => [key, JSON.parse(text) as unknown]));
    this.deliver({ kind: "start", facts, lost, sameBoot });
    this.deliver({ kind: "transportUp" });
  }

  private die(): void {
    this.core = undefined;
    this.sessions.clear();
    this.port?.forgotten();
    this.watch.died();
    this.crash = "none";
  }

  private deliver(input: CoreInput): void {
    const { core } = this;
    if (core === undefined) return;
    if (this.port !== undefined) core.meteredAtPort = this.port.meteredW;
    const next = core.context.timers.next() ?? Number.POSITIVE_INFINITY;
    let mono = this.monoOffset + this.now * this.options.rate;
    if (Math.abs(next - mono) < 0.001) mono = next;
    for (const effect of core.handle({ ...input, now: { mono, t: baseT + this.now + this.wallErrorMs } })) {
      if (effect.kind === "persist" && this.crash === "beforeCommit") {
        this.die();
        return;
      }
      this.perform(effect);
      if (effect.kind === "persist" && this.crash === "afterCommit") {
        this.die();
        return;
      }
    }
  }

  private perform(effect: Effect): void {
    switch (effect.kind) {
      case "persist":
        for (const [key, value] of effect.entries) {
          if (value === undefined) this.store.delete(key);
          else this.store.set(key, JSON.stringify(value));
        }
        break;
      case "send":
        this.send(effect.envelope);
        break;
      case "apply":
        this.port?.apply(effect.band.maxW, Math.ceil(this.now + effect.validForMs / this.options.rate - 0.001));
        this.notes.push(`port: up to ${effect.band.maxW} W for ${Math.round(effect.validForMs)} ms`);
        break;
      case "setFallback":
        this.writeFallback(effect.fallback);
        break;
      case "alarm":
        this.notes.push(`alarm ${effect.code}`);
        break;
      case "wake":
      case "trace":
      case "broadcast":
      case "solve":
      case "predict":
        break;
    }
  }

  private writeFallback(fallback: Fallback): void {
    this.port?.write(fallback);
    this.notes.push(`writes the failsafe ${fallback.importW} W`);
  }

  private send(envelope: Envelope): void {
    const whole = sealed(this.sessionWith(envelope.recipient), envelope);
    if (whole === undefined) return;
    this.watch.sends(whole);
    const number = this.messages.numberOf(whole);
    if (!this.sent.includes(number)) this.sent.push(number);
  }

  private received(envelope: Envelope): void {
    const verdict = opened(this.sessionWith(envelope.sender), envelope, this.epoch);
    if (verdict === "dropped") return;
    if (verdict === "unexplained") this.deliver({ kind: "unexplained", peer: envelope.sender });
    else {
      this.watch.receives(envelope);
      this.deliver({ kind: "message", envelope });
    }
  }

  private sessionWith(peer: string): Session {
    let session = this.sessions.get(peer);
    if (session === undefined) this.sessions.set(peer, (session = noSession()));
    return session;
  }

  /** The true instant, in whole ms, at which the own clock has reached `mono`. */
  private trueOf(mono: number): number {
    return Math.ceil((mono - this.monoOffset) / this.options.rate - 1e-6);
  }
}
