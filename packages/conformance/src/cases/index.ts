import type { Case } from "./case.js";
import { grantorLeaseCases } from "./grantor-lease.js";
import { grantorRestartCases } from "./grantor-restart.js";
import { grantorSessionCases } from "./grantor-session.js";
import { holderDoorCases } from "./holder-door.js";
import { holderEmergencyCases } from "./holder-emergency.js";
import { holderLeaseCases } from "./holder-lease.js";
import { holderNegotiationCases } from "./holder-negotiation.js";
import { holderOrderCases } from "./holder-order.js";
import { holderScheduleCases } from "./holder-schedule.js";
import { holderStoreCases } from "./holder-store.js";
import { holderOptionCases } from "./holder-options.js";
import { holderConfirmationCases } from "./holder-confirmation.js";
import { grantorOrderCases } from "./grantor-order.js";
import { relayCases } from "./relay.js";
import { ledgerCases } from "./ledger.js";
import { sealCases } from "./seal.js";
import { windowCases } from "./window.js";
import { wireCases } from "./wire.js";
import { wireTermsCases } from "./wire-terms.js";
import { tradeCases } from "./trade.js";
import { grantorDoorCases } from "./grantor-door.js";
import { grantorStoreCases } from "./grantor-store.js";

const granting = (all: readonly Case[]): readonly Case[] => all.map((each) => ({ ...each, grants: true }));

/** Every case of the kit. */
export const cases: readonly Case[] = [
  ...holderLeaseCases,
  ...holderScheduleCases,
  ...holderNegotiationCases,
  ...holderEmergencyCases,
  ...holderStoreCases,
  ...holderDoorCases,
  ...holderOrderCases,
  ...granting([...grantorSessionCases, ...grantorLeaseCases, ...grantorRestartCases]),
  ...holderOptionCases,
  ...holderConfirmationCases,
  ...granting([...grantorOrderCases, ...relayCases, ...ledgerCases]),
  ...sealCases,
  ...windowCases,
  ...wireCases,
  ...wireTermsCases,
  ...tradeCases,
  ...granting([...grantorDoorCases, ...grantorStoreCases]),
];
