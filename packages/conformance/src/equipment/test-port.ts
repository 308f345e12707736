import { ChargepactError, type AgentId, type DurationMs, type Watts } from "@chargepact/protocol";
import { features, type Equipment, type Feature } from "./equipment.js";

const pollMs = 200;
const answerMs = 5_000;

interface Metered {
  readonly connectors?: readonly { readonly connector: number; readonly powerW: Watts }[];
  readonly supports?: readonly string[];
  readonly capacityW?: Watts;
  readonly guaranteedW?: Watts;
}

/**
 * The test port of an agent under test: a small HTTP server beside it, which says what its meter says and does what a
 * person could do. `docs/conformance.md` has what it is asked.
 */
export class TestPort implements Equipment {
  meterW: Watts | undefined;
  capacityW: Watts | undefined;
  guaranteedW: Watts | undefined;
  private timer: NodeJS.Timeout | undefined;
  private polling = false;
  private asked = 0;
  private newest = 0;

  /** `base`: its address without a slash at the end. */
  constructor(private readonly base: string) {}

  /** What it says it can. Throws `BAD_INPUT` where nobody answers. */
  async begin(): Promise<readonly Feature[]> {
    const { supports = [] } = await this.poll();
    const unknown = supports.find((name) => !(features as readonly string[]).includes(name));
    if (unknown !== undefined) {
      throw new ChargepactError(
        "BAD_INPUT",
        `${this.base}/meter says it supports ${unknown}; known: ${features.join(", ")}`,
      );
    }
    this.timer = setInterval(() => {
      if (this.polling) return;
      this.polling = true;
      void this.poll()
        .catch(() => undefined)
        .finally(() => (this.polling = false));
    }, pollMs);
    return [...(this.meterW === undefined ? [] : ["meter" as const]), ...(supports as readonly Feature[])];
  }

  end(): void {
    clearInterval(this.timer);
  }

  async sample(): Promise<void> {
    await this.poll();
  }
  plug(connector: number, holder: AgentId | undefined): Promise<void> {
    return this.post("plug", { connector, holder: holder ?? null });
  }
  personLimit(maxW: Watts | undefined): Promise<void> {
    return this.post("person-limit", { maxW: maxW ?? null });
  }
  capacity(importW: Watts): Promise<void> {
    return this.post("capacity", { importW });
  }
  emergency(importMaxW: Watts, durationMs: DurationMs): Promise<void> {
    return this.post("emergency", { importMaxW, durationMs });
  }
  kill(): Promise<void> {
    return this.post("kill", {});
  }
  start(): Promise<void> {
    return this.post("start", {});
  }
  async restart({ afterMs, lost = false }: { readonly afterMs: DurationMs; readonly lost?: boolean }): Promise<void> {
    await this.post("kill", { lost });
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await this.start();
  }
  delayMessages(): void {
    throw new ChargepactError("BAD_INPUT", "a broker in another process cannot be made slow");
  }
  moveWallClock(): void {
    throw new ChargepactError("BAD_INPUT", "the wall clock of an agent in another process cannot be moved");
  }
  slowStore(): void {
    throw new ChargepactError("BAD_INPUT", "the store of an agent in another process cannot be made slow");
  }
  failStore(): void {
    throw new ChargepactError("BAD_INPUT", "the store of an agent in another process cannot be made to fail");
  }

  private async poll(): Promise<Metered> {
    const asked = ++this.asked;
    const answer = (await this.ask("GET", "meter")) as Metered;
    const { connectors } = answer;
    // An answer that was overtaken says what was.
    if (asked < this.newest) return answer;
    this.newest = asked;
    this.capacityW = answer.capacityW;
    this.guaranteedW = answer.guaranteedW;
    this.meterW = connectors?.reduce((sum, { powerW }) => sum + powerW, 0);
    return answer;
  }

  private async post(path: string, body: unknown): Promise<void> {
    await this.ask("POST", path, body);
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const url = `${this.base}/${path}`;
    try {
      const response = await fetch(url, {
        method,
        signal: AbortSignal.timeout(answerMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      if (!response.ok) throw new Error(`it answers ${response.status}`);
      const text = await response.text();
      return text === "" ? {} : JSON.parse(text);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ChargepactError("BAD_INPUT", `the test port did not do ${method} ${url}: ${why}`, { cause });
    }
  }
}

/** Where there is no test port: nothing is metered and nothing can be done but talk. */
export const noEquipment: Equipment = {
  meterW: undefined,
  capacityW: undefined,
  guaranteedW: undefined,
  sample: () => Promise.resolve(),
  plug: () => Promise.resolve(),
  personLimit: () => Promise.resolve(),
  capacity: () => Promise.resolve(),
  emergency: () => Promise.resolve(),
  kill: () => Promise.resolve(),
  start: () => Promise.resolve(),
  restart: () => Promise.resolve(),
  delayMessages: () => undefined,
  moveWallClock: () => undefined,
  slowStore: () => undefined,
  failStore: () => undefined,
};
