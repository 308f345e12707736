import { gasConstant, interpolate, type Point } from "../pack.js";
import { graphiteHalfV, graphiteV } from "./graphite.js";
import { type LifeModel, power } from "./model.js";
import type { Stress } from "./stress.js";

const depthOf = ({ socMin, socMax }: Stress): number => socMax - socMin;

/** Open-circuit voltage of the Sanyo UR18650E, V (Ecker et al. 2014, J. Power Sources 248; Schmalstieg et al. 2014). */
const sanyoV: readonly Point[] = [
  [0, 3.331],
  [0.027, 3.379],
  [0.063, 3.441],
  [0.117, 3.511],
  [0.172, 3.562],
  [0.226, 3.597],
  [0.281, 3.62],
  [0.353, 3.642],
  [0.426, 3.663],
  [0.48, 3.687],
  [0.535, 3.721],
  [0.589, 3.765],
  [0.644, 3.815],
  [0.698, 3.867],
  [0.752, 3.918],
  [0.807, 3.972],
  [0.861, 4.032],
  [0.915, 4.088],
  [0.97, 4.136],
  [1, 4.162],
];
const sanyoAh = 2.15;

/** Calendar loss as t^0.75 by voltage, cycle loss as the root of charge by mean voltage and depth. */
export const schmalstieg: LifeModel = {
  id: "nmc111-schmalstieg-2014",
  chemistry: "NMC",
  name: "NMC111 Sanyo 2 Ah, Schmalstieg",
  source: "Schmalstieg et al. 2014, J. Power Sources 257",
  box: { temperatureC: [20, 50], cRate: [0, 1], soc: [0, 1] },
  growths: (stress) => {
    const calendar = stress.mean(
      (soc, kelvins) => Math.max(0, 7.543 * interpolate(sanyoV, soc) - 23.75) * 1e6 * Math.exp(-6976 / kelvins),
    );
    const volts = Math.sqrt(stress.mean((soc) => interpolate(sanyoV, soc) ** 2));
    const cycle = 7.348e-3 * (volts - 3.667) ** 2 + 7.6e-4 + 4.081e-3 * depthOf(stress);
    return [power(calendar, 0.75, stress.days), power(cycle, 0.5, stress.cycles * 2 * sanyoAh)];
  },
};

const arrhenius = (energyJPerMol: number, kelvins: number): number =>
  Math.exp((-energyJPerMol / gasConstant) * (1 / kelvins - 1 / 298.15));

/** Roots of time and of cycles; the cycle part grows with √(depth · charging rate), the more the colder and fuller. */
export const smith: LifeModel = {
  id: "nmc622-smith-2021",
  chemistry: "NMC",
  name: "NMC622 50 Ah, Smith",
  source: "Smith et al. 2021, J. Electrochem. Soc. 168 (100530); break-in left out",
  box: { temperatureC: [10, 60], cRate: [0, 1], soc: [0, 1] },
  growths: ({ temperatureMeanC, socMean: soc, rateCharge, days, cycles, ...range }) => {
    const kelvins = temperatureMeanC + 273.15;
    const depth = range.socMax - range.socMin;
    const shape = -0.000197 + 0.0101 * soc - 0.0157 * soc ** 2 + 0.00835 * soc ** 3 - 4.06e-6 * soc * kelvins;
    const calendar = arrhenius(37_000, kelvins) * (shape + 3.32e-5 * Math.max(0, kelvins - 328.15));
    const stress = Math.sqrt(depth * rateCharge);
    const cycle =
      Math.max(0, 3.24 * arrhenius(-58_000, kelvins) * stress * (1 + 2.1 * soc) - 0.099) +
      1.44 * arrhenius(-13_000, kelvins) * depth ** 6;
    return [power(calendar, 0.5, days), power(0.985 * calendar * cycle, 0.5, cycles)];
  },
};

