/** `npm run stories -- [--update] [NAME…]`: plays the stories; --update writes the transcripts of those that hold. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { play, type Played } from "./run.js";

const folder = fileURLToPath(new URL("../", import.meta.url));
const words = process.argv.slice(2);
const update = words.includes("--update");
const names = words.filter((word) => !word.startsWith("--"));
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
const chosen = files.filter((file) => names.length === 0 || names.includes(file.slice(0, -4)));
let wrong = 0;

function played(before: string): Pick<Played, "text" | "failures"> {
  try {
    return play(before);
  } catch (cause) {
    return { text: before, failures: [cause instanceof Error ? cause.message : String(cause)] };
  }
}

for (const file of chosen) {
  const before = readFileSync(folder + file, "utf8");
  const { text, failures } = played(before);
  if (failures.length > 0) {
    wrong++;
    console.log(`${text}\n${file} does not hold:\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
  } else if (text === before) console.log(`${file} is as reviewed`);
  else if (update) {
    writeFileSync(folder + file, text);
    console.log(`${file} is written: read it line by line before you commit it`);
  } else {
    wrong++;
    console.log(`${text}\n${file} went another way than its transcript says: see above; --update writes it`);
  }
}
process.exitCode = wrong > 0 || chosen.length === 0 ? 1 : 0;
