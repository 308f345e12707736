import { BadBytes, type Field, fieldsOf, numbersOf, type Stretch, textOf } from "./protobuf.js";

/** What a model file contains, as far as it decides whether it may be loaded. Weights are not read. */
export interface OnnxFacts {
  readonly irVersion: number;
  /** Version by operator domain; the default domain is "". */
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly functions: number;
  readonly training: boolean;
  readonly graph: GraphFacts | undefined;
}
export interface GraphFacts {
  readonly inputs: readonly ValueFacts[];
  readonly outputs: readonly ValueFacts[];
  /** All nodes and tensors, those of nested graphs and of attributes too. */
  readonly nodes: readonly NodeFacts[];
  readonly tensors: readonly TensorFacts[];
  readonly sparse: number;
  readonly depth: number;
}
/** A dimension is a number, or the name of one that is free; "" where the file says nothing. */
export interface ValueFacts {
  readonly name: string;
  readonly elementType: number;
  readonly dims: readonly (number | string)[] | undefined;
}
export interface NodeFacts {
  readonly op: string;
  readonly domain: string;
}
export interface TensorFacts {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  /** Bytes of all its data fields together. */
  readonly dataBytes: number;
  readonly external: boolean;
}

/** Deepest nesting of graphs in nodes that is read, and the most nodes, tensors and dimensions. */
export const graphLimits = { depth: 4, nodes: 5_000, tensors: 5_000, dims: 8, values: 64 } as const;

/** Reads a file's facts. Throws {@link BadBytes} where it is no ONNX model, or larger in some way than is read. */
export function readOnnx(bytes: Uint8Array): OnnxFacts {
  const facts = { irVersion: 0, opsets: [] as { domain: string; version: number }[], functions: 0, training: false };
  let graph: Gathered | undefined;
  for (const field of fieldsOf({ bytes, start: 0, end: bytes.length })) {
    if (field.number === 1 && field.kind === "varint") facts.irVersion = field.value;
    if (field.number === 8) facts.opsets.push(readOpset(within(bytes, field)));
    if (field.number === 20) facts.training = true;
    if (field.number === 25) facts.functions += 1;
    if (field.number === 7) {
      if (graph !== undefined) throw new BadBytes("there are two graphs", field.start);
      graph = gathered();
      readGraph(within(bytes, field), graph, 1);
    }
  }
  return { ...facts, graph };
}

interface Gathered {
  readonly inputs: ValueFacts[];
  readonly outputs: ValueFacts[];
  readonly nodes: NodeFacts[];
  readonly tensors: TensorFacts[];
  readonly initialised: Set<string>;
  sparse: number;
  depth: number;
}
const gathered = (): Gathered => ({
  ...{ inputs: [], outputs: [], nodes: [], tensors: [], initialised: new Set(), sparse: 0, depth: 0 },
});

function within(bytes: Uint8Array, field: Field): Stretch {
  if (field.kind !== "bytes") throw new BadBytes(`field ${field.number} is no message`, field.start);
  return { bytes, start: field.start, end: field.end };
}

function readOpset(stretch: Stretch): { domain: string; version: number } {
  const opset = { domain: "", version: 0 };
  for (const field of fieldsOf(stretch)) {
    if (field.number === 1) opset.domain = textOf(stretch.bytes, field);
    if (field.number === 2) opset.version = field.value;
  }
  return opset;
}

function readGraph(stretch: Stretch, into: Gathered, depth: number): void {
  if (depth > graphLimits.depth) {
    throw new BadBytes(`graphs are nested more than ${graphLimits.depth} deep`, stretch.start);
  }
  into.depth = Math.max(into.depth, depth);
  const { bytes } = stretch;
  for (const field of fieldsOf(stretch)) {
    switch (field.number) {
      case 1:
        readNode(within(bytes, field), into, depth);
        break;
      case 5:
        into.initialised.add(addTensor(within(bytes, field), into).name);
        break;
      case 11:
        if (depth === 1) add(into.inputs, readValue(within(bytes, field)), field);
        break;
      case 12:
        if (depth === 1) add(into.outputs, readValue(within(bytes, field)), field);
        break;
      case 15:
        into.sparse += 1;
        break;
      default:
    }
  }
  // Up to version 3 of the format initialisers are listed as inputs too.
  if (depth === 1) {
    const own = into.inputs.filter(({ name }) => !into.initialised.has(name));
    into.inputs.splice(0, into.inputs.length, ...own);
  }
}

