/** A made-up firmware with a text message, a position, a `$` tail, a status table and items. */
import {
  bits,
  clock,
  createProtocol,
  date,
  int,
  KNOTS,
  LATITUDE,
  LONGITUDE,
  type OwnForms,
  optional,
  STATUS_TEXT,
  TEXT,
  uint,
  VALIDITY,
  whole,
} from "../../src/protocol/index.ts";

export const ACME_FORMS: OwnForms = {
  statusTables: { acme: [{ bit: 14, alarm: "rollover", about: "Tilted" }] },
  text: [
    {
      word: "DOOR",
      name: "door",
      about: "A door was opened",
      table: "acme",
      forms: [
        {
          parts: [
            { name: "door", kind: whole(4), about: "Which, 1 to 4", personal: "harmless" },
            { name: "badge", kind: TEXT, about: "Who" },
            { name: "status", kind: STATUS_TEXT, about: "Status" },
            optional({ name: "opened", kind: whole(99), about: "How often" }, (r, at) =>
              r.isDigits(at, 1, 2),
            ),
          ],
        },
      ],
    },
    {
      word: "V77",
      about: "Position with its speed",
      forms: [
        {
          type: "position",
          parts: [
            { name: "time", kind: clock(), about: "HHMMSS" },
            { name: "valid", kind: VALIDITY, about: "A or V" },
            { name: "latitude", kind: LATITUDE, about: "DDMM.mmmm", personal: "latitude" },
            { name: "longitude", kind: LONGITUDE, about: "DDDMM.mmmm", personal: "longitude" },
            { name: "speedKmh", kind: KNOTS, unit: "km/h", about: "Knots" },
            { name: "time", kind: date(), about: "DDMMYY" },
          ],
        },
      ],
    },
  ],
  dollarTails: [
    {
      name: "acme40",
      length: 40,
      about: "ACME T1",
      statusTable: "acme",
      rows: [
        {
          name: "temperatureCelsius",
          kind: int(2, { over: 10 }),
          unit: "°C",
          about: "Temperature",
          personal: "harmless",
        },
        { name: "rebootCount", kind: uint(1), about: "Starts" },
        { name: "odometerMeters", kind: uint(4), unit: "m", about: "Odometer" },
        { name: "doors", kind: bits(1, "left", "right"), isList: true, about: "Open doors" },
        { name: "steps", kind: uint(3), about: "Steps" },
      ],
    },
  ],
  jt808Items: [
    { id: 0xe1, name: "steps", kind: uint(4), about: "Steps" },
    {
      id: 0xe2,
      name: "obd.tripKm",
      kind: uint(2, { over: 10 }),
      unit: "km",
      about: "Trip",
      personal: "harmless",
    },
  ],
};

export const ACME: ReturnType<typeof createProtocol> = createProtocol(ACME_FORMS);

export const DOOR = "*HQ,8168000005,DOOR,2,AB12,FFFFBFFF#";
const HEAD = "2481680000050503162209242212874500113466574c014028ffffbbff";
/** 10 °C, 7 starts, 4660 m, the right door, 258 steps. */
export const RECORD = `${HEAD}0064070000123402000102`;
/** Without a tail. */
export const SHORT_RECORD = `${HEAD}ff0009`;
