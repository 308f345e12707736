import { configOf, give, terms, type ActAt, type ModelConfig } from "./config.js";
import type { Act } from "./agents.js";

const at = (fromMs: number, act: Act, toMs = fromMs): ActAt => ({ act, fromMs, toMs });
const anyTime = (act: Act): ActAt => at(0, act, 1e9);
/** Nothing of this link is said in the search: it only has its fallback. */
const silent = { present: "never" } as const;

/** Two plans that overlap: what the first lowers is not down when the second wants it. */
const overlapping = configOf("plans", "two plans in a row, the second while the first is under way", 21_000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 4000, east: 6000 })), anyTime(give({ west: 8000, east: 2000 }))] }],
});
const overlap = configOf("overlap", "the same, within one instant and with a message that comes twice", 1000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 4000, east: 6000 })), anyTime(give({ west: 8000, east: 2000 }))] }],
  duplicates: 1,
});
const ramping = configOf("ramping", "one plan, equipment that needs seconds to come down", 21_000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 4000, east: 6000 }))] }],
  rampWPerS: 1000,
});
const renewing = configOf("renewals", "one lease over two renewals, every delay of each", 95_000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  east: silent,
  rampWPerS: 500,
});
const lowered = configOf("lowered", "a decrease is on its way while the lease is renewed", 75_000, {
  partlyMax: 60_000,
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [at(0, give({ west: 4000 }))] }],
  timings: { reorderMs: 0 },
  east: silent,
});
const crossing = configOf("crossing", "a decrease and an increase of one lease cross a renewal", 21_000, {
  partlyMax: 60_000,
  before: [{ by: "grid", act: give({ west: 6000 }) }],
  acts: [
    { by: "grid", list: [anyTime(give({ west: 4000 })), anyTime(give({ west: 8000 })), anyTime(give({ west: 3000 }))] },
  ],
  timings: { reorderMs: 0 },
  east: silent,
});
const replanned = configOf("replanned", "a plan is replaced while its increase waits", 1000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 4000, east: 6000 })), anyTime(give({ west: 4000 }))] }],
});
const quiet = configOf("quiet", "a holder has offered an option, says nothing, and is to get more by it", 41_000, {
  west: { optionMs: 300_000 },
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [at(0, give({ west: 4000 })), anyTime(give({ west: 10_000 }, { consented: true }))] }],
  east: silent,
});
const released = configOf("released", "a lease is given back while a later one is on its way", 21_000, {
  before: [{ by: "grid", act: give({ west: 5000 }) }],
  acts: [
    { by: "grid", list: [anyTime(give({ west: 3000 }))] },
    { by: "west", list: [anyTime({ kind: "release" })] },
  ],
  rampWPerS: 1000,
  east: silent,
});
const expired = configOf("expired", "a lease runs out while its renewals are on their way", 95_000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }, { waitMs: 39_000 }, { mute: "grid" }],
  east: silent,
});
const gap = configOf("gap", "a revoke overtakes a commit", 1000, {
  before: [{ by: "grid", act: give({ west: 6000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 4000 })), anyTime({ kind: "revoke", holder: "west" })] }],
  east: silent,
});
const revoked = configOf("revoked", "a lease is revoked while it is being renewed", 21_000, {
  partlyMax: 60_000,
  before: [{ by: "grid", act: give({ west: 6000 }) }],
  acts: [{ by: "grid", list: [anyTime({ kind: "revoke", holder: "west" })] }],
  east: silent,
});
const repeats = configOf("repeats", "messages of a running lease come twice", 21_000, {
  before: [{ by: "grid", act: give({ west: 6000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 8000 }))] }],
  duplicates: 1,
  east: silent,
});
const drifting = configOf("drift", "the holder's clock is slow by 0.1 %, the grantor's fast", 75_000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  west: { rate: 0.999 },
  grid: { rate: 1.001 },
  east: silent,
});
const late = configOf("late-commits", "an option is committed, and the commit comes when it will", 75_000, {
  west: { optionMs: 300_000 },
  acts: [{ by: "grid", list: [anyTime(give({ west: 10_000 }))] }],
  east: silent,
});
const offers = configOf("offers", "offers expire in 10 s, and holders that say nothing get no more", 31_000, {
  timings: { offerMs: 10_000 },
  acts: [{ by: "grid", list: [at(0, give({ west: 6000 })), anyTime(give({ west: 10_000, east: 10_000 }))] }],
});
const needs = configOf("needs", "the holder comes to need less while more is on its way", 21_000, {
  acts: [
    { by: "grid", list: [anyTime(give({ west: 10_000 }))] },
    { by: "west", list: [anyTime({ kind: "need", version: 2, powerMaxW: 4000 })] },
  ],
  east: silent,
});
const ended = configOf("ended", "leases are revoked and given back while plans go on", 6000, {
  before: [{ by: "grid", act: give({ west: 5000, east: 5000 }) }],
  acts: [
    { by: "grid", list: [anyTime({ kind: "revoke", holder: "west" }), anyTime(give({ west: 3000, east: 7000 }))] },
    { by: "west", list: [anyTime({ kind: "release" })] },
  ],
  rampWPerS: 1000,
});
const steps = configOf(
  "steps",
  "two schedules that cross: one falls when the other rises, and nobody knows the time well",
  31_000,
  {
    partlyMax: 150_000,
    acts: [{ by: "grid", list: [at(0, give({ west: [10_000, 2000], east: [0, 8000] }, { stepS: 30 }))] }],
    rampWPerS: 4000,
    slips: [{ by: "west", ms: -20_000 }],
    instants: [30_000],
  },
);
const lastStep = configOf("last-step", "a schedule ends within its lease, and the process may die", 31_000, {
  acts: [{ by: "grid", list: [at(0, give({ west: [10_000] }, { stepS: 30 }))] }],
  crashes: { west: 1 },
  instants: [30_000],
  east: silent,
});
const slow = configOf("slow-clock", "a schedule falls after 300 s; the holder's clock is slow by 0.1 %", 310_000, {
  acts: [{ by: "grid", list: [at(0, give({ west: [10_000, 2000] }, { stepS: 300 }))] }],
  ttlMs: 400_000,
  west: { rate: 0.9991 },
  instants: [300_000],
  east: silent,
});
const emergency = configOf("emergency", "an emergency, a later one, and a plan that was under way", 1000, {
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [
    {
      by: "grid",
      list: [
        anyTime(give({ west: 6000, east: 4000 })),
        anyTime({ kind: "emergency", importMaxW: 3000, durationMs: 100_000 }),
      ],
    },
  ],
});
const emergencies = configOf("emergencies", "a second emergency is stricter; the holder may die", 1000, {
  partlyMax: 60_000,
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [
    {
      by: "grid",
      list: [
        anyTime({ kind: "emergency", importMaxW: 6000, durationMs: 100_000 }),
        anyTime({ kind: "emergency", importMaxW: 3000, durationMs: 100_000 }),
      ],
    },
  ],
  crashes: { west: 1 },
  crashAtCommit: true,
  east: silent,
});
const ownLease = configOf("own-lease", "the grantor's own lease ends after 75 s; then 4 kW are guaranteed", 80_000, {
  before: [{ by: "grid", act: give({ west: 8000 }) }],
  grid: { deadlineMs: 75_000, guaranteedW: 4000 },
  west: { fallbackW: [2000] },
  east: { fallbackW: [2000] },
});
const guaranteed = configOf("guaranteed", "both want more fallback than is guaranteed", 80_000, {
  grid: { deadlineMs: 75_000, guaranteedW: 4000 },
  west: { fallbackW: [3000] },
  east: { fallbackW: [3000] },
});
const exporting = configOf("exports", "one holder exports, the other may not use that", 21_000, {
  west: { exportMaxW: 5000 },
  east: { powerMaxW: 20_000 },
  acts: [
    {
      by: "grid",
      list: [
        at(0, { kind: "give", targets: { west: terms([-5000]), east: terms([0]) }, consented: false }),
        anyTime(give({ west: -5000, east: 15_000 })),
      ],
    },
  ],
});
const holderDies = configOf(
  "holder-dies",
  "a holder dies at any commit, and starts again, in the same boot or another",
  75_000,
  {
    partlyMax: 150_000,
    before: [{ by: "grid", act: give({ west: 10_000 }) }],
    crashes: { west: 1 },
    starts: { west: ["sameBoot", "otherBoot"] },
    crashAtCommit: true,
    east: silent,
  },
);
const gridDies = configOf("grid-dies", "the grantor dies at any commit and starts again with its ledger", 21_000, {
  before: [{ by: "grid", act: give({ west: 6000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ west: 10_000 }))] }],
  crashes: { grid: 1 },
  crashAtCommit: true,
  east: silent,
});
const gridRenews = configOf(
  "grid-dies-late",
  "the grantor dies after a renewal, of which it has written nothing down",
  61_000,
  {
    before: [{ by: "grid", act: give({ west: 10_000 }) }, { waitMs: 39_000 }],
    acts: [{ by: "grid", list: [] }],
    crashes: { grid: 1 },
    east: silent,
  },
);
const ledgerLost = configOf("ledger-lost", "the grantor loses its ledger, and plans again", 75_000, {
  partlyMax: 60_000,
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  acts: [{ by: "grid", list: [anyTime({ kind: "revoke", holder: "nobody" }), anyTime(give({ east: 10_000 }))] }],
  crashes: { grid: 1 },
  starts: { grid: ["lost"] },
});
const fallbackRaised = configOf("fallback-raised", "fallbacks are admitted beside a lease; the grantor may die", 1000, {
  partlyMax: 150_000,
  west: { fallbackW: [0, 4000] },
  east: { fallbackW: [0] },
  before: [{ by: "grid", act: give({ east: 10_000 }) }],
  acts: [{ by: "grid", list: [anyTime(give({ east: 6000 }))] }],
  crashes: { west: 1, grid: 1 },
});
const fallbackLowered = configOf(
  "fallback-lowered",
  "a fallback is lowered at the next start; what it frees is wanted",
  1000,
  {
    partlyMax: 150_000,
    west: { fallbackW: [4000, 1000] },
    acts: [{ by: "grid", list: [anyTime(give({ east: 9000 }))] }],
    crashes: { west: 2 },
  },
);
const starting = configOf("starting", "everybody greets while the grantor has given all to the other", 1000, {
  east: { fallbackW: [4000], present: "late" },
  before: [{ by: "grid", act: give({ west: 10_000 }) }],
  starts: { east: ["otherBoot"] },
});

export const configs: readonly ModelConfig[] = [
  overlapping,
  overlap,
  ramping,
  renewing,
  drifting,
  late,
  offers,
  needs,
  ended,
  steps,
  lastStep,
  slow,
  emergency,
  emergencies,
  ownLease,
  guaranteed,
  exporting,
  holderDies,
  gridDies,
  gridRenews,
  ledgerLost,
  fallbackRaised,
  fallbackLowered,
  starting,
  lowered,
  crossing,
  replanned,
  quiet,
  released,
  expired,
  repeats,
  gap,
  revoked,
];
export function configNamed(name: string): ModelConfig {
  const config = configs.find((each) => each.name === name);
  if (config !== undefined) return config;
  throw new Error(`no configuration ${name}; there are ${configs.map((each) => each.name).join(", ")}`);
}
