/**
 * `decode --live`: a row for each device, which its next message overwrites. Only the changed row is written, so that a
 * thousand devices cost no more than a list. A terminal shows as many devices as it has lines; a new device replaces the
 * one that has been silent the longest.
 */
import pc from "picocolors";
import { type Message, type PositionLike, positionsOf } from "../index.ts";
import { alarmsOf, describeState, describeValues } from "./describe.ts";
import type { Origin, Printer } from "./printer.ts";
import { printable, toWidth } from "./text.ts";

export interface LiveOptions {
  readonly width: number;
  /** Lines of the terminal. */
  readonly height: number;
  readonly color: boolean;
}

interface Row {
  readonly line: number;
  id: string;
  count: number;
  lastSeen: number;
  position?: PositionLike;
}

const DEVICE = 20;

export function livePrinter({ width, height, color }: LiveOptions): Printer {
  const colors = pc.createColors(color);
  // The title, and the line of the cursor.
  const most = Math.max(1, height - 2);
  const rows = new Map<string, Row>();
  let seen = 0;

  function rowOf(id: string): Row {
    const known = rows.get(id);
    if (known !== undefined) return known;
    let line = rows.size;
    if (line >= most) {
      const oldest = [...rows.values()].reduce((a, b) => (a.lastSeen <= b.lastSeen ? a : b));
      rows.delete(oldest.id);
      line = oldest.line;
    }
    const row = { line, id, count: 0, lastSeen: 0 };
    rows.set(id, row);
    return row;
  }

  function shown(row: Row, message: Message): string {
    const { position } = row;
    const place =
      position === undefined || position.latitude === null || position.longitude === null
        ? "—"
        : `${position.latitude.toFixed(5)},${position.longitude.toFixed(5)}`;
    const left = [
      toWidth(printable(row.id), DEVICE),
      toWidth(printable(message.command), 6),
      toWidth((position?.time ?? null)?.toISOString().slice(0, 19).replace("T", " ") ?? "—", 19),
      toWidth(place, 20),
      toWidth((position?.speedKmh ?? null)?.toFixed(0) ?? "—", 4, "right"),
      toWidth(String(row.count), 6, "right"),
    ].join(" ");
    const state = [describeState(message), describeValues(message)].filter(Boolean).join(", ");
    const rest = toWidth(printable(state), Math.max(0, width - left.length - 2)).trimEnd();
    return `${left} ${alarmsOf(message).length > 0 ? colors.red(rest) : rest}`.slice(0, width * 4);
  }

  return (message: Message, _origin: Origin): string => {
    if (message.type === "noise") return "";
    let text = "";
    if (seen === 0) {
      const title = `${"device".padEnd(DEVICE)} type   time (UTC)          position             km/h frames state`;
      text += `${colors.bold(toWidth(title, width - 1).trimEnd())}\n`;
    }
    const before = rows.size;
    const row = rowOf(message.deviceId ?? "—");
    row.count++;
    row.lastSeen = ++seen;
    row.position = positionsOf(message).at(-1) ?? row.position!;
    const line = shown(row, message);
    if (rows.size > before) return `${text}${line}\n`;
    const up = rows.size - row.line;
    // Up, over the old text, and back down.
    return `${text}\x1b[${up}A\r\x1b[2K${line}\x1b[${up}B\r`;
  };
}
