import type { Micro, Statement } from "@chargepact/protocol";
import type { SessionOutcome } from "@chargepact/sim";
import { decimal, kWh, money } from "../format.js";
import { dearestRow, type Account } from "../meter.js";
import type { Reckoning } from "../reckon.js";
import { html, type Markup } from "./html.js";
import { rowName, statementDetails } from "./statement.js";

/** Who paid what, and which row's room each had to pay for; nothing where no commit had a price. */
export function billSection(accounts: readonly Account[], { day, outcome }: Reckoning): Markup {
  if (accounts.every(({ pricedMs }) => pricedMs === 0)) return html``;
  const outcomes = new Map(outcome.perSession.map((session) => [session.id, session]));
  const unservedMicro = ({ requestedWh, deliveredWh }: SessionOutcome): Micro =>
    (Math.max(0, requestedWh - deliveredWh) / 1000) * day.unservedMicroPerKwh;
  const twoWay = accounts.some(({ statement }) => statement.exportedWh >= 1);
  const rows = accounts.flatMap((account) => {
    const own = outcomes.get(account.session.id);
    if (own === undefined) return [];
    return [row(account, { wearMicro: own.wearMicro, unservedMicro: unservedMicro(own), twoWay })];
  });
  return html`<section>
    <h2>Who paid what, and what limited whom</h2>
    <p>${summary(accounts, day.currency)}</p>
    <p class="soft">
      Each commit states its price: that of energy at the connection, and what scarce room costs where the connector
      draws. Energy taken or left otherwise than committed costs the higher of that price and the dearest of the plan's
      hours on top. Energy that is fed back is credited at the price of its commit, less what scarce room costs that it
      loads. What all of them paid above the grid's own prices is given back by the time at a connector, less the demand
      charge. Wear and what was not delivered are no part of the bill. Limited by: where room was dearest for the
      connector over the stay, on average. Money in ${day.currency}; a statement of each stay follows.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>vehicle</th>
            <th>kWh</th>
            <th>per kWh</th>
            <th>energy</th>
            ${
              twoWay
                ? html`<th>fed back kWh</th>
                    <th>credited</th>`
                : ""
            }
            <th>deviated kWh</th>
            <th>for it</th>
            <th>given back</th>
            <th>to pay</th>
            <th>wear</th>
            <th>not delivered</th>
            <th>limited by, its price per kWh</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${accounts.map((account) => statementDetails(account))}
  </section>`;
}

function summary(accounts: readonly Account[], currency: string): string {
  const sum = (of: (statement: Statement) => number): number =>
    accounts.reduce((total, { statement }) => total + of(statement), 0);
  const [energy, grid, deviation] = [sum((a) => a.energyMicro), sum((a) => a.gridMicro), sum((a) => a.deviationMicro)];
  const limited = accounts.filter((account) => dearestRow(account) !== undefined).length;
  const room =
    limited === 0
      ? "Room was scarce for nobody."
      : `The difference is what room was worth where it was scarce, as it was for ${limited} of ${accounts.length} stays.`;
  const fedBackWh = sum((a) => a.exportedWh);
  const fedBack =
    fedBackWh < 1
      ? ""
      : `They fed back ${kWh(fedBackWh)}, for which ${money(
          sum((a) => a.creditMicro),
          currency,
        )} of it is credited. `;
  return (
    `The stays pay ${money(energy, currency)} for energy that costs ${money(grid, currency)} at the grid's own prices. ${room} ` +
    `${money(
      sum((a) => a.returnedMicro),
      currency,
    )} of it is given back. ${fedBack}Deviating from what was committed costs them ` +
    `${money(deviation, currency)}; together they pay ${money(
      sum((a) => a.totalMicro),
      currency,
    )}.`
  );
}

function row(
  account: Account,
  {
    wearMicro,
    unservedMicro,
    twoWay,
  }: { readonly wearMicro: Micro; readonly unservedMicro: Micro; readonly twoWay: boolean },
): Markup {
  const { session, statement } = account;
  const { exportedWh, energyMicro, creditMicro, deviationWh, deviationMicro, returnedMicro, totalMicro } = statement;
  const [meteredWh, importMicro] = [statement.meteredWh + exportedWh, energyMicro + creditMicro];
  const amount = (micro: Micro): string => decimal(micro / 1e6, 2);
  const perKwh = meteredWh < 1 ? "–" : decimal(importMicro / meteredWh / 1e3, 3);
  const dearest = dearestRow(account);
  const limit = dearest === undefined ? "–" : rowName(dearest.id);
  const hint = dearest === undefined ? "" : decimal(dearest.price / 1e6, 3);
  return html`<tr>
    <td>${session.vehicle.id}</td>
    <td>${decimal(meteredWh / 1000, 1)}</td>
    <td>${perKwh}</td>
    <td>${amount(importMicro)}</td>
    ${
      twoWay
        ? html`<td>${decimal(exportedWh / 1000, 1)}</td>
            <td>${amount(creditMicro)}</td>`
        : ""
    }
    <td>${decimal(deviationWh / 1000, 1)}</td>
    <td>${amount(deviationMicro)}</td>
    <td>${amount(returnedMicro)}</td>
    <td class="main">${amount(totalMicro)}</td>
    <td>${amount(wearMicro)}</td>
    <td>${amount(unservedMicro)}</td>
    <td>${limit} <span class="soft">${hint}</span></td>
  </tr>`;
}
