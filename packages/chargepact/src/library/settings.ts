import type { Registry } from "@chargepact/agent";
import { ChargepactError, type AgentId, type ConnectorInfo, type Fallback, type Watts } from "@chargepact/protocol";

/** What an agent may do without contact, and how fast it gets there. */
export interface FallbackSettings {
  /**
   * W ≥ 0 that it may import without any lease; 0, or at least what the equipment can hold. It has to fit what the grantor
   * guarantees, else it is admitted as 0 W. Default 0.
   */
  readonly fallbackW?: Watts;
  /**
   * W/s at which the equipment goes there. The whole way may take half a lease at most. Default: the whole range in 3 s.
   */
  readonly rampWPerS?: number;
}

const rampS = 3;
/** W per phase at 6 A, the least that a vehicle's charger takes. */
const leastPerPhaseW = 1380;

/** The fallback as the protocol has it; `rangeW` from most export to most import. */
export function fallbackOf(settings: FallbackSettings, rangeW: Watts): Fallback {
  const { fallbackW: importW = 0, rampWPerS = Math.ceil(rangeW / rampS) } = settings;
  return { importW, exportW: 0, rampWPerS };
}

export const powerMinOf = (phases: readonly (1 | 2 | 3)[]): Watts => leastPerPhaseW * phases.length;

/** One connector of a charger. */
export interface ConnectorSettings {
  /** W; most it can give. */
  readonly powerMaxW: Watts;
  /** W; least it can give when it is on. Default 1380 W (6 A at 230 V) a phase; 0 = any power. */
  readonly powerMinW?: Watts;
  /** W; most that may flow back. Default 0: it is not bidirectional. */
  readonly exportMaxW?: Watts;
  /** The site's phases it is wired to. Default all three. */
  readonly phases?: readonly (1 | 2 | 3)[];
}

/** Connectors numbered from 1 in their order. */
export function connectorsOf(connectors: readonly ConnectorSettings[]): readonly ConnectorInfo[] {
  return connectors.map(({ powerMaxW, powerMinW, exportMaxW = 0, phases = [1, 2, 3] }, index) => ({
    connector: index + 1,
    phases,
    powerMaxW,
    powerMinW: powerMinW ?? powerMinOf(phases),
    exportMaxW,
  }));
}

/** Whom an agent asks: as configured, else the only one that the registry names. Throws `BAD_CONFIG`. */
export function grantorOf(id: AgentId, registry: Registry, configured: AgentId | undefined): AgentId {
  if (configured !== undefined) return configured;
  const named = registry.agent(id)?.grantors ?? [];
  const [only] = named;
  if (only !== undefined && only !== "*" && named.length === 1) return only;
  throw new ChargepactError("BAD_CONFIG", `${id}: the registry names ${named.length} grantors, so set config.grantor`);
}

/** Throws `BAD_CONFIG` naming the first value that is not a number within its range. */
export function requireRanges(
  id: AgentId,
  ranges: Readonly<Record<string, readonly [value: number | undefined, min: number, max: number]>>,
): void {
  for (const [name, [value, min, max]] of Object.entries(ranges)) {
    if (value === undefined || (value >= min && value <= max)) continue;
    throw new ChargepactError("BAD_CONFIG", `${id}: config.${name} is ${value}; allowed: ${min} to ${max}`);
  }
}
