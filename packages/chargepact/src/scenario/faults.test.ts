import { ChargepactError } from "@chargepact/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultOn, parseFault } from "./faults.js";

const clock = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
const written = ({ hour, minute }: { hour: number; minute: number }) =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
const seconds = ({ hour, minute }: { hour: number; minute: number }) => hour * 3600 + minute * 60;
const agent = fc.stringMatching(/^[a-z0-9-]{1,32}$/);
const percent = fc.integer({ min: 0, max: 100 });

describe("a fault", () => {
  it("is read as it is written, in all four forms", () => {
    fc.assert(
      fc.property(clock, agent, percent, fc.integer({ min: 1, max: 1440 }), (at, id, share, minutes) => {
        const time = written(at);
        const fraction = share / 100;
        const atS = seconds(at);
        expect(parseFault(`broker-restart@${time}`)).toMatchObject({ kind: "brokerRestart", clockS: atS });
        expect(parseFault(`kill:${id}@${time}`)).toMatchObject({ kind: "kill", agent: id, clockS: atS });
        expect(parseFault(`drop:${0.9 * fraction < 0.001 ? 0 : Number((0.9 * fraction).toFixed(3))}`).kind).toBe(
          "drop",
        );
        expect(parseFault(`emergency:${fraction}@${time}/${minutes}m`)).toMatchObject({
          kind: "emergency",
          fraction,
          clockS: atS,
          durationS: minutes * 60,
        });
      }),
    );
  });

  it("that is any other text is refused with its text and the forms, never a crash", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(drop|kill|emergency|broker-restart)[:@/\w. -]{0,20}$/)),
        (text) => {
          try {
            expect(parseFault(text).text).toBe(text);
          } catch (error) {
            if (!(error instanceof ChargepactError)) throw error;
            expect(error.code).toBe("BAD_INPUT");
            expect(error.message).toMatch(/^command line: --fault = [^]*; allowed: [^]+; next: [^]+$/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["brok", "broker-restart@HH:MM; kill:AGENT@HH:MM; drop:FRACTION"],
    ["emergncy:0.5@18:00/60m", "emergncy is no kind of fault: did you mean emergency?"],
    ["Kill:ev-1@12:00", "Kill is no kind of fault: did you mean kill?"],
    ["broker@12:00/5m", "broker is no kind of fault: did you mean broker-restart?"],
    ["flood:0.5@18:00/60m", "flood is no kind of fault: write it in one of these forms"],
    ["@12:00", "write it in one of these forms"],
    ["drop:1.5", "a fraction from 0 to 0.9 after the colon"],
    ["drop:0.2@12:00", "leave out the time (it holds all day)"],
    ["kill:Evse@12:00", "an agent's id: [a-z0-9-]{1,32}"],
    ["kill:ev-1@25:00", "a time of day HH:MM or HH:MM:SS, 00:00 to 24:00"],
    ["kill:ev-1", "end it with @HH:MM, as in @12:00"],
    ["broker-restart:x@12:00", "leave out the argument"],
    ["broker-restart@12:00/5m", "leave out the duration"],
    ["emergency:0.4@14:00/", "a duration from 1s to 24h, as 30s, 30m or 2h"],
    ["emergency:0.4@14:00/25h", "a duration from 1s to 24h, as 30s, 30m or 2h"],
    ["emergency:40@14:00", "a fraction from 0 to 1 after the colon"],
  ])("%s is refused: %s", (text, expected) => {
    expect(() => parseFault(text)).toThrow(expected);
  });

  it("without a duration is an emergency of half an hour", () => {
    expect(parseFault("emergency:0.4@14:00")).toMatchObject({ durationS: 1800 });
  });

  it("before the day begins is one after midnight, where the day is that long", () => {
    const window = { midnightS: 0, fromS: 20 * 3600, toS: 30 * 3600 };
    expect(faultOn(parseFault("broker-restart@02:00"), window)).toMatchObject({ atS: 26 * 3600 });
    expect(() => faultOn(parseFault("broker-restart@12:00"), window)).toThrow("a time within the day, 20:00 to 06:00");
  });
});
