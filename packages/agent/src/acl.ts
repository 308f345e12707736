/**
 * Who may write and read what, as MQTT filters in which `%c` is the client's own id. A broker that enforces this keeps
 * strangers out of inboxes; what arrives is checked again by its receiver, since a broker is not trusted.
 */
export function aclPatterns(root = "chargepact"): {
  readonly write: readonly string[];
  readonly read: readonly string[];
} {
  const space = `${root}/1/+`;
  return {
    write: [`${space}/inbox/+/%c`, `${space}/node/%c/presence`, `${space}/node/%c/roster`, `${space}/market/%c/+`],
    read: [`${space}/inbox/%c/+`, `${space}/node/+/presence`, `${space}/node/+/roster`, `${space}/market/+/+`],
  };
}

/** Answers for one root; its patterns are taken apart once. */
export class Acl {
  private readonly write: readonly (readonly string[])[];
  private readonly read: readonly (readonly string[])[];

  constructor(root?: string) {
    const { write, read } = aclPatterns(root);
    const split = (patterns: readonly string[]): string[][] => patterns.map((pattern) => pattern.split("/"));
    this.write = split(write);
    this.read = split(read);
  }

  /** True where client `id` may publish to `topic`. */
  mayPublish(id: string, topic: string): boolean {
    const levels = topic.split("/");
    return this.write.some((pattern) => covers(pattern, levels, id));
  }

  /** True where all that `filter` matches may be read by client `id`. */
  maySubscribe(id: string, filter: string): boolean {
    const levels = filter.split("/");
    return this.read.some((pattern) => covers(pattern, levels, id));
  }
}

function covers(pattern: readonly string[], levels: readonly string[], id: string): boolean {
  if (pattern.length !== levels.length) return false;
  return pattern.every((wanted, index) => {
    const level = levels[index];
    if (wanted === "+") return level !== "#";
    return level === (wanted === "%c" ? id : wanted);
  });
}
