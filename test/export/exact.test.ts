/**
 * The exact text of each format, for a position with all values, with few, and with odd ones. The readers of
 * test/export/readers.test.ts accept more than one text.
 */
import { describe, expect, it, test } from "vitest";
import { toCsv, toGeoJson, toGpx, toInflux, toNmea, toOsmAnd } from "../../src/export/index.ts";
import { decode, type Message, type PositionLike, positionsOf } from "../../src/index.ts";

/** 15.70 knots are 29.0764 km/h and 8.08 m/s. */
const FRAME =
  "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
const [MESSAGE] = decode(FRAME);
const FULL = { altitudeMeters: 12.5, satellites: 9, batteryPercent: 80 };
const BARE = {
  speedKmh: undefined,
  courseDegrees: undefined,
  status: undefined,
  valid: null,
} as const;

const message = (changed: object): Message => ({ ...MESSAGE, ...changed }) as Message;
const position = (changed: object): PositionLike => positionsOf(message(changed))[0]!;
const later = (minutes: number): Date => new Date(Date.UTC(2026, 1, 13, 6, 47 + minutes, 13));

test("GPX: elements of a point, a name without what XML cannot hold, a new segment after a gap", () => {
  const bare = { speedKmh: null, courseDegrees: null };
  const text = toGpx([
    message({ ...FULL, deviceId: 'a&"b<c> \u0001\ufffe\uffff' }),
    message({ ...bare, deviceId: 'a&"b<c> \u0001\ufffe\uffff', time: later(1) }),
    message({ ...bare, deviceId: 'a&"b<c> \u0001\ufffe\uffff', time: later(24 * 60) }),
    message({ ...bare, deviceId: null }),
  ]);
  const at = '<trkpt lat="49.0133567" lon="9.2540617">';
  expect(text.slice(text.indexOf("<metadata>"))).toBe(
    [
      "<metadata><desc>Positions: 4; left out: 0</desc></metadata>",
      '<trk><name>a&amp;"b&lt;c&gt; </name><trkseg>',
      `${at}<ele>12.5</ele><time>2026-02-13T06:47:13.000Z</time><sat>9</sat><extensions><gpxtpx:TrackPointExtension><gpxtpx:speed>8.08</gpxtpx:speed><gpxtpx:course>323</gpxtpx:course></gpxtpx:TrackPointExtension></extensions></trkpt>`,
      `${at}<time>2026-02-13T06:48:13.000Z</time></trkpt>`,
      "</trkseg><trkseg>",
      `${at}<time>2026-02-14T06:47:13.000Z</time></trkpt>`,
      "</trkseg></trk>",
      "<trk><trkseg>",
      `${at}<time>2026-02-13T06:47:13.000Z</time></trkpt>`,
      "</trkseg></trk>",
      "</gpx>\n",
    ].join("\n"),
  );
});

describe("CSV", () => {
  const cells = (changed: object): string => toCsv([message(changed)]).split("\r\n")[1]!;

  it("has a line for each position", () => {
    const one = toCsv([message({})]);
    const head = one.slice(0, one.indexOf("\r\n") + 2);
    expect(toCsv([message({}), message({})])).toBe(one + one.slice(head.length));
    expect(cells({})).toBe(
      "123456789012345,2026-02-13T06:47:13.000Z,true,49.0133567,9.2540617,,29.0764,323,,,,,,,,true,",
    );
  });

  it("quotes only what needs it, and separates alarms by spaces", () => {
    expect(cells({ deviceId: 'a"b' }).startsWith('"a""b",2026')).toBe(true);
    expect(cells({ deviceId: "a,b" }).startsWith('"a,b",2026')).toBe(true);
    expect(cells({ deviceId: "ab" }).startsWith("ab,2026")).toBe(true);
    expect(cells({ alarms: ["sos", "vibration"] }).endsWith(",sos vibration")).toBe(true);
  });
});

test("GeoJSON: no geometry without both coordinates", () => {
  const geometryOf = (changed: object): unknown =>
    toGeoJson([message(changed)]).features[0]!.geometry;
  expect(geometryOf({})).toEqual({ type: "Point", coordinates: [9.2540617, 49.0133567] });
  expect(geometryOf({ latitude: null })).toBeNull();
  expect(geometryOf({ longitude: null })).toBeNull();
});

describe("Influx", () => {
  it("has all fields, or only coordinates", () => {
    const full = toInflux(position(FULL));
    expect(
      full.startsWith("position,deviceId=123456789012345 latitude=49.0133567,longitude=9.2540617,"),
    ).toBe(true);
    expect(full.endsWith(",valid=true,ignition=true 1770965233000000000")).toBe(true);
    for (const deviceId of [null, ""]) {
      expect(toInflux(position({ ...BARE, deviceId }))).toBe(
        "position latitude=49.0133567,longitude=9.2540617 1770965233000000000",
      );
    }
  });
});

describe("NMEA", () => {
  const checked = (body: string): string => {
    const sum = [...body].reduce((sum, character) => sum ^ character.charCodeAt(0), 0);
    return `$${body}*${sum < 16 ? "0" : ""}${sum.toString(16).toUpperCase()}`;
  };

  it("is void without a fix, and empty where a value is missing", () => {
    const nowhere = position({ ...BARE, latitude: 0, longitude: 0 });
    expect(toNmea(nowhere)).toBe(
      checked("GPRMC,064713.00,V,0000.00000,N,00000.00000,E,,,130226,,"),
    );
    expect(toNmea(position({ valid: undefined }))).toContain(",A,");
    expect(toNmea(position({ latitude: -1.5, longitude: -2 }))).toContain(
      ",0130.00000,S,00200.00000,W,",
    );
  });

  it("has two digits of checksum, the first perhaps 0", () => {
    const sums = Array.from({ length: 360 }, (_, courseDegrees) => {
      const text = toNmea(position({ courseDegrees }));
      expect(text).toBe(
        checked(`GPRMC,064713.00,A,4900.80140,N,00915.24370,E,15.70,${courseDegrees}.0,130226,,`),
      );
      return text.slice(-2);
    });
    expect(sums.some((sum) => sum.startsWith("0"))).toBe(true);
  });
});

describe("OsmAnd", () => {
  it("has all values, or only those that there are", () => {
    const head = "id=123456789012345&lat=49.0133567&lon=9.2540617&timestamp=1770965233";
    expect(toOsmAnd(position(FULL))).toBe(
      `${head}&speed=15.7&bearing=323&altitude=12.5&batt=80&valid=true`,
    );
    expect(toOsmAnd(position(BARE))).toBe(`${head}&valid=false`);
  });

  it.each([null, ""])("refuses the device id %j by its name", (deviceId) => {
    expect(() => toOsmAnd(position({ deviceId }))).toThrow(
      /position\.deviceId must be a device id/,
    );
  });
});