function add<Each>(to: Each[], each: Each, field: Field): void {
  if (to.length >= graphLimits.values + graphLimits.tensors)
    throw new BadBytes("too many inputs or outputs", field.start);
  to.push(each);
}

function readNode(stretch: Stretch, into: Gathered, depth: number): void {
  if (into.nodes.length >= graphLimits.nodes) {
    throw new BadBytes(`there are more than ${graphLimits.nodes} nodes`, stretch.start);
  }
  const node = { op: "", domain: "" };
  into.nodes.push(node);
  for (const field of fieldsOf(stretch)) {
    if (field.number === 4) node.op = textOf(stretch.bytes, field);
    if (field.number === 7) node.domain = textOf(stretch.bytes, field);
    if (field.number === 5) readAttribute(within(stretch.bytes, field), into, depth);
  }
}

function readAttribute(stretch: Stretch, into: Gathered, depth: number): void {
  const { bytes } = stretch;
  for (const field of fieldsOf(stretch)) {
    if (field.number === 5 || field.number === 10) addTensor(within(bytes, field), into);
    if (field.number === 6 || field.number === 11) readGraph(within(bytes, field), into, depth + 1);
    if (field.number === 22 || field.number === 23) into.sparse += 1;
  }
}

function addTensor(stretch: Stretch, into: Gathered): TensorFacts {
  if (into.tensors.length >= graphLimits.tensors) {
    throw new BadBytes(`there are more than ${graphLimits.tensors} tensors`, stretch.start);
  }
  const tensor = readTensor(stretch);
  into.tensors.push(tensor);
  return tensor;
}

/** Fields of a tensor that carry data: floats, 32-bit and 64-bit numbers, texts, raw bytes, doubles, unsigned. */
const dataFields = new Set([4, 5, 6, 7, 9, 10, 11]);

function readTensor(stretch: Stretch): TensorFacts {
  const { bytes } = stretch;
  const tensor = { name: "", dims: [] as number[], dataType: 0, dataBytes: 0, external: false };
  for (const field of fieldsOf(stretch)) {
    if (field.number === 1) {
      for (const dim of numbersOf(bytes, field)) {
        if (tensor.dims.length >= graphLimits.dims) {
          throw new BadBytes(`a tensor has more than ${graphLimits.dims} dimensions`, field.start);
        }
        tensor.dims.push(dim);
      }
    }
    if (field.number === 2) tensor.dataType = field.value;
    if (field.number === 8) tensor.name = textOf(bytes, field);
    if (field.number === 13 || (field.number === 14 && field.value !== 0)) tensor.external = true;
    if (dataFields.has(field.number)) tensor.dataBytes += field.end - field.start;
  }
  return tensor;
}

function readValue(stretch: Stretch): ValueFacts {
  const { bytes } = stretch;
  const value = { name: "", elementType: 0, dims: undefined as (number | string)[] | undefined };
  for (const field of fieldsOf(stretch)) {
    if (field.number === 1) value.name = textOf(bytes, field);
    if (field.number !== 2) continue;
    for (const type of fieldsOf(within(bytes, field))) {
      if (type.number !== 1) continue;
      for (const tensor of fieldsOf(within(bytes, type))) {
        if (tensor.number === 1) value.elementType = tensor.value;
        if (tensor.number === 2) value.dims = readShape(within(bytes, tensor));
      }
    }
  }
  return value;
}

function readShape(stretch: Stretch): (number | string)[] {
  const dims: (number | string)[] = [];
  for (const field of fieldsOf(stretch)) {
    if (field.number !== 1) continue;
    if (dims.length >= graphLimits.dims)
      throw new BadBytes(`a shape has more than ${graphLimits.dims} dimensions`, field.start);
    let dim: number | string = "";
    for (const each of fieldsOf(within(stretch.bytes, field))) {
      if (each.number === 1) dim = each.value;
      if (each.number === 2) dim = textOf(stretch.bytes, each);
    }
    dims.push(dim);
  }
  return dims;
}
