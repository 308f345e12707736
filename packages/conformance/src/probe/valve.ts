import type { AgentId } from "@chargepact/protocol";
import type { Log } from "../log.js";
import type { PeerOptions } from "./peer.js";
import type { TapWatcher } from "./tap.js";

/** What stands between a partner and the network: it writes down, cuts off, and keeps back. */
export class Valve implements TapWatcher {
  /** Nothing leaves and nothing comes in, though the connection stands. */
  cut = false;
  /** Where bundles go instead of leaving. */
  kept: Uint8Array[] | undefined;
  private readonly log: Log;

  constructor(private readonly options: PeerOptions) {
    this.log = options.log;
  }

  leaving(to: AgentId, _topic: string, payload: Uint8Array): boolean {
    if (this.cut) return false;
    if (this.kept !== undefined) {
      this.kept.push(payload);
      return false;
    }
    this.log.message({ at: this.at, from: this.options.id, to, payload });
    return true;
  }

  arriving(from: AgentId, _topic: string, payload: Uint8Array): boolean {
    if (this.cut) return false;
    const { id, logsArrivals } = this.options;
    if (logsArrivals === true) this.log.message({ at: this.at, from, to: id, payload: new Uint8Array(payload) });
    return true;
  }

  private get at(): number {
    return this.options.clock.now().mono;
  }
}
