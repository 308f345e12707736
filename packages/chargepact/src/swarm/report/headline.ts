import type { Outcome } from "@chargepact/sim";
import { decimal, duration, kW, kWh, money, share } from "../format.js";
import { counted } from "../../scenario/problems.js";
import { halfMet, type Reckoning } from "../reckon.js";
import type { SwarmResult } from "../result.js";
import { html, type Markup } from "./html.js";

/** What happened, in a few words and figures, beside the two days without negotiation. */
export function headline(result: SwarmResult, reckoning: Reckoning): Markup {
  return html`<header>
    <p class="soft">
      ${result.scenario} ·
      ${result.date}${reckoning.stopped ? ` · stopped after ${duration(result.durationS)} of the day` : ""}
    </p>
    <h1>${title(result)}</h1>
    <p>${story(result, reckoning)}</p>
    ${cards(result, reckoning)}${comparison(result, reckoning)}${faults(result)}
  </header>`;
}

function title({ limitViolations, energyDeliveredWh, energyDeliverableWh }: SwarmResult): string {
  const energy = `${share(energyDeliveredWh, energyDeliverableWh)} of the energy that was possible`;
  return limitViolations === 0
    ? `${energy}, and never above the limit`
    : `${energy}, but above a limit ${limitViolations} ${limitViolations === 1 ? "time" : "times"}`;
}

function story(result: SwarmResult, { day, uncontrolled }: Reckoning): string {
  const baseW = Math.max(0, ...day.baseLoadBound.values);
  const building = baseW > 0 ? `, of which the building itself needs up to ${kW(baseW)}` : "";
  const over = uncontrolled.peakImportW - day.capacityW;
  const without =
    over > 0
      ? `Had each charged as fast as it can from its arrival on, the import would have reached ${kW(uncontrolled.peakImportW)}, ${kW(over)} too much.`
      : "There was enough for all to charge at once.";
  return (
    `${who(result)} asked for ${kWh(result.energyRequestedWh)} at a site with ${kW(day.capacityW)}${building}. ` +
    `${without} Instead batteries, chargers and the grid operator negotiated: ${decimal(result.negotiations.agreed, 0)} offers were ` +
    `agreed to, and ${decimal(result.negotiations.countered, 0)} answered with a counter-offer.`
  );
}

/** `54 vehicles`, or `36 vehicles on 46 stays`. */
function who({ agents, sessions }: SwarmResult): string {
  const vehicles = counted(agents.battery, "vehicle");
  return agents.battery === sessions ? vehicles : `${vehicles} on ${counted(sessions, "stay")}`;
}

function cards(result: SwarmResult, { outcome, uncontrolled, equalShare, day }: Reckoning): Markup {
  const clean = result.limitViolations === 0;
  const total = (of: Outcome): string => money(of.costMicro + of.wearMicro + of.unservedMicro, result.currency);
  return html`<div class="cards">
    <div class="card">
      <b>${kWh(result.energyDeliveredWh)}</b
      ><span>delivered, ${share(result.energyDeliveredWh, result.energyDeliverableWh)} of what was possible</span>
    </div>
    <div class="card">
      <b class="${clean ? "good" : "bad"}">${counted(result.limitViolations, "violation")}</b
      ><span
        >peak ${kW(outcome.peakImportW)} of ${kW(day.capacityW)}; uncontrolled ${uncontrolled.limitViolations}, up to
        ${kW(uncontrolled.overLimitMaxW)} over</span
      >
    </div>
    <div class="card">
      <b>${halfMet(outcome)} of ${result.sessions}</b
      ><span>${result.agents.battery === result.sessions ? "vehicles" : "stays"} got at least half of their need</span>
    </div>
    <div class="card">
      <b>${total(outcome)}</b><span>for energy, wear and what was not delivered; equal share ${total(equalShare)}</span>
    </div>
  </div>`;
}

function comparison(result: SwarmResult, { outcome, uncontrolled, equalShare }: Reckoning): Markup {
  const { currency } = result;
  const row = (label: string, of: (outcome: Outcome) => string): Markup =>
    html`<tr>
      <td>${label}</td>
      <td class="main">${of(outcome)}</td>
      <td>${of(equalShare)}</td>
      <td>${of(uncontrolled)}</td>
    </tr>`;
  return html`<table>
      <thead>
        <tr>
          <th></th>
          <th>negotiated</th>
          <th>equal share</th>
          <th>uncontrolled</th>
        </tr>
      </thead>
      <tbody>
        ${row("energy delivered", (of) => kWh(of.energyDeliveredWh))}
        ${outcome.vehiclesExportWh < 50 ? "" : row("fed back by vehicles", (of) => kWh(of.vehiclesExportWh))}
        ${outcome.storageExportWh < 50 ? "" : row("fed back by storage", (of) => kWh(of.storageExportWh))}
        ${row("peak import", (of) => kW(of.peakImportW))}
        ${row("limit violations", (of) => String(of.limitViolations))}${row("energy cost", (of) => money(of.costMicro - of.demandMicro, currency))}
        ${result.demandMicro + result.uncontrolled.demandMicro > 0 ? row("demand charge", (of) => money(of.demandMicro, currency)) : ""}
        ${row("battery wear", (of) => money(of.wearMicro, currency))}${row("energy not delivered", (of) => money(of.unservedMicro, currency))}
      </tbody>
    </table>
    <p class="soft small">
      Same plants and chance in all three. <i>Equal share</i>: a load manager with perfect wires that splits what is
      left equally. <i>Uncontrolled</i>: everybody takes all they can.
    </p>`;
}

/** The faults of the run, and how long each took to be recovered from. */
export function faults({ faults: all }: SwarmResult): Markup {
  if (all.length === 0) return html``;
  const text = ({ fault, recoveredAfterS, atS }: SwarmResult["faults"][number]): string => {
    if (atS === null) return `${fault}: all day`;
    return recoveredAfterS === null
      ? `${fault}: not recovered from`
      : `${fault}: every lease fresh ${duration(recoveredAfterS)} after it ended`;
  };
  return html`<p><b>Faults in this run</b></p>
    <ul>
      ${all.map((each) => html`<li>${text(each)}</li>`)}
    </ul>`;
}
