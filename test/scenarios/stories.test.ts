import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { play } from "./story/run.js";

const folder = fileURLToPath(new URL("./", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

test.each(files)("%s goes as its transcript says", (file) => {
  const before = readFileSync(folder + file, "utf8");
  const { text, failures } = play(before);
  expect(failures).toEqual([]);
  expect(text).toBe(before);
});
