import { sumMicroOf, type Comparison, type StrategyRun } from "../compare.js";
import { counted } from "../../scenario/problems.js";
import { decimal, kW, kWh, money, share } from "../format.js";
import { moneySection } from "./compare-money.js";
import { html, type Markup } from "./html.js";
import { page } from "./shell.js";
import { powerRange, siteLegend, sitePlot } from "./site-plot.js";

/** The report of a comparison: one HTML page that needs nothing else. */
export function comparePage(comparison: Comparison): string {
  const { day } = comparison;
  return page(
    `${day.name}, ${day.date}`,
    html`<header>
        <p class="soft">${day.name} · ${day.date}</p>
        <h1>${title(comparison)}</h1>
        <p>${story(comparison)}</p>
        ${table(comparison)}
      </header>
      <main>${moneySection(comparison)}${powerSection(comparison)}</main>
      <footer>
        <p>
          Each strategy had the same plants, chance and faults, in virtual time and in memory; seed
          ${decimal(day.seed, 0)}.
        </p>
      </footer>`,
  );
}

/** The run that came to the least, of those that kept the limits best. */
function title({ runs, day }: Comparison): string {
  const fewest = Math.min(...runs.map(({ outcome }) => outcome.limitViolations));
  const [best] = runs
    .filter(({ outcome }) => outcome.limitViolations === fewest)
    .sort((one, other) => sumMicroOf(one) - sumMicroOf(other));
  if (best === undefined) return "No strategy was run to the end of the day";
  const kept = fewest === 0 ? "with no limit broken" : `with ${counted(fewest, "limit violation")}`;
  return `${best.strategy} came to the least: ${money(sumMicroOf(best), day.currency)}, ${kept}`;
}

function story({ day, deliverableWh, missing }: Comparison): string {
  const requestedWh = day.sessions.reduce((sum, session) => sum + session.energyWh, 0);
  const stopped = missing.length === 0 ? "" : ` It was stopped, and so without ${missing.join(", ")}.`;
  return (
    `The same day with different ways to share the capacity: ${counted(day.sessions.length, "stay")} asked for ` +
    `${kWh(requestedWh)} at a site with ${kW(day.capacityW)}. Whoever decides, ${kWh(deliverableWh)} of it could have been ` +
    `delivered.${stopped}`
  );
}

function table({ runs, day, deliverableWh }: Comparison): Markup {
  const twoWay = runs.some(({ outcome }) => outcome.vehiclesExportWh >= 50);
  const cells = ({ outcome, ...run }: StrategyRun): readonly string[] => [
    kWh(outcome.energyDeliveredWh),
    share(outcome.energyDeliveredWh, deliverableWh),
    ...(twoWay ? [kWh(outcome.vehiclesExportWh)] : []),
    kW(outcome.peakImportW),
    String(outcome.limitViolations),
    ...[outcome.costMicro, outcome.wearMicro, outcome.unservedMicro].map((micro) => decimal(micro / 1e6, 2)),
    decimal(sumMicroOf({ outcome, ...run }) / 1e6, 2),
    decimal(run.messages, 0),
    `${decimal(run.wallMs / 1000, 1)} s`,
  ];
  const back = twoWay ? ["fed back by vehicles"] : [];
  const costs = ["energy", "wear", "unserved", "sum"];
  const titles = ["delivered", "of possible", ...back, "peak", "violations", ...costs, "messages"];
  return html`<div class="wide">
      <table>
        <thead>
          <tr>
            ${["", ...titles, "real time"].map((text) => html`<th>${text}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${runs.map(
            (run) =>
              html`<tr>
                <td>${run.strategy}</td>
                ${cells(run).map((text) => html`<td>${text}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="soft small">
      Energy, wear, unserved (what was asked for and not delivered) and their sum in ${day.currency}.
    </p>`;
}

function powerSection({ day, runs }: Comparison): Markup {
  const courses = runs.map((run) => run.samples);
  const range = powerRange(day, courses);
  const plots = runs.map(({ strategy, samples }) =>
    sitePlot(day, samples, {
      title: `${strategy}, kW`,
      heightPx: 150,
      label: `Power over the day with ${strategy}: base load, vehicles and storage stacked, with the capacity`,
      range,
    }),
  );
  return html`<section>
    <h2>Power of the site against its capacity</h2>
    ${siteLegend(courses.flat())}${plots}
  </section>`;
}
