import type { FeederDay } from "@chargepact/sim";
import { FeederSwarm } from "./feeder-swarm.js";
import type { FeederSwarmConfig } from "./feeder-swarm.js";
import { runScaledOf, type BrokerOptions, type ScaledRun } from "./run-scaled.js";
import { runVirtualOf, type VirtualRun } from "./run-virtual.js";
import { configOf, type RunnerOptions } from "./run.js";

/** What a run of sites under a feeder takes, whatever its clock and transport. */
export interface FeederRunOptions
  extends RunnerOptions<FeederSwarm>, Pick<FeederSwarmConfig, "insecure" | "observer" | "observerOf" | "predictors"> {}

/** In virtual time; the same day and seed give the same run, bit by bit. */
export function runFeederVirtual(day: FeederDay, options: FeederRunOptions): Promise<VirtualRun<FeederSwarm>> {
  return runVirtualOf(day.feeder, options, (ground) => new FeederSwarm(day, { ...ground, ...feederConfigOf(options) }));
}

/** In scaled time on an MQTT broker. */
export function runFeederScaled(
  day: FeederDay,
  options: FeederRunOptions & BrokerOptions,
): Promise<ScaledRun<FeederSwarm>> {
  return runScaledOf(day.feeder, options, (ground) => new FeederSwarm(day, { ...ground, ...feederConfigOf(options) }));
}

const feederConfigOf = (options: FeederRunOptions) => ({
  ...configOf(options),
  ...(options.observerOf === undefined ? {} : { observerOf: options.observerOf }),
});
