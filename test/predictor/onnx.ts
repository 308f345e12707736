/** Writes small ONNX files, good and bad, byte by byte: a test should not depend on the program that exports ours. */

type Bytes = readonly number[];

/** A protobuf number, field, and message within a message. */
export function varint(value: number | bigint): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 128);
  } while (rest !== 0n);
  return bytes;
}
export const number = (field: number, value: number | bigint): Bytes => [...varint(field * 8), ...varint(value)];
export function part(field: number, content: Bytes | Uint8Array | string): Bytes {
  const bytes = typeof content === "string" ? [...Buffer.from(content)] : [...content];
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

export type Dim = number | bigint | string;

/** A float tensor, or one of 64-bit numbers. `extra` are further fields. */
export function tensor(
  name: string,
  dims: readonly Dim[],
  data: Float32Array | BigInt64Array,
  extra: Bytes = [],
): Bytes {
  const type = data instanceof BigInt64Array ? 7 : 1;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const sizes = dims.flatMap((dim) => number(1, BigInt(dim)));
  return [...sizes, ...number(2, type), ...part(8, name), ...part(9, raw), ...extra];
}

/** An input or output; a dimension that is text is free. Types: 1 float32, 7 int64, 9 boolean, 11 double. */
export function value(name: string, dims: readonly Dim[], type = 1): Bytes {
  const shape = dims.flatMap((dim) => part(1, typeof dim === "string" ? part(2, dim) : number(1, dim)));
  return [...part(1, name), ...part(2, part(1, [...number(1, type), ...part(2, shape)]))];
}

export interface NodeOptions {
  readonly attributes?: readonly Bytes[];
  readonly domain?: string;
}
export function node(
  op: string,
  [inputs, outputs]: readonly [readonly string[], readonly string[]],
  { attributes = [], domain }: NodeOptions = {},
): Bytes {
  const ends = [...inputs.flatMap((each) => part(1, each)), ...outputs.flatMap((each) => part(2, each))];
  const foreign = domain === undefined ? [] : part(7, domain);
  return [...ends, ...part(4, op), ...attributes.flatMap((each) => part(5, each)), ...foreign];
}
export const whole = (name: string, of: number): Bytes => [...part(1, name), ...number(3, of), ...number(20, 2)];
const graphAttribute = (name: string, graph: Bytes): Bytes => [...part(1, name), ...part(6, graph), ...number(20, 5)];

export interface GraphParts {
  readonly nodes: readonly Bytes[];
  readonly tensors?: readonly Bytes[];
  readonly inputs: readonly Bytes[];
  readonly outputs: readonly Bytes[];
}
export function graph({ nodes, tensors = [], inputs, outputs }: GraphParts): Bytes {
  const all = [
    ...nodes.flatMap((each) => part(1, each)),
    ...part(2, "graph"),
    ...tensors.flatMap((each) => part(5, each)),
  ];
  return [...all, ...inputs.flatMap((each) => part(11, each)), ...outputs.flatMap((each) => part(12, each))];
}

export interface FileOptions {
  readonly opset?: number;
  readonly extra?: Bytes;
}
export function file(content: Bytes, { opset = 13, extra = [] }: FileOptions = {}): Uint8Array {
  const opsets = part(8, [...part(1, ""), ...number(2, opset)]);
  return Uint8Array.from([...number(1, 7), ...opsets, ...part(7, content), ...extra]);
}

/** Features and outputs of a model. */
export interface Shape {
  readonly features: number;
  readonly outputs: number;
}
export const ends = ({ features, outputs }: Shape): Pick<GraphParts, "inputs" | "outputs"> => ({
  inputs: [value("features", ["n", features])],
  outputs: [value("out", ["n", outputs])],
});

/** Numbers from −0.5 to 0.5, the same each time. */
export function weights(count: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1;
    return state / 2 ** 31 - 0.5;
  });
}

/** out = relu(features · W) · V */
export function dense({
  features,
  outputs,
  hidden = 16,
  seed = 1,
}: Shape & { hidden?: number; seed?: number }): Uint8Array {
  return file(
    graph({
      nodes: [
        node("MatMul", [["features", "w"], ["a"]]),
        node("Relu", [["a"], ["b"]]),
        node("MatMul", [["b", "v"], ["out"]]),
      ],
      tensors: [
        tensor("w", [features, hidden], weights(features * hidden, seed)),
        tensor("v", [hidden, outputs], weights(hidden * outputs, seed + 1)),
      ],
      ...ends({ features, outputs }),
    }),
  );
}

