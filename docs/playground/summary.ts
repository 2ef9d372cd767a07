/** Summarises an input in one line. */
import type { Severity } from "../../src/index.ts";
import { counted, grouped } from "./count.ts";
import type { FrameRow } from "./frame-row.ts";

export function summaryOf(rows: readonly FrameRow[], byteCount: number): string {
  if (byteCount === 0) return "No input.";
  const types = new Map<string, number>();
  const worst = new Map<Severity, number>();
  const devices = new Set<string>();
  let alarmed = 0;
  for (const { type, worst: severity, device, alarms } of rows) {
    types.set(type, (types.get(type) ?? 0) + 1);
    if (severity !== null) worst.set(severity, (worst.get(severity) ?? 0) + 1);
    if (device !== null) devices.add(device);
    if (alarms.length > 0) alarmed++;
  }
  const kinds = [...types].map(([type, count]) => `${type} ${grouped(count)}`).join(", ");
  const parts = [
    `${counted(rows.length, "frame")} of ${counted(devices.size, "device")} in ${counted(byteCount, "byte")}: ${kinds || "none"}.`,
  ];
  if (alarmed > 0) parts.push(`${counted(alarmed, "frame")} with an alarm.`);
  const bad = (["error", "warning"] as const).flatMap((severity) => {
    const count = worst.get(severity) ?? 0;
    return count === 0 ? [] : [`${counted(count, "frame")} with ${severity}s`];
  });
  if (bad.length > 0) parts.push(`${bad.join(", ")}.`);
  return parts.join(" ");
}
