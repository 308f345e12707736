import { perform } from "./commands.js";
import { lasting } from "./expect.js";
import { type Block, formatScript, parseScript, type Script } from "./script.js";
import { StoryWorld } from "./world.js";

/** A story that was played: its text with what happened now, and what was expected and did not happen. */
export interface Played {
  readonly script: Script;
  readonly text: string;
  readonly failures: readonly string[];
}

/** Plays a story on real agents in virtual time. Throws where a command cannot be done, with the line. */
export function play(text: string): Played {
  const script = parseScript(text);
  const world = new StoryWorld();
  const failures: string[] = [];
  const parts = script.parts.map((part) => (part.kind === "prose" ? part : playBlock(world, part, failures)));
  if (!endsWithExpectations(script)) {
    failures.push("the last block has to be of expectations alone, one of a meter or a ledger among them");
  }
  return { script, text: formatScript({ parts }), failures };
}

function playBlock(world: StoryWorld, block: Block, failures: string[]): Block {
  for (const line of block.commands.filter((each) => !each.startsWith("#"))) {
    try {
      perform(world, line, failures);
    } catch (cause) {
      throw new Error(`"${line}": ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
  const transcript = world.take();
  return { ...block, transcript: transcript.length === 0 ? ["(nothing)"] : transcript };
}

/** So that no rewrite of a transcript blesses a wrong outcome. */
function endsWithExpectations({ parts }: Script): boolean {
  const last = parts.findLast((part): part is Block => part.kind === "block");
  const words = (last?.commands ?? []).filter((line) => !line.startsWith("#")).map((line) => line.split(/\s+/));
  return words.every(([name]) => name === "expect") && words.some(([, subject = ""]) => lasting.has(subject));
}
