import type { GridEvents, GridPort } from "@chargepact/agent";
import type { DurationMs, Watts } from "@chargepact/protocol";

/** What a grid operator knows of its network, as a case sets it. */
export class SimulatedNetwork implements GridPort {
  private events: GridEvents | undefined;
  readonly meterW = undefined;

  constructor(private importW: Watts) {}

  listen(events: GridEvents): void {
    this.events = events;
    events.limits({ importW: this.importW, exportW: 0 }, []);
  }

  get capacityW(): Watts {
    return this.importW;
  }

  /** Another capacity from now on. */
  capacity(importW: Watts): void {
    this.importW = importW;
    this.events?.limits({ importW, exportW: 0 }, []);
  }

  emergency(importMaxW: Watts, durationMs: DurationMs): void {
    this.events?.emergency(importMaxW, durationMs);
  }

  plug(): void {
    // Nothing is plugged in at a grid operator.
  }

  personLimit(): void {
    // Nobody sets a limit at a grid operator.
  }

  forget(): void {
    this.events = undefined;
  }
}
