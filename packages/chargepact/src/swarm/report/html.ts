/** Markup that is safe to put into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | readonly Part[];

/** A space within a number or before its unit, at which no line may break. */
const tied = / (?=\d{3}(?!\d)|(?:kWh?|ms|s|min|h|%|[A-Z]{3})(?![\w]))(?<=\d )/g;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in an element or a quoted attribute; control characters become �. */
export const escaped = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, (control) => ("\t\n\r".includes(control) ? control : "\ufffd"))
    .replace(tied, "\u00a0")
    .replace(/[&<>"']/g, (special) => entities[special] ?? special);

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(Math.round(part * 100) / 100);
  return part.map(textOf).join("");
}

/** Markup from a template: whatever is put in is escaped, unless it is markup itself. Numbers get two decimals. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, piece, index) => text + textOf(parts[index - 1] ?? "") + piece));
}
