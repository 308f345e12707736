import type { AgentId, TradeDone } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";
import { clock, decimal } from "../format.js";
import { html, type Markup } from "./html.js";

/** Rows that are shown at most. */
const shownMost = 100;
const amount = (micro: number): string => decimal(micro / 1e6, 3);

/** A day of one site, and the trades on it; `site` where a report has several. */
export interface TradingPlace {
  readonly site?: string;
  readonly day: Day;
  readonly trades: readonly TradeDone[];
}

/** Who traded with whom, when and for how much; nothing where trade was off. */
export function tradeSection(places: readonly TradingPlace[], currency: string): Markup {
  if (!places.some(({ day, trades }) => day.trade === true || trades.length > 0)) return html``;
  const all = places.flatMap((place) => place.trades.map((trade) => ({ place, trade })));
  if (all.length === 0) {
    return html`<section>
      <h2>Who traded</h2>
      <p>
        Nobody: between the plans no trade was found that would have lowered what two holders declared as their cost.
      </p>
    </section>`;
  }
  const saved = all.reduce((sum, { trade }) => sum + savedMicro(trade), 0);
  const dearest = [...all].sort((one, other) => savedMicro(other.trade) - savedMicro(one.trade)).slice(0, shownMost);
  const shown = dearest.sort((one, other) => one.trade.atS - other.trade.atS);
  const more = all.length > shown.length ? ` Shown are the ${shown.length} that saved most.` : "";
  const times = all.length === 1 ? "once" : `${all.length} times`;
  return html`<section>
    <h2>Who traded</h2>
    <p>
      Between the plans, holders traded power ${times}, which saved ${amount(saved)} ${currency} by what they
      declared.${more}
    </p>
    <p class="soft">
      Cost: wear and what is not delivered, as each declared it, + dearer. All of it for as long as the trade was kept:
      the next plan shares anew. Money in ${currency}.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>at</th>
            ${places.some(({ site }) => site !== undefined) ? html`<th>site</th>` : ""}
            <th>seller</th>
            <th>its cost</th>
            <th>buyer</th>
            <th>its cost</th>
            <th>price</th>
            <th>saved</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(({ place, trade }) => row(trade, place))}
        </tbody>
      </table>
    </div>
  </section>`;
}

const savedMicro = ({ seller, buyer }: TradeDone): number => -(seller.costMicro + buyer.costMicro);

function row(trade: TradeDone, { site, day }: TradingPlace): Markup {
  const { atS, seller, buyer, priceMicro } = trade;
  return html`<tr>
    <td>${clock(atS * 1000)}</td>
    ${site === undefined ? "" : html`<td>${site}</td>`}
    <td>${nameOf(seller, atS, day)}</td>
    <td>${amount(seller.costMicro)}</td>
    <td>${nameOf(buyer, atS, day)}</td>
    <td>${amount(buyer.costMicro)}</td>
    <td>${amount(priceMicro)}</td>
    <td class="main">${amount(savedMicro(trade))}</td>
  </tr>`;
}

/** The vehicle at a connector, or whoever holds the lease itself. */
function nameOf(
  { holder, connector }: { readonly holder: AgentId; readonly connector: number },
  atS: number,
  { sessions }: Day,
): string {
  const here = sessions.find(
    (each) => each.station === holder && each.connector === connector && each.arriveS <= atS && atS < each.departS,
  );
  return here?.vehicle.id ?? holder;
}
