import { Command, Option } from "commander";

/** What `chargepact conformance` was asked for, as commander hands it over. */
export interface ConformanceOptions {
  readonly broker?: string;
  readonly role: "charger" | "battery" | "storage" | "grid";
  readonly id: string;
  readonly registry?: string;
  readonly keys?: string;
  readonly insecure?: boolean;
  readonly meter?: string;
  readonly supports?: string;
  readonly ttl: string;
  readonly grace: string;
  readonly root: string;
  readonly seed?: string;
  readonly only?: string;
  readonly part?: string;
  readonly json?: string;
  readonly junit?: string;
  readonly prepare?: string;
  readonly list?: boolean;
}

const definitions = (): Option[] => [
  new Option("--role <role>", "what the agent is")
    .choices(["charger", "battery", "storage", "grid"])
    .makeOptionMandatory(),
  new Option("--id <id>", "its id in the registry").makeOptionMandatory(),
  new Option("--broker <url>", "the MQTT broker that it is connected to, mqtt://HOST:PORT"),
  new Option("--registry <file>", "signed registry with the agent and its partners, as --prepare writes it"),
  new Option("--keys <dir>", "folder with the partners' private keys, ID.pem"),
  new Option("--insecure", "messages without seals, on a broker of this machine; no registry is needed"),
  new Option("--meter <url>", "test port of the agent: its meter, plugging in, restarts"),
  new Option("--supports <list>", "what the test port can do, with commas between, where it does not say so itself"),
  new Option("--ttl <ms>", "how long the leases last that the kit grants").default("6000"),
  new Option("--grace <ms>", "grace of these leases").default("500"),
  new Option("--root <topic>", "first levels of all topics").default("chargepact"),
  new Option("--seed <n>", "seed of the random part"),
  new Option("--only <ids>", "only cases about these requirements, with commas between"),
  new Option("--part <k/n>", "the k-th of n runs, each with an agent of its own, that together are a whole one"),
  new Option("--json <file>", "writes the report as JSON"),
  new Option("--junit <file>", "writes the report as JUnit XML"),
  new Option("--prepare <dir>", "writes a registry and keys for such a test, and ends"),
  new Option("--list", "lists the cases, and ends"),
];

/** The command, which does `run` once its options have been read. */
export function conformanceCommand(run: (options: ConformanceOptions) => Promise<void>): Command {
  const command = new Command("conformance")
    .description("Tests an agent in any language over a broker: does it keep the rules of the protocol?")
    .allowExcessArguments(false)
    .exitOverride()
    .action(async (options: ConformanceOptions) => {
      await run(options);
    });
  for (const option of definitions()) command.addOption(option);
  return command;
}
