/** Decodes a `$`, `M`, `X` or `P` frame into a message. */
import { BytesReader, type BytesSettings } from "../../kind/bytes-reader.ts";
import type { Values } from "../../kind/row.ts";
import type { TraceEntry } from "../../kind/trace.ts";
import type { ReadyRow } from "../../layout/bytes-rows.ts";
import type { Frame } from "../../model/frame.ts";
import type { Message } from "../../model/message.ts";
import { newReport } from "../../model/new-message.ts";
import { headLength, readDollar, readMileage, readPicture } from "./read.ts";

/** The first letters of records other than `$`. */
const MARKERS: Readonly<Record<number, string>> = { 77: "M", 80: "P", 88: "X" };

/** Options for a record that is not recognised by its length alone. */
export interface RecordOptions {
  /** Device id of the connection, for records without one. */
  readonly deviceId?: string | undefined;
  /** Reads a record of another kind with the same head. */
  readonly other?: ((r: BytesReader, message: Values) => void) | undefined;
  /** The rows behind the head, for a tail of the option `protocol`. */
  readonly tail?: readonly ReadyRow[] | undefined;
}

export function parseRecord(
  frame: Frame,
  settings: BytesSettings,
  trace: TraceEntry[] | null,
  { deviceId, other, tail }: RecordOptions,
): Message {
  const { bytes, format } = frame;
  const command = MARKERS[bytes[0]!] ?? "$";
  const r = new BytesReader(bytes, settings, trace);
  const least = headLength(bytes);
  if (bytes.length < least) {
    r.reportBytes("truncated", "frame", 0, bytes.length, `${least} bytes or more`);
    const tail = new Uint8Array(bytes);
    return { type: "unknown", command, deviceId: null, extra: [], tail, issues: r.issues, frame };
  }
  const isMileage = format === "mileage";
  const message = newReport(command, undefined, isMileage ? (deviceId ?? null) : null);
  if (isMileage) readMileage(r, message);
  else if (format === "picture") readPicture(r, message);
  else if (other !== undefined) other(r, message);
  else readDollar(r, message, tail);
  message["type"] = "position";
  message["issues"] = r.issues;
  message["frame"] = frame;
  return message as Message;
}
