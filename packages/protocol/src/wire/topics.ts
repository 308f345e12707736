import { ChargepactError } from "../errors.js";
import { idPattern, type AgentId } from "../units.js";

/**
 * Topic names. `{root}/1/{site}/…`: the root may have several levels (a tenant's prefix), the 1 is the major version, and nodes are
 * named, not agents, except the grantor of a market.
 */

/** CP-TOPIC-2 */
export const topicLimits = { bytes: 200, levels: 8 } as const;

/** Where an agent's topics lie. */
export interface TopicSpace {
  /** One or more levels of `[A-Za-z0-9._-]`, without slashes at the ends. */
  readonly root: string;
  readonly site: string;
}
export type Topic =
  | { readonly kind: "presence" | "roster"; readonly node: AgentId }
  | { readonly kind: "inbox"; readonly to: AgentId; readonly from: AgentId }
  | { readonly kind: "market"; readonly node: AgentId; readonly grantor: AgentId };

const majorLevel = "1";
/** Levels that follow the root: the version, the site, and three of the topic itself. */
const ownLevels = 5;
const rootPattern = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;

/** CP-TOPIC-1: the topic's name; BAD_CONFIG where a part or the whole breaks a limit. */
export function topicName(space: TopicSpace, topic: Topic): string {
  return `${prefixOf(space)}${pathOf(topic).join("/")}`;
}

/** The topics with `+` at one level or more, for SUBSCRIBE: everything an agent of `node` reads. */
export function topicFilters(space: TopicSpace, node: AgentId): readonly string[] {
  const prefix = prefixOf(space);
  checkId("node", node);
  return [`${prefix}inbox/${node}/+`, `${prefix}node/+/presence`, `${prefix}node/+/roster`, `${prefix}market/+/+`];
}

/** CP-TOPIC-1: the topic that a name of this space means; undefined: not ours. */
export function parseTopic(space: TopicSpace, name: string): Topic | undefined {
  // CP-TOPIC-2: names in our spaces are ASCII, so characters are bytes; a longer one cannot be ours.
  if (name.length > topicLimits.bytes) return undefined;
  const prefix = `${space.root}/${majorLevel}/${space.site}/`;
  if (!name.startsWith(prefix)) return undefined;
  const [area, first, second, ...rest] = name.slice(prefix.length).split("/");
  if (rest.length > 0 || area === undefined || first === undefined || second === undefined) return undefined;
  if (!idPattern.test(first)) return undefined;
  if (area === "node") {
    return second === "presence" || second === "roster" ? { kind: second, node: first } : undefined;
  }
  if (!idPattern.test(second)) return undefined;
  if (area === "inbox") return { kind: "inbox", to: first, from: second };
  return area === "market" ? { kind: "market", node: first, grantor: second } : undefined;
}

/** BAD_CONFIG unless every topic of this space fits the limits, whatever ids it names. */
export function checkSpace({ root, site }: TopicSpace): void {
  if (!rootPattern.test(root)) {
    throw badTopic(`root "${root}" is not one or more levels of A-Z a-z 0-9 . _ -, joined by /`);
  }
  checkId("site", site);
  const levels = root.split("/").length + ownLevels;
  if (levels > topicLimits.levels) {
    throw badTopic(`root "${root}" makes topics of ${levels} levels, allowed: ${topicLimits.levels}`);
  }
  // The longest topic: inbox and two ids of 32.
  const bytes = `${root}/${majorLevel}/${site}/market/`.length + 32 + 1 + 32;
  if (bytes > topicLimits.bytes) {
    throw badTopic(`root "${root}" makes topics of ${bytes} bytes, allowed: ${topicLimits.bytes}`);
  }
}

function prefixOf(space: TopicSpace): string {
  checkSpace(space);
  return `${space.root}/${majorLevel}/${space.site}/`;
}

function pathOf(topic: Topic): readonly string[] {
  switch (topic.kind) {
    case "presence":
    case "roster":
      return ["node", checkId("node", topic.node), topic.kind];
    case "inbox":
      return ["inbox", checkId("to", topic.to), checkId("from", topic.from)];
    case "market":
      return ["market", checkId("node", topic.node), checkId("grantor", topic.grantor)];
  }
}

function checkId(what: string, value: string): string {
  if (idPattern.test(value)) return value;
  throw badTopic(`${what} "${value.slice(0, 40)}" is not an id: 1 to 32 characters of a-z 0-9 -`);
}

const badTopic = (problem: string): ChargepactError => new ChargepactError("BAD_CONFIG", `topic: ${problem}`);
