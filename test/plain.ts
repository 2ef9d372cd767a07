import type { Message } from "../src/index.ts";

/** A message as vectors write it: plain JSON, without the frame, issues as pairs of code and field. */
export function plain(message: Message): Record<string, unknown> {
  const { frame: _, issues, ...rest } = message;
  const out = plainValue(rest) as Record<string, unknown>;
  out["issues"] = issues.map(({ code, field }) => [code, field]).sort(compare);
  return out;
}

/** Dates and bytes as text, at every depth. */
function plainValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner)]));
}

function compare(a: string[], b: string[]): number {
  return a.join() < b.join() ? -1 : a.join() > b.join() ? 1 : 0;
}
