/** Commands with what they gave when the transcript was last reviewed. */
export interface Block {
  readonly kind: "block";
  readonly commands: readonly string[];
  readonly transcript: readonly string[];
}
/** Comments and empty lines, which stay as they are. */
export interface Prose {
  readonly kind: "prose";
  readonly lines: readonly string[];
}
export interface Script {
  readonly title: string;
  /** Addresses of public reports; empty where the story says that none was found, or is no accident. */
  readonly sources: readonly string[];
  readonly parts: readonly (Block | Prose)[];
}

const divider = "----";
const isProse = (line: string): boolean => line === "" || line.startsWith("#");

/** Reads a story: its first line is its title. Throws where a block has no `----`, or the title is missing. */
export function parseScript(text: string): Script {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const [first = ""] = lines;
  if (!/^# \S/.test(first)) throw new Error(`a story begins with "# " and its title, not with "${first}"`);
  const parts: (Block | Prose)[] = [];
  for (let at = 0; at < lines.length;) {
    const part = isProse(lines[at] ?? "") ? proseAt(lines, at) : blockAt(lines, at);
    parts.push(part);
    at += part.kind === "prose" ? part.lines.length : part.commands.length + 1 + part.transcript.length;
  }
  const sources = lines.flatMap((line) => /^# Source: (https:\/\/\S+)$/.exec(line)?.[1] ?? []);
  return { title: first.slice(2), sources, parts };
}

export function formatScript({ parts }: Pick<Script, "parts">): string {
  return parts
    .flatMap((part) => (part.kind === "prose" ? part.lines : [...part.commands, divider, ...part.transcript]))
    .join("\n");
}

function proseAt(lines: readonly string[], from: number): Prose {
  const end = lines.findIndex((line, at) => at >= from && !isProse(line));
  return { kind: "prose", lines: lines.slice(from, end < 0 ? lines.length : end) };
}

function blockAt(lines: readonly string[], from: number): Block {
  const at = lines.indexOf(divider, from);
  const commands = lines.slice(from, at);
  if (at < 0 || commands.some((line) => line === "")) {
    throw new Error(`line ${from + 1}: "${lines[from] ?? ""}" begins a block that has no ${divider}`);
  }
  const end = lines.indexOf("", at);
  return { kind: "block", commands, transcript: lines.slice(at + 1, end < 0 ? lines.length : end) };
}
