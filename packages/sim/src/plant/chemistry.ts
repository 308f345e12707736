/**
 * Electrical facts of a cell by chemistry. Representative figures, rounded: a plant spreads around them, and the
 * predictor has its own.
 */
export type ChemistryName = "LFP" | "NMC" | "NCA";

export interface Chemistry {
  readonly name: ChemistryName;
  /** Open-circuit voltage of a cell, V, at 0, 10 … 100 % of the usable window, 25 °C, mean of charge and discharge. */
  readonly ocvV: readonly number[];
  /** Mean of the curve, V: what turns Wh into Ah. */
  readonly ocvMeanV: number;
  /** Series resistance at 25 °C when new, as the part of a cell's voltage lost at 1 C. */
  readonly resistance: number;
  /** Activation energy of the resistance, J/mol: it doubles or more between 25 and 0 °C. */
  readonly activationJPerMol: number;
}

const chemistry = (
  name: ChemistryName,
  ocvV: readonly number[],
  resistance: number,
  activationJPerMol: number,
): Chemistry => {
  const inner = ocvV.slice(1, -1).reduce((sum, volts) => sum + volts, 0);
  const ends = ((ocvV[0] ?? 0) + (ocvV.at(-1) ?? 0)) / 2;
  return { name, ocvV, ocvMeanV: (inner + ends) / (ocvV.length - 1), resistance, activationJPerMol };
};

const chemistries: Readonly<Record<ChemistryName, Chemistry>> = {
  LFP: chemistry("LFP", [3.0, 3.2, 3.25, 3.28, 3.29, 3.3, 3.31, 3.33, 3.335, 3.34, 3.45], 0.035, 24_000),
  NMC: chemistry("NMC", [3.3, 3.5, 3.57, 3.62, 3.66, 3.72, 3.8, 3.9, 4.0, 4.08, 4.18], 0.04, 20_000),
  NCA: chemistry("NCA", [3.2, 3.45, 3.55, 3.61, 3.66, 3.73, 3.82, 3.92, 4.01, 4.09, 4.18], 0.04, 20_000),
};

export const chemistryOf = (name: ChemistryName): Chemistry => chemistries[name];

/** Open-circuit voltage of a cell, V, at a state of charge 0–1. */
export function ocvOf(chem: Chemistry, soc: number): number {
  const steps = chem.ocvV.length - 1;
  const position = Math.min(Math.max(soc, 0), 1) * steps;
  const index = Math.min(Math.floor(position), steps - 1);
  const low = chem.ocvV[index] ?? chem.ocvMeanV;
  const high = chem.ocvV[index + 1] ?? low;
  return low + (high - low) * (position - index);
}

/** Gas constant, J/(mol K). */
export const gasJPerMolK = 8.314;
export const kelvinFromC = (celsius: number): number => celsius + 273.15;

/** Growth of the series resistance in the cold (Arrhenius) and with age (doubled at 80 % SoH). */
export function resistanceFactor(chem: Chemistry, temperatureC: number, soh: number): number {
  const cold = Math.exp((chem.activationJPerMol / gasJPerMolK) * (1 / kelvinFromC(temperatureC) - 1 / 298.15));
  return cold * (1 + 5 * Math.max(0, 1 - soh));
}
