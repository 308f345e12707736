import { checkSpace, parseTopic, type Topic, topicName, type TopicSpace } from "@chargepact/protocol";

const parsedKept = 10_000;

/** Topic names of one space, each built and parsed once. Throws `BAD_CONFIG` for a space that breaks a limit. */
export class TopicBook {
  /** By reader, then by writer. */
  private readonly inboxes = new Map<string, Map<string, string>>();
  private readonly parsed = new Map<string, Topic | undefined>();

  constructor(private readonly space: TopicSpace) {
    checkSpace(space);
  }

  name(topic: Topic): string {
    return topicName(this.space, topic);
  }

  /** Where `from` writes to `to`. */
  inbox(to: string, from: string): string {
    let names = this.inboxes.get(to);
    if (names === undefined) this.inboxes.set(to, (names = new Map<string, string>()));
    let name = names.get(from);
    if (name === undefined) names.set(from, (name = this.name({ kind: "inbox", to, from })));
    return name;
  }

  /** Everything that is written to `node`, as a filter. */
  inboxFilter(node: string): string {
    return `${this.inbox(node, node).slice(0, -node.length)}+`;
  }

  /** CP-TOPIC-1: undefined for what is not ours. */
  parse(name: string): Topic | undefined {
    const known = this.parsed.get(name);
    if (known !== undefined) return known;
    const topic = parseTopic(this.space, name);
    // Only our own topics are remembered, so that strangers cannot fill the memory.
    if (topic !== undefined && this.parsed.size < parsedKept) this.parsed.set(name, topic);
    return topic;
  }
}
