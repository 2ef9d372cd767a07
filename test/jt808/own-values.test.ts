/**
 * Values that a program gives, at and beyond what the wire can carry: messages to encode, answers, parameters, text in
 * other encodings (docs/protocol/jt808.md §3 to §5, docs/protocol/jt808-tables.md §1 and §2).
 */
import { describe, expect, it } from "vitest";
import { decodeGbk, encodeGbk } from "../../src/gbk/index.ts";
import {
  decode,
  type EncodableMessage,
  type EncodeMessageOptions,
  encodeMessage,
  explain,
  type Message,
  parseFrame,
  type ReplyOptions,
  replyTo,
} from "../../src/index.ts";
import { createProtocol, number } from "../../src/protocol/index.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { refusal } from "../refusal.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

const HEAD = { deviceId: "019176652184", serialNumber: 179, jt808: { version: 2013 } };
const ascii = (text: string): string => Buffer.from(text, "latin1").toString("hex");
const bytesIn = (digits: string): string => (digits.length / 2).toString(16).padStart(2, "0");

function only(frame: Uint8Array, options = {}): Message {
  const [message, ...others] = decode(frame, options);
  expect(others).toEqual([]);
  return message!;
}

function write(values: object, options: EncodeMessageOptions = {}): string {
  return toHex(encodeMessage({ ...HEAD, ...values } as unknown as EncodableMessage, options));
}

/** Without the issues and the frame. */
function valuesOf(frame: Uint8Array): Record<string, unknown> {
  const { issues: _, frame: __, ...values } = only(frame) as unknown as Record<string, unknown>;
  return values;
}

describe("a wrong value of a message", () => {
  const ANSWER = {
    type: "confirmation",
    command: "0x0001",
    answeredSerialNumber: 20,
    confirms: "0x8103",
    result: "ok",
    parameters: [],
  };
  it.each<readonly [name: string, values: object]>([
    ["confirms", { ...ANSWER, confirms: "00x8103" }],
    ["confirms", { ...ANSWER, confirms: ["0x8103"] }],
    ["result", { ...ANSWER, result: "aff" }],
    ["result", { ...ANSWER, result: "ffa" }],
    ["result", { ...ANSWER, result: 10 }],
    ["deviceId", { ...ANSWER, deviceId: ["019176652184"] }],
    ["deviceId", { ...ANSWER, deviceId: "xx917665218a" }],
    ["deviceId", { ...ANSWER, deviceId: "917665218a" }],
    ["deviceId", { ...ANSWER, jt808: { version: 2019 }, deviceId: "4ef92fc69c68" }],
    ["command 0x5501", { type: "unknown", command: "0x5501", tail: new Uint8Array(2) }],
    ["command 0x5502", { type: "unknown", command: "0x5502", tail: new Uint8Array(2) }],
  ])("%s %j", (name, values) => {
    expect(refusal(() => write(values))).toContain(name);
  });

  it("is not the result ok, nor one without a name", () => {
    expect(write(ANSWER)).toBe(toHex(device("0001", "0014 8103 00")));
    expect(write({ ...ANSWER, result: "0f" })).toBe(toHex(device("0001", "0014 8103 0f")));
  });

  it("is not a part that is the only one", () => {
    const part = { total: 1, number: 1 };
    const values = { type: "heartbeat", command: "0x0002", jt808: { version: 2013, part } };
    expect(() => write(values)).not.toThrow("parts cannot be written");
  });
});

