/** Where the values of a custom text message are: in `values`, or in the properties of all messages. */
import { describe, expect, it } from "vitest";
import type { TextRow } from "../../src/kind/row.ts";
import {
  clock,
  createProtocol,
  date,
  LATITUDE,
  LONGITUDE,
  STATUS_TEXT,
  TEXT,
} from "../../src/protocol/index.ts";
import { ownWord } from "../../src/protocol/own-text.ts";

const FIX: readonly TextRow[] = [
  { name: "time", kind: clock(), about: "HHMMSS" },
  { name: "latitude", kind: LATITUDE, about: "DDMM.mmmm" },
  { name: "longitude", kind: LONGITUDE, about: "DDDMM.mmmm" },
  { name: "time", kind: date(), about: "DDMMYY" },
];
const SENT = "*HQ,8168000005,PLACE,121300,2212.8745,N,11346.5000,E,220901#";

function protocol(parts: readonly TextRow[], type?: "custom" | "position") {
  const form = type === undefined ? { parts } : { parts, type };
  return createProtocol({ text: [{ word: "PLACE", about: "A place", forms: [form] }] });
}

describe("a form", () => {
  it("of a position gives the properties of every position, also those without a row", () => {
    const [{ frame: _, ...message } = {}] = protocol(FIX, "position").decode(SENT);
    expect(message).toEqual({
      type: "position",
      command: "PLACE",
      maker: "HQ",
      deviceId: "8168000005",
      time: new Date("2001-09-22T12:13:00Z"),
      latitude: 22.214575,
      longitude: 113.775,
      speedKmh: null,
      courseDegrees: null,
      alarms: [],
      issues: [],
    });
  });

  it("of another type gives the values of its rows, and no others", () => {
    for (const type of ["custom", undefined] as const) {
      const [message] = protocol(FIX, type).decode(SENT);
      expect(message).toMatchObject({ type: "custom", name: "PLACE", command: "PLACE" });
      expect(Object.keys((message as { values: object }).values).sort()).toEqual([
        "latitude",
        "longitude",
        "time",
      ]);
    }
  });

  it("puts alarms where all messages have them", () => {
    const parts = [{ name: "status", kind: STATUS_TEXT, about: "Status" }];
    const [message] = protocol(parts).decode("*HQ,8168000005,PLACE,FFFFFFFE#");
    expect(message).toMatchObject({ alarms: ["theft"] });
    expect(Object.keys((message as { values: object }).values)).toEqual(["status"]);
  });

  it("puts fields without a row there too, and explains them", () => {
    for (const [parts, before] of [
      [[], ""],
      [[{ name: "badge", kind: TEXT, about: "Who" }], "AB,"],
    ] as const) {
      const mine = protocol(parts);
      const sent = `*HQ,8168000005,PLACE,${before}x,y#`;
      expect(mine.decode(sent)).toMatchObject([{ type: "custom", extra: ["x", "y"] }]);
      const fields = mine.explain(sent).filter(({ name }) => name === "extra" || name === "badge");
      expect(fields.map(({ name, raw, value }) => [name, raw, value])).toEqual([
        ...parts.map(({ name }) => [name, "AB", "AB"]),
        ["extra", "x", "x"],
        ["extra", "y", "y"],
      ]);
    }
  });
});

it("a word is described by its forms, and by a table if it names one", () => {
  const word = { word: "PLACE", about: "A place", forms: [{ parts: FIX }] };
  const described = { ...word, forms: [{ type: "custom", parts: FIX }] };
  expect(ownWord(word).word).toStrictEqual(described);
  const table = "lkgps";
  expect(ownWord({ ...word, table }).word).toStrictEqual({ ...described, table });
});
