/** The additional items behind the 28 bytes of a position: id, length, value, again and again. */

import type { FieldMeaning } from "../layout/layout.ts";
import type { Draft } from "../model/draft.ts";
import type { Jt808Item } from "../model/message.ts";
import { type ItemRow, itemBytes, itemValue, readPath, writePath } from "./item-rows.ts";
import { readObdLine } from "./obd-line.ts";
import {
  DEFAULT_PROFILES,
  JT808_PROFILES,
  type Jt808Profile,
  type Jt808ProfileName,
} from "./profiles.ts";
import type { Jt808Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

const ONE = [1, 1, 0] as const;
const TENTH = [1, 10, 0] as const;

/**
 * The items of the standard (jt808.md section 5) with a known format. 05 tyres, 06 cargo temperature,
 * 11 overspeed place, 12 area, 13 route time and all others stay in `items`.
 */
export const STANDARD_ITEMS: readonly ItemRow[] = [
  item(0x01, 4, "odometerMeters", [100, 1, 0], "m", "Mileage, tenths of a kilometre on the wire"),
  item(0x02, 2, "fuelLevelLiters", TENTH, "L", "Fuel"),
  item(0x03, 2, "recorderSpeedKmh", TENTH, "km/h", "Speed by the recorder"),
  item(0x04, 2, "alarmEventId", ONE, "", "Number of an alarm that a person has to confirm"),
  item(0x25, 4, "vehicleSignals", ONE, "", "Signals of the vehicle, as sent"),
  item(0x2a, 2, "ioStatus", ONE, "", "Inputs and outputs, as sent"),
  item(0x2b, 4, "analogInputs", ONE, "", "Analog inputs, as sent"),
  { ...item(0x30, 1, "signalCsq", ONE, "", "Signal quality, 0 to 31"), most: 31 },
  item(0x31, 1, "satellites", ONE, "", "Satellites"),
];

function item(
  id: number,
  length: number,
  name: keyof Draft & string,
  form: ItemRow["form"],
  unit: string,
  about: string,
): ItemRow {
  return { id, length, name, form, about, ...(unit === "" ? {} : { unit }) };
}

const ITEMS: FieldMeaning = { name: "items", about: "Item that no table reads" };

/** Reads the items from `from` to `end`. What is no item is kept in the tail. */
export function readItems(reader: Jt808Reader, from: number, end: number, draft: Draft): void {
  const { profiles: names } = reader.settings;
  const profiles = names === DEFAULT_PROFILES ? DEFAULTS : profilesOf(names);
  const unknown: Unknown = { from: -1, to: -1 };
  let at = from;
  while (at + 2 <= end) {
    const to = at + 2 + reader.bytes[at + 1]!;
    if (to > end) break;
    readItem(reader, at, to, profiles, draft, unknown);
    at = to;
  }
  if (unknown.from >= 0) {
    reader.report("unknown-tail", "items", unknown.from, unknown.to, "documented items");
  }
  if (at < end) {
    reader.report("bad-item", "tail", at, end, "id, length and as many bytes");
    reader.keep(draft, at, end);
  }
}

function profilesOf(names: readonly Jt808ProfileName[]): readonly Jt808Profile[] {
  return JT808_PROFILES.filter(({ name }) => names.includes(name));
}

/** Found once, for they are those of nearly all frames. */
const DEFAULTS: readonly Jt808Profile[] = /* @__PURE__ */ profilesOf(DEFAULT_PROFILES);

/** Where the first item stands that no table reads. */
interface Unknown {
  from: number;
  to: number;
}

function readItem(
  reader: Jt808Reader,
  at: number,
  to: number,
  profiles: readonly Jt808Profile[],
  draft: Draft,
  unknown: Unknown,
): void {
  const id = reader.bytes[at]!;
  const value = at + 2;
  if (readRow(STANDARD_ITEMS, reader, id, at, value, to, draft)) return;
  for (const { items, containers, rows, record, lineItem } of profiles) {
    if (items !== undefined && readRow(items, reader, id, at, value, to, draft)) return;
    if (containers?.includes(id) && isSequence(reader.bytes, value, to)) {
      readContainer(rows!, reader, value, to, draft, unknown, id);
      return;
    }
    if (record?.id === id && to - value === record.length) {
      let next = value;
      for (const row of record.rows) {
        const end = next + row.length!;
        readRow([row], reader, row.id, next, next, end, draft);
        next = end;
      }
      keepItem(reader, next, next, to, draft, unknown, { id });
      return;
    }
    if (lineItem === id && readObdLine(reader, rows!, value, to, draft)) return;
  }
  keepItem(reader, at, value, to, draft, unknown, { id });
}

/** Whether items with ids of two bytes fill the space. */
function isSequence(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at + 3 <= end) at += 3 + bytes[at + 2]!;
  return at === end;
}

