/** Each export is read by an independent reader of its format. */
import { Point } from "@influxdata/influxdb-client";
import { check as checkGeoJson } from "@placemarkio/check-geojson";
import { gpx as readGpx } from "@tmcw/togeojson";
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { parseNmeaSentence } from "nmea-simple";
import Papa from "papaparse";
import { describe, expect, it, test } from "vitest";
import {
  type GeoJsonFeature,
  type GeoJsonFeatureCollection,
  toCsv,
  toGeoJson,
  toGpx,
  toInflux,
  toNmea,
  toOsmAnd,
} from "../../src/export/index.ts";
import { decode, type Message } from "../../src/index.ts";
import { type PositionLike, positionsOf } from "../../src/message/positions-of.ts";

/** 33°51.12345' south, 70°40.5' west: -33.8520575, -70.675; 12.5 knots are 23.15 km/h; bit 1 low is SOS. */
const SOUTH_WEST =
  "*HQ,7029083742,V1,111958,A,3351.12345,S,07040.50000,W,12.50,271,280926,FFFFFFFD#";
/** Half a minute later, no fix. */
const NO_FIX = "*HQ,7029083742,V1,112028,V,3351.12345,S,07040.50000,W,0.00,271,280926,FFFFFFFF#";
/** An hour later, 24°43.0632' north, 90°18.2082' east. */
const LATER = "*HQ,7029083742,V1,121958,A,2443.06320,N,09018.20820,E,0.00,0,280926,FFFFFFFF#";
const EMPTY = "*HQ,7029083742,V1,122000,V,,N,,E,0.00,0,280926,FFFFFFFF#";
const OTHER = "*HQ,8160528000,V1,100000,A,5000.0000,N,01500.0000,E,010.00,333,051024,FFFFFFFF#";
const ALL = decode([SOUTH_WEST, NO_FIX, LATER, EMPTY, OTHER].join(""));
const only = (frame: string): PositionLike => positionsOf(decode(frame)[0]!)[0]!;
const position = only(SOUTH_WEST);

/** Positions of any kind that these formats can hold. */
// NMEA has years of two digits; the reader below takes 73 for 1973.
const anyPosition: fc.Arbitrary<PositionLike> = fc
  .record({
    latitude: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((n) => n / 1e6),
    longitude: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((n) => n / 1e6),
    time: fc
      .integer({ min: Date.UTC(2010, 0) / 1000, max: Date.UTC(2073, 0) / 1000 - 1 })
      .map((seconds) => new Date(seconds * 1000)),
    speedKmh: fc.option(fc.integer({ min: 0, max: 40_000 }).map((n) => n / 100)),
    courseDegrees: fc.option(fc.integer({ min: 0, max: 360 })),
    valid: fc.boolean(),
    deviceId: fc.string({ unit: "binary-ascii", minLength: 1 }),
    alarms: fc.constantFrom<PositionLike["alarms"]>([], ["sos"], ["sos", "overspeed"]),
  })
  .map((values) => ({ ...values, status: null }));

describe("toGeoJson", () => {
  it("gives a point for each position, east first", () => {
    const { features }: GeoJsonFeatureCollection = toGeoJson(ALL);
    expect(features.map(({ geometry }: GeoJsonFeature) => geometry?.coordinates ?? null)).toEqual([
      [-70.675, -33.8520575],
      [-70.675, -33.8520575],
      [90.30347, 24.71772],
      null,
      [15, 50],
    ]);
    expect(features[0]!.properties).toMatchObject({
      deviceId: "7029083742",
      time: "2026-09-28T11:19:58.000Z",
      valid: true,
      speedKmh: 23.15,
      alarms: ["sos"],
    });
    expect(features[1]!.properties["valid"]).toBe(false);
  });
  it("passes a GeoJSON validator", () => {
    const text = JSON.stringify(toGeoJson(ALL));
    expect(checkGeoJson(text)).toEqual(JSON.parse(text));
    expect(() => checkGeoJson(text.replace('"Point"', '"Pont"'))).toThrow();
  });
  it("has the altitude as third coordinate", () => {
    const high = { ...ALL[0]!, altitudeMeters: 812 } as Message;
    expect(toGeoJson([high]).features[0]!.geometry!.coordinates).toEqual([
      -70.675, -33.8520575, 812,
    ]);
  });
});

