import { startEmbeddedBroker, type EmbeddedBroker } from "../broker.js";
import type { BrokerSwitch } from "./faults.js";

/** The broker that a run brings with it, and takes away and back where a fault wants that. */
export class OwnBroker implements BrokerSwitch {
  /** What is asked of it is done in turn. */
  private last: Promise<void> = Promise.resolve();
  private ended = false;

  private constructor(private broker: EmbeddedBroker) {}

  /** On a free port of this machine's own address. */
  static async start(): Promise<OwnBroker> {
    return new OwnBroker(await startEmbeddedBroker());
  }

  get url(): string {
    return this.broker.url;
  }

  down(): void {
    this.next(() => this.broker.close());
  }

  up(): void {
    this.next(async () => {
      if (!this.ended) this.broker = await startEmbeddedBroker({ port: this.broker.port });
    });
  }

  /** Throws what kept it from coming back. */
  async close(): Promise<void> {
    this.ended = true;
    await this.last;
    await this.broker.close();
  }

  private next(what: () => Promise<void>): void {
    this.last = this.last.then(what);
    this.last.catch(() => undefined);
  }
}
