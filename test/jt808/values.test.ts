/** The limits of JT/T 808 values: a value at the limit survives a round trip, one beyond it is refused by name. */
import { describe, expect, it } from "vitest";
import {
  decode,
  type EncodableMessage,
  encodeCommand,
  encodeMessage,
  explain,
  type Message,
} from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { device, frameOf, POSITION, toHex } from "./frames.ts";

const PHONE = "019176652184";
const HEAD = { deviceId: PHONE, serialNumber: 179, jt808: { version: 2013 } };
const read = (bytes: Uint8Array, options = {}): Message => {
  const [message, ...more] = decode(bytes, options);
  expect(more).toEqual([]);
  return message!;
};
const write = (message: object): Uint8Array => encodeMessage(message as EncodableMessage);
const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");

const POSITION_MESSAGE = read(device("0200", POSITION));
const REGISTRATION = read(
  device(
    "0100",
    `002c012f${hex("70111")}${hex("MODEL".padEnd(20, "\0"))}${hex("ID00001")}01${hex("B12345")}`,
  ),
);
const AUTHENTICATION = read(
  frameOf(
    `0102 4026 01 00000000${PHONE} 00b3 02 4142 ${hex("123456789012345")} ${hex("V1".padEnd(20, "\0"))}`,
  ),
);
const ANSWER = read(device("0001", "0003 8103 00"));
const BATCH = read(device("0704", `0001 00 001c ${POSITION}`));

/** Keeps the type of rows, which `map` inside `it.each` loses. */
const rowsOf = <Row>(rows: readonly Row[]): readonly Row[] => rows;

describe("a value at its limit survives a round trip", () => {
  it.each(
    rowsOf<readonly [message: Message, change: Record<string, unknown>]>([
      [POSITION_MESSAGE, { latitude: 90, longitude: 180 }],
      [POSITION_MESSAGE, { latitude: 0.000001, longitude: 0.000001 }],
      [POSITION_MESSAGE, { altitudeMeters: -32768 }],
      [POSITION_MESSAGE, { altitudeMeters: 32767 }],
      [POSITION_MESSAGE, { speedKmh: 6553.5 }],
      [POSITION_MESSAGE, { speedKmh: 0 }],
      [POSITION_MESSAGE, { courseDegrees: 360 }],
      [POSITION_MESSAGE, { courseDegrees: null }],
      [POSITION_MESSAGE, { latitude: null, longitude: null }],
      [POSITION_MESSAGE, { latitude: null }],
      [POSITION_MESSAGE, { longitude: null }],
      [POSITION_MESSAGE, { time: null }],
      [POSITION_MESSAGE, { time: new Date("1979-12-31T16:00:00Z") }],
      [POSITION_MESSAGE, { time: new Date("2079-12-31T15:59:59Z") }],
      [POSITION_MESSAGE, { serialNumber: 0 }],
      [POSITION_MESSAGE, { serialNumber: 65535 }],
      [POSITION_MESSAGE, { deviceId: "123456789012" }],
      [
        POSITION_MESSAGE,
        { jt808: { version: 2013, items: [{ id: 0xf1, data: new Uint8Array(255) }] } },
      ],
      [
        POSITION_MESSAGE,
        { jt808: { version: 2013, items: [{ id: 0xf1, data: new Uint8Array(0) }] } },
      ],
      [REGISTRATION, { plate: null }],
      [REGISTRATION, { plate: "B", provinceCode: 65535, cityCode: 0, plateColorCode: 255 }],
      [
        REGISTRATION,
        { manufacturer: "12345", model: "12345678901234567890", terminalId: "1234567" },
      ],
      [REGISTRATION, { manufacturer: null, model: null, terminalId: null }],
      [AUTHENTICATION, { authenticationCode: "a".repeat(255) }],
      [AUTHENTICATION, { imei: "123456789012345", softwareVersion: "12345678901234567890" }],
      [AUTHENTICATION, { imei: null, softwareVersion: null }],
      [
        AUTHENTICATION,
        { jt808: { version: 2019, protocolVersion: 255 }, deviceId: "12345678901234567890" },
      ],
      [ANSWER, { answeredSerialNumber: 65535, confirms: "0xffff" }],
      [ANSWER, { confirms: "0x0000", result: "failed" }],
      [ANSWER, { result: "alarmConfirmed" }],
      [ANSWER, { result: "05" }],
      [ANSWER, { result: "ff" }],
      [BATCH, { jt808: { version: 2013, batch: "blindArea" } }],
      [BATCH, { jt808: { version: 2013, batch: null } }],
    ]).map(
      ([message, change]) =>
        [`${message.command} ${JSON.stringify(change).slice(0, 80)}`, message, change] as const,
    ),
  )("%s", (_what, message, change) => {
    const changed: Record<string, unknown> = { ...message, ...change };
    // An id is padded with zeros.
    const { jt808, deviceId } = changed as { jt808: { version: number }; deviceId: string };
    const wanted: Record<string, unknown> = {
      ...changed,
      deviceId: deviceId.padStart(jt808.version === 2019 ? 20 : 12, "0"),
    };
    const bytes = write({
      ...changed,
      status: undefined,
      ...("status" in message ? { status: message.status } : {}),
    });
    const {
      frame: _,
      issues: __,
      status: ___,
      tail: ____,
      extra: _____,
      ...values
    } = read(bytes) as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(values))
      expect([name, value]).toEqual([name, wanted[name]]);
    for (const name of Object.keys(change))
      if (name !== "status") expect(values).toHaveProperty(name);
  });
});

