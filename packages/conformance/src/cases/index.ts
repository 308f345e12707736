import type { Case } from "./case.js";
import { holderLeaseCases } from "./holder-lease.js";
import { sealCases } from "./seal.js";
import { windowCases } from "./window.js";
import { holderTimeCases } from "./holder-time.js";
import { holderEmergencyCases } from "./holder-emergency.js";
import { holderFallbackCases } from "./holder-fallback.js";
import { holderStoreCases } from "./holder-store.js";
import { holderNegotiationCases } from "./holder-negotiation.js";
import { grantorCases } from "./grantor.js";
import { relayCases } from "./relay.js";
import { ledgerCases } from "./ledger.js";
import { wireCases } from "./wire.js";

/** Every case of the kit. */
export const cases: readonly Case[] = [
  ...holderLeaseCases,
  ...holderTimeCases,
  ...holderEmergencyCases,
  ...holderFallbackCases,
  ...wireCases,
  ...holderStoreCases,
  ...holderNegotiationCases,
  ...grantorCases,
  ...relayCases,
  ...ledgerCases,
  ...sealCases,
  ...windowCases,
];
