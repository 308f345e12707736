const link = "packages/protocol/src/link/";
const wire = "packages/protocol/src/wire/";
const testing = "packages/protocol/src/testing/";
const depots = [`${testing}depot*.test.ts`, `${link}{adversary,faults,leases,negotiation,session}.test.ts`];

/** What is mutated, by name, and the tests that take a second or two and should notice. */
export const parts = {
  ledger: {
    mutate: [`${link}ledger.ts`, `${link}ledger-account.ts`, `${link}booking.ts`],
    tests: [`${link}ledger*.test.ts`, ...depots],
  },
  lease: {
    mutate: [`${link}lease.ts`, `${link}holder-deadlines.ts`, `${link}commit-judge.ts`, `${link}holder-time.ts`],
    tests: [`${link}{band,commit-judge,holder-time}*.test.ts`, ...depots],
  },
  window: {
    mutate: [`${link}window.ts`, `${link}channel.ts`, `${link}recent.ts`],
    tests: [`${link}{window,channel,recent}*.test.ts`, ...depots],
  },
  codec: {
    mutate: [`${wire}{codec,decode,encode,check,checked,cursor,schedule-wire}.ts`],
    tests: [`${wire}{boundary,codec,contract,flat,market,scan,size,trade}*.test.ts`],
  },
  link: {
    mutate: [
      `${link}{holder,grantor,desk}*.ts`,
      `${link}emergency-desk.ts`,
      `!${link}holder-{deadlines,time}.ts`,
      `!${link}*.test.ts`,
    ],
    tests: [`${link}*.test.ts`, `${testing}depot*.test.ts`],
  },
};

/** The parts of this run. */
export const chosen = (process.env.MUTATE ?? Object.keys(parts).join(",")).split(",").filter((name) => name !== "");
