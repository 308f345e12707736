/**
 * The state of a real agent core, which is a graph of objects with closures in it. It is never copied: a checkpoint
 * remembers what every object held, and going back writes that into the very same objects, so that closures stay right.
 */
export type Checkpoint = readonly unknown[];

/** What a walk over a graph found. */
export interface Walk {
  /** 53 bits of the canonical form. */
  readonly hash: number;
  readonly objects: readonly object[];
}

/** Not walked: it never changes in a life, or has no say in what the core does next. */
const fixed: ReadonlySet<string> = new Set(
  "timings options own config facts initial listeners messages nowMs randomState wakeAt".split(" "),
);
/** Also instants that are written before they are read, and numbers that only tell which timer was set first. */
function isFixed(key: string, value: unknown): boolean {
  if (key === "order") return typeof value === "number";
  if (key === "now")
    return typeof value === "number" || (typeof value === "object" && value !== null && "mono" in value);
  return fixed.has(key);
}

/** Two accumulators of 32 bits. */
let [first, second] = [0, 0];

function mix(value: number): void {
  first = Math.imul(first ^ value, 0x85ebca6b);
  first ^= first >>> 13;
  second = Math.imul(second + value, 0xc2b2ae35);
  second ^= second >>> 16;
}

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
function mixNumber(value: number): void {
  if ((value | 0) === value) {
    mix(value);
    return;
  }
  float[0] = value;
  mix(0x5bd1e995 ^ (words[0] ?? 0));
  mix(words[1] ?? 0);
}

const texts = new Map<string, readonly [number, number]>();
function mixText(text: string): void {
  const known = texts.get(text) ?? digest(text);
  if (text.length < 80) texts.set(text, known);
  mix(known[0]);
  mix(known[1]);
}
function digest(text: string): readonly [number, number] {
  let [one, two] = [0x811c9dc5, 0x9747b28c ^ text.length];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x5bd1e995) ^ (two >>> 15);
  }
  return [one, two];
}

type Kind = "value" | "table" | "timer" | "fields";

/**
 * A value is made once and never changed: it is told apart by what it says. A table is part of a machine, shared by all
 * links. What has a class is of the kind of the first one met, since classes do not change.
 */
function kindOf(object: object): Kind {
  const { constructor } = object;
  if (constructor === Object) return kindOfFields(object);
  let kind = kinds.get(constructor);
  if (kind === undefined) kinds.set(constructor, (kind = kindOfFields(object)));
  return kind;
}
const kinds = new Map<unknown, Kind>();

function kindOfFields(object: object): Kind {
  if ("dead" in object && "run" in object) return "timer";
  if ("moves" in object || "rule" in object) return "table";
  const isValue =
    ("seq" in object && "body" in object) ||
    ("times" in object && "values" in object) ||
    ("bytes" in object && "hash" in object) ||
    ("stepS" in object && "startS" in object) ||
    "parts" in object;
  return isValue ? "value" : "fields";
}

const values = new WeakMap<object, readonly [number, number]>();
function mixValue(value: object): void {
  let known = values.get(value);
  if (known === undefined) {
    const outer = [first, second] as const;
    [first, second] = [1, 2];
    mixText("hash" in value ? String(value.hash) : JSON.stringify(value, plain));
    known = [first, second];
    [first, second] = outer;
    values.set(value, known);
  }
  mix(known[0]);
  mix(known[1]);
}
const plain = (key: string, value: unknown): unknown => (key === "bytes" || value instanceof Uint8Array ? 0 : value);

const tables = new WeakMap<object, number>();
let tableCount = 0;
function mixTable(table: object): void {
  let known = tables.get(table);
  if (known === undefined) tables.set(table, (known = ++tableCount));
  mix(known);
}

