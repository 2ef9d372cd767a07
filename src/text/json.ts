/**
 * Rows of JSON: those of this project, which hold a capture in `hex`, `frame.hex`, `text` or `ascii`, and
 * log lines of pino, winston, Docker and others, with the capture in any field.
 */
import { latin1Bytes } from "../bytes.ts";
import { findInText, type InText } from "./find.ts";
import { readHex } from "./hex.ts";
import { beginsFrame } from "./own-start.ts";
import type { Direction, ProblemCode } from "./piece.ts";
import { type Around, aroundOf, directionIn, directionOf, timeOf } from "./prefix.ts";

/** The contents of a row. */
export interface JsonRow extends Around {
  readonly captures: readonly InText[];
  /** Why a row of this project has no capture. */
  readonly fault: ProblemCode | null;
}

/** Limits of the depth and of the number of values that are searched. */
const DEEPEST = 8;
const MOST_VALUES = 10_000;

const TIME = /^@?(?:time(?:stamp)?|ts|date(?:time)?|t|at|received_?at|asctime)$/i;
const WAY = /^(?:dir(?:ection)?|way|event|action|op|kind|type)$/i;
const SESSION =
  /^(?:session|conn(?:ection)?|socket|client|peer|remote(?:_?addr(?:ess)?)?|channel|addr(?:ess)?)(?:_?id)?$/i;

/** `undefined` if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function jsonRow(value: unknown, source: string, utcOffsetMinutes: number): JsonRow {
  const search = new Search(utcOffsetMinutes);
  search.row(value);
  return {
    direction: search.direction,
    time: search.time,
    session: search.session,
    captures: search.captures.map((one) => placed(one, source)),
    fault: search.fault,
  };
}

/** The place of a value in the line, if its first characters are written without escapes. */
function placed(one: InText & { readonly text?: string }, source: string): InText {
  const { text, ...capture } = one;
  const at = text === undefined ? -1 : source.indexOf(text);
  return { ...capture, start: Math.max(0, at), end: Math.max(0, at) };
}

/** A property of an object itself. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

class Search {
  direction: Direction | null = null;
  time: Date | null = null;
  session: string | null = null;
  readonly captures: (InText & { readonly text?: string })[] = [];
  fault: ProblemCode | null = null;
  readonly #utcOffsetMinutes: number;
  readonly #seen = new Set<string>();
  #values = 0;

  constructor(utcOffsetMinutes: number) {
    this.#utcOffsetMinutes = utcOffsetMinutes;
  }

  row(value: unknown): void {
    const hex = own(value, "hex") ?? own(own(value, "frame"), "hex");
    const text = own(value, "text") ?? own(value, "ascii");
    if (typeof hex === "string") this.#hex(hex);
    else if (typeof text === "string" && own(value, "level") === undefined) this.#text(text);
    if (this.captures.length === 0 && this.fault === null) this.#any(value, 0, "");
    else this.#origin(own(value, "origin") ?? value);
  }

  /** Time, sender and form of a row that names them. */
  #origin(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value))
      if (typeof part !== "object") this.#meta(key, part);
  }

  #hex(hex: string): void {
    const { bytes, strayAt, oddAt } = readHex(hex);
    this.fault = oddAt >= 0 ? "odd-digits" : strayAt >= 0 ? "not-hex" : null;
    if (this.fault === null) this.#add({ bytes, about: "a row with hex", text: hex });
  }

  #text(text: string): void {
    for (let at = 0; at < text.length; at++) {
      if (text.charCodeAt(at) > 0x7f) this.fault = "not-ascii";
    }
    if (this.fault === null) {
      this.#add({ bytes: latin1Bytes(text), about: "a row with text", text: text.slice(0, 40) });
    }
  }

  #add(one: Pick<InText, "bytes" | "about"> & { readonly text?: string }): void {
    this.captures.push({ start: 0, end: 0, form: "jsonl", ...one });
  }

  #any(value: unknown, depth: number, key: string): void {
    if (depth > DEEPEST || this.#values++ > MOST_VALUES) return;
    if (typeof value === "string") this.#string(value, depth, key);
    else if (Array.isArray(value)) {
      if (!this.#numbers(value)) for (const part of value) this.#any(part, depth + 1, "");
    } else if (typeof value === "object" && value !== null) {
      for (const [name, part] of Object.entries(value)) this.#any(part, depth + 1, name);
    } else this.#meta(key, value);
  }

  /** `{"type":"Buffer","data":[…]}`, and bare arrays of bytes. */
  #numbers(value: readonly unknown[]): boolean {
    if (value.length < 4) return false;
    for (const part of value) {
      if (typeof part !== "number" || !Number.isInteger(part) || part < -128 || part > 255) {
        return false;
      }
    }
    const bytes = Uint8Array.from(value as number[], (part) => part & 0xff);
    const about = "an array of numbers in JSON";
    this.#once({ bytes, start: 0, end: 0, form: "code", about, text: String(value[0]) });
    return true;
  }

  #string(value: string, depth: number, key: string): void {
    const inner = value.trimStart().startsWith("{") ? parseJson(value) : undefined;
    if (typeof inner === "object" && inner !== null) {
      this.#any(inner, depth + 1, "");
      return;
    }
    const bytes = latin1Bytes(value.slice(0, 64));
    // Bytes written as the characters of a string.
    if (bytes.some((byte) => byte < 9) && beginsFrame(bytes)) {
      const about = "bytes in a field";
      this.#once({ bytes: latin1Bytes(value), start: 0, end: 0, form: "jsonl", about });
      return;
    }
    const found = findInText(value);
    const [first] = found;
    if (first === undefined) {
      this.#meta(key, value);
      return;
    }
    const around = aroundOf(value.slice(0, first.start), "", this.#utcOffsetMinutes);
    this.direction ??= around.direction;
    this.session ??= around.session;
    if (around.time !== null) this.time ??= around.time;
    for (const one of found) {
      const text = value.slice(one.start, one.start + 40);
      this.#once({ ...one, form: "jsonl", about: `${one.about}, in a field of JSON`, text });
    }
  }

  /** A logger may write the same bytes in two fields. */
  #once(one: InText & { readonly text?: string }): void {
    const key = one.bytes.length > 4096 ? "" : one.bytes.join(" ");
    if (key !== "" && this.#seen.has(key)) return;
    this.#seen.add(key);
    this.captures.push(one);
  }

  #meta(key: string, value: unknown): void {
    if (TIME.test(key)) this.time ??= timeOf(value, this.#utcOffsetMinutes);
    else if (WAY.test(key)) this.direction ??= directionOf(value);
    else if (/^(?:msg|message|text)$/i.test(key)) {
      this.direction ??= typeof value === "string" ? directionIn(value.slice(0, 200)) : null;
    } else if (SESSION.test(key) && (typeof value === "string" || typeof value === "number")) {
      this.session ??= String(value).slice(0, 100);
    }
  }
}
