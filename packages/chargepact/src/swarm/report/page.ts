import type { Reckoning } from "../reckon.js";
import type { Recorder } from "../recorder.js";
import type { SwarmResult } from "../result.js";
import { vehicleSection } from "./bars.js";
import { billSection } from "./bills.js";
import { footer } from "./footer.js";
import { foresightSection } from "./foresight.js";
import { headline } from "./headline.js";
import { html } from "./html.js";
import { limitedSection } from "./limited.js";
import { planSection } from "./plans.js";
import { powerSection } from "./power.js";
import { negotiationSection } from "./sequence.js";
import { tradeSection } from "./trades.js";
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
        ${tradeSection([{ day: reckoning.day, trades: recorder.trades }], result.currency)}
        ${foresightSection(reckoning, recorder.foresight, tracks)}
        ${negotiationSection(recorder.stories.best, reckoning.day)}${limitedSection(reckoning, tracks)}
      </main>
      ${footer(result, notes)}`,
  );
}
