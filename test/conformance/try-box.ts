import { readFileSync } from "node:fs";
import { loadKeys, openRegistry, startEmbeddedBroker } from "chargepact";
import { main } from "../../packages/chargepact/src/cli/main.js";
import { serveCharger } from "./served-charger.js";
const dir = "/tmp/kit-box";
await main(["conformance", "--role", "charger", "--id", "wallbox-7", "--prepare", dir], "0");
const registry = openRegistry(
  JSON.parse(readFileSync(`${dir}/registry.json`, "utf8")),
  Buffer.from(readFileSync(`${dir}/site-key.txt`, "utf8").trim(), "hex"),
);
const broker = await startEmbeddedBroker();
const served = await serveCharger({
  id: "wallbox-7",
  registry,
  keys: loadKeys(`${dir}/keys/wallbox-7.pem`),
  broker: broker.url,
});
const code = await main(
  [
    "conformance",
    "--role",
    "charger",
    "--id",
    "wallbox-7",
    "--registry",
    `${dir}/registry.json`,
    "--keys",
    `${dir}/keys`,
    "--broker",
    broker.url,
    "--meter",
    served.url,
    ...process.argv.slice(2),
  ],
  "0",
);
console.log("exit", code);
await served.close();
await broker.close();
process.exit();