describe("toGpx", () => {
  const read = (text: string) =>
    readGpx(new DOMParser().parseFromString(text, "text/xml") as never).features;
  it("has a track for each device, by time, in segments, with fixes only", () => {
    const v1 = (id: string, time: string, validity: string, latitude: string): string =>
      `*HQ,${id},V1,${time},${validity},${latitude},S,07040.50000,W,12.50,271,280926,FFFFFFFF#`;
    const frames = [
      v1("7029083742", "112028", "A", "3352.50000"),
      v1("7029083742", "111958", "A", "3351.00000"),
      v1("7029083742", "112000", "V", "3300.00000"),
      // Half an hour of silence keeps one segment, a second more starts another.
      v1("7029083742", "115028", "A", "3353.40000"),
      v1("7029083742", "122029", "A", "3354.00000"),
      v1("7029083742", "122030", "A", "3354.60000"),
      v1("8160528000", "110000", "A", "3300.00000"),
      v1("8160528000", "110100", "A", "3306.00000"),
    ];
    const text = toGpx(decode(frames.join("")));
    expect(text).toContain("<desc>Positions: 7; left out: 1</desc>");
    const tracks = read(text);
    expect(
      tracks.map(
        ({ properties }: { properties: Record<string, unknown> | null }) => properties!["name"],
      ),
    ).toEqual(["7029083742", "8160528000"]);
    expect(tracks[0]!.geometry).toEqual({
      type: "MultiLineString",
      coordinates: [
        [
          [-70.675, -33.85],
          [-70.675, -33.875],
          [-70.675, -33.89],
        ],
        [
          [-70.675, -33.9],
          [-70.675, -33.91],
        ],
      ],
    });
    expect(tracks[1]!.geometry).toEqual({
      type: "LineString",
      coordinates: [
        [-70.675, -33],
        [-70.675, -33.1],
      ],
    });
    expect(tracks[0]!.properties!["coordinateProperties"].times[0][0]).toBe(
      "2026-09-28T11:19:58.000Z",
    );
    // 23.15 km/h are 6.43 m/s.
    expect(text).toContain("<gpxtpx:speed>6.43</gpxtpx:speed><gpxtpx:course>271</gpxtpx:course>");
  });
  it("escapes the id", () => {
    const text = toGpx([{ ...ALL[0]!, deviceId: '<b>&"\u0001' } as Message]);
    expect(text).toContain('<name>&lt;b&gt;&amp;"</name>');
  });
});

describe("toCsv", () => {
  const read = (text: string) =>
    Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  it("has a row for each position", () => {
    const { data, errors } = read(toCsv(ALL));
    expect(errors).toEqual([]);
    expect(data).toHaveLength(5);
    expect(data[0]).toMatchObject({
      deviceId: "7029083742",
      time: "2026-09-28T11:19:58.000Z",
      valid: "true",
      latitude: "-33.8520575",
      longitude: "-70.675",
      speedKmh: "23.15",
      courseDegrees: "271",
      altitudeMeters: "",
      ignition: "true",
      alarms: "sos",
    });
    expect(data[3]).toMatchObject({ valid: "false", latitude: "", longitude: "" });
  });
  it("keeps any text whole, and makes no formula", () => {
    for (const id of ['a,"b"\r\nc', " x ", "'=1"]) {
      const { data, errors } = read(toCsv([{ ...ALL[0]!, deviceId: id } as Message]));
      expect(errors).toEqual([]);
      expect(data[0]!["deviceId"]).toBe(id);
    }
    for (const id of ["=1+1", "+1", "-1", "@x", "\t=1"]) {
      const [row] = read(toCsv([{ ...ALL[0]!, deviceId: id } as Message])).data;
      expect(row!["deviceId"]).toBe(`'${id}`);
    }
  });
});

