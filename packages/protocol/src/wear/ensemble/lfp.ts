import { gasConstant } from "../pack.js";
import { graphiteHalfV, graphiteV } from "./graphite.js";
import { type LifeModel, power } from "./model.js";
import type { Stress } from "./stress.js";

const depthOf = ({ socMin, socMax }: Stress): number => socMax - socMin;
/** Mean C-rate while current flows, 1/h. */
const rateOf = ({ rateCharge, rateDischarge }: Stress): number =>
  rateCharge > 0 && rateDischarge > 0 ? (rateCharge + rateDischarge) / 2 : rateCharge + rateDischarge;
const arrhenius = (energyJPerMol: number, kelvins: number): number =>
  Math.exp((-energyJPerMol / gasConstant) * (1 / kelvins - 1 / 298.15));

/** Loss as √t by temperature and SoC, and as √cycles by rate and depth. */
export const naumann: LifeModel = {
  id: "lfp-naumann-2020",
  chemistry: "LFP",
  name: "LFP Sony 3 Ah, Naumann",
  source: "Naumann et al. 2018, J. Energy Storage 17 (calendar); 2020, J. Power Sources 451 (cycles)",
  box: { temperatureC: [0, 60], cRate: [0, 1], soc: [0, 1] },
  growths: (stress) => {
    const calendar = stress.mean(
      (soc, kelvins) => 1.2571e-5 * arrhenius(17_126, kelvins) * (2.8575 * (soc - 0.5) ** 3 + 0.60225),
    );
    const cycle = (0.063 * rateOf(stress) + 0.0971) * (4.0253 * (depthOf(stress) - 0.6) ** 3 + 1.0923);
    return [power(calendar, 0.5, stress.days * 86_400), power(cycle / 100, 0.5, stress.cycles)];
  },
};

/** Ah of the cell that Schimpe et al. tested. */
const schimpeAh = 3;
const faraday = 96_485;

/**
 * Four parts: calendar by the graphite's potential; cycles in the warm; charging in the cold, exponential in the rate;
 * charging in the cold when nearly full. The first three as roots of time or charge, the last in proportion.
 */
export const schimpe: LifeModel = {
  id: "lfp-schimpe-2018",
  chemistry: "LFP",
  name: "LFP Sony 3 Ah, Schimpe",
  source: "Schimpe et al. 2018, J. Electrochem. Soc. 165 (A181)",
  box: { temperatureC: [0, 55], cRate: [0, 1], soc: [0, 1] },
  growths: (stress) => {
    const calendar = stress.mean((soc, kelvins) => {
      const tafel = Math.exp(((0.384 * faraday) / gasConstant) * ((graphiteHalfV - graphiteV(soc)) / 298.15));
      return 3.694e-4 * arrhenius(20_592, kelvins) * (tafel + 0.142);
    });
    // Roots of charge add up as squares where the stress changes within a day.
    const warm = stress.meanOfThroughput((_, kelvins) => (1.456e-4 * arrhenius(32_699, kelvins)) ** 2);
    const cold = stress.meanOfCharge(
      (_, kelvins, rate) => (4.009e-4 * arrhenius(-55_546, kelvins) * Math.exp(2.64 * (rate - 1))) ** 2,
    );
    const coldFull = stress.meanOfCharge((soc, kelvins, rate) =>
      soc < 0.82 ? 0 : 2.031e-6 * arrhenius(-2.33e5, kelvins) * Math.exp(7.84 * (rate - 1)),
    );
    const chargeAh = stress.cycles * schimpeAh;
    return [
      power(calendar, 0.5, stress.days * 24),
      power(Math.sqrt(warm), 0.5, 2 * chargeAh),
      power(Math.sqrt(cold), 0.5, chargeAh),
      power(coldFull, 1, chargeAh),
    ];
  },
};

/** The same cell and data as Naumann, terms found by symbolic regression. */
export const sonyLfp: LifeModel = {
  id: "lfp-gasper-2022",
  chemistry: "LFP",
  name: "LFP Sony 3 Ah, Gasper",
  source: "Gasper et al. 2022, J. Electrochem. Soc. 169 (080518), data of Naumann et al.; break-in left out",
  box: { temperatureC: [0, 60], cRate: [0, 1], soc: [0, 1] },
  growths: (stress) => {
    const end = stress.mean((soc, kelvins) => {
      const root = Math.sqrt(graphiteV(soc));
      return Math.abs(0.98969 * Math.exp((-2_881_067.6 * root) / kelvins ** 2) * Math.exp((8742.063 * root) / kelvins));
    });
    const exponent = stress.mean((soc, kelvins) => {
      const [third, fourth] = [Math.cbrt(graphiteV(soc)), graphiteV(soc) ** 0.25];
      const slow = (734_553_185_711.369 / kelvins ** 4 - 3_284_991_315.45121 / kelvins ** 3) * third;
      const fast = (-2.8216157562078e-6 * kelvins ** 3 + 0.0012722759365729 * kelvins ** 2) * fourth;
      return Math.abs(0.000332850281062177 * Math.exp(slow + fast));
    });
    const depth = depthOf(stress);
    const cycle = Math.abs(-6.8126e-6 + 2.59616e-5 * depth + 2.1156e-6 * Math.exp(depth ** 2 * stress.rateMean ** 3));
    return [
      { kind: "sigmoid", end, rate: 1.30510034e-4, exponent, dx: stress.days },
      power(cycle ** 1.12848, 1.12848, stress.cycles),
    ];
  },
};

export const prismaticLfp: LifeModel = {
  id: "lfp-250ah-2023",
  chemistry: "LFP",
  name: "LFP 250 Ah, Gasper",
  source: "Gasper et al. 2023, J. Energy Storage 73 (109042), large prismatic cell",
  box: { temperatureC: [10, 45], cRate: [0, 0.65], soc: [0, 1] },
  growths: (stress) => {
    const calendar = stress.mean((soc, kelvins) => 8.37e4 * Math.exp((-5210 - 3560 * graphiteV(soc)) / kelvins));
    const cycle = stress.mean(
      (_, kelvins) =>
        (4.38e-8 + 1.55e-8 * depthOf(stress) + 1.68e-7 * stress.rateMean) *
        (Math.exp(2190 / kelvins) + Math.exp(-155_000 / kelvins)),
    );
    return [power(calendar, 0.526, stress.days), power(cycle, 0.828, stress.cycles)];
  },
};
