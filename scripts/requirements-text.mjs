// Writes the requirement ids with their prose into the conformance kit, from docs/requirements.md.
import { format, resolveConfig } from "prettier";
import { root, textOf } from "./files.mjs";

export const requirementsFile = "packages/conformance/src/requirements.generated.ts";

/** The text of the generated file. */
export async function requirementsModule() {
  const rows = [...textOf("docs/requirements.md").matchAll(/^\|\s*(CP-[A-Z]+-[0-9]+)\s*\|\s*(.*?)\s*\|$/gm)];
  const entries = rows.map(([, id, text]) => `${JSON.stringify(id)}: ${JSON.stringify(text.replaceAll("\\|", "|"))},`);
  const source = `// Generated from docs/requirements.md by \`npm run gen\`. Do not edit.\n/** What each requirement says. */\nexport const requirementTexts = {\n${entries.join("\n")}\n} as const;\n`;
  return format(source, { ...(await resolveConfig(`${root}${requirementsFile}`)), parser: "typescript" });
}
