/** Cutting a text into words and keys, by index, in linear time. */
import type { SmsEntry } from "./reply.ts";

/** A reply while it is being read. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] } & { unknown: SmsEntry[] };

/**
 * Puts a value into the draft. False if it could not be read, wholly or in part: then its raw form
 * has to be kept.
 */
export type Reader<T> = (draft: Draft<T>, value: string) => boolean;

/** The words between blanks and line ends. */
export function words(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const isBlank = i === text.length || text.charCodeAt(i) <= 0x20;
    if (!isBlank && start < 0) start = i;
    else if (isBlank && start >= 0) {
      found.push(text.slice(start, i));
      start = -1;
    }
  }
  return found;
}

/** Whether it looks like a key of RCONF or CXZT: a capital, then capitals, digits and blanks. */
export function isKey(text: string): boolean {
  if (text === "" || !isCapital(text.charCodeAt(0))) return false;
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isCapital(code) && !isDigit(code) && code !== 0x20) return false;
  }
  return true;
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
      // A blank behind the colon, as RCONF of the ST-900 has it.
      entries.push({ key: entries.pop()!.key, value: word });
      isOpen = false;
    } else entries.push({ key: "", value: word });
  }
  return entries;
}

/** Reads the value by the reader of its key, once for each name; keeps it raw if that fails. */
export function file<T>(
  draft: Draft<T>,
  { key, value }: SmsEntry,
  row: { readonly name: string; readonly read: Reader<T> } | undefined,
  seen: Set<string>,
): void {
  if (row !== undefined && !seen.has(row.name)) {
    seen.add(row.name);
    if (row.read(draft, value)) return;
  }
  draft.unknown.push({ key, value });
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
