import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { problemError, refuse, shown, type Problem } from "./problems.js";

/** Largest file after decompression, bytes. */
const bytesMax = 256 * 2 ** 20;

/** Bytes of a file as text; a gzip file (by its first bytes) is decompressed. */
export function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (packed ? gunzipSync(bytes, { maxOutputLength: bytesMax }) : bytes).toString("utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    throw problemError("BAD_INPUT", [
      {
        file,
        key: "file",
        value: reasonOf(cause),
        allowed: `a readable file, plain or gzip, of at most ${bytesMax / 2 ** 20} MiB`,
        next: "check the path and the permissions",
      },
    ]);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EISDIR: "is a folder",
  EACCES: "may not be read",
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "unreadable";
  return ("code" in cause && typeof cause.code === "string" ? reasons[cause.code] : undefined) ?? cause.message;
}

/** One row with its place in the file, for errors. */
export interface CsvRow {
  readonly file: string;
  /** From 1, the header included. */
  readonly line: number;
  /** The cell of a column; empty where the row has none. */
  cell(column: string): string;
}

export interface Csv {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Cells of one line; a cell in double quotes may hold the separator and doubled quotes. */
function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === '"' && quoted && line.charAt(i + 1) === '"') cell += line.charAt(++i);
    else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** The rows of a CSV file. The separator is a semicolon where the header has one, else a comma. */
export function readCsv(file: string): Csv {
  const lines = readText(file).split(/\r?\n/);
  const header = lines[0] ?? "";
  const separator = header.includes(";") ? ";" : ",";
  const columns = cellsOf(header, separator);
  const indexOf = new Map(columns.map((column, index) => [column, index]));
  const problems: Problem[] = [];
  const rows: CsvRow[] = [];
  lines.forEach((text, index) => {
    if (index === 0 || text.trim() === "") return;
    const cells = cellsOf(text, separator);
    if (cells.length !== columns.length) {
      problems.push({
        file,
        line: index + 1,
        key: "row",
        value: `${cells.length} cells`,
        allowed: `${columns.length} cells, as in the header`,
        next: "complete or remove the row",
      });
    }
    rows.push({ file, line: index + 1, cell: (column) => cells[indexOf.get(column) ?? -1] ?? "" });
  });
  refuse("BAD_INPUT", problems);
  return { file, columns, rows };
}

/** The first form whose columns the file has; an error that names all forms where there is none. */
export function formOf<Name extends string>(
  csv: Csv,
  forms: Readonly<Record<Name, readonly string[]>>,
  guide = "docs/scenario.md",
): Name {
  const names = Object.keys(forms) as Name[];
  const found = names.find((name) => forms[name].every((column) => csv.columns.includes(column)));
  if (found !== undefined) return found;
  const allowed = names.map((name) => `${forms[name].join(", ")} (${name})`).join("; or ");
  throw problemError("BAD_INPUT", [
    {
      file: csv.file,
      line: 1,
      key: "header",
      value: shown(csv.columns.join(",")) || "(empty)",
      allowed: `a header with the columns ${allowed}`,
      next: `rename the columns, or see ${guide}`,
    },
  ]);
}

/** Reads cells, gathers what is wrong with them, and gives NaN or an empty text in their place. */
export class CellReader {
  readonly problems: Problem[] = [];

  bad(row: CsvRow, column: string, allowed: string, next: string): void {
    const value = row.cell(column);
    this.problems.push({
      file: row.file,
      line: row.line,
      key: column,
      value: value === "" ? "(empty)" : shown(value),
      allowed,
      next,
    });
  }

  /** A finite number in [min, max]; a decimal comma is accepted. */
  number(row: CsvRow, column: string, range: { min: number; max: number; unit: string }): number {
    const text = row.cell(column).replace(",", ".");
    const value = text === "" ? Number.NaN : Number(text);
    if (value >= range.min && value <= range.max) return value;
    this.bad(row, column, `${range.min} to ${range.max} ${range.unit}`.trim(), "correct the number or remove the row");
    return Number.NaN;
  }

  /** A time, seconds since the epoch. */
  time(row: CsvRow, column: string, read: (text: string) => number | undefined, form: string): number {
    const value = read(row.cell(column));
    if (value !== undefined) return value;
    this.bad(row, column, form, "correct the time or remove the row");
    return Number.NaN;
  }

  /** An id in small letters, digits and hyphens, made from the cell. */
  id(row: CsvRow, column: string, prefix = ""): string {
    const id = prefix + row.cell(column).toLowerCase().replaceAll(/[ _.]/g, "-");
    if (row.cell(column) !== "" && /^[a-z0-9-]{1,32}$/.test(id)) return id;
    this.bad(row, column, "1 to 32 letters, digits, hyphens, underscores or dots", "shorten or rename the id");
    return "";
  }
}