/** Numbers objects by the order of the visit, so that two graphs of one shape have one hash. */
export function walk(root: object): Walk {
  [first, second] = [0x12345678, 0x2468ace];
  const seen = new Map<object, number>();
  const objects: object[] = [];
  const visit = (value: unknown): void => {
    switch (typeof value) {
      case "number":
        mixNumber(value);
        return;
      case "string":
        mixText(value);
        return;
      case "boolean":
        mix(value ? 0x1d3 : 0x1d5);
        return;
      case "undefined":
        mix(0x2f1);
        return;
      case "object":
        if (value === null) mix(0x3a7);
        else visitObject(value);
        return;
      default:
        mix(0x4c9);
    }
  };
  const visitObject = (object: object): void => {
    const number = seen.get(object);
    if (number !== undefined) {
      mix(0x71000000 | number);
      return;
    }
    const kind = kindOf(object);
    if (kind === "table") {
      mixTable(object);
      return;
    }
    if (kind === "value") {
      mixValue(object);
      return;
    }
    if (object instanceof Uint8Array) {
      mix(object.length);
      return;
    }
    seen.set(object, seen.size);
    objects.push(object);
    visitContents(object, kind, visit);
  };
  visitObject(root);
  return { hash: (first >>> 0) * 0x200000 + (second >>> 11), objects };
}

function visitContents(object: object, kind: Kind, visit: (value: unknown) => void): void {
  if (Array.isArray(object)) {
    mix(0x11000000 ^ object.length);
    for (const each of object) visit(each);
  } else if (object instanceof Map) {
    mix(0x12000000 ^ object.size);
    for (const [key, value] of object as Map<unknown, unknown>) {
      visit(key);
      visit(value);
    }
  } else if (object instanceof Set) {
    mix(0x13000000 ^ object.size);
    for (const each of object as Set<unknown>) visit(each);
  } else if (kind === "timer") {
    // A timer: what it does is a closure, told apart by its text and by who holds the timer.
    const timer = object as unknown as { readonly at: number; readonly dead: boolean; readonly run: unknown };
    mix(0x14000000);
    if (timer.dead) return;
    mixNumber(timer.at);
    mixText(String(timer.run));
  } else {
    mix(0x15000000);
    for (const key in object) {
      const value = (object as Record<string, unknown>)[key];
      if (!isFixed(key, value)) visit(value);
    }
  }
}

/** What each of these objects holds now. */
export function checkpointOf(objects: readonly object[]): Checkpoint {
  const kept: unknown[] = [];
  for (const object of objects) {
    if (Array.isArray(object)) kept.push(object, object.length, ...(object as unknown[]));
    else if (object instanceof Map) {
      kept.push(object, object.size);
      for (const [key, value] of object as Map<unknown, unknown>) kept.push(key, value);
    } else if (object instanceof Set) kept.push(object, object.size, ...(object as Set<unknown>));
    else {
      const at = kept.push(object, 0) - 1;
      for (const key in object) kept.push((object as Record<string, unknown>)[key]);
      kept[at] = kept.length - at - 1;
    }
  }
  return kept;
}

/** Writes back what the objects held when the checkpoint was taken. */
export function goBack(checkpoint: Checkpoint): void {
  for (let at = 0; at < checkpoint.length;) {
    const object = checkpoint[at] as object;
    const count = checkpoint[at + 1] as number;
    at += 2;
    if (Array.isArray(object)) {
      object.length = count;
      for (let index = 0; index < count; index++) object[index] = checkpoint[at++];
    } else if (object instanceof Map) {
      object.clear();
      for (let index = 0; index < count; index++, at += 2) object.set(checkpoint[at], checkpoint[at + 1]);
    } else if (object instanceof Set) {
      object.clear();
      for (let index = 0; index < count; index++) object.add(checkpoint[at++]);
    } else {
      let index = 0;
      for (const key in object) {
        (object as Record<string, unknown>)[key] = checkpoint[at++];
        index++;
      }
      if (index !== count) throw new Error(`an object has other fields than before: ${Object.keys(object).join()}`);
    }
  }
}
