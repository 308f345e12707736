import type { AgentPort } from "@chargepact/agent";
import type { CoreInput } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";
import { baseBoundOf, limitsOf, pricesOf } from "./operator-inputs.js";

/** Changes of the meter smaller than this wait for the next regular report, W. */
const reportW = 40;
const reportMs = 60_000;

/** What the operator of a feeder knows of its network: limits, its own base load, prices, emergencies and the meter. */
export class FeederPort implements AgentPort {
  private listener: ((input: CoreInput) => void) | undefined;
  private reported: { readonly powerW: number; readonly atMs: number } | undefined;
  private lowered: { readonly importMaxW: number; readonly untilMs: number } | undefined;

  constructor(
    private readonly day: Day,
    private readonly nowMs: () => number,
  ) {}

  listen(input: (input: CoreInput) => void): void {
    this.listener = input;
    this.reported = undefined;
    input({ kind: "baseLoad", bound: baseBoundOf(this.day) });
    input({ kind: "prices", prices: pricesOf(this.day) });
    input({ kind: "limits", limits: limitsOf(this.day), reasons: [] });
    this.stateEmergency();
  }

  /** The feeder may import only this much until then, W and schedule ms; an operator that starts later hears it too. */
  emergency(importMaxW: number, untilMs: number): void {
    this.lowered = { importMaxW, untilMs };
    this.stateEmergency();
  }

  /** Reports the meter where it has changed, and once a minute. */
  pump(powerW: number): void {
    const { reported } = this;
    const atMs = this.nowMs();
    const still = reported !== undefined && Math.abs(powerW - reported.powerW) < reportW;
    if (still && atMs - reported.atMs < reportMs) return;
    this.reported = { powerW, atMs };
    this.tell({ kind: "meter", connector: 1, powerW });
  }

  tell(input: CoreInput): void {
    this.listener?.(input);
  }

  private stateEmergency(): void {
    const { lowered } = this;
    const durationMs = (lowered?.untilMs ?? 0) - this.nowMs();
    if (lowered === undefined || durationMs <= 0) return;
    this.tell({ kind: "emergency", importMaxW: lowered.importMaxW, durationMs });
  }
}
