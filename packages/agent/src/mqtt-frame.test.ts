import { expect, test } from "vitest";
import { publishFrame } from "./mqtt-frame.js";

const payload = (length: number): Uint8Array => new Uint8Array(length).fill(7);
const hex = (frame: Buffer, bytes: number): string => frame.toString("hex", 0, bytes);

test("a frame is a PUBLISH packet of QoS 0: kind, length, topic after its length, payload", () => {
  const frame = publishFrame("a/b", payload(2), { retain: false, protocolVersion: 4 });
  expect(frame.toString("hex")).toBe("30" + "07" + "0003" + "612f62" + "0707");
});

test("a frame says that it is to be retained, and of MQTT 5 that it has no properties", () => {
  const frame = publishFrame("a", payload(1), { retain: true, protocolVersion: 5 });
  expect(frame.toString("hex")).toBe("31" + "05" + "0001" + "61" + "00" + "07");
});

test("the length of a frame takes seven bits a byte, the lowest first", () => {
  const head = (length: number): string =>
    hex(publishFrame("a", payload(length - 3), { retain: false, protocolVersion: 4 }), 5);
  expect(head(127)).toBe("30" + "7f" + "0001" + "61");
  expect(head(128)).toBe("30" + "8001" + "0001");
  expect(head(16_383)).toBe("30" + "ff7f" + "0001");
  expect(head(16_384)).toBe("30" + "808001" + "00");
});

test("a topic is counted in bytes of UTF-8", () => {
  const frame = publishFrame("é", payload(0), { retain: false, protocolVersion: 4 });
  expect(frame.toString("hex")).toBe("30" + "04" + "0002" + "c3a9");
});
