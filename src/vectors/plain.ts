/** Messages as vectors write them. */
import { hexText, isBytes } from "../bytes.ts";
import type { Json, JsonObject } from "./vector.ts";

/**
 * A message as plain JSON: without its frame, times as ISO strings in UTC, bytes as lower-case
 * hexadecimal digits, issues as pairs of code and field in alphabetical order. Properties that are
 * `undefined` are absent. What is plain already stays as it is.
 *
 * @throws TypeError if `message` is no object.
 */
export function plainMessage(message: object): JsonObject {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw new TypeError("message must be an object");
  }
  const out = plainObject(message, "frame");
  const { issues } = message as { readonly issues?: unknown };
  return Array.isArray(issues) ? { ...out, issues: plainIssues(issues) } : out;
}

function plainIssues(issues: readonly unknown[]): Json {
  const pairs = issues.map((issue) => {
    const [code, field] = Array.isArray(issue)
      ? issue
      : [(issue as { code?: unknown })?.code, (issue as { field?: unknown })?.field];
    return [String(code), String(field)];
  });
  return pairs.sort((a, b) => compare(a.join(), b.join()));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function plainObject(value: object, without?: string): JsonObject {
  const entries: [string, Json][] = [];
  for (const [key, part] of Object.entries(value)) {
    if (key !== without && part !== undefined) entries.push([key, plainValue(part)]);
  }
  // fromEntries makes an own property even of `__proto__`.
  return Object.fromEntries(entries);
}

function plainValue(value: unknown): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // JSON has neither; the text says what it was and is never taken for a number.
      return Number.isFinite(value) ? value : String(value);
    case "object":
      if (value === null) return null;
      if (isBytes(value)) return hexText(value, 0, value.length);
      if (value instanceof Date) {
        return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
      }
      if (Array.isArray(value)) return value.map(plainValue);
      return plainObject(value);
    default:
      return String(value);
  }
}
