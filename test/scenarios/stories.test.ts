import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { play } from "./story/run.js";

const folder = fileURLToPath(new URL("./", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
const readme = readFileSync(`${folder}README.md`, "utf8");

test.each(files)("%s goes as its transcript says", (file) => {
  const before = readFileSync(folder + file, "utf8");
  const { text, failures } = play(before);
  expect(failures).toEqual([]);
  expect(text).toBe(before);
});

test("a story that tells what the field has seen says where, or that nothing was found", () => {
  const told = files.filter((file) => readFileSync(folder + file, "utf8").includes("the field"));
  expect(told.length).toBeGreaterThanOrEqual(10);
  for (const file of told) {
    expect(readFileSync(folder + file, "utf8"), file).toMatch(/^# Source: https:\/\/\S+$|No public report found/m);
  }
});

test("every story has a line in the table of the README, and no line is of none", () => {
  const listed = [...readme.matchAll(/^\| \[`([a-z-]+)`\]/gm)].map(([, name = ""]) => `${name}.txt`);
  expect([...listed].sort()).toEqual([...files].sort());
});

test("what is expected and does not happen fails the story, and a story cannot end without expecting anything lasting", () => {
  const world = "grid grid capacity=5kW\ncharger cs1 under=grid\nbattery ev1 at=cs1\nstart\nwait 1s\n----\n\n";
  const failing = (end: string): readonly string[] => play(`# A title\n\n${world}${end}\n----\n`).failures;
  expect(failing("expect ledger grid = 0kW")).toEqual([]);
  expect(failing("expect ledger grid >= 1kW")).toEqual([
    "at 1.000: expected ledger grid >= 1kW, but ledger grid is 0 kW",
  ]);
  expect(failing("expect lease cs1 = none")[0]).toMatch(/last block/);
  expect(failing("wait 1s\nexpect ledger grid = 0kW")[0]).toMatch(/last block/);
  expect(() => failing("jump cs1")).toThrow(/"jump cs1": there is no command jump/);
  expect(() => failing("wait 3kW")).toThrow(/"3kW" is no quantity in ms/);
  expect(() => failing("plug ev1 cs1 need=1kWh leave=1h colour=red")).toThrow(/colour is no setting/);
});
