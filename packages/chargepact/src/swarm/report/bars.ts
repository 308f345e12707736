import type { ScheduleMs } from "@chargepact/protocol";
import type { Day, SessionOutcome } from "@chargepact/sim";
import { clock, decimal, duration, kW } from "../format.js";
import type { Reckoning } from "../reckon.js";
import type { Track, TrackPoint } from "../tracks.js";
import { whyText } from "../why.js";
import { html, type Markup } from "./html.js";
import { legend, timeAxis, timeTicks } from "./plot.js";

/** A stretch in which a vehicle looks the same. */
interface Stretch {
  readonly kind: string;
  readonly fromMs: ScheduleMs;
  toMs: ScheduleMs;
  energyWh: number;
  readonly first: TrackPoint;
}

const smallW = 100;
/** Deliveries at least this large are as good as all. */
const metShare = 0.97;

/** A bar per vehicle from plug-in to departure: dark where it charges fast, amber where it waits. */
export function vehicleSection({ day, outcome }: Reckoning, tracks: ReadonlyMap<string, Track>): Markup {
  const sessions = [...outcome.perSession].sort((one, other) => one.arriveS - other.arriveS);
  const short = sessions.filter((session) => session.deliveredWh < metShare * session.requestedWh).length;
  const all =
    short === 0
      ? "All got what they asked for"
      : `${sessions.length - short} of ${sessions.length} stays got what they asked for`;
  return html`<section>
    <h2>Each vehicle from plug-in to departure</h2>
    <p class="soft">${all}, or all but 3 % of it. On the right: delivered of requested energy.</p>
    ${legend([
      ["v-c4", "charges at full power"],
      ["v-c3", "at half or more"],
      ["v-c2", "at a quarter or more"],
      ["v-c1", "slower"],
      ["v-wait", "waits"],
      ["v-done", "done, still plugged in"],
      ...(sessions.some(({ exportedWh }) => exportedWh >= 1) ? ([["v-give", "feeds back"]] as const) : []),
    ])}
    <div class="rows">
      ${axis(day)}${sessions.map((session) => row(session, day, tracks.get(session.id)))}${axis(day)}
    </div>
  </section>`;
}

const axis = (day: Day): Markup =>
  html`<div class="row axis">
    <span class="name"></span>
    <div class="bar">${timeAxis(timeTicks(day))}</div>
    <span class="got"></span>
  </div>`;

function row(outcome: SessionOutcome, day: Day, track: Track | undefined): Markup {
  const session = day.sessions.find(({ id }) => id === outcome.id);
  const x = (atS: number): number =>
    (1000 * (Math.min(Math.max(atS, day.fromS), day.toS) - day.fromS)) / (day.toS - day.fromS);
  const [from, to] = [x(outcome.arriveS), x(outcome.departS)];
  const health =
    session === undefined ? "" : ` ${session.vehicle.model.name}, ${decimal(100 * session.vehicle.soh, 0)} %`;
  const part = outcome.requestedWh <= 0 ? 1 : outcome.deliveredWh / outcome.requestedWh;
  const mood = part >= metShare ? "good" : part < 0.5 ? "bad" : "soft";
  const back = outcome.exportedWh < 50 ? "" : `, ${decimal(outcome.exportedWh / 1000, 1)} back`;
  const got = `${decimal(outcome.deliveredWh / 1000, 1)} of ${decimal(outcome.requestedWh / 1000, 1)} kWh${back}`;
  const pieces = stretches(track).map(
    (piece) =>
      html`<rect
        class="v-${piece.kind}"
        x="${x(piece.fromMs / 1000)}"
        y="150"
        width="${Math.max(0.8, x(piece.toMs / 1000) - x(piece.fromMs / 1000))}"
        height="700"
        ><title>${told(piece)}</title></rect
      >`,
  );
  return html`<div class="row">
    <span class="name"><b>${outcome.vehicle}</b><span class="soft">${health}</span></span>
    <div class="bar">
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="${outcome.vehicle}: ${got}">
        <rect class="v-done" x="${from}" y="150" width="${Math.max(1, to - from)}" height="700" />
        ${pieces}
      </svg>
    </div>
    <span class="got ${mood}">${got}</span>
  </div>`;
}

const stepMs = 60_000;

function stretches(track: Track | undefined): readonly Stretch[] {
  const found: Stretch[] = [];
  const peakW = Math.max(1, ...(track?.points.map(({ ownW }) => ownW) ?? []));
  for (const point of track?.points ?? []) {
    const kind = kindOf(point, peakW);
    const last = found.at(-1);
    const energyWh = (point.powerW * stepMs) / 3.6e6;
    if (last?.kind === kind && point.atMs - last.toMs < 2 * stepMs) {
      last.toMs = point.atMs;
      last.energyWh += energyWh;
    } else {
      if (last !== undefined && point.atMs - last.toMs < 2 * stepMs) last.toMs = point.atMs;
      found.push({ kind, fromMs: point.atMs, toMs: point.atMs + stepMs, energyWh, first: point });
    }
  }
  return found;
}

function kindOf({ powerW, why }: TrackPoint, peakW: number): string {
  if (powerW < -smallW) return "give";
  if (why === "done") return "done";
  if (powerW < smallW) return "wait";
  const part = powerW / peakW;
  return part >= 0.9 ? "c4" : part >= 0.5 ? "c3" : part >= 0.25 ? "c2" : "c1";
}

function told({ fromMs, toMs, energyWh, first }: Stretch): string {
  const hours = Math.max(1, toMs - fromMs) / 3.6e6;
  const time = `${clock(fromMs)} to ${clock(toMs)} (${duration((toMs - fromMs) / 1000)})`;
  return `${time}: ${kW(energyWh / hours)} on average; ${whyText(first.why, first.reasons)}`;
}
