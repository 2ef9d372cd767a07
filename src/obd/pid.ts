/** The data of one PID of mode 01 or 02. */

import type { ObdValue, ObdValues } from "../model/obd-signals.ts";
import { BIT_CODECS } from "./bits.ts";
import { type ObdIssue, obdIssue } from "./issue.ts";
import { type PidRow, rowOf, type SignalRow, scaled } from "./pids.ts";
import type { Note, ObdReading } from "./types.ts";

/**
 * Reads the data of a PID.
 *
 * @param data Exactly the bytes after the PID (and the frame number).
 * @param base Where `data` starts in the response; issues count from there.
 */
export function readPid(mode: number, pid: number, data: Uint8Array, base: number): ObdReading {
  const row = rowOf(pid);
  if (row === undefined) {
    const issue = obdIssue("unknown-pid", "values", base, data, "a PID in the table");
    return { mode, pid, name: null, values: {}, raw: data.slice(), issues: [issue] };
  }
  const { values, issues } = readRow(row, data, base);
  return { mode, pid, name: row.name, values, raw: data.slice(), issues };
}

/** A codec, reduced to the names of its values. */
interface AnyCodec {
  readonly keys: readonly string[];
  read(data: Uint8Array, note: Note, pid: number): ObdValues;
}

type Contents = { readonly values: ObdValues; readonly issues: readonly ObdIssue[] };

function readRow(row: PidRow, data: Uint8Array, base: number): Contents {
  const issues: ObdIssue[] = [];
  const note: Note = (code, field, at, length, expected) => {
    issues.push(obdIssue(code, field, base + at, data.subarray(at, at + length), expected));
  };
  const fits = row.bytes === null || data.length === row.bytes || data.length === row.maxBytes;
  if (!fits) {
    note("wrong-length", "values", 0, data.length, lengthText(row));
  } else if (row.reader === "raw") {
    note("not-decoded", "values", 0, data.length, "a layout that two sources agree on");
  } else if (row.confidence === "disputed") {
    note("disputed", "values", 0, data.length, `the reading used here; ${row.dispute}`);
  } else if (row.confidence === "single-source") {
    note("single-source", "values", 0, data.length, "a second source");
  }
  if (row.reader === null) return { values: readSignals(row.signals, fits ? data : null), issues };
  const codec: AnyCodec = BIT_CODECS[row.reader];
  return { values: fits ? codec.read(data, note, row.pid) : nulls(codec.keys), issues };
}

function lengthText({ bytes, maxBytes }: PidRow): string {
  return bytes === maxBytes ? `${bytes} bytes` : `${bytes} or ${maxBytes} bytes`;
}

function nulls(keys: readonly string[]): ObdValues {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** `data` is `null` if its length is wrong: required values are then `null`. */
function readSignals(signals: readonly SignalRow[], data: Uint8Array | null): ObdValues {
  const values: [string, ObdValue][] = [];
  for (const signal of signals) {
    if (data === null) {
      if (!signal.optional) values.push([signal.key, null]);
    } else if (signal.at < data.length) {
      const raw = rawOf(signal, data);
      if (raw !== signal.absent) values.push([signal.key, scaled(raw, signal)]);
    }
  }
  return Object.fromEntries(values);
}

function rawOf({ at, size, signed, shift, mask }: SignalRow, data: Uint8Array): number {
  let raw = 0;
  // No shifts, which are limited to 31 bits.
  for (let i = 0; i < size; i++) raw = raw * 256 + data[at + i]!;
  if (signed && raw >= 256 ** size / 2) raw -= 256 ** size;
  return mask === null ? raw : (raw >> shift) & mask;
}
