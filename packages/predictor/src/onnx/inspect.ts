import { modelLimits } from "../limits.js";
import { type GraphFacts, type OnnxFacts, readOnnx, type ValueFacts } from "./graph.js";
import { BadBytes } from "./protobuf.js";

/** Why a model is refused. */
export type RefusalRule =
  | "SIZE"
  | "FORMAT"
  | "EXTERNAL_DATA"
  | "DOMAIN"
  | "OPSET"
  | "FUNCTIONS"
  | "RANDOM"
  | "SHAPE"
  | "INPUT"
  | "OUTPUT"
  | "HASH"
  | "MANIFEST"
  | "ENGINE"
  | "ANSWER";

/** A sentence with what was found, what is allowed, and what to do. */
export interface Refusal {
  readonly rule: RefusalRule;
  readonly text: string;
}
/** Features a row has, and numbers an answer has. */
export interface ModelShape {
  readonly features: number;
  readonly outputs: number;
}
export interface Inspection {
  readonly refusals: readonly Refusal[];
  /** What is allowed, and worth knowing. */
  readonly notes: readonly string[];
  /** Undefined where it could not be read. */
  readonly shape: ModelShape | undefined;
}

/** Reads a model file without running any of it, and says all that speaks against loading it. */
export function inspectModel(bytes: Uint8Array): Inspection {
  if (bytes.length === 0 || bytes.length > modelLimits.bytes) {
    const todo = bytes.length === 0 ? "export or copy it again" : "a smaller net, or int8 weights";
    const text = `the file has ${bytes.length} bytes; allowed are 1 to ${modelLimits.bytes}: ${todo}`;
    return { refusals: [{ rule: "SIZE", text }], notes: [], shape: undefined };
  }
  let facts: OnnxFacts;
  try {
    facts = readOnnx(bytes);
  } catch (error) {
    if (!(error instanceof BadBytes)) throw error;
    // "{": field 15 in a wire type that ONNX does not use, so no model begins with it.
    const todo = bytes[0] === 0x7b ? "it looks like a manifest: name the .onnx file" : "export or copy it again";
    const text = `the file is no whole ONNX model: ${error.message}, at byte ${error.at} of ${bytes.length}; ${todo}`;
    return { refusals: [{ rule: "FORMAT", text }], notes: [], shape: undefined };
  }
  const { graph } = facts;
  if (graph === undefined || graph.nodes.length === 0) {
    const text = `the file has no graph (${bytes.length} bytes); it is cut off, or no ONNX model: export it again`;
    return { refusals: [{ rule: "FORMAT", text }], notes: [], shape: undefined };
  }
  const refusals = [...versionsOf(facts), ...operatorsOf(graph), ...tensorsOf(graph), ...ports(graph)];
  const features = graph.inputs[0]?.dims?.[1];
  const outputs = graph.outputs[0]?.dims?.[1];
  const shape = typeof features === "number" && typeof outputs === "number" ? { features, outputs } : undefined;
  return { refusals, notes: notesOf(graph), shape };
}

const isDefault = (domain: string): boolean => domain === "" || domain === "ai.onnx";

function versionsOf({ opsets, functions, training }: OnnxFacts): Refusal[] {
  const found: Refusal[] = [];
  const { opsetMin, opsetMax } = modelLimits;
  const own = opsets.filter(({ domain }) => isDefault(domain));
  for (const { domain } of opsets) if (!isDefault(domain)) found.push(foreign(domain, "imports"));
  if (own.length !== 1)
    found.push({ rule: "OPSET", text: `the default operator set is imported ${own.length} times; allowed is once` });
  for (const { version } of own) {
    if (version >= opsetMin && version <= opsetMax) continue;
    const text = `operator set ${version}; allowed are ${opsetMin} to ${opsetMax}: export with opset_version=${opsetMin}`;
    found.push({ rule: "OPSET", text });
  }
  if (functions > 0) {
    found.push({ rule: "FUNCTIONS", text: `${functions} functions of its own; none are allowed: inline them` });
  }
  if (training) found.push({ rule: "FUNCTIONS", text: "it carries a training graph; export for inference only" });
  return found;
}

const foreign = (domain: string, how: string): Refusal => ({
  rule: "DOMAIN",
  text: `it ${how} operators of "${domain}"; only ONNX' own (the default domain) are allowed: export without custom operators`,
});

/** Answers must be the same to the same question. */
const random = new Set(
  "RandomNormal RandomNormalLike RandomUniform RandomUniformLike Multinomial Bernoulli".split(" "),
);

