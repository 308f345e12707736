import { BatteryCore } from "@chargepact/protocol";
import { start } from "./agents.js";
import { Receiver } from "./bundles.js";
import { AnsweringHolder } from "./holder.js";
import { answerRaw } from "./raw.js";
import { battery, clock, eachPair, type Pair } from "./site.js";

const receiver = new Receiver();

async function startBattery(url: string, id: string, pair: Pair): Promise<void> {
  const { handle } = await start(id, pair, { url, create: (options) => new BatteryCore(options, battery) });
  const departureS = Math.floor(clock.now().t / 1_000) + 86_400;
  handle.input({ kind: "plugged", connector: 1, peer: pair.grantor });
  handle.input({ kind: "trip", trip: { departureS, energyWh: 30_000 } });
  const telemetry = { soc: 0.3, soh: 0.97, temperatureC: 22, ambientC: 20, powerW: 0, deliveredWh: 0 };
  handle.input({ kind: "batteryTelemetry", telemetry });
}

async function connect(url: string): Promise<void> {
  for (const [, pair] of eachPair) {
    for (const id of pair.holders) {
      if (pair.answers === "battery") await startBattery(url, id, pair);
      if (pair.answers === "machine") await start(id, pair, { url, create: (options) => new AnsweringHolder(options) });
    }
  }
  await receiver.connect(url);
  await answerRaw(url);
}

/** The end that answers. */
export const answerer = {
  connect,
  expect: (size: number, opened: boolean) => {
    receiver.expect(size, opened);
  },
};