describe("a value that cannot go on the wire is named", () => {
  it.each(
    rowsOf<readonly [message: object, change: object, text: string]>([
      [
        POSITION_MESSAGE,
        { latitude: 90.000001 },
        "message.latitude must be -90 to 90, not 90.000001",
      ],
      [
        POSITION_MESSAGE,
        { longitude: -180.000001 },
        "message.longitude must be -180 to 180, not -180.000001",
      ],
      [POSITION_MESSAGE, { latitude: Number.NaN }, "message.latitude must be -90 to 90, not NaN"],
      [
        POSITION_MESSAGE,
        { altitudeMeters: 32768 },
        "message.altitudeMeters must be -32768 to 32767, not 32768",
      ],
      [
        POSITION_MESSAGE,
        { altitudeMeters: -32769 },
        "message.altitudeMeters must be -32768 to 32767, not -32769",
      ],
      [POSITION_MESSAGE, { speedKmh: 6553.6 }, "message.speedKmh must be 0 to 6553.5, not 6553.6"],
      [POSITION_MESSAGE, { speedKmh: -0.1 }, "message.speedKmh must be 0 to 6553.5, not -0.1"],
      [POSITION_MESSAGE, { courseDegrees: 361 }, "message.courseDegrees must be 0 to 360, not 361"],
      [
        POSITION_MESSAGE,
        { status: { word: 0x1_0000_0000 } },
        "message.status.word must be 0 to 4294967295, not 4294967296",
      ],
      [
        POSITION_MESSAGE,
        { time: new Date("1979-12-31T15:59:59Z") },
        "message.time must be a time of the years 1980 to 2079, not object",
      ],
      [
        POSITION_MESSAGE,
        { time: new Date("2079-12-31T16:00:00Z") },
        "message.time must be a time of the years 1980 to 2079, not object",
      ],
      [
        POSITION_MESSAGE,
        { jt808: { version: 2013, items: [{ id: 0xf1, data: new Uint8Array(256) }] } },
        "message.jt808.items must have at most 255 bytes each",
      ],
      [
        POSITION_MESSAGE,
        { serialNumber: 65536 },
        "serialNumber must be a whole number from 0 to 65535, not 65536",
      ],
      [POSITION_MESSAGE, { deviceId: null }, "message.deviceId must be an id, not null"],
      [
        POSITION_MESSAGE,
        { deviceId: "1234567890123" },
        "deviceId must be 1 to 12 digits, not a string of length 13",
      ],
      [
        POSITION_MESSAGE,
        { deviceId: "" },
        "deviceId must be 1 to 12 digits, not a string of length 0",
      ],
      [
        POSITION_MESSAGE,
        { deviceId: "12345678901g" },
        "deviceId must be 1 to 12 digits, not a string of length 12",
      ],
      [
        POSITION_MESSAGE,
        { deviceId: "12345678901aaaa" },
        "deviceId must be 1 to 12 digits, not a string of length 15",
      ],
      [
        POSITION_MESSAGE,
        { command: "0x02000" },
        "message.command must be 0x and four hexadecimal digits, not a string of length 7",
      ],
      [
        POSITION_MESSAGE,
        { command: "0x020" },
        "message.command must be 0x and four hexadecimal digits, not a string of length 5",
      ],
      [
        POSITION_MESSAGE,
        { command: "0x5501" },
        "message.command 0x5501 has no position message that can be written",
      ],
      [
        POSITION_MESSAGE,
        { command: "0x0002" },
        "message.command 0x0002 has no position message that can be written",
      ],
      [
        POSITION_MESSAGE,
        { command: "0x0f0f" },
        "message.command 0x0f0f has no position message that can be written",
      ],
      [
        POSITION_MESSAGE,
        { jt808: { version: 2013, encryption: 1 } },
        "message.jt808.encryption: encrypted bodies cannot be written",
      ],
      [
        POSITION_MESSAGE,
        { jt808: { version: 2013, part: { total: 2, number: 1 } } },
        "message.jt808.part: parts cannot be written",
      ],
      [POSITION_MESSAGE, { jt808: { version: 2011 } }, "version must be 2013 or 2019"],
      [
        AUTHENTICATION,
        { jt808: { version: 2019, protocolVersion: 256 } },
        "protocolVersion must be a whole number from 0 to 255, not 256",
      ],
      [
        AUTHENTICATION,
        { deviceId: "123456789012345678901" },
        "deviceId must be 1 to 20 digits, not a string of length 21",
      ],
      [
        AUTHENTICATION,
        { authenticationCode: "a".repeat(256) },
        "message.authenticationCode must be up to 255 characters of printable ASCII, not a string of length 256",
      ],
      [
        AUTHENTICATION,
        { authenticationCode: "\x1f" },
        "message.authenticationCode must be up to 255 characters of printable ASCII, not a string of length 1",
      ],
      [
        AUTHENTICATION,
        { imei: "1".repeat(16) },
        "message.imei must be up to 15 characters of printable ASCII, not a string of length 16",
      ],
      [
        AUTHENTICATION,
        { softwareVersion: "1".repeat(21) },
        "message.softwareVersion must be up to 20 characters of printable ASCII, not a string of length 21",
      ],
      [
        AUTHENTICATION,
        { softwareVersion: "\x7f" },
        "message.softwareVersion must be up to 20 characters of printable ASCII, not a string of length 1",
      ],
      [
        REGISTRATION,
        { plate: "1".repeat(1024) },
        "message.plate must be up to 1023 characters of printable ASCII, not a string of length 1024",
      ],
      [
        REGISTRATION,
        { plate: "\u0100" },
        "message.plate must be up to 1023 characters of printable ASCII, not a string of length 1",
      ],
      [
        REGISTRATION,
        { manufacturer: "123456" },
        "message.manufacturer must be up to 5 characters of printable ASCII, not a string of length 6",
      ],
      [
        REGISTRATION,
        { model: "1".repeat(21) },
        "message.model must be up to 20 characters of printable ASCII, not a string of length 21",
      ],
      [
        REGISTRATION,
        { terminalId: "12345678" },
        "message.terminalId must be up to 7 characters of printable ASCII, not a string of length 8",
      ],
      [REGISTRATION, { provinceCode: 65536 }, "message.provinceCode must be 0 to 65535, not 65536"],
      [REGISTRATION, { cityCode: -1 }, "message.cityCode must be 0 to 65535, not -1"],
      [REGISTRATION, { plateColorCode: 256 }, "message.plateColorCode must be 0 to 255, not 256"],
      [
        REGISTRATION,
        { provinceCode: undefined },
        "message.provinceCode cannot be absent from a 0x0100 identity message",
      ],
      [
        ANSWER,
        { confirms: "8103" },
        "message.confirms must be 0x and four hexadecimal digits, not a string of length 4",
      ],
      [
        ANSWER,
        { confirms: "0x810" },
        "message.confirms must be 0x and four hexadecimal digits, not a string of length 5",
      ],
      [
        ANSWER,
        { confirms: "0x81034" },
        "message.confirms must be 0x and four hexadecimal digits, not a string of length 7",
      ],
      [
        ANSWER,
        { confirms: "0x810g" },
        "message.confirms must be 0x and four hexadecimal digits, not a string of length 6",
      ],
      [
        ANSWER,
        { confirms: "1x8103" },
        "message.confirms must be 0x and four hexadecimal digits, not a string of length 6",
      ],
      [
        ANSWER,
        { result: "perhaps" },
        "message.result must be ok, failed, bad, unsupported, alarmConfirmed or two hexadecimal digits, not a string of length 7",
      ],
      [
        ANSWER,
        { result: "gg" },
        "message.result must be ok, failed, bad, unsupported, alarmConfirmed or two hexadecimal digits, not a string of length 2",
      ],
      [
        ANSWER,
        { result: undefined },
        "message.result must be ok, failed, bad, unsupported, alarmConfirmed or two hexadecimal digits, not undefined",
      ],
      [
        { ...HEAD, type: "unknown", command: "0x0f0f", extra: [], tail: new Uint8Array(1024) },
        {},
        "the body must have at most 1023 bytes",
      ],
    ]).map(([message, change, text]) => [text, message, change] as const),
  )("%s", (text, message, change) => {
    expect(refusal(() => write({ ...message, ...change }))).toBe(text);
  });

  it("in a body of the greatest length, nothing is refused", () => {
    const message = {
      ...HEAD,
      type: "unknown",
      command: "0x0f0f",
      extra: [],
      tail: new Uint8Array(1023),
    };
    expect(read(write(message))).toMatchObject({ tail: new Uint8Array(1023) });
  });

  it("in a setting of parameters", () => {
    const to = { protocol: "jt808", deviceId: PHONE, serialNumber: 1 } as const;
    const set = (...parameters: readonly object[]): string =>
      refusal(() => encodeCommand({ type: "setParameters", parameters } as never, to));
    expect(set({ id: 0x1_0000_0000, data: new Uint8Array(1) })).toBe(
      "command.parameters[0].id must be a whole number from 0 to 4294967295, not 4294967296",
    );
    expect(set(...Array.from({ length: 256 }, () => ({ id: 1, data: new Uint8Array(1) })))).toBe(
      "command.parameters must be a list of 0 to 255 parameters, not a list of length 256",
    );
    expect(set({ id: 1, data: new Uint8Array(256) })).toBe(
      "command.parameters[0].data must be at most 255 bytes, not 256 bytes",
    );
  });
});

