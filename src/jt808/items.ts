/** The additional items after the 28 bytes of a position (docs/protocol/jt808.md §5). */
import { bits, numbered } from "../kind/bytes/bits.ts";
import { list, upTo } from "../kind/bytes/list.ts";
import { uint, upToMost } from "../kind/bytes/number.ts";
import { oneOf } from "../kind/bytes/one-of.ts";
import type { BytesReader } from "../kind/bytes-reader.ts";
import type { BytesWriter } from "../kind/bytes-writer.ts";
import type { BytesEmitter } from "../kind/emit.ts";
import type { OwnRows } from "../kind/meaning.ts";
import { valueAt } from "../kind/path.ts";
import { type BytesKind, type BytesRow, REST, type Told, type Values, value } from "../kind/row.ts";
import { HEX, listOf } from "../kind/schema.ts";
import { halvesOf } from "../layout/bytes-rows.ts";
import { lazy } from "../lazy.ts";
import { CARGO_TEMPERATURE } from "./cargo-temperature.ts";
import {
  groupById,
  type ItemRow,
  type ItemTable,
  keepItem,
  keepTail,
  number,
  type RowsKind,
  readItem,
  record,
  row,
} from "./item.ts";
import { DEFAULT_PROFILES, knownProfiles } from "./profiles.ts";

const PLACES = ["circle", "rectangle", "polygon"] as const;

/** The items of table 27 and of JT/T 1078 (docs/protocol/jt808-tables.md §3). All others stay in `jt808.items`. */
export const standardItems: () => readonly ItemRow[] = /* @__PURE__ */ lazy(makeStandardItems);

