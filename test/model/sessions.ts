import type { Envelope, MessageRef } from "@chargepact/protocol";

export interface Session {
  current: string;
  previous: string;
  /** Of the Hellos that made the current one: an older answer makes nothing. */
  made: readonly number[];
  over: string[];
}
export const noSession = (): Session => ({ current: "", previous: "", made: [], over: [] });

/** What the shell does with an envelope that leaves: a Hello has no session, and without a session little leaves. */
export function sealed(session: Session, envelope: Envelope): Envelope | undefined {
  const { body, inReplyTo } = envelope;
  if (body.kind === "hello") {
    if (inReplyTo !== undefined) replace(session, inReplyTo, envelope);
    return envelope;
  }
  if (session.current !== "") return { ...envelope, sessionId: session.current };
  return body.kind === "reject" ? envelope : undefined;
}

/** Whether a message that came may be believed; `unexplained`: it belongs to no session that is known. */
export function opened(session: Session, envelope: Envelope, epoch: number): "message" | "unexplained" | "dropped" {
  const { body, inReplyTo, sessionId } = envelope;
  if (body.kind === "hello") {
    if (inReplyTo?.epoch === epoch) replace(session, inReplyTo, envelope);
    return "message";
  }
  if (sessionId === "") return body.kind === "reject" ? "message" : "dropped";
  if (session.over.includes(sessionId)) return "dropped";
  if (sessionId !== session.current && sessionId !== session.previous) return "unexplained";
  if (sessionId === session.current && session.previous !== "") {
    session.over.push(session.previous);
    session.previous = "";
  }
  return "message";
}

function replace(session: Session, holder: MessageRef, grantor: MessageRef): void {
  const made = [holder.epoch, holder.seq, grantor.epoch, grantor.seq];
  const newer = made.findIndex((part, index) => part !== session.made[index]);
  if (session.made.length > 0 && (newer < 0 || (made[newer] ?? 0) < (session.made[newer] ?? 0))) return;
  session.made = made;
  if (session.previous !== "") session.over.push(session.previous);
  session.previous = session.current;
  session.current = made.join(".");
}