/** Every output is the sum of the features, times a factor: NaN and ∞ are possible. */
export function scaled({ features, outputs }: Shape, factor: number): Uint8Array {
  const ones = new Float32Array(features * outputs).fill(factor);
  return file(
    graph({
      nodes: [node("MatMul", [["features", "w"], ["out"]])],
      tensors: [tensor("w", [features, outputs], ones)],
      ...ends({ features, outputs }),
    }),
  );
}

/**
 * A loop that turns `first` feature × `turns` times, each a multiplication: with many turns it is slow, with very many it
 * hangs. Where the feature is 0 it is done at once, unless it does so `always`.
 */
export function looping({ features, outputs }: Shape, turns: number, always = false): Uint8Array {
  const body = graph({
    nodes: [node("Identity", [["go"], ["on"]]), node("Mul", [["before", "nearly"], ["after"]])],
    tensors: [tensor("nearly", [1], Float32Array.of(0.999))],
    inputs: [value("turn", [], 7), value("go", [], 9), value("before", ["n", features])],
    outputs: [value("on", [], 9), value("after", ["n", features])],
  });
  return file(
    graph({
      nodes: [
        node("ReduceMax", [["features"], ["most"]], { attributes: [whole("keepdims", 0)] }),
        node("Mul", [["most", "turns"], ["count"]]),
        node("Cast", [[always ? "turns" : "count"], ["trips"]], { attributes: [whole("to", 7)] }),
        node("Loop", [["trips", "", "features"], ["turned"]], { attributes: [graphAttribute("body", body)] }),
        node("MatMul", [["turned", "w"], ["out"]]),
      ],
      tensors: [
        tensor("turns", [], Float32Array.of(turns)),
        tensor("w", [features, outputs], new Float32Array(features * outputs).fill(1)),
      ],
      ...ends({ features, outputs }),
    }),
  );
}

/** Takes 4 bytes × `elements` × the largest feature (whole) during a call. */
export function hungry({ features, outputs }: Shape, elements: number): Uint8Array {
  return file(
    graph({
      nodes: [
        node("ReduceMax", [["features"], ["most"]], { attributes: [whole("keepdims", 0)] }),
        node("Mul", [["most", "elements"], ["count"]]),
        node("Cast", [["count"], ["whole"]], { attributes: [whole("to", 7)] }),
        node("Reshape", [["whole", "one"], ["shape"]]),
        node("Expand", [["most", "shape"], ["big"]]),
        node("ReduceSum", [["big"], ["sum"]], { attributes: [whole("keepdims", 0)] }),
        node("MatMul", [["features", "w"], ["a"]]),
        node("Add", [["a", "sum"], ["out"]]),
      ],
      tensors: [
        tensor("elements", [], Float32Array.of(elements)),
        tensor("one", [1], BigInt64Array.of(1n)),
        tensor("w", [features, outputs], new Float32Array(features * outputs)),
      ],
      ...ends({ features, outputs }),
    }),
  );
}

/** Fails within a call where the largest feature, made whole, is not 0: an index that is not there. */
export function throwing({ features, outputs }: Shape): Uint8Array {
  return file(
    graph({
      nodes: [
        node("ReduceMax", [["features"], ["most"]], { attributes: [whole("keepdims", 0)] }),
        node("Mul", [["most", "thousand"], ["far"]]),
        node("Cast", [["far"], ["index"]], { attributes: [whole("to", 7)] }),
        node("Gather", [["thousand1", "index"], ["got"]]),
        node("MatMul", [["features", "w"], ["a"]]),
        node("Add", [["a", "got"], ["out"]]),
      ],
      tensors: [
        tensor("thousand", [], Float32Array.of(1_000)),
        tensor("thousand1", [1], Float32Array.of(1_000)),
        tensor("w", [features, outputs], new Float32Array(features * outputs)),
      ],
      ...ends({ features, outputs }),
    }),
  );
}

/** out = features · W + b, exactly what is given: one row of W a feature. */
export function linear(rows: readonly (readonly number[])[], bias: readonly number[]): Uint8Array {
  const shape = { features: rows.length, outputs: bias.length };
  return file(
    graph({
      nodes: [node("MatMul", [["features", "w"], ["a"]]), node("Add", [["a", "b"], ["out"]])],
      tensors: [
        tensor("w", [shape.features, shape.outputs], Float32Array.from(rows.flat())),
        tensor("b", [shape.outputs], Float32Array.from(bias)),
      ],
      ...ends(shape),
    }),
  );
}