function operatorsOf({ nodes }: GraphFacts): Refusal[] {
  const domains = new Set(nodes.map(({ domain }) => domain).filter((domain) => !isDefault(domain)));
  const found = [...domains].map((domain) => foreign(domain, "uses"));
  for (const op of new Set(nodes.map((node) => node.op))) {
    if (!random.has(op)) continue;
    const text = `operator ${op} draws at random; the same question must have the same answer: take it out`;
    found.push({ rule: "RANDOM", text });
  }
  return found;
}

const textType = 8;

function tensorsOf({ tensors, sparse }: GraphFacts): Refusal[] {
  const { tensorElements, elements, dim: dimMax } = modelLimits;
  const found: Refusal[] = [];
  let all = 0;
  const external = tensors.filter((tensor) => tensor.external);
  if (external.length > 0) {
    const names = external.slice(0, 3).map(({ name }) => `"${name}"`);
    const text = `data of ${external.length} tensors (${names.join(", ")}) lie in other files; all must lie in this one: save it without external data`;
    found.push({ rule: "EXTERNAL_DATA", text });
  }
  if (sparse > 0) found.push({ rule: "SHAPE", text: `${sparse} sparse tensors; none are allowed: save them as dense` });
  for (const { name, dims, dataType, dataBytes, external: outside } of tensors) {
    const count = dims.reduce((product, dim) => product * dim, 1);
    all += count;
    const [what, shown] = [`tensor "${name}"`, `[${dims.join(", ")}]`];
    if (count > tensorElements || dims.some((dim) => dim > dimMax)) {
      const text = `${what} is ${shown}, ${count} elements; allowed are ${tensorElements}: a smaller net`;
      found.push({ rule: "SHAPE", text });
    } else if (dataType === textType) {
      found.push({ rule: "SHAPE", text: `${what} holds text; allowed are numbers` });
    } else if (!outside && (dataBytes < count || dataBytes > count * 10)) {
      const text = `${what} is ${shown}, ${count} elements, and carries ${dataBytes} bytes; the file is damaged: export it again`;
      found.push({ rule: "SHAPE", text });
    }
    if (found.length > 8) break;
  }
  if (all > elements && !found.some(({ rule }) => rule === "SHAPE")) {
    found.push({ rule: "SHAPE", text: `${all} elements in all tensors; allowed are ${elements}: a smaller net` });
  }
  return found;
}

function ports({ inputs, outputs }: GraphFacts): Refusal[] {
  return [
    ...portFaults(inputs, { rule: "INPUT", name: "features", most: modelLimits.features }),
    ...portFaults(outputs, { rule: "OUTPUT", name: "out", most: modelLimits.outputs }),
  ];
}

const float32 = 1;

function portFaults(
  values: readonly ValueFacts[],
  { rule, name, most }: { readonly rule: "INPUT" | "OUTPUT"; readonly name: string; readonly most: number },
): Refusal[] {
  const what = rule.toLowerCase();
  const wanted = `exactly one ${what}, "${name}", float32 [n, 1 to ${most}], n free`;
  const [value] = values;
  const names = values.slice(0, 8).map((each) => `"${each.name}"`);
  const fault = (is: string): Refusal[] => [{ rule, text: `${is}; needed is ${wanted}` }];
  if (value === undefined || values.length !== 1) return fault(`${values.length} ${what}s (${names.join(", ")})`);
  if (value.name !== name) return fault(`the ${what} is named "${value.name}"`);
  if (value.elementType !== float32)
    return fault(`${what} "${name}" has element type ${value.elementType}, not 1 (float32)`);
  const [rows, columns] = value.dims ?? [];
  const shown = `[${value.dims?.map((dim) => (dim === "" ? "?" : dim)).join(", ") ?? ""}]`;
  if (value.dims?.length !== 2) return fault(`${what} "${name}" is ${shown}`);
  if (typeof rows === "number") return fault(`${what} "${name}" is ${shown}, for ${rows} rows alone`);
  if (typeof columns !== "number" || columns < 1 || columns > most) return fault(`${what} "${name}" is ${shown}`);
  return [];
}

const controlFlow = new Set(["Loop", "Scan", "If"]);

function notesOf({ nodes }: GraphFacts): string[] {
  const found = new Set(nodes.map(({ op }) => op).filter((op) => controlFlow.has(op)));
  if (found.size === 0) return [];
  return [`it has ${[...found].join(", ")}: how long a call takes cannot be told from the file`];
}
