import { type LifePolicyName, lifePolicyNames, type LifeStudy } from "@chargepact/sim";
import { decimal, kW, kWh } from "../../swarm/format.js";
import { html, type Markup } from "../../swarm/report/html.js";
import { page } from "../../swarm/report/shell.js";
import type { Lived } from "../lived.js";
import type { LifeResult } from "../result.js";
import { gainText } from "../table.js";
import { gainSection } from "./gain-bars.js";
import { nameOf } from "./lines.js";
import { standingSection } from "./standing.js";
import { weekSection } from "./week.js";

/** The report of a life study: one HTML page that needs nothing else. */
export function lifePage(study: LifeStudy, lived: Lived, result: LifeResult): string {
  const reference: LifePolicyName = result.policy === "asap80" ? "asap100" : "asap80";
  return page(
    `battery life, ${result.policy}`,
    html`${headline(study, result, reference)}
      <main>
        ${gainSection(result, reference)}${weekSection(lived)}${standingSection(lived)}${policySection(result)}${sourceSection(result)}
      </main>
      <footer>
        <p>
          Lives are years until 80 % of the capacity is left, the series repeated; where the reference has lost less
          than that after 40 years, until as much is lost as it has lost then. The series keeps its capacity: what a
          fading pack would do is not in it. Seed ${decimal(result.seed, 0)}.
        </p>
      </footer>`,
  );
}

function headline({ pack }: LifeStudy, result: LifeResult, reference: LifePolicyName): Markup {
  const spread = result.gains[reference];
  const own = result.policies[result.policy];
  const other = result.policies[reference];
  const median = spread === undefined ? "" : gainText(spread.median);
  const percent = (value: number | undefined): string => `${decimal(100 * (value ?? 0), 0)} %`;
  return html`<header>
    <p class="soft">
      ${decimal(result.years, result.years % 1 === 0 ? 0 : 2)} ${result.years === 1 ? "year" : "years"},
      ${result.climate ?? "air from a file"} · ${kWh(pack.capacityWh)} of ${pack.chemistry} at ${kW(pack.powerMaxW)}
    </p>
    <h1>${median} life against charging ${nameOf[reference]}, by the middle one of ${result.models.length} models</h1>
    <p>
      ${decimal(result.trips, 0)} trips, ${result.unmet === 0 ? "each of them met" : `${result.unmet} of them not met`}.
      The battery stood at ${percent(own?.socMean)} on average; charged ${nameOf[reference]} it would have stood at
      ${percent(other?.socMean)}.
    </p>
    <div class="cards">
      <div class="card"><b>${median}</b><span>median of the models</span></div>
      <div class="card">
        <b class="${(spread?.worst ?? 0) < 0 ? "bad" : "good"}">${spread === undefined ? "" : gainText(spread.worst)}</b
        ><span>by the model that gains least</span>
      </div>
      <div class="card">
        <b class="${result.unmet === 0 ? "good" : "bad"}">${result.unmet}</b><span>trips not met</span>
      </div>
      <div class="card"><b>${percent(own?.highShare)}</b><span>of the time above 80 %</span></div>
    </div>
  </header>`;
}

function policySection(result: LifeResult): Markup {
  return html`<section>
    <h2>The policies</h2>
    <table>
      <thead>
        <tr>
          <th></th>
          <th>mean charge</th>
          <th>above 80 %</th>
          <th>cells</th>
          <th>charged</th>
          <th>not met</th>
          <th>median gain of ${nameOf[result.policy]}</th>
        </tr>
      </thead>
      <tbody>
        ${lifePolicyNames.map((name) => {
          const figures = result.policies[name];
          const spread = result.gains[name];
          return figures === undefined
            ? html``
            : html`<tr>
                <td>${nameOf[name]}</td>
                <td>${decimal(100 * figures.socMean, 1)} %</td>
                <td>${decimal(100 * figures.highShare, 1)} %</td>
                <td>${decimal(figures.temperatureMeanC, 1)} °C</td>
                <td>${kWh(figures.chargedWh)}</td>
                <td>${figures.unmet}</td>
                <td>${spread === undefined ? "" : gainText(spread.median)}</td>
              </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

function sourceSection(result: LifeResult): Markup {
  return html`<section>
    <h2>The models</h2>
    <ul class="small">
      ${result.models.map(({ name, source }) => html`<li>${name}: ${source}</li>`)}
    </ul>
  </section>`;
}
