/** As much of ONNX' file format (protobuf) as two small models need. */
type Bytes = readonly number[];

function varint(value: number): Bytes {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
const number = (field: number, value: number): Bytes => [...varint(8 * field), ...varint(value)];
function part(field: number, content: Bytes | string): Bytes {
  const bytes = typeof content === "string" ? [...Buffer.from(content)] : content;
  return [...varint(8 * field + 2), ...varint(bytes.length), ...bytes];
}

const float32 = 1;

/** Weights, row by row. */
export function tensor(name: string, dims: readonly number[], values: readonly number[]): Bytes {
  const raw = [...new Uint8Array(Float32Array.from(values).buffer)];
  return [...dims.flatMap((dim) => number(1, dim)), ...number(2, float32), ...part(8, name), ...part(9, raw)];
}

/** One operation of ONNX' own. */
export function node(operator: string, inputs: readonly string[], output: string): Bytes {
  return [...inputs.flatMap((name) => part(1, name)), ...part(2, output), ...part(4, operator)];
}

/** An input or output: any number of rows, `columns` wide. */
export function manyRows(name: string, columns: number): Bytes {
  const shape = [...part(1, part(2, "n")), ...part(1, number(1, columns))];
  return [...part(1, name), ...part(2, part(1, [...number(1, float32), ...part(2, shape)]))];
}

/** A file, for operator set 13. */
export function model(of: {
  readonly nodes: readonly Bytes[];
  readonly tensors: readonly Bytes[];
  readonly input: Bytes;
  readonly output: Bytes;
}): Uint8Array {
  const graph = [
    ...of.nodes.flatMap((each) => part(1, each)),
    ...part(2, "model"),
    ...of.tensors.flatMap((each) => part(5, each)),
    ...[...part(11, of.input), ...part(12, of.output)],
  ];
  const opset = [...part(1, ""), ...number(2, 13)];
  return Uint8Array.from([...number(1, 7), ...part(8, opset), ...part(7, graph)]);
}