describe("the words of a position", () => {
  const AT = {
    type: "position",
    command: "0x0200",
    latitude: 22.583558,
    longitude: 113.905623,
    altitudeMeters: 4,
    speedKmh: 0,
    courseDegrees: 0,
    valid: true,
    time: new Date("2021-11-29T03:17:05Z"),
  };
  const words = (word: unknown, alarmWord: unknown = 0) => ({
    status: { word, alarmWord, table: "jt808" },
  });
  // Bits 1, 2 and 3 of the status are valid, south and west; bits 0 and 1 of the alarms are sos and overspeed.
  it.each<readonly [change: object, alarms: string, status: string]>([
    [words(2), "00000000", "00000002"],
    [words(0xffff0002), "00000000", "ffff0002"],
    [{ ...words(0), valid: false }, "00000000", "00000000"],
    [{ ...words(6), latitude: -22.583558 }, "00000000", "00000006"],
    [{ ...words(10), longitude: -113.905623 }, "00000000", "0000000a"],
    [{ ...words(14), latitude: null, longitude: null }, "00000000", "0000000e"],
    [{ ...words(2, 3), alarms: ["overspeed", "sos"] }, "00000003", "00000002"],
    [words(2, 0x80000003), "80000003", "00000002"],
  ])("%j", (change, alarms, status) => {
    expect(write({ ...AT, ...change }).slice(26, 42)).toBe(alarms + status);
  });

  it.each<readonly [change: object, name: string]>([
    [words("3"), "status.word must be 0 to 4294967295"],
    [words(1.5), "status.word must be 0 to 4294967295"],
    [words(-1), "status.word must be 0 to 4294967295"],
    [words(2 ** 32), "status.word must be 0 to 4294967295"],
    [words(2, 2 ** 32), "status"],
    [words(2, -1), "status"],
    [words(2, Number.NaN), "status"],
    [{ status: { word: 2 } }, "status"],
    [{}, "status.word must be 0 to 4294967295, not undefined"],
    [{ ...words(0), valid: true }, "valid"],
    [{ ...words(2), valid: false }, "valid"],
    [{ ...words(2), latitude: -22.583558 }, "latitude"],
    [words(6), "latitude"],
    [words(10), "longitude"],
    [{ ...words(2, 3), alarms: ["sos"] }, "alarms"],
    [{ ...words(2), alarms: ["moonlight"] }, "alarms"],
  ])("%j is refused", (change, name) => {
    expect(refusal(() => write({ ...AT, ...change }))).toContain(`message.${name}`);
  });
});

