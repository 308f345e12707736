import { obey } from "../child.js";
import { answerer } from "./answerer.js";
import { asker } from "./asker.js";
import type { Errand } from "./grantor.js";
import type { PairName } from "./site.js";

/** Both ends of every exchange; the broker is another process. */
obey({
  connect: async ({ url }: { url: string }) => {
    await answerer.connect(url);
    await asker.connect(url);
  },
  ready: () => asker.ready(),
  exchange: ({ name, errand, lengthMs }: { name: PairName; errand: Errand; lengthMs: number }) =>
    asker.exchange(name, errand, lengthMs),
  raw: ({ qos, lengthMs, window }: { qos: 0 | 1; lengthMs: number; window: number }) =>
    asker.raw(qos, lengthMs, window),
  flow: ({ size, opened, lengthMs }: { size: number; opened: boolean; lengthMs: number }) => {
    answerer.expect(size, opened);
    return asker.flow(size, lengthMs);
  },
});