describe("a time", () => {
  const time = (digits: string, options?: object): unknown[] => {
    const message = read(
      device("0200", POSITION.replace("211129111705", digits)),
      options,
    ) as never as {
      time: Date | null;
      issues: { code: string; field: string; offset: number; length: number }[];
    };
    return [
      message.time?.toISOString() ?? null,
      ...message.issues.map(({ code, field, offset, length }) => [code, field, offset, length]),
    ];
  };
  it.each(
    rowsOf<readonly [digits: string, ...shown: unknown[]]>([
      ["000101000000", "1999-12-31T16:00:00.000Z"],
      ["791231235959", "2079-12-31T15:59:59.000Z"],
      ["800101000000", "1979-12-31T16:00:00.000Z", ["clock-not-set", "time", 35, 1]],
      ["240229120000", "2024-02-29T04:00:00.000Z"],
      ["230229120000", null, ["bad-date", "time", 35, 3]],
      ["000000000000", null, ["date-not-set", "time", 35, 3]],
      ["000000120000", null, ["date-not-set", "time", 35, 3]],
      ["000100120000", null, ["bad-date", "time", 35, 3]],
      ["211129240000", null, ["bad-time", "time", 38, 3]],
      ["211129236000", null, ["bad-time", "time", 38, 3]],
      ["211329240000", null, ["bad-date", "time", 35, 3], ["bad-time", "time", 38, 3]],
      ["21112911170a", null, ["bad-bcd", "time", 35, 6]],
      ["a11129111705", null, ["bad-bcd", "time", 35, 6]],
      ["2a1129111705", null, ["bad-bcd", "time", 35, 6]],
      ["211129111705", "2021-11-29T03:17:05.000Z"],
    ]).map(([digits, ...shown]) => [digits, shown] as const),
  )("%s", (digits, shown) => {
    expect(time(digits)).toEqual(shown);
  });

  it.each<readonly [minutes: number, shown: string]>([
    [0, "2021-11-29T11:17:05.000Z"],
    [840, "2021-11-28T21:17:05.000Z"],
    [-840, "2021-11-30T01:17:05.000Z"],
  ])("of a device %i minutes from UTC", (jt808UtcOffsetMinutes, shown) => {
    expect(time("211129111705", { jt808UtcOffsetMinutes })).toEqual([shown]);
  });

  it.each([841, -841, 1.5, Number.NaN, "0"])("has no offset of %s", (jt808UtcOffsetMinutes) => {
    expect(() => time("211129111705", { jt808UtcOffsetMinutes })).toThrow(
      /^options\.jt808UtcOffsetMinutes must be a whole number from -840 to 840, not /,
    );
  });
});

