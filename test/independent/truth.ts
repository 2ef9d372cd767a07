/**
 * The truth about a generated frame, and its comparison with the decoded message.
 *
 * A truth has every property of the message; a property that it lacks must be absent. Numbers are physical values
 * computed from the generated ones: they must agree to the last digits of a double, which is more precise than any wire
 * format.
 */
import type { Frame, Message, ParseOptions } from "../../src/index.ts";
import type { Random } from "./random.ts";

/** One of several values, if the reference leaves it open. `undefined` means absent. */
export class OneOf {
  readonly values: readonly Truth[];
  constructor(...values: readonly Truth[]) {
    this.values = values;
  }
}

/** Alarms in any order: all that must be there, and only those that may. */
export class Alarms {
  readonly must: ReadonlySet<string>;
  readonly may: ReadonlySet<string>;
  constructor(must: Iterable<string>, may: Iterable<string> = []) {
    this.must = new Set(must);
    this.may = new Set(may);
  }
}

class Anything {
  readonly anything = true;
}

/** The reference does not define the value. */
export const OPEN = new Anything();

export type Truth =
  | undefined
  | null
  | boolean
  | number
  | string
  | Date
  | OneOf
  | Alarms
  | Anything
  | readonly Truth[]
  | { readonly [property: string]: Truth };

export type Values = Readonly<Record<string, Truth>>;

/** A frame on the wire, and its meaning. */
export interface Sample {
  readonly bytes: Uint8Array;
  readonly truth: Values;
  readonly options?: ParseOptions;
  /**
   * Codes of the issues of severity `error` that the frame must raise, `a|b` for either; none if it is
   * well-formed.
   */
  readonly faults?: readonly string[];
}

export interface Family {
  readonly name: string;
  readonly make: (random: Random) => Sample;
  /** Frames of this family per frame of a usual family. */
  readonly weight?: number;
  /** Consecutive frames on one connection, if those of `make` cannot be combined. */
  readonly makeRow?: (random: Random, count: number) => Sample[];
  /** Bytes between frames of a stream. */
  readonly separators?: readonly string[];
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Every difference between a truth and the message, as lines that name the property. */
export function differences(sample: Sample, message: Message, frame: Frame): string[] {
  const { issues, frame: _, ...values } = message;
  if (toHex(frame.bytes) !== toHex(sample.bytes)) return [`frame: ${toHex(frame.bytes)}`];
  const type: string[] = [];
  compare("type", sample.truth["type"], message.type, type);
  if (type.length > 0) return type;

  const found: string[] = [];
  compare("", { alarms: new Alarms([]), ...sample.truth }, { alarms: [], ...values }, found);

  const errors = issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
  const faults = (sample.faults ?? []).map((codes) => codes.split("|"));
  for (const code of errors) {
    if (!faults.some((codes) => codes.includes(code))) found.push(`issue: unexpected ${code}`);
  }
  for (const codes of faults) {
    if (!errors.some((code) => codes.includes(code))) found.push(`issue: no ${codes.join("|")}`);
  }
  for (const [name, value] of Object.entries(values)) {
    // An X record has no id, which is no fault.
    if (name === "deviceId" && message.command === "X") continue;
    if (value === null && !issues.some(({ field }) => field === name)) {
      found.push(`issue: none says why ${name} is null`);
    }
  }
  return found;
}

function compare(path: string, truth: Truth, actual: unknown, found: string[]): void {
  if (truth === OPEN) return;
  if (truth instanceof OneOf) {
    for (const value of truth.values) {
      const tried: string[] = [];
      compare(path, value, actual, tried);
      if (tried.length === 0) return;
    }
    found.push(`${path}: ${show(actual)}, none of ${truth.values.map(show).join(" | ")}`);
  } else if (truth instanceof Alarms) {
    const names = Array.isArray(actual) ? (actual as string[]) : [];
    for (const name of names) {
      if (!truth.must.has(name) && !truth.may.has(name)) found.push(`${path}: unexpected ${name}`);
    }
    for (const name of truth.must) if (!names.includes(name)) found.push(`${path}: no ${name}`);
    if (new Set(names).size !== names.length) found.push(`${path}: ${show(names)} has one twice`);
  } else if (truth instanceof Date) {
    if (!(actual instanceof Date) || actual.getTime() !== truth.getTime()) {
      found.push(`${path}: ${show(actual)}, not ${show(truth)}`);
    }
  } else if (typeof truth === "number" && typeof actual === "number") {
    if (!(Math.abs(truth - actual) <= 1e-12 * Math.max(1, Math.abs(truth)))) {
      found.push(`${path}: ${actual}, not ${truth}`);
    }
  } else if (Array.isArray(truth)) {
    if (!Array.isArray(actual) || actual.length !== truth.length) {
      found.push(`${path}: ${show(actual)}, not ${show(truth)}`);
    } else {
      for (const [i, value] of truth.entries()) compare(`${path}[${i}]`, value, actual[i], found);
    }
  } else if (typeof truth === "object" && truth !== null) {
    if (typeof actual !== "object" || actual === null || actual instanceof Uint8Array) {
      found.push(`${path}: ${show(actual)}, not ${show(truth)}`);
      return;
    }
    const has = actual as Readonly<Record<string, unknown>>;
    for (const name of new Set([...Object.keys(truth), ...Object.keys(has)])) {
      compare(path === "" ? name : `${path}.${name}`, (truth as Values)[name], has[name], found);
    }
  } else if (actual instanceof Uint8Array) {
    if (toHex(actual) !== truth) found.push(`${path}: ${show(actual)}, not ${show(truth)}`);
  } else if (actual !== truth) {
    found.push(`${path}: ${show(actual)}, not ${show(truth)}`);
  }
}

function show(value: unknown): string {
  if (value === undefined) return "absent";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `bytes ${toHex(value)}`;
  return JSON.stringify(value, (_, inner) => (inner === undefined ? "absent" : inner));
}
