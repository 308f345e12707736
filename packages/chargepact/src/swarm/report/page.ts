import { decimal, duration } from "../format.js";
import type { Reckoning } from "../reckon.js";
import type { Recorder } from "../recorder.js";
import type { SwarmResult } from "../result.js";
import { vehicleSection } from "./bars.js";
import { billSection } from "./bills.js";
import { headline } from "./headline.js";
import { html, type Markup } from "./html.js";
import { limitedSection } from "./limited.js";
import { planSection } from "./plans.js";
import { powerSection } from "./power.js";
import { negotiationSection } from "./sequence.js";
import { page } from "./shell.js";

export interface ReportInput {
  readonly result: SwarmResult;
  readonly reckoning: Reckoning;
  readonly recorder: Recorder;
  /** Sentences for the end of the page, such as when limits are judged. */
  readonly notes: readonly string[];
}

/** The report of a run: one HTML page that needs nothing else. */
export function reportPage({ result, reckoning, recorder, notes }: ReportInput): string {
  const { tracks } = recorder.tracker;
  return page(
    `${result.scenario}, ${result.date}`,
    html`${headline(result, reckoning)}
      <main>
        ${powerSection(reckoning, result.currency)}${vehicleSection(reckoning, tracks)}
        ${planSection(recorder.plans, reckoning.day)}${billSection(recorder.accounts.all(reckoning.outcome.demandMicro), reckoning)}
        ${negotiationSection(recorder.stories.best, reckoning.day)}${limitedSection(reckoning, tracks)}
      </main>
      ${footer(result, notes)}`,
  );
}

function footer(result: SwarmResult, notes: readonly string[]): Markup {
  const { agents, leases, messages, bytes, speed, broker } = result;
  const n = (value: number): string => decimal(value, 0);
  const fleet = `${n(agents.battery)} battery, ${n(agents.charger)} charger, ${n(agents.storage)} storage and ${n(agents.grid)} grid agents`;
  const traffic = `${n(messages)} messages, ${decimal(bytes / 1e6, 1)} MB`;
  const kept = `${n(leases.granted)} leases granted, ${n(leases.renewed)} renewals, ${n(leases.expired)} expired, ${n(leases.fallbacks)} fallbacks`;
  const time = speed === null ? "virtual time, in memory" : `${n(speed)} times real time, broker ${broker}`;
  const run = `${duration(result.durationS)} of the day in ${decimal(result.wallMs / 1000, 1)} s`;
  return html`<footer>
    <p>${fleet}; ${traffic}; ${kept}. ${run}; ${time}; seed ${n(result.seed)}.</p>
    ${notes.map((note) => html`<p>${note}</p>`)}
  </footer>`;
}
