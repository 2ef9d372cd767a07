/**
 * Limits of counters and lengths: parts of messages, items of a passthrough, the end of a frame (docs/protocol/jt808.md
 * §3 and §6).
 */
import { describe, expect, it } from "vitest";
import {
  type EncodableMessage,
  encodeMessage,
  type Message,
  type PositionMessage,
  parseFrame,
  replyTo,
  type UnknownMessage,
} from "../../src/index.ts";
import { SubPackages } from "../../src/session/index.ts";
import { refusal } from "../refusal.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0");
const parse = (bytes: Uint8Array): Message => parseFrame({ format: "escaped", bytes, offset: 7 });

/** Part `number` of `total` with a body; with the header of 2019 if `isNew`. */
function part(total: number, number: number, body: string, isNew = false): Message {
  const attributes = hex(0x2000 | (isNew ? 0x4000 : 0) | (body.length / 2), 4);
  const phone = isNew ? "0100000000019176652184" : "019176652184";
  return parse(
    frameOf(
      `0801${attributes}${phone}${hex(100 + number, 4)}${hex(total, 4)}${hex(number, 4)}${body}`,
    ),
  );
}

describe("SubPackages", () => {
  it.each<readonly [what: string, message: Message]>([
    ["what is no part", parse(device("0002", ""))],
    ["one part of one", part(1, 1, "aabb")],
    ["part 0", part(2, 0, "aabb")],
    ["a part above their number", part(2, 3, "aabb")],
    ["part 0 of none", part(0, 0, "aabb")],
    ["a part of another kind", { ...part(2, 1, "aabb"), type: "heartbeat" } as never],
    ["a part without its bytes", { ...part(2, 1, "aabb"), tail: undefined } as never],
  ])("refuses %s", (_what, message) => {
    const parts = new SubPackages();
    expect(parts.add(message)).toBeNull();
    expect(parts.buffered).toBe(0);
  });

  it("accepts the first and the last", () => {
    const parts = new SubPackages();
    expect(parts.add(part(2, 2, "bb"))).toBeNull();
    expect(parts.buffered).toBe(1);
    const whole = parts.add(part(2, 1, "aa")) as UnknownMessage;
    expect(parts.buffered).toBe(0);
    expect(toHex(whole.tail!)).toBe("aabb");
    // The header of the first part to arrive: its serial number, a length of two bytes, the bit for parts cleared; the
    // offset of the last part.
    expect([whole.serialNumber, whole.frame.offset, whole.jt808]).toEqual([
      102,
      7,
      { version: 2013, assembled: { offsets: [7, 7] } },
    ]);
    expect(toHex(whole.frame.bytes).slice(0, 26)).toBe("7e08010002019176652184" + "0066");
  });

  it("keeps the longer header of 2019", () => {
    const parts = new SubPackages();
    parts.add(part(2, 1, "aa", true));
    const whole = parts.add(part(2, 2, "bb", true)) as UnknownMessage;
    expect([whole.jt808!.version, whole.deviceId, toHex(whole.tail!)]).toEqual([
      2019,
      "00000000019176652184",
      "aabb",
    ]);
    expect(toHex(whole.frame.bytes).slice(0, 36)).toBe("7e0801400201000000000191766521840065");
  });

  it("joins parts that share a flag with the frame before", () => {
    const bytes = frameOf(`0801 2001 019176652184 0065 0002 0001 aa`).subarray(1);
    const parts = new SubPackages();
    parts.add(parse(bytes));
    const whole = parts.add(part(2, 2, "bb")) as UnknownMessage;
    expect([toHex(whole.tail!), whole.deviceId]).toEqual(["aabb", "019176652184"]);
  });

  it("starts again with a part of another length that begins the same", () => {
    const parts = new SubPackages();
    parts.add(part(3, 1, "aa"));
    parts.add(part(3, 2, "bb"));
    parts.add(part(3, 1, "aabbcc"));
    expect(parts.buffered).toBe(3);
    parts.add(part(3, 1, "aabbcc"));
    expect(parts.buffered).toBe(3);
  });

  it("holds exactly as many bytes and messages as allowed", () => {
    const bytes = new SubPackages({ maxBytes: 4 });
    bytes.add(part(2, 1, "aabb"));
    bytes.add(part(3, 1, "ccdd"));
    expect(bytes.buffered).toBe(4);
    bytes.add(part(4, 1, "ee"));
    // The oldest is discarded, and only that.
    expect(bytes.buffered).toBe(3);
    expect(bytes.add(part(2, 2, "bb"))).toBeNull();

    const least = new SubPackages({ maxBytes: 1, maxMessages: 1 });
    least.add(part(2, 1, "aa"));
    expect(least.buffered).toBe(1);
    least.add(part(3, 1, "bbcc"));
    expect(least.buffered).toBe(0);

    const messages = new SubPackages({ maxMessages: 2 });
    messages.add(part(2, 1, "aa"));
    messages.add(part(3, 1, "bb"));
    expect(messages.buffered).toBe(2);
    messages.add(part(4, 1, "cc"));
    expect(messages.buffered).toBe(2);
    expect(messages.add(part(2, 2, "aa"))).toBeNull();
  });

  it("assembles a body that fills the ten bits of the length, and one byte more", () => {
    for (const [first, second] of [
      [1000, 23],
      [1000, 24],
    ] as const) {
      const parts = new SubPackages();
      parts.add(part(2, 1, "aa".repeat(first)));
      const whole = parts.add(part(2, 2, "bb".repeat(second))) as UnknownMessage;
      expect(whole.tail).toHaveLength(first + second);
      expect(whole.issues.map(({ code }) => code)).toEqual(["not-decoded"]);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, "1", null])("refuses a limit of %s", (value) => {
    for (const name of ["maxBytes", "maxMessages"]) {
      const make = (): SubPackages => new SubPackages({ [name]: value } as never);
      expect(make).toThrow(
        new RangeError(
          `options.${name} must be a whole number above 0, not ${typeof value === "string" ? "a string of length 1" : value}`,
        ),
      );
    }
  });
});

describe("items of a passthrough", () => {
  const HEAD = "220428061009 00 02 01";
  const read = (body: string): UnknownMessage => {
    const bytes = device("0900", `f0 ${body}`);
    return parseFrame(
      { format: "escaped", bytes, offset: 0 },
      { jt808Profiles: ["concox-f0"] },
    ) as UnknownMessage;
  };
  const time = new Date("2022-04-27T22:10:09Z");

  it.each<readonly [what: string, body: string, obd: unknown, tail: string]>([
    ["one item", `${HEAD} 01 052b 01 50`, { fuelLevelPercent: 80 }, "000201"],
    [
      "one item, something behind it",
      `${HEAD} 01 052b 01 50 ab`,
      { fuelLevelPercent: 80 },
      "000201ab",
    ],
    ["no item", `${HEAD} 00`, undefined, "000201"],
  ])("%s", (_what, body, obd, tail) => {
    const message = read(body);
    expect([message.time, message.obd, toHex(message.tail!)]).toEqual([time, obd, tail]);
  });

  it.each<readonly [what: string, body: string]>([
    ["a head that is cut short", HEAD],
    ["fewer items than it says", `${HEAD} 02 052b 01 50`],
    ["a byte of a second item", `${HEAD} 02 052b 01 50 05`],
    ["two bytes of a second item", `${HEAD} 02 052b 01 50 052c`],
    ["an item that is cut short", `${HEAD} 01 052b 02 50`],
    ["another subtype", "220428061009 00 02 02 01 052b 01 50"],
    ["nothing", ""],
  ])("are left as they are: %s", (_what, body) => {
    const message = read(body);
    expect([message.time, message.obd]).toEqual([undefined, undefined]);
    expect(toHex(message.tail!)).toBe(body.replace(/\s/g, ""));
  });
});

describe("items in a container", () => {
  const read = (items: string): PositionMessage =>
    parseFrame(
      { format: "escaped", bytes: device("0200", `${POSITION} ${items}`), offset: 0 },
      { jt808Profiles: ["vjt-ea"] },
    ) as PositionMessage;

  it.each<readonly [item: string, obd: unknown]>([
    ["60f0 01 50", { intakeAirTemperatureCelsius: 40 }],
    ["60f0 04 00000050", { intakeAirTemperatureCelsius: 40 }],
    ["60f0 00", undefined],
    ["60f0 05 0000000050", undefined],
  ])("may have one to four bytes of a number: %s", (item, obd) => {
    const length = (item.replace(/ /g, "").length / 2).toString(16).padStart(2, "0");
    const message = read(`eb ${length} ${item}`);
    expect(message.obd).toEqual(obd);
    expect(message.jt808!.items?.map(({ id }) => id)).toEqual(
      obd === undefined ? [0x60f0] : undefined,
    );
  });
});

describe("the end of a frame", () => {
  it("with and without its flags", () => {
    const whole = device("0200", POSITION);
    for (const [bytes, ...codes] of [
      [whole],
      [whole.subarray(1), "shared-flag"],
      [whole.subarray(0, -1)],
      [whole.subarray(1, -1), "shared-flag"],
    ] as const) {
      const message = parse(bytes);
      expect(message).toMatchObject({ type: "position", latitude: 22.583558 });
      expect(message.issues.map(({ code }) => code)).toEqual(codes);
    }
  });

  it.each<readonly [hex: string, command: string, tail: string]>([
    ["", "", ""],
    ["7e", "", ""],
    ["7e7e", "", ""],
    ["7e00", "", "00"],
    ["7e007e", "", "00"],
    ["7e00027e", "0x0002", ""],
    ["7e0002007e", "0x0002", "00"],
  ])("that has no header: %s", (bytes, command, tail) => {
    const message = parse(fromHex(bytes)) as UnknownMessage;
    expect([message.type, message.command, message.deviceId, toHex(message.tail!)]).toEqual([
      "unknown",
      command,
      null,
      tail,
    ]);
    expect(message.issues.map(({ code }) => code)).toContain("truncated");
  });
});

describe("an encoded message", () => {
  const [registration] = [parse(device("0100", `002c012f3730313131${"00".repeat(27)}01`))];

  it("has the code of its registration, or none", () => {
    const nobody = { ...registration!, deviceId: null } as Message;
    const at = new Date(0);
    expect(() => replyTo(nobody, { at })).toThrow(RangeError);
    expect(() => replyTo(nobody, { at, authenticationCode: "a" })).toThrow(RangeError);
    expect(toHex(replyTo(registration!, { at })!).slice(26, -4)).toBe(
      `00b300${Buffer.from("019176652184").toString("hex")}`,
    );
  });

  it("may have a truncated body", () => {
    // 2019: length of the code, code, IMEI, version; only the code is present.
    for (const body of ["", "02", "024142", `0241${"30".repeat(35)}`]) {
      const bytes = frameOf(
        `0102${hex(0x4000 | (body.length / 2), 4)}010000000001917665218400b3${body}`,
      );
      const message = parse(bytes);
      expect(message).toMatchObject({ authenticationCode: null });
      expect(toHex(encodeMessage(message as EncodableMessage))).toBe(toHex(bytes));
    }
  });

  const position = parse(device("0200", POSITION)) as PositionMessage;
  it.each<readonly [name: string, change: object]>([
    ["deviceId", { deviceId: 5 }],
    ["deviceId", { deviceId: "1234567890123" }],
    ["status", { status: { ...position.status!, word: undefined, ignition: true } }],
    ["status", { status: { ...position.status!, alarmWord: undefined }, alarms: ["sos"] }],
    ["alarms", { alarms: ["moonlight"] }],
    ["obd", { obd: { engineRpm: "5" } }],
    ["obd", { obd: { vin: "1234567890ABCDEF" } }],
    ["obd", { obd: { faultCodes: null } }],
    ["obd", { obd: { dtcs: null } }],
  ])("without a wrong %s: %j", (name, change) => {
    const message = refusal(() => encodeMessage({ ...position, ...change } as never));
    expect(message).toContain(name);
  });

  it.each(["8000", "80051122334455", "8100", "81020320"])(
    "an item of another length stays an item: %s",
    (item) => {
      const { obd, jt808 } = parse(device("0200", `${POSITION} ${item} 8301aa`)) as PositionMessage;
      const items = jt808!.items;
      if (item === "81020320") expect(items).toBeUndefined();
      else expect(items?.map(({ id }) => hex(id, 2))).toContain(item.slice(0, 2));
      expect(obd).toBeDefined();
    },
  );
});
