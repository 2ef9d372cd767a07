/** Custom text messages. */
import { describe, expect, it } from "vitest";
import { decode, encodeMessage, explain, type Message, parseFrame } from "../../src/index.ts";
import {
  createProtocol,
  LISTED,
  optional,
  TEXT,
  TO_THE_END,
  tails,
  whole,
} from "../../src/protocol/index.ts";
import { ACME, DOOR } from "./acme.ts";

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

describe("a custom text message", () => {
  const [message] = ACME.decode(DOOR) as [Message];

  it("has its values, and its alarms by the table of its word", () => {
    const { frame, ...values } = message;
    expect(values).toEqual({
      type: "custom",
      name: "door",
      command: "DOOR",
      maker: "HQ",
      deviceId: "8168000005",
      values: {
        door: 2,
        badge: "AB12",
        status: expect.objectContaining({ word: 0xffffbfff, table: "acme", alarms: ["rollover"] }),
      },
      alarms: ["rollover"],
      issues: [],
    });
    expect(text(frame.bytes)).toBe(DOOR);
  });

  it("is encoded from its values alone", () => {
    const { frame: _, issues: __, ...values } = message;
    expect(text(ACME.encodeMessage(values as Message))).toBe(DOOR);
    const more = DOOR.replace("#", ",12#");
    const [opened] = ACME.decode(more) as [Message];
    expect(opened).toMatchObject({ values: { opened: 12 }, issues: [] });
    expect(text(ACME.encodeMessage(opened))).toBe(more);
  });

  it("is refused by the name of a value", () => {
    const wrong = { ...message, values: { door: 5, badge: "AB12", status: null } } as Message;
    expect(() => ACME.encodeMessage(wrong)).toThrow(/^message\.door must be 0 to 4, not 5$/);
    const smuggled = { ...message, values: { door: 1, badge: "a,b#", status: null } } as Message;
    expect(() => ACME.encodeMessage(smuggled)).toThrow(/^message\.badge must be printable ASCII/);
    expect(() => encodeMessage(message)).toThrow(RangeError);
    expect(() => ACME.encodeMessage({ ...message, values: null } as never)).toThrow(
      /^message\.values must be an object/,
    );
  });

  it("keeps fields without a row in extra, with an issue", () => {
    const long = DOOR.replace("#", ",x,y#");
    const [found] = ACME.decode(long) as [Message];
    expect(found).toMatchObject({ type: "custom", extra: ["x", "y"], values: { door: 2 } });
    expect(found.issues.map(({ code, field }) => [code, field])).toEqual([
      ["unknown-tail", "extra"],
    ]);
    expect(text(ACME.encodeMessage(found))).toBe(long);
    const fields = ACME.explain(long).filter(({ name }) => name === "extra");
    expect(fields.map(({ raw, value }) => [raw, value])).toEqual([
      ["x", "x"],
      ["y", "y"],
    ]);
  });

  it("reports an invalid value", () => {
    const [found] = ACME.decode(DOOR.replace(",2,", ",9,")) as [Message];
    expect(found).toMatchObject({ values: { door: null }, issues: [{ code: "out-of-range" }] });
    expect(found.issues[0]).toMatchObject({ field: "door", received: "9", expected: "0 to 4" });
  });

  it("is explained field by field", () => {
    const fields = ACME.explain(DOOR).filter(({ name }) => name !== "separator");
    expect(fields.map(({ name, raw, about }) => [name, raw, about])).toEqual([
      ["start", "*", "Start of the frame"],
      ["maker", "HQ", "Maker code"],
      ["deviceId", "8168000005", "Device id"],
      ["command", "DOOR", "Type of the message"],
      ["door", "2", "Which, 1 to 4"],
      ["badge", "AB12", "Who"],
      ["status", "FFFFBFFF", "Status"],
      ["end", "#", "End of the frame"],
    ]);
    expect(fields.map(({ value }) => value).slice(4, 6)).toEqual([2, "AB12"]);
    expect(explain(DOOR, { protocol: ACME })).toEqual(ACME.explain(DOOR));
  });

  it("is unknown without the protocol, and decoded with it as option", () => {
    expect(decode(DOOR)[0]).toMatchObject({ type: "unknown", extra: ["2", "AB12", "FFFFBFFF"] });
    expect(decode(DOOR, { protocol: ACME })).toEqual(ACME.decode(DOOR));
    expect(parseFrame(message.frame, { protocol: ACME })).toEqual(message);
    expect(ACME.parseFrame(message.frame)).toEqual(message);
  });
});

describe("a custom position", () => {
  const sent = "*HQ,8168000005,V77,121300,A,2212.8745,N,11346.6574,E,014.28,220901#";

  it("has its values in the ordinary properties", () => {
    const [found] = ACME.decode(sent) as [Message];
    expect(found).toMatchObject({
      type: "position",
      command: "V77",
      time: new Date("2001-09-22T12:13:00Z"),
      valid: true,
      latitude: 22.214575,
      speedKmh: 26.44656,
      courseDegrees: null,
      alarms: [],
      issues: [],
    });
    expect(found).not.toHaveProperty("status");
    expect(text(ACME.encodeMessage(found))).toBe(sent);
  });
});

