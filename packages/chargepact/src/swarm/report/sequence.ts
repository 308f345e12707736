import type { Schedule } from "@chargepact/protocol";
import type { Day, Vehicle } from "@chargepact/sim";
import { gridId } from "../../scenario/index.js";
import { clockOf } from "../../scenario/time.js";
import { decimal, kW } from "../format.js";
import type { Story, StoryMessage } from "../story.js";
import { becauseOf } from "../why.js";
import { html, type Markup } from "./html.js";
import { decoded, titles } from "./messages.js";
import { areaPath, legend, plot, stepped, stepPath, timeTicks, valueTicks, type Point } from "./plot.js";

/** One negotiation, message by message, and what was offered, answered and agreed. */
export function negotiationSection(story: Story | undefined, day: Day): Markup {
  if (story === undefined) {
    return html`<section>
      <h2>One negotiation</h2>
      <p class="soft">No negotiation between a battery and its charger came to an end in this run.</p>
    </section>`;
  }
  const vehicle = day.sessions.find((session) => session.vehicle.id === story.battery)?.vehicle;
  return html`<section>
    <h2>One negotiation: ${story.battery} at ${clockOf((story.messages[0]?.atMs ?? 0) / 1000)}</h2>
    <p>${told(story, vehicle)}</p>
    ${chart(story)}
    <div class="lanes">
      <div class="lane-names">
        <div class="names">
          ${lane(story.battery, "battery")}${lane(story.charger, "charger")}${lane(gridId, "grid operator")}
        </div>
        <div></div>
      </div>
      ${story.messages.map((message, index) => step(message, story, { day, before: story.messages[index - 1] }))}
    </div>
  </section>`;
}

const lane = (id: string, role: string): Markup => html`<span>${id}<small>${role}</small></span>`;

const mostW = ({ max }: Schedule): number => Math.max(0, ...max);

function told(
  { battery, offered, answered, committed, reasons, messages }: Story,
  vehicle: Vehicle | undefined,
): string {
  const health = vehicle === undefined ? "" : ` (${vehicle.model.name}, ${decimal(100 * vehicle.soh, 0)} % health)`;
  const took = (messages.at(-1)?.atMs ?? 0) - (messages[0]?.atMs ?? 0);
  const names = `${messages.length} messages and ${milliseconds(took)}`;
  if (reasons.length === 0) {
    return `${battery}${health} was offered up to ${kW(mostW(offered))} and agreed. It took ${names} until all three held the same.`;
  }
  const same = Math.abs(mostW(committed) - mostW(answered)) < 50;
  const end = same ? "which charger and grid operator then granted" : `and was granted up to ${kW(mostW(committed))}`;
  const how = mostW(answered) < mostW(offered) - 50 ? `not more than ${kW(mostW(answered))}` : "another course";
  return (
    `${battery}${health} was offered up to ${kW(mostW(offered))}. Because ${becauseOf(reasons)}, it asked for ${how}, ` +
    `${end}. It took ${names} until all three held the same. Times are of the day that is played.`
  );
}

function chart({ offered, answered, committed }: Story): Markup {
  const schedules = [offered, answered, committed];
  const fromS = Math.min(...schedules.map(({ startS }) => startS));
  const ends = schedules.map(
    ({ startS, stepS, max }) => startS + stepS * (max.findLastIndex((powerW) => powerW > 0) + 2),
  );
  const toS = Math.max(fromS + 600, ...ends);
  const topKw = (1.12 * Math.max(100, ...schedules.map(mostW))) / 1000;
  const points = ({ startS, stepS, max }: Schedule): Point[] => {
    const all = [...max, 0].map((powerW, index): Point => [startS + index * stepS, powerW / 1000]);
    return all
      .filter(([atS]) => atS <= toS)
      .map(([atS, powerKw]): Point => [(1000 * (atS - fromS)) / (toS - fromS), 1000 - (1000 * powerKw) / topKw]);
  };
  const granted = stepped(points(committed));
  return html`${plot({
    shapes: html`<path
        class="f-commit"
        d="${areaPath(
          granted,
          granted.map(([x]): Point => [x, 1000]),
        )}"
      />
      <path class="l-offer" d="${stepPath(points(offered))}" /><path
        class="l-answer"
        d="${stepPath(points(answered))}"
      />`,
    x: timeTicks({ fromS, toS }),
    y: valueTicks(0, topKw),
    title: "kW at the connector",
    heightPx: 130,
    label: "Power that was offered, answered and granted",
  })}${legend([
    ["l-offer", "offered to the battery"],
    ["l-answer", "its answer"],
    ["f-commit", "granted"],
  ])}`;
}

interface Around {
  readonly day: Day;
  readonly before: StoryMessage | undefined;
}

function step(message: StoryMessage, story: Story, { day, before }: Around): Markup {
  const { envelope, atMs } = message;
  const lanes = [story.battery, story.charger, gridId];
  const [from, to] = [lanes.indexOf(envelope.sender), lanes.indexOf(envelope.recipient)];
  const left = 16.67 + 33.33 * Math.min(from, to);
  const key = envelope.body.kind === "counterOffer" && envelope.sender === story.battery ? " key" : "";
  const title = titles[envelope.body.kind] ?? envelope.body.kind;
  const after = before === undefined ? clockOf(atMs / 1000) : `${milliseconds(atMs - before.atMs)} later`;
  return html`<div class="step">
    <div class="arrow">
      <div
        class="shaft ${from < to ? "right" : "left"}${key}"
        style="left:${left}%;width:${33.33 * Math.abs(to - from)}%"
      >
        <b><span>${title}</span></b>
      </div>
    </div>
    <div class="said">
      <b>${title}</b> <span class="soft">${envelope.sender} → ${envelope.recipient}, ${after}</span
      ><br />${decoded(envelope, day.currency)}
    </div>
  </div>`;
}

const milliseconds = (ms: number): string => (ms < 1000 ? `${decimal(ms, 0)} ms` : `${decimal(ms / 1000, 1)} s`);
