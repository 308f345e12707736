import { writeFile } from "node:fs/promises";

/** Writes a report; an error says what to do. */
export async function writeReport(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the report ${file} cannot be written: ${why}; choose another file for --report`, { cause });
  }
}
