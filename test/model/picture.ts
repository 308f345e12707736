import type { Body, Envelope, LeaseVersion, Terms } from "@chargepact/protocol";
import { agents } from "./config.js";
import type { Input } from "./host.js";
import type { Counterexample } from "./search.js";
import type { Move, State, World } from "./world.js";

const seconds = (ms: number): string => (ms / 1000).toFixed(3).padStart(8);
const versionOf = ({ epoch, counter }: LeaseVersion): string => `${epoch}.${counter}`;
const wattsOf = ({ parts }: Terms): string => parts.map(({ schedule }) => schedule.max.join(", ")).join(" | ") + " W";

type Words = { readonly [K in Body["kind"]]?: (body: Extract<Body, { readonly kind: K }>) => string };
const words: Words = {
  hello: ({ fallback, fallbackHeld }) =>
    `Hello, fallback ${fallback.importW} W${fallbackHeld === undefined ? "" : `, held ${fallbackHeld.importW} W`}`,
  need: ({ parts }) => `Need ${parts.map(({ version, powerMaxW }) => `${version}: up to ${powerMaxW} W`).join()}`,
  offer: ({ proposals }) => `Offer ${proposals.map(({ value }) => wattsOf(value)).join(" or ") || "of nothing"}`,
  counterOffer: ({ options }) => `CounterOffer ${options.map((each) => wattsOf(each.terms.value)).join(" or ")}`,
  commit: ({ version, terms, ttlMs, echo }) =>
    `Commit ${versionOf(version)}: ${wattsOf(terms.value)} for ${ttlMs / 1000} s from request ${echo.seq}`,
  commitAck: ({ version, taken, reject }) =>
    `CommitAck ${versionOf(version)}${taken ? "" : `, not taken: ${reject ?? "no reason"}`}`,
  renew: ({ version }) => `Renew ${versionOf(version)}`,
  renewAck: ({ version, ttlMs, echo }) =>
    `RenewAck ${versionOf(version)} for ${ttlMs / 1000} s from request ${echo.seq}`,
  revoke: ({ version }) => `Revoke ${versionOf(version)}`,
  revokeAck: ({ version }) => `RevokeAck ${versionOf(version)}`,
  release: ({ version }) => `Release${version === undefined ? "" : ` ${versionOf(version)}`}`,
  emergency: ({ number, importMaxW, durationMs }) => `Emergency ${number}: ${importMaxW} W for ${durationMs / 1000} s`,
  emergencyAck: ({ number, achievedW }) => `EmergencyAck ${number}, ${achievedW} W`,
  reject: ({ reason }) => `Reject ${reason}`,
  status: ({ state, powerW }) => `Status ${state}, ${powerW} W`,
};

/** What a message says, in a few words. */
function said(body: Body): string {
  const say = words[body.kind] as ((body: Body) => string) | undefined;
  return say?.(body) ?? body.kind.charAt(0).toUpperCase() + body.kind.slice(1);
}

function happened(world: World, agent: string, input: Input): string {
  switch (input.kind) {
    case "message": {
      const { sender, body } = world.messages.get(input.message);
      return `${sender} → ${agent}  ${said(body)}`;
    }
    case "timer":
      return `${agent}  its timer`;
    case "lapse":
      return `${agent}  what its port was told has run out`;
    case "settle":
      return `${agent}  its power has come down`;
    case "written":
      return `${agent}  its failsafe is written`;
    case "crash":
      return `${agent}  dies`;
    case "start":
      return `${agent}  starts${input.lost ? ", its store lost" : input.sameBoot ? " again, same boot" : ""}`;
    case "slip":
      return `${agent}  its wall clock jumps by ${input.ms / 1000} s`;
    case "act":
      return `${agent}  ${JSON.stringify(input.act.kind === "give" ? Object.fromEntries(Object.entries(input.act.targets).map(([id, terms]) => [id, wattsOf(terms)])) : input.act)}`;
  }
}

/** A counterexample as a sequence of messages, with what the meters say; what was never delivered is told at the end. */
export function pictureOf(world: World, { broken, moves, searchedFrom }: Counterexample): string {
  const lines: string[] = [];
  let state: State = world.empty();
  let meters = "";
  for (const [index, { atMs, move }] of moves.entries()) {
    if (index === searchedFrom) lines.push("            ── from here on everything is tried ──");
    state = { ...state, atMs };
    world.move(state, world.codeOf(move), state.budget, (next) => (state = next));
    lines.push(lineOf(world, atMs, move));
    const now = metersOf(world, state);
    if (now !== meters && index >= searchedFrom) lines.push(`${" ".repeat(12)}${now}`);
    meters = now;
  }
  const waits = world.networks.get(state.network).map((number) => world.messages.get(number));
  if (waits.length > 0) lines.push(`   never came: ${waits.map(wayOf).join("; ")}`);
  return [...lines, `   BROKEN  ${broken}`].join("\n");
}

function lineOf(world: World, atMs: number, { agent, input, crash, doubled }: Move): string {
  const extra = `${crash === "none" ? "" : crash === "afterCommit" ? "  † dies once that is durable" : "  † dies before that is durable"}${doubled ? "  (and will come again)" : ""}`;
  return `${seconds(atMs)} s  ${happened(world, agents[agent] ?? "", input)}${extra}`;
}
function metersOf(world: World, state: State): string {
  const [, west, east] = world.labels(state);
  return `meters: west ${west?.meteredW ?? 0} W, east ${east?.meteredW ?? 0} W`;
}
const wayOf = ({ sender, recipient, body }: Envelope): string => `${sender} → ${recipient} ${said(body)}`;