/** Items with ids of two bytes, which are known to fill the space. */
export function readContainer(
  rows: readonly ItemRow[],
  reader: Jt808Reader,
  from: number,
  end: number,
  draft: Draft,
  unknown: Unknown,
  container: number,
): void {
  for (let at = from; at < end; ) {
    const id = reader.number(at, at + 2);
    const value = at + 3;
    const to = value + reader.bytes[at + 2]!;
    if (!readRow(rows, reader, id, at, value, to, draft)) {
      keepItem(reader, at, value, to, draft, unknown, { id, container });
    }
    at = to;
  }
}

/** Reads the value `value` … `to` of an item that begins at `at`. False if no row fits. */
function readRow(
  rows: readonly ItemRow[],
  reader: Jt808Reader,
  id: number,
  at: number,
  value: number,
  to: number,
  draft: Draft,
): boolean {
  const row = rows.find((candidate) => candidate.id === id);
  // What comes twice stays raw, so that nothing is lost.
  if (row === undefined || readPath(draft, row.name) !== undefined) return false;
  const read = itemValue(row, reader.bytes, value, to);
  if (read === undefined) return false;
  writePath(draft, row.name, read);
  if (read === null) {
    const isEmpty = typeof row.form === "string";
    reader.report(isEmpty ? "empty-field" : "out-of-range", row.name, value, to, row.about);
  }
  reader.mark(row, at, to, draft);
  return true;
}

function keepItem(
  reader: Jt808Reader,
  at: number,
  value: number,
  to: number,
  draft: Draft,
  unknown: Unknown,
  owner: Omit<Jt808Item, "data">,
): void {
  const kept: Jt808Item = { ...owner, data: reader.bytes.slice(value, to) };
  draft.items ??= [];
  draft.items.push(kept);
  reader.markValue(ITEMS, at, to, draft, kept);
  if (unknown.from >= 0) return;
  unknown.from = at;
  unknown.to = to;
}

/**
 * Writes the items: those of the tables by id (the ICCID before item 30, where devices have it), the raw
 * ones in their order between them. Engine data are written by the profile that is on by default.
 *
 * @throws RangeError that names the property that does not fit into its item.
 */
export function writeItems(writer: Writer, draft: Readonly<Draft>): void {
  const known = [...STANDARD_ITEMS, ...JT808_PROFILES[0]!.items!]
    .filter(({ name }) => readPath(draft, name) !== undefined)
    .sort((a, b) => place(a.id) - place(b.id));
  const names = new Set(known.map(({ name }) => name));
  for (const key of Object.keys(draft.obd ?? {})) {
    if (!names.has(`obd.${key}`)) throw new RangeError(`obd.${key} has no item in a position`);
  }
  for (const { id, data, container } of draft.items ?? []) {
    if (container !== undefined) throw new RangeError("items with a container cannot be written");
    while (known.length > 0 && place(known[0]!.id) < place(id))
      writeKnown(writer, known.shift()!, draft);
    if (data.length > 0xff) throw new RangeError("items must have at most 255 bytes each");
    writer.append([id, data.length, ...data]);
  }
  for (const row of known) writeKnown(writer, row, draft);
}

function place(id: number): number {
  return id === 0xcc ? 0x2f : id;
}

function writeKnown(writer: Writer, row: ItemRow, draft: Readonly<Draft>): void {
  const value = readPath(draft, row.name);
  // A value that cannot be read: the largest number, or no text.
  const bytes =
    value === null
      ? new Array<number>(typeof row.form === "string" ? (row.length ?? 0) : row.length!).fill(
          typeof row.form === "string" ? 0 : 0xff,
        )
      : itemBytes(row, value);
  if (bytes === null) throw new RangeError(`${row.name} does not fit: ${row.about}`);
  writer.append([row.id, bytes.length, ...bytes]);
}
