/** A message as plain JSON: one form for the command line, vectors, databases and logs. */
import { checkOptions, flag, oneOf } from "../argument.ts";
import { hexText, isBytes } from "../bytes.ts";
import { frameJson } from "../model/frame.ts";
import type { Message } from "../model/message.ts";

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export interface ToJsonOptions {
  /** Whether to include the frame, as `{ format, offset, length, hex }`; `true` by default. */
  readonly frame?: boolean;
  /** Whole issues (`full`, the default), or sorted pairs of code and field as in vectors (`codes`). */
  readonly issues?: "full" | "codes";
}

/**
 * Converts a message to plain data for `JSON.stringify`: times are ISO strings in UTC, bytes are lower-case hexadecimal
 * digits, coordinates have seven decimals (a centimetre), or nine if the wire has more than five decimals of minutes.
 * Values that are `undefined` are left out. The result shares nothing with the message.
 *
 * @throws TypeError if `message` is not an object; RangeError for an option of a wrong kind.
 * @example
 * ```ts
 * import { decode, toJson } from "sinotrack-protocol";
 *
 * const [message] = decode("*HQ,353271799434922,HTBT,85#");
 * toJson(message, { frame: false });
 * // { type: "heartbeat", command: "HTBT", maker: "HQ", deviceId: "353271799434922", issues: [], batteryPercent: 85 }
 * ```
 */
export function toJson(message: Message, options: ToJsonOptions = {}): JsonObject {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw new TypeError("message must be an object");
  }
  checkOptions(options, { frame: flag, issues: oneOf("full", "codes") });
  const { frame: withFrame = true, issues: form = "full" } = options;
  const { frame, ...values } = message;
  const out = plainObject(values);
  if (form === "codes") Object.assign(out, codesOf(values.issues));
  if (withFrame && frame !== undefined) out["frame"] = { ...frameJson(frame) };
  return out;
}

/** Issues as sorted pairs of code and field; an empty object if there is no list of issues. */
export function codesOf(issues: unknown): { issues?: Json } {
  if (!Array.isArray(issues)) return {};
  const pairs = issues.map((issue) => {
    const [code, field] = Array.isArray(issue)
      ? issue
      : [(issue as { code?: unknown })?.code, (issue as { field?: unknown })?.field];
    return [String(code), String(field)];
  });
  // Without a function, sort compares the texts of the pairs.
  return { issues: pairs.sort() };
}

type NumberOf = (key: string, value: number) => number;

/** Plain data of any object, coordinates rounded unless `numberOf` says otherwise. */
export function plainObject(value: object, numberOf: NumberOf = rounded): Record<string, Json> {
  const entries: [string, Json][] = [];
  for (const [key, part] of Object.entries(value)) {
    if (part !== undefined) entries.push([key, plainValue(key, part, numberOf)]);
  }
  // fromEntries makes an own property even of `__proto__`.
  return Object.fromEntries(entries);
}

function plainValue(key: string, value: unknown, numberOf: NumberOf): Json {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      // JSON has neither; the text cannot be taken for a number.
      return Number.isFinite(value) ? numberOf(key, value) : String(value);
    case "object":
      if (value === null) return null;
      if (isBytes(value)) return hexText(value, 0, value.length);
      if (value instanceof Date) {
        return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
      }
      if (Array.isArray(value)) return value.map((part) => plainValue(key, part, numberOf));
      return plainObject(value, numberOf);
    default:
      // Text, and values that JSON has not.
      return String(value);
  }
}

function rounded(key: string, value: number): number {
  return isCoordinate(key) ? roundedCoordinate(value) : value;
}

export function isCoordinate(name: string): boolean {
  return name === "latitude" || name === "longitude";
}

/**
 * Five decimals of minutes are steps of 1.7e-7 degrees, which seven decimals distinguish; six decimals of minutes need
 * nine. The minutes show the precision of the wire: a whole number of hundred-thousandths, apart from the error of a
 * double.
 */
export function roundedCoordinate(degrees: number): number {
  const steps = Math.abs(degrees) * 60 * 1e5;
  const decimals = Math.abs(steps - Math.round(steps)) < 1e-3 ? 7 : 9;
  return Number(degrees.toFixed(decimals));
}
