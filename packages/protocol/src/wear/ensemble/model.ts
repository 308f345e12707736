import type { ValidityBox } from "../types.js";
import type { Growth } from "./growth.js";
import type { Stress } from "./stress.js";

/**
 * A published ageing model of one cell: parts of a loss, each growing along its own clock at a speed that the stress
 * sets. For life studies; a battery quotes by {@link AgeingModel}, whose increments add up.
 */
export interface LifeModel {
  readonly id: string;
  readonly chemistry: "NMC" | "NCA" | "LFP" | "LMO";
  readonly name: string;
  /** Who measured and who fitted. */
  readonly source: string;
  /** Where it was measured; elsewhere it is carried on as it stands. */
  readonly box: Pick<ValidityBox, "temperatureC" | "cRate" | "soc">;
  /** The parts of the loss, always in the same order. */
  growths(stress: Stress): readonly Growth[];
  /** Share of the new capacity that is lost; default the sum of the parts. */
  lossOf?(parts: readonly number[]): number;
}

export const power = (rate: number, exponent: number, dx: number): Growth => ({ kind: "power", rate, exponent, dx });
