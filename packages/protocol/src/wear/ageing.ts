import { arrhenius, kelvin, openCircuitCellV } from "./pack.js";

/** Share of capacity lost at the end of life: age 1 is 80 % SoH. */
const lossAtEnd = 0.2;
/** Depth of cycle at which cyclic ageing is read: a property of the quote, so that increments do not depend on the path. */
const depth = 0.6;

/** Ageing rates of one chemistry, as fractions of a life. C-rate at the cells, 1/h. */
export interface AgeingModel {
  /** Virtual age per hour of standing at SoC. */
  calendarPerHour(soc: number, temperatureC: number): number;
  /** Virtual age per full equivalent cycle (one charge and one discharge of the new capacity). */
  cyclePerFec(cRate: number): number;
  readonly source: string;
}

/**
 * LFP. Naumann et al. 2018, J. Energy Storage 17 (calendar) and 2020, J. Power Sources 451 (cycles): losses k·√t and
 * k·√FEC, so that (k/0.2)² per unit is the constant rate that reaches 80 % at the same time.
 */
export const naumannLfp: AgeingModel = {
  calendarPerHour: (soc, temperatureC) => {
    const temperature = 1.2571e-5 * arrhenius(17_126, temperatureC);
    const charge = 2.8575 * (soc - 0.5) ** 3 + 0.60225;
    return ((temperature * charge) / lossAtEnd) ** 2 * 3600;
  },
  cyclePerFec: (cRate) => {
    const rate = 0.063 * cRate + 0.0971;
    const deep = 4.0253 * (depth - 0.6) ** 3 + 1.0923;
    return ((rate * deep) / 100 / lossAtEnd) ** 2;
  },
  source: "Naumann 2018 and 2020, LFP cells, 25-40 °C, C <= 1",
};

/**
 * NMC. Schmalstieg et al. 2014, J. Power Sources 257 (2.05 Ah cell): losses a·t^0.75 and b·√Ah. The cycle part is sized
 * down to 3 000 cycles per life, what packs sold today are warranted for; its growth with rate is that of Smith et al.
 * 2021 (NMC622: loss as √C, hence age as C), made convex by starting at C/3.
 */
export const schmalstiegNmc: AgeingModel = {
  calendarPerHour: (soc, temperatureC) => {
    const volts = openCircuitCellV("NMC", soc);
    const perDay = Math.max(0, 7.543 * volts - 23.75) * 1e6 * Math.exp(-6976 / kelvin(temperatureC));
    return (perDay / lossAtEnd) ** (4 / 3) / 24;
  },
  cyclePerFec: (cRate) => (cyclesPerCell / cyclesPerLife) * cellPerFec() * Math.max(1, 3 * cRate),
  source: "Schmalstieg 2014 and Smith 2021, NMC cells, sized to 3000 cycles",
};

/**
 * NCA. Calendar loss k·t^0.512 of Panasonic 18650 cells: Keil et al. 2016, J. Electrochem. Soc. 163, as fitted in NREL's
 * BLAST-Lite. For cycles no fit with its rates is open: sized to the 2 000 a life of the vendor table, growing as NMC's.
 */
export const keilNca: AgeingModel = {
  calendarPerHour: (soc, temperatureC) => {
    const perDay = 75.4 * Math.exp((-3340 + 353 * soc) / kelvin(temperatureC));
    return (perDay / lossAtEnd) ** (1 / 0.512) / 24;
  },
  cyclePerFec: (cRate) => Math.max(1, 3 * cRate) / 2000,
  source: "Keil 2016 (calendar), NCA cells, 25-50 °C; cycles sized to 2000 a life",
};
const cyclesPerLife = 3000;
const cellPerFec = (): number => {
  const loss = 7.348e-3 * (openCircuitCellV("NMC", 0.5) - 3.667) ** 2 + 7.6e-4 + 4.081e-3 * depth;
  return (loss / lossAtEnd) ** 2 * 2 * 2.05;
};
const cyclesPerCell = 1 / cellPerFec();

/**
 * How many times dearer charging is in the cold: lithium plating grows exponentially with current (Schimpe et al. 2018,
 * J. Electrochem. Soc. 165: 2.64 h in the loss, twice that in age). How it sets in below 15 °C is ours.
 */
export function coldFactor(cRate: number, temperatureC: number): number {
  const coldness = Math.max(0, (15 - temperatureC) / 10);
  return Math.exp(Math.min(20, 5.28 * coldness * cRate));
}

/** Xu et al. 2018, IEEE Trans. Smart Grid 9: L = 1 − α·e^(−β·f) − (1 − α)·e^(−f), f additive; LMO figures for α and β. */
const [formingShare, formingSpeed] = [0.0575, 121];
const lossOf = (damage: number): number =>
  1 - formingShare * Math.exp(-formingSpeed * damage) - (1 - formingShare) * Math.exp(-damage);
const damageAtEnd = -Math.log((1 - lossAtEnd) / (1 - formingShare));

/** SoH at a virtual age (0 new, 1 at 80 %). */
export function sohOfAge(age: number): number {
  return 1 - lossOf(Math.max(0, age) * damageAtEnd);
}

/** Virtual age at a SoH, by bisection. */
export function ageOfSoh(soh: number): number {
  let [low, high] = [0, 10];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (sohOfAge(middle) > soh) low = middle;
    else high = middle;
  }
  return low;
}
