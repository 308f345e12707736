import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { SimulatedStation } from "@chargepact/conformance";
import { type Agent, type AgentOptions, createChargerAgent, MemoryStore, SystemClock } from "chargepact";

export interface ServedCharger {
  /** Address of its test port. */
  readonly url: string;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** A charger with a test port, as an integrator would serve it beside a real one: short leases, so that a test is short. */
export async function serveCharger(options: Omit<AgentOptions, "clock" | "store" | "timings">): Promise<ServedCharger> {
  const clock = new SystemClock();
  const station = new SimulatedStation(clock, 1, 20_000);
  const store = new MemoryStore();
  let agent: Agent | undefined;
  const start = async (): Promise<void> => {
    if (agent !== undefined) return;
    agent = await createChargerAgent({
      ...options,
      ...{ clock, store, port: station, timings: { graceMs: 200 } },
      config: {
        connectors: [{ powerMaxW: 11_040, powerMinW: 4_140 }],
        ...{ fallbackW: 4_140, rampWPerS: 20_000, batteryTtlMs: 2_000, grantor: "grid" },
      },
    });
    agent.on("problem", () => undefined);
  };
  const deeds: Record<string, (body: Record<string, unknown>) => unknown> = {
    "/meter": () => ({
      connectors: [{ connector: 1, powerW: station.meterW }],
      supports: ["plug", "restart", "lost-store", "person-limit", "fallback", "batteries"],
    }),
    "/plug": ({ connector, holder }) => {
      station.plug(Number(connector), typeof holder === "string" ? holder : undefined);
    },
    "/person-limit": ({ maxW }) => {
      station.personLimit(typeof maxW === "number" ? maxW : undefined);
    },
    "/kill": async ({ lost }) => {
      station.forget();
      await agent?.kill();
      agent = undefined;
      if (lost === true) store.lose();
    },
    "/start": start,
  };
  await start();
  const server: Server = createServer((request, response) => {
    const deed = deeds[request.url ?? ""];
    void bodyOf(request)
      .then((body) => deed?.(body))
      .then(
        (answer) => response.writeHead(deed === undefined ? 404 : 200).end(JSON.stringify(answer ?? {})),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      station.forget();
      await agent?.stop();
    },
  };
}
