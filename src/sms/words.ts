/** Splits a text into words and keys, by index, in linear time. */
import { isDigit } from "../argument.ts";
import { type SmsIssue, type SmsIssueCode, smsIssue } from "./issue.ts";
import { isBlank } from "./lines.ts";
import type { SmsEntry } from "./reply.ts";

/** A reply while it is being read. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] } & {
  unknown: SmsEntry[];
  issues: SmsIssue[];
};

/** How one property is read from the value of its key. */
export interface Row<T, V> {
  /** Name of the property. */
  readonly name: string;
  /**
   * Puts the value into the draft. Returns false or an issue if a part could not be read; then the raw form must be
   * kept.
   */
  readonly read: (draft: Draft<T>, value: V) => boolean | SmsIssueCode;
}

/** Makes rows whose value is read from a text alone; an empty text is no fault. */
export type MakeRow<T, V> = <K extends keyof T & string>(
  name: K,
  read: (text: string) => NonNullable<T[K]> | null,
) => Row<T, V>;

export function rowsOf<T, V>(textOf: (value: V) => string): MakeRow<T, V> {
  return (name, read) => ({
    name,
    read(draft: { [K in typeof name]?: unknown }, value) {
      const text = textOf(value);
      const result = read(text);
      draft[name] = result;
      return result !== null || text === "";
    },
  });
}

/** The words between spaces and line ends. */
export function words(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const isEnd = i === text.length || isBlank(text.charCodeAt(i));
    if (!isEnd && start < 0) start = i;
    else if (isEnd && start >= 0) {
      found.push(text.slice(start, i));
      start = -1;
    }
  }
  return found;
}

/** Whether it looks like a key of RCONF or CXZT: a capital, then capitals, digits and blanks. */
export function isKey(text: string): boolean {
  if (!isCapital(text.charCodeAt(0))) return false;
  for (let i = 1; i < text.length; i++) {
    if (!isInKey(text.charCodeAt(i))) return false;
  }
  return true;
}

/** Whether a key may have the character, after its first. */
export function isInKey(code: number): boolean {
  return isCapital(code) || isDigit(code) || code === 0x20;
}

/** Whether it is one or more ASCII letters. */
export function isLetters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!isCapital(text.charCodeAt(i) & ~0x20)) return false;
  }
  return text !== "";
}

/** Whether it is one or more digits. */
export function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) return false;
  }
  return text !== "";
}

/**
 * Start of the longest key that ends at `end`, or -1. Keys are listed without blanks, because a break may have replaced
 * one; the text may have blanks in them.
 */
export function startOfKey(text: string, end: number, keys: { has(key: string): boolean }): number {
  let start = -1;
  let key = "";
  for (let i = end - 1; key.length < LONGEST_KEY; i--) {
    const code = text.charCodeAt(i);
    if (!isInKey(code)) break;
    if (code === 0x20) continue;
    key = text.charAt(i) + key;
    if (keys.has(key)) start = i;
  }
  return start;
}

/** `GPRSUPLOADTIME1`. */
const LONGEST_KEY = 15;

/** The pieces of a text like `Date:2017-12-6 Fix:V Bat:80%`, part of location and alarm texts. */
export function keyedWords(list: readonly string[]): SmsEntry[] {
  const entries: SmsEntry[] = [];
  let isOpen = false;
  for (const word of list) {
    const colon = word.indexOf(":");
    const key = word.slice(0, Math.max(colon, 0));
    // http://… is a word, not a key.
    if (isLetters(key) && !word.startsWith("//", colon + 1)) {
      entries.push({ key, value: word.slice(colon + 1) });
      isOpen = colon === word.length - 1;
    } else if (isOpen) {
      // A blank follows the colon in RCONF of the ST-900.
      entries.push({ key: entries.pop()!.key, value: word });
      isOpen = false;
    } else entries.push({ key: "", value: word });
  }
  return entries;
}

/** Reads the value by the row of its key, once for each row; keeps it raw if that fails. */
export function file<T, V>(
  draft: Draft<T>,
  { key, value: raw }: SmsEntry,
  row: Row<T, V> | undefined,
  value: V,
  seen: Set<Row<T, V>>,
): void {
  if (row !== undefined) {
    const result = seen.has(row) ? "repeated-value" : row.read(draft, value);
    seen.add(row);
    if (result === true) {
      // The server has a blank before its port.
      if (row.name !== "server" && raw.includes(" ")) noteBlank(draft, row.name, raw);
      return;
    }
    draft.issues.push(smsIssue(result || "bad-value", row.name, raw));
  }
  draft.unknown.push({ key, value: raw });
}

export function noteBlank<T>(draft: Draft<T>, name: string, value: string): void {
  draft.issues.push(smsIssue("blank-in-value", name, value));
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}
