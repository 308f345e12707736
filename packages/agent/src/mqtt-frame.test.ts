import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { Gather, publishFrame } from "./mqtt-frame.js";

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

/** A stream that keeps what it was given, and in how many pieces. */
function pieces(): { readonly stream: Writable; readonly written: string[] } {
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      written.push(chunk.toString());
      done();
    },
    writev: (chunks, done) => {
      written.push(chunks.map(({ chunk }) => String(chunk)).join(""));
      done();
    },
  });
  return { stream, written };
}

test("the first frame of a tick leaves at once, the others of that tick in one piece", async () => {
  const { stream, written } = pieces();
  const gather = new Gather();
  for (const frame of ["a", "b", "c"]) gather.write(stream, Buffer.from(frame));
  expect(written).toEqual(["a"]);
  await new Promise(setImmediate);
  expect(written).toEqual(["a", "bc"]);
  gather.write(stream, Buffer.from("d"));
  expect(written).toEqual(["a", "bc", "d"]);
});

test("a connection that takes another's place within a tick does not wait for it", () => {
  const [before, after] = [pieces(), pieces()];
  const gather = new Gather();
  for (const frame of ["a", "b"]) gather.write(before.stream, Buffer.from(frame));
  gather.write(after.stream, Buffer.from("c"));
  expect([before.written, after.written]).toEqual([["a", "b"], ["c"]]);
});
