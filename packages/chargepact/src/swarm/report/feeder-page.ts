import type { FeederReckoning } from "../feeder-reckon.js";
import type { FeederResult, LevelResult } from "../feeder-result.js";
import type { FeederRecorder } from "../feeder-watch.js";
import { sumOf } from "../feeder-table.js";
import { kW, kWh, money, share } from "../format.js";
import { feederSection, sitesSection } from "./feeder-power.js";
import { forecastSection, publicationSection } from "./feeder-prices.js";
import { footer } from "./footer.js";
import { faults } from "./headline.js";
import { html, type Markup } from "./html.js";
import { page } from "./shell.js";
import { tradeSection, type TradingPlace } from "./trades.js";

export interface FeederReportInput {
  readonly result: FeederResult;
  readonly reckoning: FeederReckoning;
  readonly recorder: FeederRecorder;
  /** Sentences for the end of the page, such as when limits are judged. */
  readonly notes: readonly string[];
}

/** The report of sites under a feeder: one HTML page that needs nothing else. */
export function feederPage({ result, reckoning, recorder, notes }: FeederReportInput): string {
  return page(
    `${result.scenario}, ${result.date}`,
    html`<header>
        <p class="soft">${result.scenario} · ${result.date}${reckoning.stopped ? " · stopped early" : ""}</p>
        <h1>${title(result)}</h1>
        ${cards(result)}${faults(result)}
      </header>
      <main>
        ${feederSection(reckoning, result.currency)}${sitesSection(reckoning, recorder)}
        ${publicationSection(recorder.feeder.publications, reckoning.day.feeder)}${forecastSection(result)}
        ${tradeSection(tradingPlaces(reckoning, recorder), result.currency)}${levels(result)}
      </main>
      ${footer(result, notes)}`,
  );
}

const tradingPlaces = ({ day }: FeederReckoning, recorder: FeederRecorder): readonly TradingPlace[] =>
  day.sites.map((site) => ({ site: site.id, day: site.day, trades: recorder.of(site.id).trades }));

function title({ feeder, limitViolations }: FeederResult): string {
  const flat = feeder.flatPrices === undefined ? "" : `${kW(feeder.flatPrices.peakImportW)} at flat prices, `;
  const peak = `A peak of ${kW(feeder.peakImportW)}; ${flat}${kW(feeder.uncontrolled.peakImportW)} uncontrolled`;
  const broken = `above a limit ${limitViolations} ${limitViolations === 1 ? "time" : "times"}`;
  return limitViolations === 0 ? `${peak}, and never above a limit` : `${peak}, but ${broken}`;
}

function cards({ feeder, limitViolations, uncontrolled, currency }: FeederResult): Markup {
  return html`<div class="cards">
    <div class="card">
      <b>${kW(feeder.peakImportW)}</b
      ><span
        >peak of ${kW(feeder.capacityW)}; equal share ${kW(feeder.equalShare.peakImportW)}, uncontrolled
        ${kW(feeder.uncontrolled.peakImportW)}</span
      >
    </div>
    <div class="card">
      <b class="${limitViolations === 0 ? "good" : "bad"}">${limitViolations}</b
      ><span>limit violations on all levels; uncontrolled ${uncontrolled.limitViolations}</span>
    </div>
    <div class="card">
      <b>${kWh(feeder.energyDeliveredWh)}</b
      ><span>delivered, ${share(feeder.energyDeliveredWh, feeder.energyDeliverableWh)} of what was possible</span>
    </div>
    <div class="card">
      <b>${money(sumOf(feeder), currency)}</b
      ><span
        >for energy, peaks, wear and what was not delivered; equal share
        ${money(sumOf(feeder.equalShare), currency)}</span
      >
    </div>
  </div>`;
}

function levels({ feeder, sites, currency }: FeederResult): Markup {
  return html`<section>
    <h2>Each level</h2>
    <table>
      <thead>
        <tr>
          ${["", "negotiated", ...flatOf(feeder, () => "at flat prices"), "equal share", "uncontrolled"].map(
            (text) => html`<th>${text}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${levelRows("feeder", feeder, currency)}${sites.map((site) => levelRows(site.id, site, currency))}
      </tbody>
    </table>
  </section>`;
}

/** A cell for the day at flat prices, where there is one. */
const flatOf = (
  { flatPrices }: LevelResult,
  cell: (figures: LevelResult["uncontrolled"]) => string,
): readonly string[] => (flatPrices === undefined ? [] : [cell(flatPrices)]);

function levelRows(name: string, level: LevelResult, currency: string): Markup {
  const row = (label: string, of: (figures: LevelResult["uncontrolled"]) => string): Markup =>
    html`<tr>
      <td>${label}</td>
      <td class="main">${of(level)}</td>
      ${flatOf(level, of).map((text) => html`<td>${text}</td>`)}
      <td>${of(level.equalShare)}</td>
      <td>${of(level.uncontrolled)}</td>
    </tr>`;
  return html`<tr>
      <td colspan="5"><b>${name}</b>, ${kW(level.capacityW)}, ${kWh(level.energyRequestedWh)} asked for</td>
    </tr>
    ${row("peak import", (of) => kW(of.peakImportW))}${row("limit violations", (of) => String(of.limitViolations))}
    ${row("delivered", (of) => kWh(of.energyDeliveredWh))}
    ${row("fed back", (of) => kWh(of.vehiclesExportWh + of.storageExportWh))}
    ${row("energy and peaks", (of) => money(of.costMicro, currency))}
    ${row("battery wear", (of) => money(of.wearMicro, currency))}
    ${row("not delivered", (of) => money(of.unservedMicro, currency))}${row("sum", (of) => money(sumOf(of), currency))}`;
}
