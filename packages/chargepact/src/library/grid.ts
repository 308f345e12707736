import { gridPort, type GridPort, type Registry } from "@chargepact/agent";
import {
  ChargepactError,
  GridCore,
  llf,
  type AgentId,
  type ClearingStrategy,
  type DurationMs,
  type GridConfig,
  type GridLimits,
  type PriceVector,
  type Watts,
} from "@chargepact/protocol";
import type { Agent, AgentOptions } from "./options.js";
import { parentOf, requireParent, type ParentSettings } from "./parent.js";
import { requireRanges } from "./settings.js";
import { start } from "./start.js";

/** What a grid operator's agent is told. Who may hold a lease is in the registry: all that name it as grantor. */
export interface GridSettings {
  /**
   * W of import that no fault takes away, uncontrolled load included: what is left beside that load is what fallbacks of
   * chargers, storage sites and operators below are admitted from. Under a `parent` it is asked for there as this
   * operator's own fallback, and what is admitted counts. Default 0: all fallbacks are 0 W.
   */
  readonly guaranteedW?: Watts;
  /**
   * The operator above. Then this one gives out what it holds there, its lease or its fallback, and at most the limits of
   * its own port; its prices are the port's own. Default: none, the port's limits are its capacity.
   */
  readonly parent?: ParentSettings;
  /** How needs become schedules. Default `llf`: least laxity first. */
  readonly strategy?: ClearingStrategy;
  /** Planning step, s; whole steps make an hour. Default 300. */
  readonly stepS?: number;
  /** How far plans reach, s. Default 86 400: a day. At most 1000 steps. */
  readonly horizonS?: number;
  /**
   * How long a lease lasts without a renewal. Default 180 000 ms, and 900 000 ms where another operator is among the
   * holders: what that one grants ends before what it holds.
   */
  readonly leaseTtlMs?: DurationMs;
  /** A plan waits so long for more news. Default 2000 ms. */
  readonly debounceMs?: DurationMs;
  /** At most one plan in this time, emergencies excepted. Default 10 000 ms. */
  readonly planIntervalMs?: DurationMs;
  /**
   * Plan and book each phase too, against the port's `phaseImportW`. Default false. `wiring` says which phases a connector
   * loads, by `AGENT/CONNECTOR`; one that is not in it counts wholly on every phase.
   */
  readonly phased?: boolean;
  readonly wiring?: Readonly<Record<string, readonly (1 | 2 | 3)[]>>;
}

const stepsMax = 1000;
/** Leases of chargers and storage sites, and of operators below. */
const [deviceTtlMs, siteTtlMs] = [180_000, 900_000];

/**
 * Starts the agent of a grid operator: it owns the capacity, or holds it of the operator above (`config.parent`), clears
 * all needs into leases that fit it, and passes emergencies down. Throws `BAD_CONFIG`, `REGISTRY`, `STORE_FAILED`.
 */
export function createGridAgent(
  options: AgentOptions & { readonly port: GridPort; readonly config?: GridSettings },
): Promise<Agent> {
  const { id, registry, port, config = {} } = options;
  requireSettings(id, config);
  const core = coreConfigOf(id, registry, config);
  return start(options, {
    role: "grid",
    port: gridPort(port),
    createCore: (coreOptions) => new GridCore(coreOptions, core),
  });
}

function requireSettings(id: AgentId, config: GridSettings): void {
  const { stepS = 300 } = config;
  requireRanges(id, {
    guaranteedW: [config.guaranteedW, 0, 1e9],
    stepS: [stepS, 10, 3600],
    horizonS: [config.horizonS, stepS, stepsMax * stepS],
    leaseTtlMs: [config.leaseTtlMs, 1000, 14_400_000],
    debounceMs: [config.debounceMs, 0, 60_000],
    planIntervalMs: [config.planIntervalMs, 1, 900_000],
  });
  if (3600 % stepS !== 0) {
    throw new ChargepactError(
      "BAD_CONFIG",
      `${id}: config.stepS is ${stepS}; 3600 s have to be whole steps, as 300 or 900`,
    );
  }
  requireParent(id, config);
}

function coreConfigOf(id: AgentId, registry: Registry, config: GridSettings): GridConfig {
  const { stepS = 300, horizonS = Math.min(86_400, stepsMax * stepS), parent, guaranteedW = 0 } = config;
  const holders = registry.document.agents.filter((entry) => entry.grantors.includes(id));
  const hasOperators = holders.some(({ role }) => role === "grid");
  return {
    children: new Map(holders.map((entry) => [entry.id, entry.powerCapW])),
    wiring: new Map(Object.entries(config.wiring ?? {})),
    phased: config.phased ?? false,
    strategy: config.strategy ?? llf,
    stepS,
    stepsMax: Math.floor(horizonS / stepS),
    guaranteedW,
    ttlMs: config.leaseTtlMs ?? (hasOperators ? siteTtlMs : deviceTtlMs),
    debounceMs: config.debounceMs ?? 2_000,
    planIntervalMs: config.planIntervalMs ?? 10_000,
    settleMs: 8000,
    ...(parent === undefined ? {} : { parent: parentOf(id, registry, { parent, guaranteedW }) }),
  };
}

/** A network that does not change: the port of a grid operator in trials. Without prices energy has none. */
export function fixedGrid(limits: GridLimits, prices?: PriceVector): GridPort {
  return {
    listen: (events) => {
      if (prices !== undefined) events.prices(prices);
      events.limits(limits, []);
    },
  };
}