describe("parameters", () => {
  const parameterOf = (data: string): object => {
    const id = data.slice(0, 8);
    const value = data.slice(8).trim();
    const message = only(device("0104", `0014 01 ${id} ${bytesIn(value)} ${value}`));
    return message.jt808!.parameters![0]!;
  };
  it.each([
    ["00000001", { id: 1, name: "heartbeatSeconds", data: new Uint8Array(0) }],
    ["00000001 00", { id: 1, name: "heartbeatSeconds", value: 0, data: fromHex("00") }],
    ["0000010f 00", { id: 0x10f, data: fromHex("00") }],
    ["00000200 00", { id: 0x200, data: fromHex("00") }],
    ["00000013 0000", { id: 0x13, name: "server", value: "", data: fromHex("0000") }],
  ])("%s", (data, parameter) => {
    expect(parameterOf(data)).toStrictEqual(parameter);
  });

  const ANSWER = {
    type: "confirmation",
    command: "0x0104",
    answeredSerialNumber: 20,
    confirms: "0x8104",
    parameters: [],
  };
  const send = (parameter: object, options: EncodeMessageOptions = {}): string =>
    write({ ...ANSWER, jt808: { version: 2013, parameters: [parameter] } }, options);
  it("are written with their bytes, whatever their id", () => {
    expect(send({ id: 0xffffffff, data: fromHex("aabb") })).toBe(
      toHex(device("0104", "0014 01 ffffffff 02 aabb")),
    );
    const long = "aa".repeat(255);
    expect(send({ id: 0, data: fromHex(long) })).toBe(
      toHex(device("0104", `0014 01 00000000 ff ${long}`)),
    );
    const none = { ...ANSWER, jt808: { version: 2013, parameters: [] } };
    expect(write(none)).toBe(toHex(device("0104", "0014 00")));
  });

  it.each<readonly [parameter: object, text: string]>([
    [{ id: 2 ** 32, data: fromHex("aa") }, "[0].id must be 0 to 4294967295, not 4294967296"],
    [{ id: -1, data: fromHex("aa") }, "[0].id must be 0 to 4294967295, not -1"],
    [{ data: fromHex("aa") }, "[0].id must be 0 to 4294967295, not undefined"],
    [{ id: 1, data: "aa" }, "[0].data must be a Uint8Array of up to 255 bytes, not "],
    [{ id: 1, data: [1] }, "[0].data must be a Uint8Array of up to 255 bytes, not "],
    [{ id: 1 }, "[0].data must be a Uint8Array of up to 255 bytes, not undefined"],
    [
      { id: 1, data: new Uint8Array(256) },
      "[0].data must be a Uint8Array of up to 255 bytes, not ",
    ],
  ])("%j are refused", (parameter, text) => {
    expect(refusal(() => send(parameter))).toContain(`message.jt808.parameters${text}`);
  });

  it("with text that is not ASCII need an encoding that has it", () => {
    const plate = { id: 0x83, name: "plate", value: "京A12345", data: encodeGbk("京A12345") };
    const frame = toHex(device("0104", "0014 01 00000083 08 bea9413132333435"));
    expect(send(plate, { encodeText: encodeGbk })).toBe(frame);
    const refusing = (): Uint8Array => {
      throw new RangeError("not this one");
    };
    expect(refusal(() => send(plate, { encodeText: refusing }))).toBe(
      "message.jt808.parameters[0].value: not this one",
    );
    // ASCII is not encoded.
    const server = { id: 0x13, name: "server", value: "a.b", data: fromHex(ascii("a.b")) };
    expect(send(server, { encodeText: refusing })).toBe(
      toHex(device("0104", `0014 01 00000013 03 ${ascii("a.b")}`)),
    );
  });

  it("are explained one by one", () => {
    const body = `0014 02 00000001 04 0000003c 00000013 03 ${ascii("a.b")}`;
    const fields = explain(device("0104", body)).slice(5, -2);
    expect(fields.map(({ offset, length, name }) => [offset, length, name])).toEqual([
      [13, 2, "answeredSerialNumber"],
      [15, 1, "count"],
      [16, 9, "jt808.parameters"],
      [25, 8, "jt808.parameters"],
    ]);
  });

  it("lose what is personal when they are anonymised, and nothing else", () => {
    const before = `0014 02 00000001 04 0000003c 00000040 0b ${ascii("13812345678")}`;
    const after = toHex(createAnonymiser("key")(device("0104", before)));
    expect(after).toContain("00140200000001040000003c000000400b");
    expect(after).not.toContain(ascii("13812345678"));
  });
});

describe("the authentication code of an answer", () => {
  const registration = only(device("0100", `002c012f${"00".repeat(32)}01`));
  const codeIn = (options: Omit<ReplyOptions, "at">): string =>
    toHex(replyTo(registration, { at: new Date(0), ...options })!).slice(32, -4);
  const refusing = (): Uint8Array => {
    throw new RangeError("not this one");
  };
  const failing = (): Uint8Array => {
    throw new Error("mine");
  };
  it.each<readonly [code: string, encodeText: ((text: string) => Uint8Array) | undefined, string]>([
    [" ~", undefined, "207d02"],
    ["码1", encodeGbk, "c2eb31"],
    ["\u0080", () => Uint8Array.of(0x80), "80"],
    // ASCII needs no encoding.
    ["a1", refusing, "6131"],
  ])("%j", (authenticationCode, encodeText, code) => {
    expect(codeIn({ authenticationCode, ...(encodeText && { encodeText }) })).toBe(code);
  });

  it("is named if it cannot be sent", () => {
    for (const authenticationCode of ["码", "\x7f", "\x1f", "\u0080"])
      expect(refusal(() => codeIn({ authenticationCode }))).toBe(
        "authenticationCode must be printable ASCII",
      );
    expect(refusal(() => codeIn({ authenticationCode: "码", encodeText: refusing }))).toBe(
      "authenticationCode: not this one",
    );
    expect(() => codeIn({ authenticationCode: "码", encodeText: failing })).toThrow(
      new Error("mine"),
    );
  });
});

