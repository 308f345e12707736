/**
 * Units of every number that crosses a module wall. The brands are optional: a bare number is accepted, a watt where a
 * watt-hour is wanted is not.
 *
 * Sign of power everywhere: + import (charging), − export (discharging), at the grid side of the holder.
 */
declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]?: Name };

/** Power in watts, integer on the wire; + import, − export. */
export type Watts = Unit<"W">;
/** Energy in watt-hours. */
export type WattHours = Unit<"Wh">;
/** Monotonic milliseconds of one agent's own clock; only differences mean something. */
export type MonoMs = Unit<"mono ms">;
/** A duration in milliseconds of the monotonic clock. */
export type DurationMs = Unit<"ms">;
/** Schedule time T: milliseconds since the Unix epoch as the root grantor counts them. */
export type ScheduleMs = Unit<"schedule ms">;
/** Whole seconds of schedule time since the Unix epoch. */
export type UnixS = Unit<"unix s">;
/** Price in micro-units of a currency per kilowatt-hour; may be negative. */
export type MicroPerKwh = Unit<"µ/kWh">;
/** Money in micro-units of a currency, integer-valued. */
export type Micro = Unit<"µ">;
/** Agent or node id: `[a-z0-9-]{1,32}`. */
export type AgentId = string;

/** The instant an event carries into the core: both clocks, read once by the shell. */
export interface Now {
  readonly mono: MonoMs;
  /** The shell's estimate of schedule time; only the root grantor's own is authoritative. */
  readonly t: ScheduleMs;
}

export const idPattern = /^[a-z0-9-]{1,32}$/;

/** Current in amperes per phase for a power in watts: `W / (V · phases)`. Voltage is phase to neutral. */
export function ampsFromWatts(powerW: Watts, phases: 1 | 2 | 3, voltageV = 230): number {
  return powerW / (voltageV * phases);
}

/** Power in watts for a current in amperes per phase. */
export function wattsFromAmps(currentA: number, phases: 1 | 2 | 3, voltageV = 230): Watts {
  return currentA * voltageV * phases;
}
