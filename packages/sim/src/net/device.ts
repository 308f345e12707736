import type { PowerPort } from "@chargepact/agent";
import type { Band, DurationMs, Fallback, Watts } from "@chargepact/protocol";

interface Told {
  readonly band: Band;
  /** ms of the world's time. */
  readonly until: number;
}

interface Connector {
  readonly connector: number;
  readonly powerMaxW: Watts;
}

/** What equipment may do, W ≥ 0 each: import and export apart. */
export interface Allowed {
  readonly importW: Watts;
  readonly exportW: Watts;
}

/**
 * A station's, a storage site's or a battery's power electronics: holds what it was told for as long as that is valid,
 * then goes to its own failsafe at its own ramp, whether or not anybody is there to tell it. The failsafe is one power
 * for all of its connectors together.
 */
export class Device implements PowerPort {
  /** Its own failsafe, as last written. */
  failsafe: Fallback = { importW: 0, exportW: 0, rampWPerS: 100_000 };
  /** A write that fails is not read back. */
  writesFail = false;
  readonly told = new Map<number, Told>();

  constructor(
    readonly connectors: readonly Connector[],
    private readonly nowMs: () => number,
    private readonly changed: () => void,
  ) {}

  apply(connector: number, band: Band, validForMs: DurationMs): void {
    this.told.set(connector, { band, until: this.nowMs() + validForMs });
    this.changed();
  }

  setFallback(fallback: Fallback): Fallback {
    if (this.writesFail) throw new Error("the equipment does not answer");
    this.failsafe = fallback;
    this.changed();
    return { ...fallback };
  }

  /** The band that was told and is still valid; undefined: at its failsafe, or on the way there. */
  live(connector: number): Band | undefined {
    const told = this.told.get(connector);
    return told !== undefined && told.until > this.nowMs() ? told.band : undefined;
  }

  /** W that each connector may take now; those without a valid band share the failsafe, on the way there too. */
  allowed(): ReadonlyMap<number, Allowed> {
    const result = new Map<number, Allowed>();
    const over: Connector[] = [];
    for (const each of this.connectors) {
      const live = this.live(each.connector);
      if (live === undefined) over.push(each);
      else result.set(each.connector, { importW: Math.max(0, live.maxW), exportW: Math.max(0, -live.minW) });
    }
    if (over.length === 0) return result;
    const imports = this.falling(over, this.failsafe.importW, ({ maxW }) => maxW);
    const exports = this.falling(over, this.failsafe.exportW, ({ minW }) => -minW);
    for (const [index, { connector }] of over.entries()) {
      result.set(connector, { importW: imports[index] ?? 0, exportW: exports[index] ?? 0 });
    }
    return result;
  }

  /** The band that a connector is held in now, W. */
  band(connector: number): Band {
    const live = this.live(connector);
    if (live !== undefined) return live;
    const { importW = 0, exportW = 0 } = this.allowed().get(connector) ?? {};
    return { minW: 0 - exportW, maxW: importW };
  }

  /** Together, W. */
  total(): Allowed {
    let [importW, exportW] = [0, 0];
    for (const each of this.allowed().values()) {
      importW += each.importW;
      exportW += each.exportW;
    }
    return { importW, exportW };
  }

  /** W of connectors whose bands are over: from what they had together down to the failsafe at its ramp. */
  private falling(over: readonly Connector[], toW: Watts, of: (band: Band) => Watts): readonly Watts[] {
    const before = over.map(({ connector }) => {
      const told = this.told.get(connector);
      return told === undefined ? 0 : Math.max(0, of(told.band));
    });
    const sum = before.reduce((total, each) => total + each, 0);
    const since = Math.max(...over.map(({ connector }) => this.told.get(connector)?.until ?? 0));
    const nowW = sum - (this.failsafe.rampWPerS * (this.nowMs() - since)) / 1000;
    if (nowW > toW) return before.map((each) => (each * nowW) / sum);
    let left = toW;
    return over.map(({ powerMaxW }) => {
      const share = Math.min(left, powerMaxW);
      left -= share;
      return share;
    });
  }
}
