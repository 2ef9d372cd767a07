/**
 * Bodies with one error or quirk: the decoded value, and the issue with its bytes (docs/protocol/jt808.md §3 to §6). A
 * body begins at byte 13 of its frame, after flag, id, attributes, phone number and serial number.
 */
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage, type Message } from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

const BODY = 13;
const ascii = (text: string): string => Buffer.from(text, "latin1").toString("hex");

/** Code, field, first byte and length of each issue. */
function issuesOf({ issues }: Message): unknown[] {
  return issues.map(({ code, field, offset, length }) => [code, field, offset, length]);
}

function read(bytes: Uint8Array): Message {
  const [message, ...more] = decode(bytes);
  expect(more).toEqual([]);
  return message!;
}

const position = (
  change: Partial<
    Record<"alarms" | "status" | "lat" | "lon" | "alt" | "speed" | "course" | "time", string>
  >,
): string => {
  const good = {
    alarms: "00000000",
    status: "00000003",
    lat: "01589906",
    lon: "06ca0fd7",
    alt: "0004",
    speed: "0000",
    course: "0000",
    time: "211129111705",
  };
  return Object.values({ ...good, ...change }).join("");
};

type Row = readonly [what: string, id: string, body: string, values: object, issues: unknown[]];

const POSITIONS: readonly Row[] = [
  ["a course of 360", "0200", position({ course: "0168" }), { courseDegrees: 360 }, []],
  [
    "a course of 361",
    "0200",
    position({ course: "0169" }),
    { courseDegrees: null },
    [["out-of-range", "courseDegrees", BODY + 20, 2]],
  ],
  ["the least altitude", "0200", position({ alt: "8000" }), { altitudeMeters: -32768 }, []],
  ["the greatest speed", "0200", position({ speed: "ffff" }), { speedKmh: 6553.5 }, []],
  [
    "90 degrees south and 180 west",
    "0200",
    position({ status: "0000000e", lat: "055d4a80", lon: "0aba9500" }),
    { latitude: -90, longitude: -180, valid: true },
    [],
  ],
  [
    "one millionth more",
    "0200",
    position({ lat: "055d4a81", lon: "0aba9501" }),
    { latitude: null, longitude: null },
    [
      ["bad-coordinate", "latitude", BODY + 8, 4],
      ["bad-coordinate", "longitude", BODY + 12, 4],
    ],
  ],
  ["latitude 0", "0200", position({ status: "00000007", lat: "00000000" }), { latitude: 0 }, []],
  ["longitude 0", "0200", position({ status: "0000000b", lon: "00000000" }), { longitude: 0 }, []],
  [
    "both 0",
    "0200",
    position({ lat: "00000000", lon: "00000000" }),
    { latitude: null, longitude: null },
    [
      ["no-position", "latitude", BODY + 8, 4],
      ["no-position", "longitude", BODY + 12, 4],
    ],
  ],
  [
    "encrypted coordinates",
    "0200",
    position({ status: "00000023" }),
    {},
    [["encrypted-position", "status", BODY + 4, 4]],
  ],
  [
    "no date",
    "0200",
    position({ time: "000000111705" }),
    { time: null },
    [["date-not-set", "time", BODY + 22, 3]],
  ],
  [
    "the 30th of February and hour 24",
    "0200",
    position({ time: "210230241705" }),
    { time: null },
    [
      ["bad-date", "time", BODY + 22, 3],
      ["bad-time", "time", BODY + 25, 3],
    ],
  ],
  [
    "a time that is no digits",
    "0200",
    position({ time: "21112911170a" }),
    { time: null },
    [["bad-bcd", "time", BODY + 22, 6]],
  ],
  [
    "midnight of the first day of 2000, eight hours ahead",
    "0200",
    position({ time: "000101080000" }),
    { time: new Date("2000-01-01T00:00:00Z") },
    [],
  ],
  [
    "1980",
    "0200",
    position({ time: "800101080000" }),
    { time: new Date("1980-01-01T00:00:00Z") },
    [["clock-not-set", "time", BODY + 22, 1]],
  ],
  [
    "2079",
    "0200",
    position({ time: "790101080000" }),
    { time: new Date("2079-01-01T00:00:00Z") },
    [],
  ],
];

