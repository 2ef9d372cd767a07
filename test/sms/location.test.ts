import { describe, expect, it } from "vitest";
import { parseSms } from "../../src/sms/index.ts";
import { each, read } from "./reply.ts";

const LINK = "http://maps.google.com/maps?q=1.5,2.5";
const PLACE = { type: "location", link: LINK, latitude: 1.5, longitude: 2.5 };

describe("a location with a link", () => {
  it.each([
    ["22.5N,114.5E", 22.5, 114.5],
    ["22.5S,114.5W", -22.5, -114.5],
    ["22.5S,0.0W", -22.5, 0],
    ["12", null, null],
    ["1,2,3", null, null],
  ])("has the place %s", (query, latitude, longitude) => {
    const link = `http://maps.google.com/maps?q=${query}`;
    expect(parseSms(`${link} Fix:A`)).toMatchObject({
      type: "location",
      link,
      latitude,
      longitude,
    });
  });
  each("has %j", (words) => `${LINK} ${words}`, PLACE, [
    ["Direction:360.0", { courseDegrees: 360 }],
    [
      "Direction:360.5",
      {
        courseDegrees: null,
        unknown: [{ key: "Direction", value: "360.5" }],
        issues: [["bad-value", "courseDegrees", "360.5"]],
      },
    ],
    ["Direction:", { courseDegrees: null }],
    ["Date:2017-1-6 Time:0:5", { localTime: "2017-01-06T00:05" }],
    ["Date:2017-1-6 Time:0:00:00", { localTime: "2017-01-06T00:00:00" }],
    // Only a word without a key is a date or a time by its form.
    ["Odd:2019-12-30", { unknown: [{ key: "Odd", value: "2019-12-30" }] }],
    ["Odd:03:20", { unknown: [{ key: "Odd", value: "03:20" }] }],
    ["ID: 7 stray", { deviceId: "7", unknown: [{ key: "", value: "stray" }] }],
    ["https://a.example/", { unknown: [{ key: "", value: "https://a.example/" }] }],
    // The place is that of the link.
    [
      "Lat:3 Long:4",
      {
        unknown: [
          { key: "Lat", value: "3" },
          { key: "Long", value: "4" },
        ],
      },
    ],
    ...["17-1-2-3", "2017-1", "017-1-2", "2017-001-2"].map(
      (value) =>
        [
          `Date:${value}`,
          {
            localTime: null,
            unknown: [{ key: "Date", value }],
            issues: [["bad-value", "localTime", value]],
          },
        ] as const,
    ),
  ]);
});

describe("a location without a link", () => {
  it("has its latitude and longitude anywhere", () => {
    expect(read("ID:7 Long: +114.5 Fix:A Lat: -22.5")).toStrictEqual({
      type: "location",
      deviceId: "7",
      valid: true,
      latitude: -22.5,
      longitude: 114.5,
      unknown: [],
      issues: [],
    });
  });
  it("keeps them if they are unreadable", () => {
    expect(read("Lat: x Long: +114.5 Fix:A")).toStrictEqual({
      type: "location",
      valid: true,
      latitude: null,
      longitude: null,
      unknown: [
        { key: "Lat", value: "x" },
        { key: "Long", value: "+114.5" },
      ],
      issues: [["bad-value", "latitude", "x,+114.5"]],
    });
  });
  it.each(["Lat: 1 Fix:A", "Long: 1 Fix:A", "Fix:A", "Lat: x Long: 1"])("is not in %j", (text) => {
    expect(parseSms(text).type).toBe("text");
  });
});
