/** Another decoder's result for a vector, and how it differs from ours. */
import { type Message, replyTo } from "../../src/index.ts";

/** Traccar's result for one vector; `null` if it decodes nothing. Speed in knots. */
export interface TraccarRow {
  readonly id: string;
  readonly threw: string | null;
  readonly decoded: {
    readonly id: string;
    readonly valid: boolean;
    readonly latitude: number;
    readonly longitude: number;
    readonly speed: number;
    readonly course: number;
    readonly time: string | null;
    readonly ignition?: boolean;
    readonly alarm?: string;
    readonly batteryLevel?: number;
    readonly cells: readonly (readonly [number, number])[];
  } | null;
  /** Its replies, with a placeholder for its clock. */
  readonly replies: readonly string[];
}

/** Traccar's placeholder for the time. */
const CLOCK = "<yyyyMMddHHmmss>";
const AT = new Date("2026-03-04T05:06:07Z");

/** Whether the replies differ, if both answer with a V4, or only one side answers. */
function repliesDiffer(message: Message, { replies }: TraccarRow): boolean {
  const bytes = replyTo(message, { at: AT, acknowledgement: "v4" });
  const reply = bytes === null ? "" : Buffer.from(bytes).toString("latin1");
  return reply.replace("20260304050607", CLOCK) !== replies.join("");
}

/** Names of the differences between the first message of a vector and Traccar's result. */
export function differences(message: Message, row: TraccarRow): string[] {
  return [...valuesThatDiffer(message, row), ...(repliesDiffer(message, row) ? ["reply"] : [])];
}

function valuesThatDiffer(message: Message, { decoded, threw }: TraccarRow): string[] {
  if (decoded === null) return [threw === null ? "nothing" : "throws"];
  // Any property of any message.
  const ours = message as unknown as Record<string, never>;
  const status = ours["status"] as { ignition: boolean; alarms: string[] } | null | undefined;
  const time = ours["time"] as Date | null | undefined;
  const cells = (ours["cells"] ?? (ours["cell"] ? [ours["cell"]] : [])) as {
    lac: number;
    cid: number;
  }[];
  const found: string[] = [];
  const compare = (name: string, a: unknown, b: unknown): void => {
    if (!isSame(a, b)) found.push(name);
  };
  compare("deviceId", message.deviceId, decoded.id);
  compare("valid", ours["valid"], decoded.valid);
  compare("latitude", ours["latitude"], decoded.latitude);
  compare("longitude", ours["longitude"], decoded.longitude);
  compare("speedKmh", ours["speedKmh"], decoded.speed * 1.852);
  compare("courseDegrees", ours["courseDegrees"], decoded.course);
  compare(
    "time",
    time instanceof Date ? time.toISOString().replace(".000Z", "Z") : time,
    decoded.time,
  );
  compare("ignition", status?.ignition, decoded.ignition);
  compare("alarms", ((ours["alarms"] as string[] | undefined) ?? []).join(), decoded.alarm ?? "");
  compare("batteryPercent", ours["batteryPercent"], decoded.batteryLevel);
  compare(
    "cells",
    // Traccar keeps them as an unordered set.
    sorted(cells.map(({ lac, cid }) => [lac, cid])),
    sorted(decoded.cells),
  );
  return found;
}

function sorted(pairs: readonly unknown[]): string {
  return pairs
    .map((pair) => JSON.stringify(pair))
    .sort()
    .join();
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
