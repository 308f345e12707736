import { ChargepactError, type Effect, type Fallback } from "@chargepact/protocol";
import type { Clock } from "./clock.js";
import type { AgentPort } from "./ports.js";
import type { Stats } from "./stats.js";

const applyAgeMaxMs = 1_000;

export interface EquipmentOptions {
  readonly agent: string;
  readonly port: AgentPort | undefined;
  readonly clock: Clock;
  readonly stats: Stats;
  onProblem(error: ChargepactError): void;
}

/** What an agent's effects do to its port. A port that fails is a problem to report, never the end of the agent. */
export class Equipment {
  constructor(private readonly options: EquipmentOptions) {}

  /** Holds a band for what is left of its validity. */
  apply({ connector, band, validForMs, decidedAt }: Extract<Effect, { kind: "apply" }>): void {
    const { clock, stats, port } = this.options;
    const age = clock.now().mono - decidedAt;
    if (age > applyAgeMaxMs) {
      // CP-TIME-3: what was decided long ago may no longer hold.
      stats.appliesLate++;
      return;
    }
    try {
      port?.power?.apply(connector, band, Math.max(0, validForMs - age));
    } catch (cause) {
      this.failed("apply a band", cause);
    }
  }

  /** Writes a fallback and hands on what was read back; nothing where that failed. An agent without power has any. */
  setFallback(fallback: Fallback, written: (readBack: Fallback) => void): void {
    try {
      const readBack = this.options.port?.power?.setFallback(fallback) ?? fallback;
      if (readBack instanceof Promise) {
        readBack.then(written, (cause: unknown) => {
          this.failed("write the fallback", cause);
        });
      } else written(readBack);
    } catch (cause) {
      this.failed("write the fallback", cause);
    }
  }

  private failed(what: string, cause: unknown): void {
    const { agent } = this.options;
    this.options.onProblem(new ChargepactError("INTERNAL", `${agent}: the port could not ${what}`, { cause }));
  }
}