describe("toNmea", () => {
  it("is one sentence", () => {
    expect(toNmea(position)).toMatch(
      /^\$GPRMC,111958\.00,A,3351\.12345,S,07040\.50000,W,12\.50,271\.0,280926,,\*[0-9A-F]{2}$/,
    );
    expect(toNmea(only(NO_FIX))).toContain(",V,");
  });
  test("any position is read back", () => {
    fc.assert(
      fc.property(anyPosition, (any) => {
        const packet = parseNmeaSentence(toNmea(any));
        if (packet.sentenceId !== "RMC") throw new Error("no RMC");
        expect(packet.status).toBe(any.valid ? "valid" : "warning");
        expect(packet.latitude).toBeCloseTo(any.latitude!, 6);
        expect(packet.longitude).toBeCloseTo(any.longitude!, 6);
        expect(packet.datetime).toEqual(any.time);
        if (any.speedKmh !== null) {
          expect(Math.abs(packet.speedKnots * 1.852 - any.speedKmh)).toBeLessThan(0.01);
        }
        if (any.courseDegrees !== null) expect(packet.trackTrue).toBe(any.courseDegrees);
      }),
    );
  });
  it("never has sixty minutes", () => {
    expect(toNmea({ ...position, latitude: 1.99999999 })).toContain(",0200.00000,N,");
  });
});

describe("toInflux", () => {
  it("equals the output of the InfluxDB client", () => {
    fc.assert(
      fc.property(anyPosition, (any) => {
        const point = new Point("position");
        // The client does not escape control characters except line breaks, nor a backslash at the end.
        const id = [...any.deviceId!]
          .map((one) => (one < " " || one === "\\" ? "_" : one))
          .join("");
        point.tag("deviceId", id);
        const line = toInflux(any);
        point.floatField("latitude", any.latitude).floatField("longitude", any.longitude);
        if (any.speedKmh !== null) point.floatField("speedKmh", any.speedKmh);
        if (any.courseDegrees !== null) point.floatField("courseDegrees", any.courseDegrees);
        point.booleanField("valid", any.valid!);
        if (any.alarms.length > 0) point.stringField("alarms", any.alarms.join(" "));
        point.timestamp(`${any.time!.getTime()}000000`);
        // It writes T and F, which the database accepts for true and false.
        const theirs = point
          .toLineProtocol()!
          .replace(/,valid=([TF])/, (_, letter) => `,valid=${letter === "T"}`);
        expect(sorted(line)).toBe(sorted(theirs));
      }),
    );
  });
  it("has no tag without a device", () => {
    expect(toInflux({ ...position, deviceId: null })).toMatch(/^position latitude=-33.8520575,/);
  });
});

/** The client sorts fields by name. */
function sorted(line: string): string {
  const [, head, fields, time] = /^((?:[^ \\]|\\.)*) (.*) (\d+)$/s.exec(line)!;
  return [head, fields!.split(",").sort().join(","), time].join(" ");
}

describe("toOsmAnd", () => {
  it("is a query that a server reads", () => {
    const query = new URLSearchParams(toOsmAnd(position));
    expect(Object.fromEntries(query)).toEqual({
      id: "7029083742",
      lat: "-33.8520575",
      lon: "-70.675",
      // 2026-09-28T11:19:58Z.
      timestamp: "1790594398",
      speed: "12.5",
      bearing: "271",
      valid: "true",
    });
  });
  test("any id stays whole", () => {
    fc.assert(
      fc.property(anyPosition, (any) => {
        expect(new URLSearchParams(toOsmAnd(any)).get("id")).toBe(any.deviceId);
      }),
    );
  });
  it("refuses a position without an id", () => {
    expect(() => toOsmAnd({ ...position, deviceId: null })).toThrow(/position\.deviceId/);
  });
});

test.each([
  ["toNmea", toNmea],
  ["toInflux", toInflux],
  ["toOsmAnd", toOsmAnd],
] as const)("%s refuses a position without place or time", (_, write) => {
  for (const name of ["latitude", "longitude", "time"] as const) {
    expect(() => write({ ...position, [name]: null })).toThrow(RangeError);
    expect(() => write({ ...position, [name]: null })).toThrow(`position.${name}`);
  }
});
