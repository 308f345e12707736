import { type Band, ChargepactError, type Effect, type Fallback } from "@chargepact/protocol";
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
  /** What each connector was last told. */
  private readonly applied = new Map<number, Band>();

  constructor(private readonly options: EquipmentOptions) {}

  /** Holds a band for what is left of its validity. */
  apply({ connector, band, validForMs, decidedAt }: Extract<Effect, { kind: "apply" }>): void {
    const { clock, stats, port } = this.options;
    const age = clock.now().mono - decidedAt;
    if (age > applyAgeMaxMs && !this.lowers(connector, band)) {
      // CP-TIME-3: what was decided long ago may no longer hold; less than is applied is never too much.
      stats.appliesLate++;
      return;
    }
    this.applied.set(connector, band);
    try {
      port?.power?.apply(connector, band, Math.max(0, validForMs - age));
    } catch (cause) {
      this.failed("apply a band", cause);
    }
  }

  private lowers(connector: number, { minW, maxW }: Band): boolean {
    const now = this.applied.get(connector);
    if (now === undefined) return false;
    const [importW, exportW] = [Math.max(0, maxW), Math.max(0, -minW)];
    const [importNowW, exportNowW] = [Math.max(0, now.maxW), Math.max(0, -now.minW)];
    return importW <= importNowW && exportW <= exportNowW && importW + exportW < importNowW + exportNowW;
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
