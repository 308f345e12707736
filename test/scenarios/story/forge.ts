import type { AgentKeys } from "@chargepact/agent";
import type { Sealed } from "@chargepact/protocol";

/** Fields of the published format (proto/chargepact/v1) that faulty senders get wrong here. */
const seqField = 6;
const bodyFields: Readonly<Record<string, number>> = { emergency: 25, commit: 15 };
const bodyParts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  emergency: { import_max_w: 2, duration_ms: 4 },
  commit: { ttl_ms: 3, grace_ms: 4 },
};

interface Field {
  readonly number: number;
  /** Tag and value. */
  readonly bytes: Buffer;
  /** The value alone, of a field that has a length. */
  readonly value: Buffer;
}

/** A signed message of before with one field left out and a number of its own: what a faulty implementation would send. */
export function withoutField(
  before: { readonly sealed: Sealed; readonly topic: string; readonly sessionId: string },
  left: { readonly kind: string; readonly field: string; readonly seq: number },
  keys: AgentKeys,
): Sealed {
  const [body, part] = [bodyFields[left.kind], bodyParts[left.kind]?.[left.field]];
  if (body === undefined || part === undefined)
    throw new Error(`${left.kind} without ${left.field} cannot be made here`);
  const fields = fieldsOf(Buffer.from(before.sealed.envelope)).map((field) => {
    if (field.number === seqField) return Buffer.concat([varint(seqField << 3), varint(left.seq)]);
    if (field.number !== body) return field.bytes;
    const kept = Buffer.concat(
      fieldsOf(field.value)
        .filter((each) => each.number !== part)
        .map((each) => each.bytes),
    );
    return Buffer.concat([varint((body << 3) | 2), varint(kept.length), kept]);
  });
  const envelope = Buffer.concat(fields);
  const bytes = keys.sign(sealInput(before.topic, envelope, before.sessionId));
  return { envelope, keyId: keys.keyId, proof: { kind: "signature", bytes } };
}

/** CP-SEAL-1: context, topic, envelope and session id, each after its length as 4 bytes big-endian. */
function sealInput(topic: string, envelope: Buffer, sessionId: string): Buffer {
  const parts = [Buffer.from("chargepact/1"), Buffer.from(topic), envelope, Buffer.from(sessionId)];
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

/** The fields of a protobuf message, in order. */
function fieldsOf(message: Buffer): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const start = at;
    const [tag, afterTag] = readVarint(message, at);
    const wire = tag & 7;
    let value: Buffer = Buffer.alloc(0);
    if (wire === 0) [, at] = readVarint(message, afterTag);
    else if (wire === 1) at = afterTag + 8;
    else if (wire === 5) at = afterTag + 4;
    else {
      const [length, from] = readVarint(message, afterTag);
      at = from + length;
      value = message.subarray(from, at);
    }
    fields.push({ number: tag >>> 3, bytes: message.subarray(start, at), value });
  }
  return fields;
}

function readVarint(from: Buffer, start: number): readonly [value: number, after: number] {
  let value = 0;
  for (let at = start, scale = 1; ; at++, scale *= 128) {
    const byte = from[at] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at + 1];
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) | 128);
    if (rest < 128) return Buffer.from(bytes);
  }
}
