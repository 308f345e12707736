import { decimal, duration } from "../format.js";
import type { SwarmResult } from "../result.js";
import { html, type Markup } from "./html.js";

/** Who took part, what went over the wire, how the run was made. */
export function footer(result: SwarmResult, notes: readonly string[]): Markup {
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
