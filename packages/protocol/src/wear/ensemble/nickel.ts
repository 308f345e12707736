import { graphiteHalfV, graphiteV } from "./graphite.js";
import { type LifeModel, power } from "./model.js";
import type { Stress } from "./stress.js";

/** Cells rich in nickel, and the manganese cells of the first Leafs. */
const depthOf = ({ socMin, socMax }: Stress): number => socMax - socMin;

/** Calendar loss scale·exp((slope + filled·SoC)/T). */
const calendarOf = (stress: Stress, scale: number, slope: number, filled: number): number =>
  stress.mean((soc, kelvins) => scale * Math.exp((slope + filled * soc) / kelvins));

export const mj1: LifeModel = {
  id: "nmc811-mj1-2020",
  chemistry: "NMC",
  name: "NMC811 LG MJ1 3.5 Ah",
  source: "EVERLASTING report D2.3, 2020; as fitted by Gasper in NREL's BLAST-Lite",
  box: { temperatureC: [0, 50], cRate: [0, 1], soc: [0.1, 0.9] },
  growths: (stress) => {
    const cycle = stress.mean(
      (_, kelvins) =>
        (1.77e-7 + 8.08e-13 * stress.rateMean + 2.21e-7 * depthOf(stress)) *
        (Math.exp(2250 / kelvins) + Math.exp(-11_400 / kelvins)),
    );
    return [power(calendarOf(stress, 0.0353, -1030, 57.7), 0.743, stress.days), power(cycle, 0.695, stress.cycles)];
  },
};

export const m50: LifeModel = {
  id: "nmc811-m50-2021",
  chemistry: "NMC",
  name: "NMC811 LG M50 5 Ah",
  source: "Bui et al. 2021, IEEE VPPC; as fitted by Gasper in NREL's BLAST-Lite",
  box: { temperatureC: [0, 60], cRate: [0, 0.3], soc: [0, 1] },
  growths: (stress) => {
    const calendar = stress.mean((soc, kelvins) => {
      const [warm, anode] = [kelvins / 308.15, graphiteV(soc) / graphiteHalfV];
      return (
        -2.391566 +
        2.442053 * Math.exp(warm ** 3 / Math.cbrt(anode)) -
        (4.459982 * warm ** 3) / Math.sqrt(anode) +
        0.44814 * Math.exp(Math.sqrt(soc) / warm ** 2) -
        0.185338 * Math.exp(soc ** 3)
      );
    });
    const rate = stress.rateDischarge;
    const cycle = stress.mean(
      (_, kelvins) =>
        0.181235 * Math.exp(-0.123779 * rate ** 3) * Math.exp(1.244595 * (kelvins / 308.15) ** 3 * Math.sqrt(rate)),
    );
    return [power(calendar, 0.651698, stress.days / 1e4), power(cycle, 0.441997, stress.cycles / 1e4)];
  },
};

export const panasonic: LifeModel = {
  id: "nca-panasonic-2018",
  chemistry: "NCA",
  name: "NCA Panasonic 3.2 Ah",
  source:
    "Keil et al. 2016, J. Electrochem. Soc. 163 (calendar); Preger et al. 2020, J. Electrochem. Soc. 167 (cycles); as fitted by Gasper in NREL's BLAST-Lite",
  box: { temperatureC: [15, 50], cRate: [0, 0.5], soc: [0, 1] },
  growths: (stress) => {
    // Both exponentials of the fit are 1 at any temperature that a cell survives.
    const cycle = 2 * (1.86e-6 + 4.74e-11 * stress.rateMean + 1.77e-4 * depthOf(stress));
    return [power(calendarOf(stress, 75.4, -3340, 353), 0.512, stress.days), power(cycle, 0.699, stress.cycles)];
  },
};

/** Lowest speed of cycle loss in its data: the fit, a sum, would cross zero outside of them. */
const vtcFloor = 0.15;

export const vtc5a: LifeModel = {
  id: "nca-si-vtc5a-2023",
  chemistry: "NCA",
  name: "NCA-SiGr Sony VTC5A 2.5 Ah",
  source: "Wildfeuer et al. 2023, J. Power Sources 561 (232498); as fitted by Gasper in NREL's BLAST-Lite",
  box: { temperatureC: [5, 50], cRate: [0, 2], soc: [0, 1] },
  growths: (stress) => {
    const [charge, discharge] = [stress.rateCharge, stress.rateDischarge];
    const rootCharge = Math.sqrt(charge);
    const normal = (kelvins: number): number => kelvins / 318.15;
    const end = stress.mean((soc, kelvins) => {
      const [warm, anode] = [normal(kelvins) ** 2, graphiteV(soc) / graphiteHalfV];
      return 0.00748 * Math.exp(warm * (8.9 / Math.cbrt(anode) - 4.87 / Math.sqrt(anode)));
    });
    const exponent = stress.mean((soc, kelvins) => {
      const [warm, anode] = [normal(kelvins), graphiteV(soc) / graphiteHalfV];
      return 1.01 * Math.exp(warm ** 3 * (-0.133 + 1.22 * soc ** 3) - (0.56 * warm ** 2) / anode ** 3);
    });
    const cycleEnd = stress.mean((soc, kelvins) => {
      const cold = 1 / normal(kelvins) ** 3;
      const both = rootCharge * cold * soc;
      return 5.49 - 64.9 * both + 21.3 * Math.exp(both) + 0.000801 * Math.exp(discharge * cold * Math.sqrt(soc));
    });
    const cycleExponent = stress.mean((_, kelvins) => {
      const [warm, root] = [normal(kelvins), Math.sqrt(depthOf(stress))];
      return Math.abs(
        0.422 +
          2.64 * Math.exp((discharge * Math.sqrt(stress.socMax)) / warm ** 3) +
          0.00627 * Math.exp(root * rootCharge * warm ** 3 * stress.socMin ** 2) -
          0.0342 * warm ** 2 * stress.socMin +
          (1.29 * root * Math.sqrt(discharge) * rootCharge) / warm -
          2.14 * Math.exp(root * charge ** 3 * warm * Math.sqrt(discharge)),
      );
    });
    return [
      { kind: "sigmoid", end, rate: 3.41, exponent, dx: stress.days / 5e3 },
      {
        kind: "sigmoid",
        end: Math.max(vtcFloor, cycleEnd),
        rate: 0.479,
        exponent: cycleExponent,
        dx: stress.cycles / 1e5,
      },
    ];
  },
};

/** Cells that had 70 % left when they were measured: losses are of that. */
export const leaf: LifeModel = {
  id: "lmo-leaf-2022",
  chemistry: "LMO",
  name: "LMO Nissan Leaf 66 Ah, second life",
  source:
    "Braco et al. 2022, IEEE EEEIC (calendar); 2020, J. Energy Storage 32 (101695) (cycles); as fitted by Gasper in NREL's BLAST-Lite",
  box: { temperatureC: [20, 60], cRate: [0, 1], soc: [0, 1] },
  growths: (stress) => [
    power(calendarOf(stress, 3.25e8, -7580, 162), 0.464, stress.days),
    power(7.58e-5, 1.08, stress.cycles),
  ],
};
