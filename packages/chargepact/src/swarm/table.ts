import { decimal, duration, kW, kWh, money, percentOf, share } from "./format.js";
import type { Outcome } from "@chargepact/sim";
import type { Reckoning } from "./reckon.js";
import { halfMet } from "./reckon.js";
import type { SwarmResult } from "./result.js";

type Row = readonly [label: string, ...cells: string[]];

const labelWidth = 23;
const cellWidth = 18;
export const width = labelWidth + 3 * cellWidth;
const rule = "─".repeat(width);

/**
 * The end of a run as plain text of at most 80 columns: the negotiated day beside the two without negotiation, and
 * below it `notes`, wrapped.
 */
export function endTable(result: SwarmResult, reckoning: Reckoning, notes: readonly string[] = []): string {
  const { currency } = result;
  const head = `${result.scenario} · ${result.date}`;
  const stopped = reckoning.stopped ? ` · stopped after ${duration(result.durationS)} of the day` : "";
  const lines = [
    clip(head + stopped),
    rule,
    line(["", "negotiated", "uncontrolled", "equal share"]),
    rule,
    ...energyRows(result, reckoning).map(line),
    ...limitRows(reckoning).map(line),
    ...moneyRows(reckoning, currency).map(line),
    rule,
    ...trafficLines(result),
    ...result.faults.map(faultLine),
    ...notes.flatMap(wrapped),
    `${duration(result.durationS)} of the day in ${decimal(result.wallMs / 1000, 1)} s${speedOf(result)}`,
  ];
  return lines.map((each) => each.trimEnd()).join("\n");
}

function energyRows(result: SwarmResult, { outcome, uncontrolled, equalShare }: Reckoning): Row[] {
  const all = [outcome, uncontrolled, equalShare] as const;
  const met = (of: typeof outcome): string => `${halfMet(of)} of ${result.sessions}`;
  return [
    ["energy delivered", ...all.map(({ energyDeliveredWh }) => kWh(energyDeliveredWh))],
    [
      `of ${kWh(result.energyDeliverableWh)} possible`,
      ...all.map((each) => share(each.energyDeliveredWh, result.energyDeliverableWh)),
    ],
    ["half their need or more", ...all.map(met)],
    ...exportRows(all),
  ];
}

/** What was fed back; vehicles and storage apart, each where there is any. */
function exportRows(all: readonly Pick<Outcome, "vehiclesExportWh" | "storageExportWh">[]): Row[] {
  const row = (label: string, energiesWh: readonly number[]): Row[] =>
    energiesWh.some((energyWh) => energyWh >= 50) ? [[label, ...energiesWh.map(kWh)]] : [];
  return [
    ...row(
      "fed back by vehicles",
      all.map(({ vehiclesExportWh }) => vehiclesExportWh),
    ),
    ...row(
      "fed back by storage",
      all.map(({ storageExportWh }) => storageExportWh),
    ),
  ];
}

function limitRows({ outcome, uncontrolled, equalShare, capacityW, day }: Reckoning): Row[] {
  const all = [outcome, uncontrolled, equalShare] as const;
  const lowered = capacityW < day.capacityW ? ", then lower" : "";
  return [
    ["peak import", ...all.map(({ peakImportW }) => kW(peakImportW))],
    [`of ${kW(day.capacityW)}${lowered}`, ...all.map(({ peakImportW }) => share(peakImportW, day.capacityW))],
    ["limit violations", ...all.map(({ limitViolations }) => String(limitViolations))],
    ["worst over a limit", ...all.map(({ overLimitMaxW }) => (overLimitMaxW === 0 ? "none" : kW(overLimitMaxW)))],
  ];
}

function moneyRows({ outcome, uncontrolled, equalShare }: Reckoning, currency: string): Row[] {
  const all = [outcome, uncontrolled, equalShare] as const;
  return [
    ["energy cost", ...all.map(({ costMicro, demandMicro }) => money(costMicro - demandMicro, currency))],
    ...(all.some(({ demandMicro }) => demandMicro > 0)
      ? [["demand charge", ...all.map(({ demandMicro }) => money(demandMicro, currency))] as const]
      : []),
    ["battery wear", ...all.map(({ wearMicro }) => money(wearMicro, currency))],
    ["energy not delivered", ...all.map(({ unservedMicro }) => money(unservedMicro, currency))],
  ];
}

export function trafficLines({
  agents,
  negotiations,
  leases,
  optionRounds,
  trades,
  currency,
  messages,
  bytes,
  broker,
}: SwarmResult): string[] {
  const n = (value: number): string => decimal(value, 0);
  return [
    `agents        ${n(agents.battery)} batteries, ${n(agents.charger)} chargers, ${n(agents.storage)} storage, ${n(agents.grid)} grid`,
    `negotiations  ${n(negotiations.agreed)} agreed, ${n(negotiations.countered)} countered, ${n(negotiations.rejected)} rejected, ${n(negotiations.revoked)} revoked`,
    `leases        ${n(leases.granted)} granted, ${n(leases.renewed)} renewals, ${n(leases.expired)} expired, ${n(leases.fallbacks)} fallbacks`,
    ...planLine(optionRounds),
    ...(trades.made === 0
      ? []
      : [`trades        ${n(trades.made)} between holders, which saved ${money(trades.savedMicro, currency)}`]),
    clip(`messages      ${n(messages)} (${decimal(bytes / 1e6, 1)} MB) by ${broker}`),
  ];
}

function planLine({ plans, certified, medianGapPpm }: SwarmResult["optionRounds"]): string[] {
  if (plans === 0) return [];
  const gap = medianGapPpm === null ? "" : `, median gap ${percentOf(medianGapPpm)}`;
  return [`plans         ${decimal(plans, 0)} by option rounds, ${decimal(certified, 0)} with a bound${gap}`];
}

export function faultLine({ fault, recoveredAfterS }: SwarmResult["faults"][number]): string {
  const recovered = recoveredAfterS === null ? "" : `: all leases fresh ${duration(recoveredAfterS)} after it ended`;
  return clip(`fault         ${fault}${recovered}`);
}

const speedOf = ({ speed }: SwarmResult): string =>
  speed === null ? " (virtual time)" : ` (${decimal(speed, 0)} × real time)`;

/** A sentence in lines that fit. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines.map(clip);
}

export const clip = (text: string): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
const line = ([label, ...cells]: Row): string =>
  label.padEnd(labelWidth) + cells.map((cell) => cell.padStart(cellWidth)).join("");
