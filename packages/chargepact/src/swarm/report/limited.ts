import type { WattHours } from "@chargepact/protocol";
import type { Sample, SessionOutcome } from "@chargepact/sim";
import { clock, decimal, duration, kW, kWh } from "../format.js";
import { counted } from "../../scenario/problems.js";
import type { Reckoning } from "../reckon.js";
import type { Track, TrackPoint, Why } from "../tracks.js";
import { whyNames, whyText } from "../why.js";
import { html, type Markup } from "./html.js";
import { areaPath, legend, linePath, plot, timeTicks, valueTicks, type Point } from "./plot.js";

/** A session and for how long others held it back, s: all of a minute without power, half of one at half power. */
interface Limited {
  readonly outcome: SessionOutcome;
  readonly track: Track;
  readonly heldBackS: number;
}

const stepMs = 60_000;
/** A session that misses less than this part of its need, or less energy than this (Wh), got what it wanted. */
const missedShare = 0.03;
const missedWh = 200;
const byOthers: ReadonlySet<Why> = new Set<Why>(["shared", "emergency", "unheard"]);

/** Why one vehicle, the one that was limited most, got what it got when it did. */
export function limitedSection(reckoning: Reckoning, tracks: ReadonlyMap<string, Track>): Markup {
  const most = mostLimited(reckoning, tracks);
  if (most === undefined) {
    return html`<section>
      <h2>Who was limited most?</h2>
      <p class="soft">Nobody: each vehicle could charge as it liked.</p>
    </section>`;
  }
  const { points } = most.track;
  const whys = [...new Set(points.map(({ why }) => why))];
  const { session } = most.track;
  const span = { fromS: session.arriveS, toS: Math.min(session.departS, reckoning.day.toS) };
  return html`<section>
    <h2>Why ${session.vehicle.id} was limited most</h2>
    ${sentences(most, reckoning).map((text) => html`<p>${text}</p>`)}
    ${legend([
      ["l-own", "what the battery could take"],
      ["l-allowed", "what it was allowed"],
      ["f-veh", "what it took"],
    ])}${course(points, span)}
    <div class="title">the reason, minute by minute</div>
    ${strip(points, span)} ${legend(whys.map((why) => [`w-${why}`, whyNames[why]] as const))}
  </section>`;
}

/** The session that misses most of its need; where all needs are met, the one that was held back most. */
function mostLimited({ outcome }: Reckoning, tracks: ReadonlyMap<string, Track>): Limited | undefined {
  const all = outcome.perSession.flatMap((session): Limited[] => {
    const track = tracks.get(session.id);
    return track === undefined ? [] : [{ outcome: session, track, heldBackS: heldBack(track.points) }];
  });
  const missing = ({ outcome: one }: Limited): number => Math.max(0, one.requestedWh - one.deliveredWh);
  const unmet = all.filter((one) => missing(one) > missedAtLeast(one.outcome) && one.heldBackS > 0);
  if (unmet.length > 0) return unmet.sort((one, other) => missing(other) - missing(one))[0];
  return all.filter(({ heldBackS }) => heldBackS > 0).sort((one, other) => other.heldBackS - one.heldBackS)[0];
}

const missedAtLeast = ({ requestedWh }: SessionOutcome): WattHours => Math.max(missedWh, missedShare * requestedWh);

const heldBack = (points: readonly TrackPoint[]): number =>
  points
    .filter(({ why, ownW }) => byOthers.has(why) && ownW > 0)
    .reduce((sum, { ownW, powerW }) => sum + (Math.max(0, ownW - powerW) / ownW) * (stepMs / 1000), 0);

function sentences({ outcome, track, heldBackS }: Limited, reckoning: Reckoning): string[] {
  const { vehicle, station, connector, arriveS, departS } = outcome;
  const { model, soh } = track.session.vehicle;
  const stay = `${clock(arriveS * 1000)} to ${clock(departS * 1000)}`;
  const got = `${decimal(outcome.deliveredWh / 1000, 1)} of ${kWh(outcome.requestedWh)}`;
  const first =
    `${vehicle} (${model.name}, ${decimal(100 * soh, 0)} % health) stood at ${station}, connector ${connector}, from ${stay} ` +
    `and got ${got}. ${outcomeText(outcome, heldBackS)}`;
  return [first, ...causes(track, reckoning)];
}

function outcomeText(outcome: SessionOutcome, heldBackS: number): string {
  if (outcome.requestedWh - outcome.deliveredWh > missedAtLeast(outcome)) return "No other vehicle missed as much.";
  return `That is what it wanted, but no other vehicle had to wait as long for others: ${duration(heldBackS)}.`;
}

/** A sentence for each cause, the longest first. */
function causes({ points, session }: Track, { day, samples }: Reckoning): string[] {
  const sooner = day.sessions.filter(({ departS }) => departS < session.departS);
  const around = { id: session.id, samples, before: new Set(sooner.map(({ id }) => id)) };
  const minutes = new Map<Why, TrackPoint[]>();
  for (const point of points) minutes.set(point.why, [...(minutes.get(point.why) ?? []), point]);
  return [...minutes]
    .filter(([why]) => why !== "full" && why !== "done")
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([why, during]) => cause(why, during, around));
}

