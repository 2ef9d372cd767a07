import type { Message, ObdPid } from "../src/index.ts";

/** A message as vectors write it: plain JSON, without the frame, issues as pairs of code and field. */
export function plain(message: Message): Record<string, unknown> {
  const { frame: _, issues, ...rest } = message;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest)) {
    if (value instanceof Date) out[key] = value.toISOString();
    else if (value instanceof Uint8Array) out[key] = Buffer.from(value).toString("hex");
    else if (key === "obdPids") {
      out[key] = (value as readonly ObdPid[]).map(({ pid, data }) => ({
        pid,
        data: Buffer.from(data).toString("hex"),
      }));
    } else out[key] = value;
  }
  out["issues"] = issues.map(({ code, field }) => [code, field]).sort(compare);
  return out;
}

function compare(a: string[], b: string[]): number {
  return a.join() < b.join() ? -1 : a.join() > b.join() ? 1 : 0;
}