describe("a header", () => {
  const issuesOf = (bytes: Uint8Array): unknown[] =>
    read(bytes).issues.map(({ code, field, offset, length, expected }) => [
      code,
      field,
      offset,
      length,
      expected,
    ]);

  it.each(
    rowsOf<readonly [what: string, hex: string, ...issues: unknown[]]>([
      ["as it is", "0002 0000 019176652184 00b3"],
      [
        "a letter in the phone number",
        "0002 0000 01917665218a 00b3",
        ["bad-id", "deviceId", 5, 6, "decimal digits"],
      ],
      [
        "a length that is too small",
        "0200 0000 019176652184 00b3 01",
        ["length-differs", "frame", 13, 1, "0 bytes of body"],
        ["truncated", "frame", 13, 1, "28 bytes or more"],
      ],
      [
        "an encrypted body",
        "0002 0402 019176652184 00b3 aabb",
        ["encrypted", "frame", 13, 2, "no encryption"],
      ],
      ["a part", "0002 2001 019176652184 00b3 0002 0001 aa", ["part", "frame", 17, 1, "all parts"]],
      ["a part of one", "0002 2000 019176652184 00b3 0001 0001"],
      [
        "nobody's message",
        "0f0f 0001 019176652184 00b3 aa",
        ["not-decoded", "frame", 13, 1, "a documented message"],
      ],
    ]).map(([what, contents, ...issues]) => [what, contents, issues] as const),
  )("%s", (_what, contents, issues) => {
    expect(issuesOf(frameOf(contents))).toEqual(issues);
  });

  it("with a wrong checksum names the right one, in two digits", () => {
    const bytes = frameOf("0002 0000 019176652184 00b3");
    // 00^02^00^00^01^91^76^65^21^84^00^b3 = 97: with a 9e for the b2 that follows from it.
    const right = bytes[bytes.length - 2]!;
    bytes[bytes.length - 2] = right ^ 1;
    expect(issuesOf(bytes)).toEqual([
      ["bad-checksum", "frame", 13, 1, right.toString(16).padStart(2, "0")],
    ]);
    const low = frameOf(
      `0002 0001 019176652184 00b3 ${(right ^ 1 ^ 5).toString(16).padStart(2, "0")}`,
    );
    expect(low[low.length - 2]).toBe(5);
    low[low.length - 2] = 4;
    expect(issuesOf(low)[0]).toEqual(["bad-checksum", "frame", 14, 1, "05"]);
  });

  it("has the right offsets in explain, with parts and version", () => {
    const rows = (contents: string): unknown[] =>
      explain(frameOf(contents)).map(({ offset, name, raw }) => [offset, name, raw]);
    expect(rows("0002 2001 019176652184 00b3 0002 0001 aa")).toEqual([
      [0, "start", "7e"],
      [1, "command", "0002"],
      [3, "jt808", "2001"],
      [5, "deviceId", PHONE],
      [11, "serialNumber", "00b3"],
      [13, "jt808.part", "00020001"],
      [17, "tail", "aa"],
      [18, "checksum", expect.any(String)],
      [19, "end", "7e"],
    ]);
    expect(rows(`0002 4000 01 00000000${PHONE} 00b3`).slice(2, 6)).toEqual([
      [3, "jt808", "4000"],
      [5, "jt808.protocolVersion", "01"],
      [6, "deviceId", `00000000${PHONE}`],
      [16, "serialNumber", "00b3"],
    ]);
  });
});

