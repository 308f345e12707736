// docs/machines.md: the state machines as pictures, and what each state does with each event, from the machines themselves.
import { listedMachines, messageKinds } from "../packages/protocol/src/testing/machines.test-helper.ts";
import { outlineOf } from "../packages/protocol/src/testing/outline.test-helper.ts";

const heading = `# State machines

Generated from the machines by \`npm run gen\`; do not edit. A test (\`packages/protocol/src/testing/crossing.test.ts\`) holds for
each pair of state and event what was decided, and reaches every state.

In the pictures an arrow is an event that leads to a state, or a delay that has passed; below a slash stands what is done on
the way. What leads nowhere is in the tables: **deliver** hands a message on to the link, **violation** counts it as one (the
peer misbehaves, nothing changes), **unexpected** answers it with our own Hello, and **–** is ignored on purpose.
`;

const idOf = (path) => path.replaceAll(".", "_");
const withActions = (text, actions) => (actions.length === 0 ? text : `${text} / ${actions.join(", ")}`);

/** Arrows from one state, those that only differ by their event in one. */
function arrows({ path, rules, delays }) {
  const byWay = new Map();
  const add = (label, { target, actions }) => {
    if (target === undefined) return;
    const way = JSON.stringify([target, actions]);
    byWay.set(way, [...(byWay.get(way) ?? []), label]);
  };
  for (const [event, rule] of rules) if (event !== "*") add(event, rule);
  for (const [delay, rule] of delays) add(`after ${delay}`, rule);
  return [...byWay].map(([way, labels]) => {
    const [target, actions] = JSON.parse(way);
    return `    ${idOf(path)} --> ${idOf(target)} : ${withActions(labels.join(", "), actions)}`;
  });
}

function diagram({ initial, leaves }) {
  const named = leaves.flatMap(({ path, entry, exit }) => [
    ...(idOf(path) === path ? [] : [`    state "${path}" as ${idOf(path)}`]),
    ...(entry.length === 0 ? [] : [`    ${idOf(path)} : on entry ${entry.join(", ")}`]),
    ...(exit.length === 0 ? [] : [`    ${idOf(path)} : on exit ${exit.join(", ")}`]),
  ]);
  const lines = ["stateDiagram-v2", ...named, `    [*] --> ${idOf(initial)}`, ...leaves.flatMap(arrows)];
  return ["```mermaid", ...lines, "```", ""].join("\n");
}

function cell(rule) {
  if (rule === undefined) return "dropped";
  if (rule.target !== undefined) return withActions(`→ ${rule.target}`, rule.actions);
  return rule.actions.length === 0 ? "–" : rule.actions.join(", ");
}

const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n") + "\n";

function crossing(region, others, hears) {
  const { leaves, events } = region;
  const row = (name) => [`\`${name}\``, ...leaves.map(({ rules }) => cell(rules.get(name) ?? rules.get("*")))];
  const kinds = hears ? messageKinds : [];
  const elsewhere = events.filter((event) => others.includes(event));
  const own = events.filter((event) => !kinds.includes(event) && !elsewhere.includes(event));
  const head = (what) => [what, ...leaves.map(({ path }) => path)];
  return [
    table(head("event"), own.map(row)),
    ...(elsewhere.length === 0 ? [] : [`Ignored here, since they are another region's: ${elsewhere.join(", ")}.\n`]),
    ...(kinds.length === 0 ? [] : [table(head("message"), kinds.map(row))]),
  ].join("\n");
}

function section(name, { machine, file, about, hears }) {
  const regions = outlineOf(machine);
  const parts = regions.map((region) => {
    const others = regions.filter((other) => other !== region && region.name === hears).flatMap(({ events }) => events);
    const title = regions.length === 1 ? "" : `### ${name}: ${region.name}\n\n`;
    return `${title}${diagram(region)}\n${crossing(region, others, region.name === hears)}`;
  });
  return [`## ${name}`, "", `${about} [\`${file}\`](../${file})`, "", parts.join("\n")].join("\n");
}

export function machinesDocument() {
  const sections = Object.entries(listedMachines).map(([name, listed]) => section(name, listed));
  return [heading, ...sections].join("\n");
}
