import { Command } from "commander";

export interface ModelCheckOptions {
  readonly manifest?: string;
  readonly json?: boolean;
}

/** `chargepact model check FILE`, which does `check` once its words have been read. */
export function modelCommand(check: (file: string, options: ModelCheckOptions) => Promise<void>): Command {
  const command = new Command("check")
    .description("Says what is wrong with a prediction model, or that nothing is, and how fast it answers.")
    .allowExcessArguments(false)
    .argument("<file>", "the model, an ONNX file")
    .option("--manifest <file>", "its manifest; default: the file with the same name and .json, where there is one")
    .option("--json", "prints exactly one JSON document")
    .exitOverride()
    .action(async (file: string, options: ModelCheckOptions) => {
      await check(file, options);
    });
  return new Command("model")
    .description("Models that predict what a charge costs a battery.")
    .exitOverride()
    .addCommand(command);
}