const BODIES: readonly Row[] = [
  [
    "an answer and two bytes more",
    "0001",
    "0014 8103 02 4142",
    {
      answeredSerialNumber: 20,
      confirms: "0x8103",
      result: "bad",
      parameters: [],
      tail: fromHex("4142"),
    },
    [["unknown-tail", "tail", BODY + 5, 2]],
  ],
  ["an answer of a code without a name", "0001", "0014 8103 05", { result: "05" }, []],
  ["an answer with the last name", "0001", "0014 8103 04", { result: "alarmConfirmed" }, []],
  [
    "a batch of no kind",
    "0704",
    `0001 02 001c ${POSITION}`,
    { jt808: { batch: null }, positions: [{ latitude: 22.583558 }] },
    [["out-of-range", "jt808.batch", BODY + 2, 1]],
  ],
  [
    "a batch that counts another number",
    "0704",
    `0002 01 001c ${POSITION}`,
    { jt808: { batch: "blindArea" }, positions: [{}] },
    [["count-differs", "positions", BODY, 2]],
  ],
  [
    "a batch with a record cut short",
    "0704",
    `0001 00 001c ${POSITION} 001c 0000`,
    { jt808: { batch: "normal" }, positions: [{}], tail: fromHex("001c0000") },
    [["truncated", "tail", BODY + 3 + 30, 4]],
  ],
  [
    "a batch with a record of 27 bytes, less than a position",
    "0704",
    `0001 00 001b ${POSITION.replaceAll(" ", "").slice(0, 54)}`,
    { positions: [] },
    [
      ["count-differs", "positions", BODY, 2],
      ["truncated", "tail", BODY + 3, 29],
    ],
  ],
  [
    "a batch with two bytes of a length at its end",
    "0704",
    `0001 00 001c ${POSITION} 0000`,
    { tail: fromHex("0000") },
    [["truncated", "tail", BODY + 3 + 30, 2]],
  ],
  [
    "parameters, one cut short",
    "0104",
    "0014 02 00000001 04 0000003c 00000013 05 41",
    {
      confirms: "0x8104",
      parameters: [],
      jt808: {
        parameters: [{ id: 1, name: "heartbeatSeconds", value: 60, data: fromHex("0000003c") }],
      },
      tail: fromHex("000000130541"),
    },
    [
      ["count-differs", "jt808.parameters", BODY + 2, 1],
      ["bad-item", "tail", BODY + 3 + 9, 6],
    ],
  ],
  [
    "parameters, the last without a value",
    "0104",
    "0014 01 00000013 00",
    { jt808: { parameters: [{ id: 0x13, name: "server", value: "", data: new Uint8Array(0) }] } },
    [],
  ],
  [
    "a number that has not four bytes",
    "0104",
    "0014 01 00000001 02 003c",
    { jt808: { parameters: [{ id: 1, name: "heartbeatSeconds", data: fromHex("003c") }] } },
    [],
  ],
  [
    "a parameter that nobody knows",
    "0104",
    "0014 01 0000f3f3 02 003c",
    { jt808: { parameters: [{ id: 0xf3f3, data: fromHex("003c") }] } },
    [],
  ],
  [
    "a number of the highest bit",
    "0104",
    "0014 01 00000001 04 ffffffff",
    { jt808: { parameters: [{ id: 1, value: 4294967295 }] } },
    [],
  ],
  [
    "a position that is too short",
    "0200",
    position({}).slice(0, 54),
    { type: "unknown", tail: fromHex(position({}).slice(0, 54)) },
    [["truncated", "frame", BODY, 27]],
  ],
  [
    "a message that nobody reads",
    "0f0f",
    "414243",
    { type: "unknown", command: "0x0f0f", tail: fromHex("414243") },
    [["not-decoded", "frame", BODY, 3]],
  ],
  [
    "a passthrough without a body",
    "0900",
    "",
    { type: "unknown", tail: new Uint8Array(0) },
    [["not-decoded", "frame", BODY, 0]],
  ],
];

describe.each([...POSITIONS, ...BODIES])("%s", (_what, id, body, values, issues) => {
  it(`is read (${id})`, () => {
    const message = read(device(id, body));
    expect(message).toMatchObject(values);
    expect(issuesOf(message)).toEqual(issues);
  });
});

