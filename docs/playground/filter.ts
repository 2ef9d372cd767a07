/**
 * Which frames the list shows. All terms must match: a word, a word after `device:`, `type:`, `issue:`, `alarm:` or
 * `line:` that is searched in that column only, or `is:` with a property of the frame; `-` in front excludes matches.
 */
import type { FrameRow } from "./frame-row.ts";

export const FILTER_KEYS = ["device", "type", "issue", "alarm", "line", "is"] as const;
export const FILTER_STATES = ["error", "warning", "alarm", "fix", "nofix", "noise"] as const;

export type FilterKey = (typeof FILTER_KEYS)[number];

export interface FilterTerm {
  /** `null`: any column of the row. */
  readonly key: FilterKey | null;
  /** In lower case. */
  readonly value: string;
  readonly isNegative: boolean;
}

export interface Filter {
  readonly terms: readonly FilterTerm[];
  /** The complaint about a term that cannot match, for people; `null` if all is well. */
  readonly problem: string | null;
}

/** A word, or words in quotes, with or without a key. */
const TERM = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S*))/iy;

export function parseFilter(text: string): Filter {
  const terms: FilterTerm[] = [];
  let problem: string | null = null;
  TERM.lastIndex = 0;
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, TERM.lastIndex)) {
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    if (match === null) break;
    const [all, minus, name, quoted, word] = match;
    const key = FILTER_KEYS.find((one) => one === name?.toLowerCase()) ?? null;
    const isNegative = minus === "-";
    // A colon in a time, or after an unknown key, is text.
    const isText = name !== undefined && key === null;
    if (isText && (quoted ?? word) !== "") {
      problem ??= `${name}: is no key, but ${FILTER_KEYS.map((one) => `${one}:`).join(", ")}`;
    }
    const value = (isText ? all.slice(isNegative ? 1 : 0) : (quoted ?? word ?? "")).toLowerCase();
    // A key without a value is still being typed.
    if (value === "") continue;
    if (key === "is" && !FILTER_STATES.some((state) => state === value)) {
      problem ??= `is: takes ${FILTER_STATES.join(", ")}`;
      continue;
    }
    terms.push({ key, value, isNegative });
  }
  return { terms, problem };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}

export function matches(row: FrameRow, { terms }: Filter): boolean {
  return terms.every(({ key, value, isNegative }) => has(row, key, value) !== isNegative);
}

function has(row: FrameRow, key: FilterKey | null, value: string): boolean {
  switch (key) {
    case "device":
      return (row.device ?? "").includes(value);
    case "type":
      return row.type === value || row.command.toLowerCase() === value;
    case "issue":
      return row.issues.some((code) => joined(code).includes(joined(value)));
    case "alarm":
      return row.alarms.some((alarm) => joined(alarm.toLowerCase()).includes(joined(value)));
    case "line":
      return String(row.line) === value;
    case "is":
      return is(row, value);
    default:
      return textOf(row).includes(value);
  }
}

/** `powercut` for `power cut` and `power-cut`: people type names as words. */
function joined(name: string): string {
  return name.replace(/[\s_-]/g, "");
}

function is(row: FrameRow, state: string): boolean {
  switch (state as (typeof FILTER_STATES)[number]) {
    case "error":
    case "warning":
      return row.worst === state;
    case "alarm":
      return row.alarms.length > 0;
    case "fix":
      return row.place?.isValid === true;
    case "nofix":
      return row.type === "position" && row.place?.isValid !== true;
    default:
      return row.type === "noise";
  }
}

/** The text of all columns of a row, in lower case. */
function textOf(row: FrameRow): string {
  const { device, type, command, state, issues, time } = row;
  return [device, type, command, state, issues.join(" "), timeText(time)].join(" ").toLowerCase();
}

/** `2026-09-28 11:19:58`, UTC; empty without a time. */
export function timeText(time: number | null): string {
  return time === null ? "" : new Date(time).toISOString().slice(0, 19).replace("T", " ");
}

/** Adds the term to the filter, or removes it if it is there. */
export function toggleTerm(text: string, term: string): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const rest = words.filter((word) => word !== term);
  return (rest.length < words.length ? rest : [...words, term]).join(" ");
}