/** Lithium lost to time and to cycles, or active material lost to cycles, whichever leaves less. */
export const kokam: LifeModel = {
  id: "nmc-kokam-2017",
  chemistry: "NMC",
  name: "NMC Kokam 75 Ah",
  source: "Smith et al. 2017, American Control Conference; as fitted by Gasper in NREL's BLAST-Lite",
  box: { temperatureC: [0, 55], cRate: [0, 1], soc: [0, 1] },
  growths: (stress) => {
    const depth = depthOf(stress);
    const calendar = stress.mean((soc, kelvins) => {
      const warm = kelvins / 308.15;
      return 2.66e7 * Math.exp((-17.8 - 5.21 * (graphiteV(soc) / graphiteHalfV)) / warm);
    });
    const cycle = stress.mean(
      (_, kelvins) => 3.8e3 * Math.exp((-18.4 * 308.15) / kelvins) * Math.exp(1.04 * Math.exp(depth ** 2)),
    );
    const material = stress.mean((_, kelvins) => 1e4 + 153 * (kelvins - 273.15 - 55) * depth * (stress.socMean / 0.6));
    return [
      power(calendar, 0.357, stress.days),
      power(cycle, 0.778, stress.cycles),
      { kind: "sigmoid", end: 1, rate: 1 / material, exponent: 10, dx: stress.cycles },
    ];
  },
  lossOf: ([calendar = 0, cycle = 0, material = 0]) => Math.max(calendar + cycle, material - 0.01),
};

/** Three large pouch cells of one study. Temperatures are divided by 328.15 K, as in the fits. */
const pouchSource = "Gasper et al. 2023, J. Energy Storage 73 (109042)";
const pouchK = 328.15;
const anode = (soc: number): number => graphiteV(soc) / graphiteHalfV;

export const pouchA: LifeModel = {
  id: "nmc-75ah-a-2023",
  chemistry: "NMC",
  name: "NMC 75 Ah A, Gasper",
  source: pouchSource,
  box: { temperatureC: [10, 45], cRate: [0, 2], soc: [0, 1] },
  growths: (stress) => {
    const root = Math.sqrt(depthOf(stress));
    const calendar = stress.mean(
      (soc, kelvins) => 8.71e-7 * Math.exp((10 * (kelvins / pouchK) ** 3) / Math.cbrt(anode(soc))),
    );
    const cycle = stress.mean((_, kelvins) => {
      const warm = kelvins / pouchK;
      const rate = 0.011 * Math.exp(stress.rateMean ** 2 / Math.sqrt(warm));
      const both = -0.44 * Math.exp(root * warm ** 2 * Math.sqrt(stress.rateMean));
      return Math.abs(0.0267 + 1.64 * warm ** 3 * root + rate + both);
    });
    return [power(calendar, 0.578, stress.days / 1e3), power(cycle, 1.11, stress.cycles / 1e4)];
  },
};

/** Both "B" cells have calendar loss p1·exp(p2·Ua^(1/3)/T³). */
const pouchCalendar = (stress: Stress, scale: number, slope: number): number =>
  stress.mean((soc, kelvins) => scale * Math.exp((slope * Math.cbrt(anode(soc))) / (kelvins / pouchK) ** 3));

export const pouchB1: LifeModel = {
  id: "nmc-50ah-b1-2023",
  chemistry: "NMC",
  name: "NMC 50 Ah B1, Gasper",
  source: pouchSource,
  box: { temperatureC: [10, 45], cRate: [0, 1.75], soc: [0, 1] },
  growths: (stress) => {
    const cycle = stress.mean(
      (_, kelvins) => 0.844 * (depthOf(stress) ** 2 * (kelvins / pouchK) ** 3 * Math.sqrt(stress.rateMean)) ** 0.458,
    );
    return [
      power(pouchCalendar(stress, 36.2, -4.4), 0.708, stress.days / 1e4),
      power(cycle, 0.467, stress.cycles / 1e5),
    ];
  },
};

export const pouchB2: LifeModel = {
  id: "nmc-50ah-b2-2023",
  chemistry: "NMC",
  name: "NMC 50 Ah B2, Gasper",
  source: pouchSource,
  box: { temperatureC: [10, 45], cRate: [0, 1.75], soc: [0, 1] },
  growths: (stress) => {
    const [depth, root] = [depthOf(stress), Math.sqrt(stress.rateMean)];
    const cycle = stress.mean((_, kelvins) => {
      const cold = pouchK / kelvins;
      const grown = 2.2e9 * (depth * cold ** 3 * root) ** 11.9;
      return grown * Math.exp(-35.7 * depth * cold ** 2 * root + 13.7 * depth ** 2 * cold ** 3 * stress.rateMean);
    });
    return [
      power(pouchCalendar(stress, 12, -3.91), 0.584, stress.days / 1e4),
      power(cycle, 0.907, stress.cycles / 1e4),
    ];
  },
};
