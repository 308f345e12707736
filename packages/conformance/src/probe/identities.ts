import { encodeEnvelope, type Envelope, type MessageRef } from "@chargepact/protocol";

/** A message that came, and what was said to it. */
interface Known {
  readonly envelope: Envelope;
  count: number;
  answer?: Envelope;
}

/** What an arriving message is: new, one that came before, the same identity with other content, or of a life that is over. */
export type Arrival = "new" | "again" | "conflict" | "otherLife";

const nameOf = ({ epoch, seq }: MessageRef): string => `${epoch}.${seq}`;
const sameBytes = (a: Envelope, b: Envelope): boolean => Buffer.compare(encodeEnvelope(a), encodeEnvelope(b)) === 0;

/** The messages of the agent under test by their identity. */
export class Identities {
  newestEpoch = 0;
  private readonly known = new Map<string, Known>();

  came(envelope: Envelope): Arrival {
    const known = this.known.get(nameOf(envelope));
    const same = known !== undefined && sameBytes(envelope, known.envelope);
    if (envelope.body.kind === "hello" && ((known !== undefined && !same) || envelope.epoch < this.newestEpoch)) {
      return "otherLife";
    }
    if (known !== undefined) {
      known.count++;
      return same ? "again" : "conflict";
    }
    this.known.set(nameOf(envelope), { envelope, count: 1 });
    this.newestEpoch = Math.max(this.newestEpoch, envelope.epoch);
    return "new";
  }

  /** How often it came. */
  copiesOf(ref: MessageRef): number {
    return this.known.get(nameOf(ref))?.count ?? 0;
  }

  answerTo(ref: MessageRef): Envelope | undefined {
    return this.known.get(nameOf(ref))?.answer;
  }

  answered(ref: MessageRef, answer: Envelope): void {
    const known = this.known.get(nameOf(ref));
    if (known !== undefined) known.answer = answer;
  }
}