function makeStandardItems(): readonly ItemRow[] {
  const place: BytesRow = {
    name: "jt808.overspeedPlace.type",
    kind: oneOf("none", ...PLACES, "section"),
    about: "0 none, 1 circle, 2 rectangle, 3 polygon, 4 section",
  };
  const behaviour: BytesRow = {
    name: "jt808.abnormalDriving",
    kind: bits(2, "fatigue", "phone", "smoking"),
    isList: true,
    about: "Bits 0 fatigue, 1 phone, 2 smoking",
    source: "JT/T 1078",
  };
  return [
    row(0x01, number(4, { times: 100 }), "odometerMeters", {
      about: "Mileage, tenths of a kilometre on the wire",
    }),
    row(0x02, number(2, { over: 10 }), "fuelLevelLiters", { about: "Fuel" }),
    row(0x03, number(2, { over: 10 }), "jt808.recorderSpeedKmh", {
      about: "Speed from the recorder",
    }),
    row(0x04, number(2), "jt808.alarmEventId", {
      about: "Number of an alarm that a person has to confirm",
    }),
    {
      id: 0x05,
      name: "jt808.tyrePressures",
      kind: upTo(30, number(1, { none: 0xff })),
      isList: true,
      about:
        "Tyre pressures since 2019, from the front, left to right; known servers read one byte each, FF for none. The document has Pa, which do not fit into a byte",
      confidence: "unconfirmed",
    },
    row(0x06, CARGO_TEMPERATURE, "temperatureCelsius", {
      about:
        "Cargo, since 2019: the top bit is the sign. Devices also send two's complement: the reading that is not below -273 is used",
    }),
    several(0x11, "jt808.overspeedPlace", { about: "Where the speed was too high" }, [
      place,
      value(uint(4), "jt808.overspeedPlace.id", {
        about: "Its number; not sent for none",
        personal: "text",
      }),
    ]),
    several(0x11, "jt808.overspeedPlace", { about: "Where the speed was too high" }, [place]),
    several(0x12, "jt808.areaOrRoute", { about: "Area or route that was entered or left" }, [
      {
        name: "jt808.areaOrRoute.type",
        kind: oneOf(null, ...PLACES, "route"),
        about: "1 circle, 2 rectangle, 3 polygon, 4 route",
      },
      value(uint(4), "jt808.areaOrRoute.id", { about: "Its number", personal: "text" }),
      { name: "jt808.areaOrRoute.direction", kind: oneOf("in", "out"), about: "0 in, 1 out" },
    ]),
    several(0x13, "jt808.sectionTime", { about: "Too fast or too slow on a section" }, [
      value(uint(4), "jt808.sectionTime.id", { about: "Which section", personal: "text" }),
      value(uint(2), "jt808.sectionTime.seconds", { about: "How long it took" }),
      {
        name: "jt808.sectionTime.result",
        kind: oneOf("tooShort", "tooLong"),
        about: "0 tooShort, 1 tooLong",
      },
    ]),
    {
      id: 0x14,
      name: "jt808.videoAlarms",
      kind: bits(
        4,
        "signalLost",
        "signalCovered",
        "storageFault",
        "videoFault",
        "busOverloaded",
        "abnormalDriving",
        "storageNearlyFull",
      ),
      isList: true,
      about:
        "Bits 0 signalLost, 1 signalCovered, 2 storageFault, 3 videoFault, 4 busOverloaded, 5 abnormalDriving, 6 storageNearlyFull",
      source: "JT/T 1078",
    },
    channels(0x15, 4, "jt808.lostVideoChannels", { about: "Channels without a signal" }),
    channels(0x16, 4, "jt808.coveredVideoChannels", { about: "Channels whose camera is covered" }),
    channels(0x17, 2, "jt808.failedStores", {
      about: "Stores that failed: 1 to 12 main, 13 to 16 disaster",
    }),
    several(0x18, "jt808.abnormalDriving", { about: "Behaviour of the driver" }, [
      behaviour,
      value(uint(1), "jt808.fatigueLevel", { about: "0 to 100; some units do not send it" }),
    ]),
    { ...behaviour, id: 0x18 },
    row(0x25, number(4), "jt808.vehicleSignals", { about: "Signals of the vehicle, as sent" }),
    row(0x2a, number(2), "jt808.ioStatus", {
      about: "Bits 0 deep sleep, 1 sleep; makers use others",
    }),
    {
      ...row(0x2b, list(number(2)), "jt808.analogInputs", {
        about:
          "Analog inputs in the order of the wire. By the document AD0 is the second of two; half of the known servers read the first as AD0",
      }),
      isList: true,
    },
    row(0x30, upToMost(number(1, { most: 31 })), "signalCsq", { about: "Signal quality up to 31" }),
    row(0x30, upToMost(number(1, { least: 32 })), "jt808.signalLevel", {
      about: "Signal quality above 31; the document has neither range nor unit",
    }),
    row(0x31, number(1), "satellites", { about: "Satellites" }),
  ];
}

/** Consecutive values. */
function several(id: number, name: string, told: Told, rows: readonly BytesRow[]): ItemRow {
  return { id, name, kind: record(halvesOf(rows) / 2, rows), ...told };
}

function channels(id: number, bytes: number, name: string, told: Told): ItemRow {
  return row(id, numbered(bytes), name, { isList: true, source: "JT/T 1078", ...told });
}

/** The items of most frames, and those that can be written. */
export const usualItems: () => readonly ItemRow[] = /* @__PURE__ */ lazy(() =>
  itemsOf(DEFAULT_PROFILES),
);

function itemsOf(profiles: readonly string[]): readonly ItemRow[] {
  const own = knownProfiles().filter(({ name }) => profiles.includes(name));
  return [...standardItems(), ...own.flatMap(({ items = [] }) => items)];
}

const usualTable: () => ItemTable = /* @__PURE__ */ lazy(() => groupById(usualItems()));
/** Cached by the active profiles, one bit each. */
const TABLES = /* @__PURE__ */ new Map<number, ItemTable>();

