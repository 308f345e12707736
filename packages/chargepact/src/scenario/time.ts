export const hourS = 3600;
export const dayS = 24 * hourS;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const clockPattern = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const instantPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** Seconds since the epoch of 00:00 on a date `YYYY-MM-DD`; undefined where there is no such date. */
export function dateS(text: string): number | undefined {
  if (!datePattern.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || dateOf(ms / 1000) !== text ? undefined : ms / 1000;
}

/** Seconds after midnight of `HH:MM` or `HH:MM:SS`, 00:00 to 24:00; undefined for anything else. */
export function clockS(text: string): number | undefined {
  const match = clockPattern.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  const all = hours * hourS + minutes * 60 + seconds;
  return minutes > 59 || seconds > 59 || all > dayS ? undefined : all;
}

/** Seconds since the epoch of an ISO 8601 date and time; without a zone it is schedule time (UTC). */
export function instantS(text: string): number | undefined {
  const match = instantPattern.exec(text);
  const day = dateS(match?.[1] ?? "");
  const clock = clockS(match?.[2] ?? "");
  if (day === undefined || clock === undefined || clock >= dayS) return undefined;
  return day + clock - zoneS(match?.[3] ?? "Z");
}

/** Seconds that a zone is ahead of UTC. */
function zoneS(zone: string): number {
  if (zone === "Z") return 0;
  return (zone.startsWith("-") ? -1 : 1) * (clockS(zone.slice(1)) ?? 0);
}

/** The date of a second since the epoch, YYYY-MM-DD. */
export const dateOf = (unixS: number): string => new Date(unixS * 1000).toISOString().slice(0, 10);

/** The time of day of a second since the epoch, HH:MM. */
export const clockOf = (unixS: number): string => new Date(unixS * 1000).toISOString().slice(11, 16);
