import type { Registry } from "@chargepact/agent";
import type { AgentId, ParentConfig, Watts } from "@chargepact/protocol";
import { fallbackOf, grantorOf, requireRanges } from "./settings.js";

/** Where an operator hangs under another. */
export interface ParentSettings {
  /** The operator above. Default: the only grantor that the registry names. */
  readonly grantor?: AgentId;
  /** W; what the connection to it carries at most, uncontrolled load included. */
  readonly powerMaxW: Watts;
  /** W ≥ 0; what it carries back. Default 0. */
  readonly exportMaxW?: Watts;
  /**
   * W/s at which all below go to their fallbacks together. The whole way may take half a lease at most. Default: the whole
   * range in 3 s.
   */
  readonly rampWPerS?: number;
}

/** Throws `BAD_CONFIG` where a connection, or what is guaranteed over it, cannot be. */
export function requireParent(
  id: AgentId,
  { parent, guaranteedW }: { readonly parent?: ParentSettings; readonly guaranteedW?: Watts },
): void {
  if (parent === undefined) return;
  requireRanges(id, {
    "parent.powerMaxW": [parent.powerMaxW, 1, 1e9],
    "parent.exportMaxW": [parent.exportMaxW, 0, 1e9],
    "parent.rampWPerS": [parent.rampWPerS, 1, 1e9],
    guaranteedW: [guaranteedW, 0, parent.powerMaxW],
  });
}

/** CP-FALL-4: what it guarantees those below is what it asks for without any lease. */
export function parentOf(
  id: AgentId,
  registry: Registry,
  { parent, guaranteedW }: { readonly parent: ParentSettings; readonly guaranteedW: Watts },
): ParentConfig {
  const { powerMaxW, exportMaxW = 0, rampWPerS } = parent;
  const asked = { fallbackW: guaranteedW, ...(rampWPerS === undefined ? {} : { rampWPerS }) };
  return {
    grantor: grantorOf(id, registry, parent.grantor),
    powerMaxW,
    exportMaxW,
    fallback: fallbackOf(asked, powerMaxW + exportMaxW),
  };
}
