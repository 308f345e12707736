import { naumann, prismaticLfp, schimpe, sonyLfp } from "./lfp.js";
import type { LifeModel } from "./model.js";
import { leaf, m50, mj1, panasonic, vtc5a } from "./nickel.js";
import { kokam, pouchA, pouchB1, pouchB2, schmalstieg, smith } from "./nmc.js";

export type { LifeModel } from "./model.js";
export { Ageing, yearsMost } from "./life.js";
export { graphiteV } from "./graphite.js";
export { dailyStress, type LifeSeries, type Stress, stressOf } from "./stress.js";

/** Published ageing models whose parameters are open, by chemistry. None of them is ours. */
export const lifeModels: readonly LifeModel[] = [
  ...[schmalstieg, smith, kokam, pouchA, pouchB1, pouchB2, mj1, m50],
  ...[panasonic, vtc5a],
  ...[naumann, schimpe, sonyLfp, prismaticLfp],
  leaf,
];