describe("text of a registration", () => {
  const model = (bytes: string): unknown[] => {
    const { issues, ...message } = read(
      device(
        "0100",
        `002c012f${hex("70111")}${bytes.padEnd(40, "0")}${hex("ID00001")}01${hex("B1")}`,
      ),
    ) as never as { model: string | null; issues: { code: string; received: string }[] };
    return [message.model, ...issues.map(({ code }) => code)];
  };
  it.each(
    rowsOf<readonly [bytes: string, ...shown: unknown[]]>([
      [hex("M"), "M"],
      [`00${hex("M")}`, "M"],
      [`0000${hex("M")}`, "M"],
      [hex("M  "), "M"],
      [`${hex("M")}0020`, "M"],
      [hex(" M"), " M"],
      [hex("M N"), "M N"],
      [hex("M\x1f"), null, "bad-text"],
      [hex("M\x7f"), null, "bad-text"],
      [`${hex("M")}00${hex("N")}`, null, "bad-text"],
      [hex("~ !"), "~ !"],
      ["", null, "empty-field"],
      ["2020", null, "empty-field"],
    ]).map(([bytes, ...shown]) => [bytes, shown] as const),
  )("%s", (bytes, shown) => {
    expect(model(bytes)).toEqual(shown);
  });
});

describe("items in their order", () => {
  it("are sorted by id, the ICCID before item 30, raw ones in their own order", () => {
    const message = read(
      device(
        "0200",
        `${POSITION} 01 04 00000258 cc 14 ${hex("89860022090912345678")} 30 01 1f 31 01 09 80 01 10 f1 01 aa`,
      ),
    );
    const again = write({
      ...message,
      jt808: {
        version: 2013,
        items: [
          { id: 0x2f, data: Uint8Array.of(1) },
          { id: 0xf1, data: Uint8Array.of(2) },
          { id: 0x7f, data: Uint8Array.of(3) },
        ],
      },
    });
    const items = toHex(again).slice((13 + 28) * 2, -4);
    expect(items).toBe(
      `010400000258${"2f0101"}cc14${hex("89860022090912345678")}30011f310109800110f101027f0103`,
    );
    expect(toHex(write(message))).toBe(
      toHex(
        device(
          "0200",
          `${POSITION} 01 04 00000258 cc 14 ${hex("89860022090912345678")} 30 01 1f 31 01 09 80 01 10 f1 01 aa`,
        ),
      ),
    );
  });

  it("of the profile that are too short or truncated are kept", () => {
    const of = (items: string): unknown[] => {
      const {
        jt808: { items: found },
        tail,
        issues,
      } = read(device("0200", `${POSITION} ${items}`)) as never as {
        jt808: { items?: { id: number }[] };
        tail?: Uint8Array;
        issues: { code: string }[];
      };
      return [found?.map(({ id }) => id), tail && toHex(tail), issues.map(({ code }) => code)];
    };
    expect(of("f1")).toEqual([undefined, "f1", ["bad-item"]]);
    expect(of("f1 02 aa")).toEqual([undefined, "f102aa", ["bad-item"]]);
    expect(of("f1 00")).toEqual([[0xf1], undefined, ["unknown-tail"]]);
    expect(of("f1 01 aa f2 00")).toEqual([[0xf1, 0xf2], undefined, ["unknown-tail"]]);
    expect(of("")).toEqual([undefined, undefined, []]);
  });
});