function itemTable(profiles: readonly string[]): ItemTable {
  if (profiles === DEFAULT_PROFILES) return usualTable();
  let bits = 0;
  for (const [i, { name }] of knownProfiles().entries())
    if (profiles.includes(name)) bits |= 1 << i;
  const table = TABLES.get(bits) ?? groupById(itemsOf(profiles));
  TABLES.set(bits, table);
  return table;
}

/** Items up to the end. Bytes that are not items are kept in the tail. */
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
      const next = from + 2 + bytes[from + 1]!;
      if (next > end) break;
      readOrKeep(table, r, from, next, values);
      from = next;
    }
    if (from === end) return;
    r.reportBytes("bad-item", "tail", from, end, "id, length and as many bytes");
    keepTail(r, from, end, values);
  },
  write: writeItems,
};

function readOrKeep(
  table: ItemTable,
  r: BytesReader,
  at: number,
  to: number,
  values: Values,
): void {
  const id = r.bytes[at]!;
  if (readItem(r.settings.own?.items?.get(id), r, at, at + 2, to, values)) return;
  if (!readItem(table.get(id), r, at, at + 2, to, values)) keepItem(r, at, at + 2, to, values, id);
}

/** For the fast reader: the item from `at` to `to`, by the default tables. */
export function readOther(r: BytesReader, at: number, to: number, values: Values): void {
  readOrKeep(usualTable(), r, at, to, values);
}

export function emitItems(e: BytesEmitter, at: number): void {
  const place = `${e.place(at >> 1)}, ${e.end}`;
  e.later.push(
    `if (!readItems(frame, B, settings, edition, issues, r, ${place}, m, jt808)) return null;`,
  );
}

/** Items of the option `protocol` before all others. */
export function itemsToWrite(own: OwnRows | undefined): readonly ItemRow[] {
  return own?.items === undefined
    ? usualItems()
    : [...[...own.items.values()].flat(), ...usualItems()];
}

/**
 * Writes the items of the tables by id (the ICCID before item 30, as devices do), and raw ones in their order between
 * them.
 */
function writeItems(w: BytesWriter, _at: number, _row: BytesRow, values: Values): void {
  const known = itemsToWrite(w.own)
    .filter((item) => hasItem(item, values))
    // Of several forms, the first one that has all values.
    .filter(({ name }, i, all) => all.findIndex((one) => one.name === name) === i)
    .sort((a, b) => place(a.id) - place(b.id));
  for (const key of Object.keys(values.obd ?? {})) {
    if (!known.some(({ name }) => name === `obd.${key}`))
      throw new RangeError(`message.obd.${key} has no item in a position`);
  }
  for (const { id, data, container } of values.jt808?.items ?? []) {
    if (container !== undefined)
      throw new RangeError("message.jt808.items: items with a container cannot be written");
    if (data.length > 0xff)
      throw new RangeError("message.jt808.items must have at most 255 bytes each");
    // A raw item of the same id is the second one, or has another length.
    while (known.length > 0 && place(known[0]!.id) <= place(id))
      writeItem(w, known.shift()!, values);
    w.append([id, data.length, ...data]);
  }
  for (const item of known) writeItem(w, item, values);
}

function hasItem({ name, kind }: ItemRow, values: Values): boolean {
  const { rows } = kind as Partial<RowsKind>;
  const names = rows?.map((row) => row.name) ?? [name];
  return names.every((one) => valueAt(values, one) !== undefined);
}

function place(id: number): number {
  return id === 0xcc ? 0x30 - 0.5 : id;
}

function writeItem(w: BytesWriter, item: ItemRow, values: Values): void {
  w.append([item.id, 0]);
  const from = w.bytes.length;
  item.kind.write(w, from * 2, item, values);
  w.bytes[from - 1] = w.bytes.length - from;
}

/** The schema of items that no table reads. */
export function schemaItems(): object {
  const number = { type: "integer", minimum: 0, maximum: 0xffff };
  return listOf({ id: number, data: HEX, container: number }, ["id", "data"]);
}
