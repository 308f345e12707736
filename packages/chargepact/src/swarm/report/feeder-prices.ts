import { seriesAt, type Day } from "@chargepact/sim";
import type { Publication } from "../feeder-watch.js";
import type { FeederResult } from "../feeder-result.js";
import { clock, decimal, kW, share } from "../format.js";
import { html, type Markup } from "./html.js";

/** How the operator's prices went from publication to publication; nothing where it published none. */
export function publicationSection(publications: readonly Publication[], day: Day): Markup {
  if (publications.length === 0) return html``;
  const rows = publications.map((each, index) => {
    const before = publications[index - 1];
    const move = before === undefined ? "–" : decimal(mostMoved(each, before) / 1e6, 4);
    return html`<tr>
      <td>${each.number}</td>
      <td>${clock(each.atS * 1000)}</td>
      <td>${kW(each.peakW)}</td>
      <td>${decimal(mostAdded(each, day) / 1e6, 4)}</td>
      <td>${move}</td>
    </tr>`;
  });
  return html`<section>
    <h2>Prices from publication to publication</h2>
    <p class="soft">
      In ${day.currency} per kWh. The peak is what the sites' forecasts came to; the adder is what the operator put on
      the price of energy in the dearest step, the move by how much a step's price changed at most since the publication
      before.
    </p>
    <table>
      <thead>
        <tr>
          ${["", "at", "peak forecast", "highest adder", "largest move"].map((text) => html`<th>${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

/** How the sites' forecasts did against their meters; nothing where there were none. */
export function forecastSection({ sites }: FeederResult): Markup {
  const rows = sites.flatMap(({ id, forecast }) => {
    if (forecast === undefined) return [];
    const { metered, withinP90 } = forecast;
    return [
      html`<tr>
        <td>${id}</td>
        <td>${metered}</td>
        <td>${share(withinP90, metered)}</td>
      </tr>`,
    ];
  });
  if (rows.length === 0) return html``;
  return html`<section>
    <h2>What the sites forecast</h2>
    <p class="soft">
      Each step of a forecast counts once for each lead time. Nine in ten are meant to stay at or below the 90th
      percentile; each site makes it as wide as its own errors need, which takes some dozens of steps to learn: on a
      short day, or where vehicles come that history does not know of, fewer do.
    </p>
    <table>
      <thead>
        <tr>
          ${["", "metered since", "at or below the 90th percentile"].map((text) => html`<th>${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

const pricesOf = ({ terms }: Publication): readonly number[] => terms[0]?.priceMicroPerKwh ?? [];

/** µ/kWh; the most that a step's price lies above the price of energy. */
const mostAdded = (publication: Publication, { prices }: Day): number =>
  pricesOf(publication).reduce((most, price, step) => {
    const atS = publication.startS + step * publication.stepS;
    return Math.max(most, price - seriesAt(prices, atS));
  }, 0);

/** µ/kWh; the most by which the price of an hour moved. */
function mostMoved(publication: Publication, before: Publication): number {
  const shift = Math.round((publication.startS - before.startS) / publication.stepS);
  const earlier = pricesOf(before);
  return pricesOf(publication).reduce(
    (most, price, step) => Math.max(most, Math.abs(price - (earlier[step + shift] ?? price))),
    0,
  );
}