describe("a line of engine data", () => {
  // docs/protocol/jt808.md §6: voltage, revolutions, speed, throttle, load, coolant, consumption now and on average,
  // trip, total, fuel of both.
  const of = (line: string): unknown => {
    const { obd, tail, issues } = read(device("0900", `41${hex(line)}`), {
      jt808Profiles: ["obd-rt"],
    }) as never as {
      obd?: object;
      tail: Uint8Array;
      issues: { code: string; field: string; received: string; expected: string }[];
    };
    return [
      obd,
      Buffer.from(tail).toString("latin1"),
      issues.map(({ code, field }) => [code, field]),
    ];
  };
  const LINE = "$OBD-RT,12.3,800,20,0.00,0.00,80,10.89,31.15,18.66,181,54.26,565.96,0,0,0";
  it("ends with or without line ends", () => {
    const [plain] = of(LINE) as [object];
    expect(plain).toMatchObject({ engineRpm: 800, vehicleSpeedKmh: 20 });
    for (const end of ["\r\n", "\n", "\r", "\n\r\n"])
      expect(of(LINE + end)).toEqual([plain, "", []]);
  });

  it.each([
    LINE.replace("RT", "XX"),
    LINE.slice(1),
    `${LINE},1`,
    LINE.slice(0, LINE.lastIndexOf(",")),
    LINE.replace("800", "8e2"),
    LINE.replace("800", " 800"),
    LINE.replace("800", "0x5"),
    LINE.replace("800", "1.2.3"),
    LINE.replace("800", "-"),
    LINE.replace("800", "Infinity"),
  ])("is none: %s", (line) => {
    expect(of(line)).toEqual([undefined, line, [["not-decoded", "frame"]]]);
  });

  it("may have empty fields and negative numbers", () => {
    const [obd, tail, issues] = of(LINE.replace("800", "").replace("80,", "-8,")) as [
      object,
      string,
      unknown,
    ];
    expect(obd).toMatchObject({ engineRpm: null, coolantTemperatureCelsius: -8 });
    expect([tail, issues]).toEqual(["", [["empty-field", "obd"]]]);
  });
});
