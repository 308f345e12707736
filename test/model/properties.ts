import type { StepFunction } from "@chargepact/protocol";
import type { GrantorLabel, HolderLabel } from "./agents.js";
import type { ModelConfig } from "./config.js";
import { baseT, type Label } from "./host.js";

const holders = ["west", "east"] as const;

/**
 * What must hold at every instant, by itself and not by the core's own reckoning: undefined where it does, else which
 * property is broken and by how much. S3 is watched on the wire (`watch.ts`), where somebody acts on what is over.
 */
export function brokenAt(config: ModelConfig, atMs: number, [grid, west, east]: readonly Label[]): string | undefined {
  if (grid === undefined || west === undefined || east === undefined) return undefined;
  const labels = { west, east };
  const flows = Math.max(0, west.meteredW) + Math.max(0, east.meteredW);
  const capacityW = capacityAt(config, atMs);
  if (flows > capacityW) {
    return `S1: the meters say ${west.meteredW} + ${east.meteredW} W, and the capacity is ${capacityW} W`;
  }
  const desk = grid.core as GrantorLabel | undefined;
  if (desk !== undefined && desk.over && !desk.recovering && !isReacting(config, atMs)) {
    return "S1: the ledger has booked more than its capacity";
  }
  for (const id of holders) {
    const label = labels[id];
    const broken = brokenOf(id, label, desk, atMs);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

function brokenOf(id: string, label: Label, desk: GrantorLabel | undefined, atMs: number): string | undefined {
  const { cap, meteredW } = label;
  if (cap !== undefined && cap.until > atMs && meteredW > cap.importW)
    return `S2: ${id} draws ${meteredW} W, and has acknowledged an emergency of ${cap.importW} W`;
  const core = label.core as HolderLabel | undefined;
  const without = core !== undefined && (core.phase === "fallback" || core.phase === "none");
  if (without && meteredW > core.fallbackW && label.fallBy === Number.POSITIVE_INFINITY)
    return `S2: ${id} draws ${meteredW} W without a lease; its fallback is ${core.fallbackW} W`;
  // After a lost ledger nobody knows what is held; nothing is granted until it has ended, and S1 is judged at the meters.
  return desk === undefined || desk.recovering ? undefined : brokenWith(id, label, desk, atMs);
}

/** What a holder does, against what its grantor has booked for it. */
function brokenWith(id: string, label: Label, desk: GrantorLabel, atMs: number): string | undefined {
  const bookedW = Math.max(0, valueAt(desk.booked[id], (baseT + atMs) / 1000));
  if (label.meteredW > bookedW) return `S2: ${id} draws ${label.meteredW} W, and ${bookedW} W are booked for it`;
  const core = label.core as HolderLabel | undefined;
  const same = desk.versions[id]?.find(([version]) => version === core?.version);
  if (same !== undefined && core !== undefined && same[1] !== core.hash)
    return `S4: ${id} holds version ${core.version} with other terms than were committed`;
  return undefined;
}

/** A lowered capacity counts once nobody can still hold what was granted before: ttl + grace later. */
function isReacting({ lowered, ttlMs, timings }: ModelConfig, atMs: number): boolean {
  return lowered !== undefined && atMs >= lowered.atMs && atMs < lowered.atMs + ttlMs + timings.graceMs;
}

function capacityAt(config: ModelConfig, atMs: number): number {
  const { grid, lowered } = config;
  if (grid.deadlineMs !== undefined && atMs >= grid.deadlineMs) return grid.guaranteedW;
  if (lowered !== undefined && atMs >= lowered.atMs && !isReacting(config, atMs)) return lowered.importW;
  return grid.capacityW;
}

function valueAt(booked: StepFunction | undefined, timeS: number): number {
  let value = 0;
  for (const [index, from] of (booked?.times ?? []).entries()) if (from <= timeS) value = booked?.values[index] ?? 0;
  return value;
}