describe("an answer", () => {
  const at = new Date("2026-11-28T01:02:03Z");
  const lock = frameOf("5501 8002 019176652184 b3 4142");
  it("to a lock also follows a shared flag", () => {
    const answer = toHex(frameOf("4401 0003 019176652184 01 5501 00"));
    expect(toHex(replyTo(only(lock), { at })!)).toBe(answer);
    const shared = parseFrame({ format: "escaped", bytes: lock.subarray(1), offset: 0 });
    expect(shared.issues.map(({ code }) => code)).toContain("shared-flag");
    expect(toHex(replyTo(shared, { at })!)).toBe(answer);
    expect(replyTo(only(frameOf("5501 0002 019176652184 b3 4142")), { at })).toBeNull();
  });

  it("needs a device", () => {
    for (const frame of [lock, device("0002", "")]) {
      const message = { ...only(frame), deviceId: null } as Message;
      expect(refusal(() => replyTo(message, { at }))).toBe("message must name a device");
    }
  });

  it("needs the serial number of the message", () => {
    const heartbeat = only(device("0002", ""));
    for (const serialNumber of [65536, -1, 1.5, null])
      expect(refusal(() => replyTo({ ...heartbeat, serialNumber } as Message, { at }))).toBe(
        `message.serialNumber must be a whole number from 0 to 65535, not ${serialNumber}`,
      );
  });

  it("has one of its own results, and a number of two bytes", () => {
    const heartbeat = only(device("0002", ""));
    expect(refusal(() => replyTo(heartbeat, { at, result: "vehicleUnknown" }))).toBe(
      "result must be one of ok, failed, bad, unsupported, alarmConfirmed",
    );
    for (const serialNumber of [65536, -1, 1.5])
      expect(refusal(() => replyTo(heartbeat, { at, serialNumber }))).toMatch(
        /serialNumber must be a whole number from 0 to 65535, not /,
      );
    expect(toHex(replyTo(heartbeat, { at, serialNumber: 65535 })!)).toBe(
      toHex(frameOf("8001 0005 019176652184 ffff 00b3 0002 00")),
    );
  });

  it("to a recording that is not decoded is the general one", () => {
    const message = only(device("0801", "00000007"));
    expect(message.type).toBe("unknown");
    expect(replyTo({ ...message, issues: [] } as Message, { at })).toEqual(
      frameOf("8001 0005 019176652184 0000 00b3 0801 00"),
    );
  });
});

describe("text in other encodings", () => {
  const registration = (plate: string): Uint8Array =>
    device("0100", `002c012f${"00".repeat(32)}01${plate}`);
  it.each<readonly [text: string, plate: string | null]>([
    ["京 A", "京 A"],
    ["京\x1fA", null],
    ["京\x7fA", null],
    ["京\x9fA", null],
    ["京\xa0A", "京\xa0A"],
  ])("%j", (text, plate) => {
    expect(only(registration("bea941"), { decodeText: () => text })).toMatchObject({ plate });
  });

  it("is decoded without its padding", () => {
    expect(only(registration("0000bea9410000"), { decodeText: decodeGbk })).toMatchObject({
      plate: "京A",
    });
    expect(only(registration("bea9412020"), { decodeText: decodeGbk })).toMatchObject({
      plate: "京A",
    });
  });

  it("names the property that it cannot write", () => {
    const values = { ...valuesOf(registration(ascii("B1"))), plate: "京A" };
    const refusing = (): Uint8Array => {
      throw new RangeError("not this one");
    };
    expect(refusal(() => write(values, { encodeText: refusing }))).toBe(
      "message.plate: not this one",
    );
    expect(() => write(values, { encodeText: () => [1] as never })).toThrow(
      new TypeError("encodeText must return a Uint8Array"),
    );
  });
});

it("a batch may be without records", () => {
  const values = {
    type: "positions",
    command: "0x0704",
    jt808: { version: 2013, batch: "normal" },
  };
  expect(write({ ...values, positions: [] })).toBe(toHex(device("0704", "0000 00")));
});

it("an own item takes the place of one of the default profile", () => {
  const { decode: read } = createProtocol({
    jt808Items: [{ id: 0x80, name: "steps", kind: number(1), about: "Steps" }],
  });
  const [message] = read(device("0200", `${POSITION} 80 01 05`));
  expect(message).toMatchObject({ steps: 5, issues: [] });
  expect(message).not.toHaveProperty("obd");
});
