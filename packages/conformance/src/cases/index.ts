import type { Case } from "./case.js";
import { holderLeaseCases } from "./holder-lease.js";

/** Every case of the kit. */
export const cases: readonly Case[] = [...holderLeaseCases];