describe("forms", () => {
  const mine = createProtocol({
    text: [
      {
        word: "NOTE",
        about: "A list or a text",
        forms: [
          {
            told: "the first field is L",
            fits: (r) => r.text(3) === "L",
            parts: [
              { name: "mark", kind: TEXT, about: "L" },
              {
                part: "repeated",
                list: "names",
                rows: [{ name: "names", kind: LISTED, about: "Each" }],
              },
            ],
          },
          {
            fits: (r) => r.text(3) === "T",
            parts: [
              { name: "mark", kind: TEXT, about: "T" },
              { name: "said", kind: TO_THE_END, about: "All that follows" },
            ],
          },
          {
            fits: (r) => r.text(3) === "N",
            parts: [
              { name: "mark", kind: TEXT, about: "N" },
              tails(
                { about: "One", rows: [{ name: "one", kind: whole(9), about: "One" }] },
                {
                  about: "Two",
                  rows: [
                    { name: "two", kind: whole(9), about: "Two" },
                    { name: "three", kind: whole(9), about: "Three" },
                  ],
                },
              ),
            ],
          },
        ],
      },
    ],
  });
  const values = (sent: string): unknown => {
    const [message] = mine.decode(sent) as [Message];
    expect(text(mine.encodeMessage(message))).toBe(sent);
    return message.type === "custom" ? message.values : message.type;
  };

  it("are chosen by their fields", () => {
    expect(values("*HQ,1234567890,NOTE,L,a,b,c#")).toEqual({ mark: "L", names: ["a", "b", "c"] });
    expect(values("*HQ,1234567890,NOTE,T,a,b,c#")).toEqual({ mark: "T", said: "a,b,c" });
    expect(values("*HQ,1234567890,NOTE,N,1#")).toEqual({ mark: "N", one: 1 });
    expect(values("*HQ,1234567890,NOTE,N,1,2#")).toEqual({ mark: "N", two: 1, three: 2 });
    expect(values("*HQ,1234567890,NOTE,X,1#")).toBe("unknown");
  });
});

it("a form may be recognised by patterns, and its list ends where the pattern shows", () => {
  const mine = createProtocol({
    text: [
      {
        word: "NOTE",
        about: "Names, perhaps a number, and a date",
        forms: [
          {
            told: "six digits at the end, or before the last field",
            fits: [[{}, /^\d{6}$/, { most: 1 }]],
            parts: [
              {
                part: "repeated",
                list: "names",
                rows: [{ name: "names", kind: LISTED, about: "Each" }],
              },
              optional({ name: "size", kind: whole(99), about: "Size" }, [
                [{ whole: 99 }, /^\d{6}$/, {}],
              ]),
              { name: "date", kind: TEXT, about: "DDMMYY" },
              optional({ name: "end", kind: TEXT, about: "Another text" }, [[1]]),
            ],
          },
        ],
      },
    ],
  });
  const values = (sent: string): unknown => {
    const [message] = mine.decode(`*HQ,1234567890,NOTE,${sent}#`) as [Message];
    return message.type === "custom" ? message.values : message.type;
  };
  expect(values("a,b,220901")).toEqual({ names: ["a", "b"], date: "220901" });
  expect(values("a,b,7,220901")).toEqual({ names: ["a", "b"], size: 7, date: "220901" });
  expect(values("a,220901,x")).toEqual({ names: ["a"], date: "220901", end: "x" });
  expect(values("220901")).toEqual({ names: [], date: "220901" });
  expect(values("a,b,22090")).toBe("unknown");
});

it("a custom status table raises the alarms of its bits, the lowest first, and no others", () => {
  const mine = createProtocol({
    statusTables: {
      acme: [
        { bit: 31, alarm: "tamper", about: "Opened" },
        { bit: 0, alarm: "rollover", about: "Tilted" },
        { bit: 5, alarm: "tamper", about: "Opened, by another sensor" },
      ],
    },
  });
  const alarms = (word: string): unknown => {
    const text = `*HQ,8168000005,V1,050316,A,2212.8745,N,11346.6574,E,014.28,028,220901,${word}#`;
    const [message] = mine.decode(text, { statusTable: "acme" });
    expect(message).toMatchObject({ status: { table: "acme" } });
    return (message as { alarms: unknown }).alarms;
  };
  // Active low.
  expect(alarms("00000000")).toEqual(["rollover", "tamper"]);
  expect(alarms("7FFFFFFF")).toEqual(["tamper"]);
  expect(alarms("FFFFFFDF")).toEqual(["tamper"]);
  expect(alarms("FFFFFFFE")).toEqual(["rollover"]);
  expect(alarms("80000021")).toEqual([]);
});
