import type { Case } from "./case.js";
import { holderLeaseCases } from "./holder-lease.js";
import { sealCases } from "./seal.js";
import { wireCases } from "./wire.js";

/** Every case of the kit. */
export const cases: readonly Case[] = [...holderLeaseCases, ...wireCases, ...sealCases];