interface Around {
  readonly id: string;
  readonly samples: readonly Sample[];
  /** Sessions that end before this one. */
  readonly before: ReadonlySet<string>;
}

function cause(why: Why, during: readonly TrackPoint[], around: Around): string {
  const time = duration(during.length * 60);
  const meanW = during.reduce((sum, { powerW }) => sum + powerW, 0) / during.length;
  const [first] = during;
  const when = `For ${time}${first === undefined ? "" : `, first at ${clock(first.atMs)},`}`;
  switch (why) {
    case "shared":
      return `${when} there was not enough capacity for all: ${crowd(during, around)}. It took ${kW(meanW)} on average.`;
    case "emergency":
      return `${when} the capacity was lowered in an emergency: ${crowd(during, around)}. It took ${kW(meanW)} on average.`;
    case "unheard":
      return `${when} nothing was agreed, or nobody could be reached, and it kept its fallback.`;
    case "gentle":
    case "own":
      return `${when} it was limited by itself (${whyText(why, first?.reasons ?? [])}): it took ${kW(meanW)} on average.`;
    default:
      return "";
  }
}

/** Who shared the site with it in these minutes. */
function crowd(during: readonly TrackPoint[], { samples, before, id }: Around): string {
  const instants = new Set(during.map(({ atMs }) => Math.floor(atMs / stepMs)));
  const then = samples.filter(({ atMs }) => instants.has(Math.floor(atMs / stepMs)));
  if (then.length === 0) return "others had more need of it";
  const mean = (of: (sample: Sample) => number): number => then.reduce((sum, each) => sum + of(each), 0) / then.length;
  const charged = new Set(
    then.flatMap(({ sessionsW }) => Object.keys(sessionsW).filter((one) => (sessionsW[one] ?? 0) > 100)),
  );
  charged.delete(id);
  const sooner = [...charged].filter((one) => before.has(one)).length;
  const others = `${counted(charged.size, "other vehicle")} charged in that time${soonerText(sooner, charged.size)}`;
  const baseW = mean(({ baseLoadW }) => baseLoadW);
  const building = baseW < 100 ? "that there are, " : `the building took ${kW(baseW)}, and `;
  return `of ${kW(mean(({ capacityW }) => capacityW))} ${building}${others}`;
}

function soonerText(sooner: number, all: number): string {
  if (all < 2) return "";
  if (sooner === 0) return ", none of them leaving before it";
  return sooner === all ? ", all of them leaving before it" : `, ${sooner} of them leaving before it`;
}

interface Stay {
  readonly fromS: number;
  readonly toS: number;
}

function course(points: readonly TrackPoint[], span: Stay): Markup {
  const topW = 1.1 * Math.max(1000, ...points.flatMap(({ ownW, powerW }) => [ownW, powerW]));
  const x = (atMs: number): number => (1000 * (atMs / 1000 - span.fromS)) / (span.toS - span.fromS);
  const y = (powerW: number): number => 1000 - (1000 * Math.min(powerW, topW)) / topW;
  const line = (of: (point: TrackPoint) => number): Point[] => {
    const last = points.at(-1);
    const inside = points.map((point): Point => [x(point.atMs), y(of(point))]);
    return last === undefined ? inside : [...inside, [1000, y(of(last))]];
  };
  return plot({
    shapes: html`<path
        class="f-veh"
        d="${areaPath(
          line(({ powerW }) => powerW),
          line(() => 0),
        )}"
      /><path class="l-own" d="${linePath(line(({ ownW }) => ownW))}" /><path
        class="l-allowed"
        d="${linePath(line(({ allowedW, leaseW }) => Math.min(allowedW, leaseW)))}"
      />`,
    x: timeTicks(span),
    y: valueTicks(0, topW / 1000),
    title: "kW at the connector",
    heightPx: 170,
    label: "What the vehicle could take, was allowed and took",
  });
}

function strip(points: readonly TrackPoint[], span: Stay): Markup {
  const x = (atMs: number): number => (1000 * (atMs / 1000 - span.fromS)) / (span.toS - span.fromS);
  const runs: { from: TrackPoint; toMs: number }[] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last?.from.why === point.why) last.toMs = point.atMs + stepMs;
    else runs.push({ from: point, toMs: point.atMs + stepMs });
  }
  return html`<div class="strip">
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="Reasons over the stay">
      ${runs.map(
        ({ from, toMs }) =>
          html`<rect
            class="w-${from.why}"
            x="${x(from.atMs)}"
            y="0"
            width="${Math.max(1, Math.min(1000, x(toMs)) - x(from.atMs))}"
            height="1000"
            ><title>${clock(from.atMs)} to ${clock(toMs)}: ${whyText(from.why, from.reasons)}</title></rect
          >`,
      )}
    </svg>
  </div>`;
}
