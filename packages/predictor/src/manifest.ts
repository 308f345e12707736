import { ChargepactError, chemistries, type Chemistry, type ValidityBox } from "@chargepact/protocol";
import { modelLimits } from "./limits.js";

export const modelKinds = ["short-horizon", "minutes-temperature", "cycle-life", "fade", "wear"] as const;
export type ModelKind = (typeof modelKinds)[number];

/** A number of a row of features or of an answer. */
export interface Port {
  readonly name: string;
  readonly unit: string;
  /** Features outside are not asked about, answers outside are not given on. */
  readonly min: number;
  readonly max: number;
}

/** What is said of a model beside its file: `<name>.json`. */
export interface Manifest {
  readonly id: string;
  readonly kind: ModelKind;
  /** Name of the model file, in the manifest's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly chemistry: Chemistry;
  readonly trainedOn: string;
  readonly licence: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly horizon?: { readonly stepS: number; readonly steps: number };
  readonly box: ValidityBox;
  /** Share of outcomes within p10–p90 as measured, of how many, and the factor by which the band was widened for it. */
  readonly calibration?: { readonly coverage: number; readonly count: number; readonly scale: number };
}

/** Reads a manifest. `file` is for messages, which name the field, its value, what is allowed and what to do. */
export function parseManifest(text: string, file: string): Manifest {
  if (text.length > modelLimits.manifestBytes) {
    throw bad(file, "", `has ${text.length} characters; allowed are ${modelLimits.manifestBytes}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw bad(file, "", `is no JSON: ${(cause as Error).message}`, cause);
  }
  return read(new Place(file, "", json));
}

function read(root: Place): Manifest {
  const version = root.field("manifest").value;
  if (version !== 1) throw root.field("manifest").fault("must be 1: the format that this version reads");
  const horizon = root.optional("horizon");
  const calibration = root.optional("calibration");
  const sha256 = root.field("sha256").text(64);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw root.field("sha256").fault("must be 64 lower-case hex digits (sha256sum)");
  const file = root.field("file").text();
  if (/[/\\]/.test(file) || file.startsWith(".")) {
    throw root.field("file").fault("must be the name of a file in the manifest's own folder, without a path");
  }
  const box = root.field("box");
  return {
    ...{ id: root.field("id").text(64), kind: root.field("kind").oneOf(modelKinds), file, sha256 },
    bytes: root.field("bytes").number(1, modelLimits.bytes),
    chemistry: root.field("chemistry").oneOf(chemistries),
    trainedOn: root.field("trainedOn").text(),
    licence: root.field("licence").text(),
    inputs: ports(root.field("inputs"), modelLimits.features, true),
    outputs: ports(root.field("outputs"), modelLimits.outputs, false),
    ...(horizon && {
      horizon: { stepS: horizon.field("stepS").number(0.001, 86_400), steps: horizon.field("steps").whole(1, 4_096) },
    }),
    box: {
      temperatureC: box.field("temperatureC").range(-100, 150),
      cRate: box.field("cRate").range(0, 100),
      soc: box.field("soc").range(0, 1),
      soh: box.field("soh").range(0, 1.2),
    },
    ...(calibration && {
      calibration: {
        coverage: calibration.field("coverage").number(0, 1),
        count: calibration.field("count").whole(1, 1e12),
        scale: calibration.optional("scale")?.number(0, 1e6) ?? 1,
      },
    }),
  };
}

function ports(list: Place, most: number, bounded: boolean): readonly Port[] {
  const names = new Set<string>();
  return list.list(most).map((each) => {
    const name = each.field("name").text(64);
    if (names.has(name)) throw each.field("name").fault("is there twice; names must differ");
    names.add(name);
    const [low, high] = [each.optional("min"), each.optional("max")];
    const min = low?.number(-1e12, 1e12) ?? (bounded ? each.field("min").number(-1e12, 1e12) : -1e12);
    const max = high?.number(-1e12, 1e12) ?? (bounded ? each.field("max").number(-1e12, 1e12) : 1e12);
    if (min > max) throw each.field("max").fault(`must not be below min, which is ${min}`);
    return { name, unit: each.field("unit").text(32, 0), min, max };
  });
}

function bad(file: string, path: string, fault: string, cause?: unknown): ChargepactError {
  const where = path === "" ? "it" : `"${path}"`;
  return new ChargepactError("MODEL", `manifest ${file}: ${where} ${fault}`, { side: "remote", cause });
}

/** A value of a manifest with the path at which it stands. */
class Place {
  constructor(
    readonly file: string,
    readonly path: string,
    readonly value: unknown,
  ) {}

  fault(what: string): ChargepactError {
    if (this.value === undefined) return bad(this.file, this.path, `is missing; it ${what}`);
    return bad(this.file, this.path, `is ${shown(this.value)}; it ${what}`);
  }

  field(name: string): Place {
    if (typeof this.value !== "object" || this.value === null || Array.isArray(this.value)) {
      throw this.fault("must be an object");
    }
    const value = Object.hasOwn(this.value, name) ? (this.value as Record<string, unknown>)[name] : undefined;
    return new Place(this.file, this.path === "" ? name : `${this.path}.${name}`, value);
  }

  optional(name: string): Place | undefined {
    const place = this.field(name);
    return place.value === undefined || place.value === null ? undefined : place;
  }

  text(most = 500, least = 1): string {
    const { value } = this;
    if (typeof value === "string" && value.length >= least && value.length <= most) return value;
    throw this.fault(`must be text of ${least} to ${most} characters`);
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) throw this.fault(`must be one of ${choices.join(", ")}`);
    return found;
  }

  number(least: number, most: number): number {
    const { value } = this;
    if (typeof value === "number" && value >= least && value <= most) return value;
    throw this.fault(`must be a number from ${least} to ${most}`);
  }

  whole(least: number, most: number): number {
    const value = this.number(least, most);
    if (!Number.isInteger(value)) throw this.fault("must be a whole number");
    return value;
  }

  range(least: number, most: number): readonly [number, number] {
    const [low, high, ...rest] = this.list(2);
    if (low === undefined || high === undefined || rest.length > 0)
      throw this.fault("must be two numbers, low and high");
    const range = [low.number(least, most), high.number(least, most)] as const;
    if (range[0] > range[1]) throw this.fault("must have the lower number first");
    return range;
  }

  list(most: number): readonly Place[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length < 1 || value.length > most) {
      throw this.fault(`must be a list of 1 to ${most}`);
    }
    return value.map((each: unknown, index) => new Place(this.file, `${this.path}[${index}]`, each));
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
