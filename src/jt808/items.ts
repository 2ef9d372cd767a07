/** The additional items behind the 28 bytes of a position (jt808.md section 5). */
import type { BytesWriter } from "../kind/bytes-writer.ts";
import type { BytesEmitter } from "../kind/emit.ts";
import { valueAt } from "../kind/path.ts";
import { type BytesKind, type BytesRow, REST, type Values } from "../kind/row.ts";
import {
  groupById,
  type ItemRow,
  type ItemTable,
  keepItem,
  keepTail,
  number,
  readItem,
  row,
} from "./item.ts";
import { DEFAULT_PROFILES, JT808_PROFILES } from "./profiles.ts";

/**
 * The items of the standard with a known format. 05 tyres, 06 cargo temperature, 11 overspeed place, 12 area,
 * 13 route time and all others stay in `items`.
 */
export const STANDARD_ITEMS: readonly ItemRow[] = /* @__PURE__ */ standardItems();

function standardItems(): readonly ItemRow[] {
  return [
    row(
      0x01,
      number(4, { times: 100 }),
      "odometerMeters",
      "m",
      "Mileage, tenths of a kilometre on the wire",
    ),
    row(0x02, number(2, { over: 10 }), "fuelLevelLiters", "L", "Fuel"),
    row(0x03, number(2, { over: 10 }), "recorderSpeedKmh", "km/h", "Speed by the recorder"),
    row(0x04, number(2), "alarmEventId", "", "Number of an alarm that a person has to confirm"),
    row(0x25, number(4), "vehicleSignals", "", "Signals of the vehicle, as sent"),
    row(0x2a, number(2), "ioStatus", "", "Inputs and outputs, as sent"),
    row(0x2b, number(4), "analogInputs", "", "Analog inputs, as sent"),
    row(0x30, number(1, { most: 31 }), "signalCsq", "", "Signal quality, 0 to 31"),
    row(0x31, number(1), "satellites", "", "Satellites"),
  ];
}

/** What most frames have, and what can be written. */
export const USUAL_ITEMS: readonly ItemRow[] = /* @__PURE__ */ itemsOf(DEFAULT_PROFILES);

function itemsOf(profiles: readonly string[]): readonly ItemRow[] {
  const own = JT808_PROFILES.filter(({ name }) => profiles.includes(name));
  return [...STANDARD_ITEMS, ...own.flatMap(({ items = [] }) => items)];
}

const USUAL_TABLE: ItemTable = /* @__PURE__ */ groupById(USUAL_ITEMS);
/** By the profiles that are on, a bit each. */
const TABLES = /* @__PURE__ */ new Map<number, ItemTable>();

function itemTable(profiles: readonly string[]): ItemTable {
  if (profiles === DEFAULT_PROFILES) return USUAL_TABLE;
  let bits = 0;
  for (const [i, { name }] of JT808_PROFILES.entries()) if (profiles.includes(name)) bits |= 1 << i;
  const table = TABLES.get(bits) ?? groupById(itemsOf(profiles));
  TABLES.set(bits, table);
  return table;
}

/** Items up to the end. What is no item is kept in the tail. */
export const ITEMS: BytesKind = {
  kind: "items",
  halves: REST,
  isComposite: true,
  read(r, at, to, _row, values) {
    const table = itemTable(r.settings.profiles);
    const { bytes } = r;
    const end = to >> 1;
    let from = at >> 1;
    while (from + 2 <= end) {
      const id = bytes[from]!;
      const next = from + 2 + bytes[from + 1]!;
      if (next > end) break;
      if (!readItem(table.get(id), r, from, from + 2, next, values))
        keepItem(r, from, from + 2, next, values, id);
      from = next;
    }
    if (from === end) return;
    r.reportBytes("bad-item", "tail", from, end, "id, length and as many bytes");
    keepTail(r, from, end, values);
  },
  write: writeItems,
};

export function emitItems(e: BytesEmitter, at: number): void {
  const place = `${e.place(at >> 1)}, ${e.end}`;
  e.later.push(`if (!readItems(r, B, ${place}, m)) return null;`);
}

/**
 * Items of the tables by id (the ICCID before item 30, where devices have it), raw ones in their order
 * between them.
 */
function writeItems(w: BytesWriter, _at: number, _row: BytesRow, values: Values): void {
  const known = USUAL_ITEMS.filter(({ name }) => valueAt(values, name) !== undefined).sort(
    (a, b) => place(a.id) - place(b.id),
  );
  for (const key of Object.keys(values.obd ?? {})) {
    if (!known.some(({ name }) => name === `obd.${key}`))
      throw new RangeError(`message.obd.${key} has no item in a position`);
  }
  for (const { id, data, container } of values.items ?? []) {
    if (container !== undefined)
      throw new RangeError("message.items: items with a container cannot be written");
    if (data.length > 0xff) throw new RangeError("message.items must have at most 255 bytes each");
    while (known.length > 0 && place(known[0]!.id) < place(id))
      writeItem(w, known.shift()!, values);
    w.append([id, data.length, ...data]);
  }
  for (const item of known) writeItem(w, item, values);
}

function place(id: number): number {
  return id === 0xcc ? 0x2f : id;
}

function writeItem(w: BytesWriter, item: ItemRow, values: Values): void {
  w.append([item.id, 0]);
  const from = w.bytes.length;
  item.kind.write(w, from * 2, item, values);
  w.bytes[from - 1] = w.bytes.length - from;
}