describe("headers", () => {
  it("with an id that is neither digits nor an IMEI", () => {
    const message = read(frameOf("0002 0000 01917665218a 00b3"));
    expect(message).toMatchObject({
      type: "heartbeat",
      deviceId: "01917665218a",
      serialNumber: 179,
    });
    expect(issuesOf(message)).toEqual([["bad-id", "deviceId", 5, 6]]);
  });
  it("of 2019, with an id of ten bytes", () => {
    const message = read(frameOf("0002 4000 07 00000000019176652184 00b3"));
    expect(message).toMatchObject({
      deviceId: "00000000019176652184",
      serialNumber: 179,
      jt808: { version: 2019, protocolVersion: 7 },
    });
    expect(message.issues).toEqual([]);
    // Ten bytes cannot be a packed IMEI.
    const other = read(frameOf("0002 4000 07 0000000001917665218a 00b3"));
    expect(issuesOf(other)).toEqual([["bad-id", "deviceId", 6, 10]]);
  });
  it("of a part", () => {
    const message = read(frameOf("0801 2003 019176652184 00b3 0004 0002 414243"));
    expect(message).toMatchObject({
      type: "unknown",
      jt808: { version: 2013, part: { total: 4, number: 2 } },
      tail: fromHex("414243"),
    });
    expect(issuesOf(message)).toEqual([["part", "frame", 17, 3]]);
    const only = read(frameOf("0002 2000 019176652184 00b3 0001 0001"));
    expect(only).toMatchObject({ type: "heartbeat", jt808: { part: { total: 1, number: 1 } } });
  });
  it.each([
    ["0400", 1],
    ["1c00", 7],
  ])("with encryption %s", (attributes, encryption) => {
    const message = read(frameOf(`0002 ${attributes.slice(0, 2)}02 019176652184 00b3 4142`));
    expect(message).toMatchObject({
      type: "unknown",
      jt808: { encryption },
      tail: fromHex("4142"),
    });
    expect(issuesOf(message)).toEqual([["encrypted", "frame", BODY, 2]]);
  });
  it("of a lock", () => {
    const message = read(frameOf("5501 0002 019176652184 b3 4142"));
    expect(message).toMatchObject({
      command: "0x5501",
      deviceId: "019176652184",
      serialNumber: 179,
    });
    expect(message).not.toHaveProperty("jt808");
    expect(issuesOf(message)).toEqual([["not-decoded", "frame", 12, 2]]);
  });
  it("with a wrong checksum and a wrong length", () => {
    const bytes = device("0002", "");
    bytes[bytes.length - 2]! ^= 0x40;
    const sum = toHex(device("0002", "").subarray(-2, -1));
    const message = read(bytes);
    expect(issuesOf(message)).toEqual([["bad-checksum", "frame", 13, 1]]);
    expect(message.issues[0]!.expected).toBe(sum);
    const long = read(frameOf("0002 0005 019176652184 00b3 41"));
    expect(issuesOf(long)).toEqual([
      ["length-differs", "frame", BODY, 1],
      ["unknown-tail", "tail", BODY, 1],
    ]);
  });
  it.each([
    ["41", "", 1],
    ["0002", "0x0002", 2],
    ["0002 0000 01917665", "0x0002", 8],
  ])("truncated: %s", (contents, command, length) => {
    const bytes = fromHex(`7e ${contents} 7e`);
    const message = read(bytes);
    const tail = fromHex(contents).subarray(length < 2 ? 0 : 2);
    expect(message).toMatchObject({ type: "unknown", command, deviceId: null, tail });
    expect(issuesOf(message)).toEqual([["truncated", "frame", 1, length]]);
  });
  it("after a shared flag", () => {
    const one = device("0002", "");
    const messages = decode(Uint8Array.from([...one, ...one.subarray(1)]));
    expect(messages.map(issuesOf)).toEqual([[], [["shared-flag", "frame", 0, 0]]]);
    expect(messages[1]).toMatchObject({ type: "heartbeat", deviceId: "019176652184" });
  });
});

