import { obey } from "../child.js";
import { batches, blockingLatency, fallback, latency, memory, warmStart } from "./host.js";
import { renewals } from "./renewals.js";

obey({ latency, batches, fallback, warmStart, memory, renewals, blockingLatency });
