import { type Chemistry, type Pack, packOf, type Usage, type WearQuery } from "@chargepact/protocol";

/** Numbers in [0, 1) that are the same in each run (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const chemistries: readonly Chemistry[] = ["NMC", "LFP", "NMC", "LFP", "OTHER"];

/** A battery in any condition that it may be asked in, some of it beyond what models and physics know. */
export function anyQuery(random: () => number): WearQuery {
  const between = (low: number, high: number): number => low + random() * (high - low);
  const chemistry = chemistries[Math.floor(random() * chemistries.length)] ?? "NMC";
  const pack = packOf(chemistry, between(5, 120) * 1000, between(0.8, 0.98));
  const exportRate = random() < 0.5 ? 0 : between(0, 0.9);
  return {
    ...{ pack, soc: random(), soh: between(0.58, 1.05), temperatureC: between(-12, 57), deadlineMs: 25 },
    ...{ powerMaxW: pack.capacityWh * between(0.01, 1.4), exportMaxW: pack.capacityWh * exportRate },
  };
}

/** A few stretches of charging, discharging and standing, within the powers that were asked about. */
export function anyUsage(random: () => number, { powerMaxW, exportMaxW }: WearQuery): readonly Usage[] {
  let soc = random();
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const socFrom = soc;
    soc = random();
    const kind = random();
    const powerW = kind < 0.5 ? random() * powerMaxW : kind < 0.8 ? -random() * exportMaxW : 0;
    return { powerW, hours: 0.01 + random() * 10, socFrom, socTo: soc };
  });
}

/** The same, cut where chance has it. */
export function cutAnywhere(random: () => number, usage: readonly Usage[]): readonly Usage[] {
  return usage.flatMap((whole) => {
    const share = random();
    const middle = whole.socFrom + share * (whole.socTo - whole.socFrom);
    return [
      { ...whole, hours: whole.hours * share, socTo: middle },
      { ...whole, hours: whole.hours * (1 - share), socFrom: middle },
    ];
  });
}

/** The most that a pack's equipment draws, W: from a household's socket to a fast charger. */
export const anyRating = (random: () => number, { capacityWh }: Pack): number => capacityWh * (0.03 + random() * 0.97);