describe("a value that a device could not send", () => {
  const HEAD = { deviceId: "019176652184", serialNumber: 179 };
  const AT = {
    type: "position",
    command: "0x0200",
    time: new Date(0),
    latitude: 1,
    longitude: 1,
    status: { word: 0, alarmWord: 0, table: "jt808" },
  };
  const ANSWER = { type: "confirmation", command: "0x0001", answeredSerialNumber: 20 };
  const REGISTRATION = {
    type: "identity",
    command: "0x0100",
    provinceCode: 1,
    cityCode: 2,
    manufacturer: "A",
    model: "B",
    terminalId: "C",
    plateColorCode: 1,
  };
  const write = (values: object): string =>
    toHex(encodeMessage({ ...HEAD, ...values } as unknown as EncodableMessage));
  it.each<[name: string, values: object]>([
    ["altitudeMeters", { ...AT, altitudeMeters: 32768 }],
    ["altitudeMeters", { ...AT, altitudeMeters: -32769 }],
    ["speedKmh", { ...AT, speedKmh: 6553.6 }],
    ["speedKmh", { ...AT, speedKmh: -0.1 }],
    ["speedKmh", { ...AT, speedKmh: Number.NaN }],
    ["courseDegrees", { ...AT, courseDegrees: 361 }],
    ["latitude", { ...AT, latitude: 90.000001 }],
    ["longitude", { ...AT, longitude: -180.000001 }],
    ["time", { ...AT, time: new Date("2080-01-01T00:00:00Z") }],
    ["time", { ...AT, time: new Date("1979-12-31T15:59:59Z") }],
    ["status.word", { ...AT, status: { word: 2 ** 32 } }],
    ["confirms", { ...ANSWER, confirms: "0x81", result: "ok" }],
    ["confirms", { ...ANSWER, confirms: "0x810g", result: "ok" }],
    ["confirms", { ...ANSWER, confirms: "8103aa", result: "ok" }],
    ["result", { ...ANSWER, confirms: "0x8103", result: "fine" }],
    ["result", { ...ANSWER, confirms: "0x8103", result: "zz" }],
    ["command", { type: "unknown", command: "0x02", tail: new Uint8Array(0) }],
    ["command", { type: "unknown", command: "0x020g", tail: new Uint8Array(0) }],
    ["deviceId", { type: "heartbeat", command: "0x0002", deviceId: null }],
    ["deviceId", { type: "heartbeat", command: "0x0002", deviceId: "1".repeat(13) }],
    ["serialNumber", { type: "heartbeat", command: "0x0002", serialNumber: 65536 }],
    ["plate", { ...REGISTRATION, plate: "\u4eac" }],
    [
      "jt808.encryption",
      { type: "heartbeat", command: "0x0002", jt808: { version: 2013, encryption: 1 } },
    ],
  ])("%s %j", (name, values) => {
    expect(refusal(() => write(values))).toContain(name);
  });
  it("is rounded to the unit of the wire on request, half of it upwards", () => {
    const whole = read(device("0200", `${POSITION} 03 02 0000`));
    const values = {
      ...whole,
      altitudeMeters: 1.5,
      speedKmh: 0.14,
      courseDegrees: 359.6,
      jt808: { version: 2013, recorderSpeedKmh: 50.04 },
    } as EncodableMessage;
    expect(() => encodeMessage(values)).toThrow(/^message\.jt808 has no form this fine/);
    expect(read(encodeMessage(values, { round: true }))).toMatchObject({
      altitudeMeters: 2,
      speedKmh: 0.1,
      courseDegrees: 360,
      jt808: { recorderSpeedKmh: 50 },
    });
  });
  it.each<[what: string, id: string, body: string]>([
    ...[...POSITIONS, ...BODIES]
      .filter(([, , , , issues]) => issues.length === 0)
      .map(([what, id, body]) => [what, id, body] as [string, string, string]),
    ["south and west", "0200", position({ status: "0000000e" })],
    ["alarms", "0200", position({ alarms: "80000001" })],
    ["a batch", "0704", `0002 01 001c ${POSITION} 001c ${POSITION}`],
    ["an answer of code ff", "0001", "0014 8103 ff"],
    ["an authentication", "0102", ascii("code")],
  ])("%s survives a round trip", (_what, id, body) => {
    const bytes = device(id, body);
    const { frame: _, issues: __, ...values } = read(bytes);
    expect(toHex(encodeMessage(values as EncodableMessage))).toBe(toHex(bytes));
  });
});
