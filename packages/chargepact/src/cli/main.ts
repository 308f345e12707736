import { Command } from "commander";
import { swarmCommand } from "../swarm-options.js";
import { conformanceCommand } from "./conformance-options.js";
import { exitCodes, failure } from "./failure.js";
import { lifeCommand } from "./life-options.js";
import { modelCommand } from "./model-options.js";
import { runSwarm } from "./swarm.js";

const examples = `
Examples:
  chargepact swarm                                  one workday, 50-odd vehicles
  chargepact swarm --virtual --report day.html      the same at once, with a report
  chargepact swarm --virtual --compare              strategies side by side
  chargepact swarm day.yaml --fault emergency:0.4@14:00
  chargepact swarm --sessions FILE --prices FILE    a real day
  chargepact conformance --broker mqtt://127.0.0.1:1883 --role charger --id wallbox-7 \\
      --registry registry.json --keys keys --meter http://127.0.0.1:8080
  chargepact life --climate hot --report life.html   how long a battery lasts
  chargepact model check my-model.onnx
  chargepact swarm --broker mqtt://127.0.0.1:1883 --json > result.json

Exit codes: 0 done; 1 failed; 2 bad input, nothing was started; 3 the broker was
not reachable for 20 s; 4 not all of a conformance test could be set up; 5 a
model is refused; 130 stopped with Ctrl-C.
`;

/** Runs the command line and says with which code the process should end. Never throws. */
export async function main(words: readonly string[], version: string): Promise<number> {
  let code: number = exitCodes.ok;
  const swarm = swarmCommand(async (options) => {
    if (options.compare === undefined) {
      code = await runSwarm(options);
    } else {
      const { runCompare } = await import("./compare.js");
      code = await runCompare(options, options.compare);
    }
  });
  const conformance = conformanceCommand(async (options) => {
    const { runConformance } = await import("./conformance.js");
    code = await runConformance(options);
  });
  const life = lifeCommand(async (options) => {
    const { runLifeStudy } = await import("./life.js");
    code = await runLifeStudy(options);
  });
  const model = modelCommand(async (file, options) => {
    const { runModelCheck } = await import("./model.js");
    code = await runModelCheck(file, options);
  });
  const program = new Command("chargepact")
    .description("Batteries, chargers, storage sites and a grid operator agree on charge rates.")
    .version(version)
    .exitOverride()
    .addCommand(swarm)
    .addCommand(conformance)
    .addCommand(life)
    .addCommand(model)
    .addHelpText("after", examples);
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    const failed = failure(error, process.env["CHARGEPACT_DEBUG"] === "1");
    if (failed.text !== "") process.stderr.write(`${failed.text}\n`);
    return failed.code;
  }
}
