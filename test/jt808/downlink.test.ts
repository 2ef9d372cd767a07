/** Answers and commands equal the samples of docs/protocol/jt808.md §8 byte for byte. */
import { describe, expect, it } from "vitest";
import { encodeJt808Command } from "../../src/command/encode-jt808.ts";
import type { Jt808Command } from "../../src/index.ts";
import { decode, type Message, type ReplyOptions, replyTo } from "../../src/index.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

function message(hex: string) {
  return decode(fromHex(hex))[0]!;
}

/** None of these answers carries a time. */
const reply = (to: Message, options: Omit<ReplyOptions, "at"> = {}): Uint8Array =>
  replyTo(to, { at: new Date(0), ...options })!;

describe("answers", () => {
  it("to an authentication (8.4)", () => {
    const login = message("7e0102000e014545265879000961757468656e7469636174696f6e027e");
    expect(toHex(reply(login, { serialNumber: 1 }))).toBe(
      "7e8001000501454526587900010009010200897e",
    );
  });
  it("to a position (8.5), with escapes where the bytes need them", () => {
    const report = message(toHex(frameOf(`0200 001c 012345678900 0064 ${POSITION}`)));
    expect(toHex(reply(report, { serialNumber: 10 }))).toBe(
      "7e80010005012345678900000a0064020000617e",
    );
    const escaped = reply({ ...report, serialNumber: 0x7e }, { serialNumber: 0x7d });
    expect(toHex(escaped)).toBe(toHex(frameOf("8001 0005 012345678900 007d 007e 0200 00")));
  });
  it("to a registration (8.5 and 8.6)", () => {
    const registration = message(toHex(frameOf(`0100 0025 012345678900 0064 ${"00".repeat(37)}`)));
    expect(toHex(reply(registration, { serialNumber: 10, authenticationCode: "123456" }))).toBe(
      "7e81000009012345678900000a006400313233343536687e",
    );
    const refused = reply(registration, { result: "terminalUnknown" });
    expect(toHex(refused)).toBe(toHex(frameOf("8100 0003 012345678900 0000 0064 04")));
    const usual = reply(registration);
    expect(Buffer.from(usual).toString("latin1")).toContain("012345678900");
  });
  it("have the header of the device", () => {
    const long = message(toHex(frameOf("0002 4000 07 00000000019176652184 0005")));
    expect(toHex(reply(long, { result: "unsupported" }))).toBe(
      toHex(frameOf("8001 4005 07 00000000019176652184 0000 0005 0002 03")),
    );
    const packed = message(toHex(frameOf("0002 0000 4eb38069ed51 0005")));
    expect(packed.deviceId).toBe("865328605381937");
    expect(toHex(reply(packed))).toBe(toHex(frameOf("8001 0005 4eb38069ed51 0000 0005 0002 00")));
  });
  it("refuse a wrong argument by name", () => {
    const report = message(toHex(device("0002", "")));
    const registration = message(toHex(device("0100", "00".repeat(37))));
    expect(() => reply(report, { serialNumber: 65536 })).toThrow(/serialNumber/);
    expect(() => reply(report, { result: "done" as never })).toThrow(/result/);
    expect(() => reply(registration, { authenticationCode: "a\n" })).toThrow(/authenticationCode/);
  });
});

describe("commands", () => {
  it.each<[string, Jt808Command, string, number, string]>([
    ["8.4", { type: "queryPosition" }, "024509316254", 0, "7e820100000245093162540000ca7e"],
    [
      "8.4",
      { type: "setParameters", parameters: [{ name: "reportSeconds", value: 10 }] },
      "024509316254",
      0,
      "7e8103000a02450931625400000100000029040000000ae77e",
    ],
    ["8.5", { type: "queryParameters" }, "012345678900", 1, "7e8104000001234567890000010d7e"],
    [
      "section 4",
      { type: "control", code: 1, parameters: ";TK;1.0" },
      "012345678900",
      1,
      toHex(frameOf("8105 0008 012345678900 0001 01 3b544b3b312e30")),
    ],
    ["8.7", { type: "control", code: 0xf0 }, "0b3a73ce2ff2", 0, "7e810500010b3a73ce2ff20000f0247e"],
    [
      "8.7",
      { type: "text", text: "Test, Command, 123#" },
      "123456789012347",
      0,
      "7e830000140b3a73ce2ff2000001546573742c20436f6d6d616e642c2031323323a57e",
    ],
    [
      "section 4",
      {
        type: "setParameters",
        parameters: [
          { name: "server", value: "a.b" },
          { id: 0x12345678, data: fromHex("7e01") },
        ],
      },
      "1",
      0x7e,
      toHex(frameOf("8103 0010 000000000001 007e 02 00000013 03 612e62 12345678 02 7e01")),
    ],
  ])("%s: %o", (_, command, deviceId, serialNumber, expected) => {
    expect(toHex(encodeJt808Command(command, { deviceId, serialNumber }))).toBe(expected);
  });
  it("with a header of 2019", () => {
    const to = { deviceId: "19176652184", serialNumber: 3, version: 2019 } as const;
    expect(toHex(encodeJt808Command({ type: "control", code: 4 }, to))).toBe(
      toHex(frameOf("8105 4001 01 00000000019176652184 0003 04")),
    );
  });
  const to = { deviceId: "019176652184", serialNumber: 0 };
  it.each<[RegExp, () => unknown]>([
    [/code/, () => encodeJt808Command({ type: "control", code: 256 }, to)],
    [/parameters/, () => encodeJt808Command({ type: "control", code: 1, parameters: "\x7f" }, to)],
    [/flags/, () => encodeJt808Command({ type: "text", text: "a", flags: -1 }, to)],
    [/text/, () => encodeJt808Command({ type: "text", text: "粤" }, to)],
    [/text/, () => encodeJt808Command({ type: "text", text: "a".repeat(1023) }, to)],
    [
      /tcpPort must be a whole number from 0 to 65535/,
      () =>
        encodeJt808Command(
          { type: "setParameters", parameters: [{ name: "tcpPort", value: 65536 }] },
          to,
        ),
    ],
    [
      /command.text must be/,
      () => encodeJt808Command({ type: "text", text: 5 as unknown as string }, to),
    ],
    [
      /tcpPort/,
      () =>
        encodeJt808Command(
          { type: "setParameters", parameters: [{ name: "tcpPort", value: 1.5 }] },
          to,
        ),
    ],
    [
      /server/,
      () =>
        encodeJt808Command(
          { type: "setParameters", parameters: [{ name: "server", value: "a\r" }] },
          to,
        ),
    ],
    [
      /body/,
      () =>
        encodeJt808Command(
          {
            type: "setParameters",
            parameters: Array.from({ length: 5 }, (_, id) => ({ id, data: new Uint8Array(255) })),
          },
          to,
        ),
    ],
    [/deviceId/, () => encodeJt808Command({ type: "queryPosition" }, { ...to, deviceId: "1,2" })],
    [
      /deviceId/,
      () => encodeJt808Command({ type: "queryPosition" }, { ...to, deviceId: "1234567890123" }),
    ],
    [/deviceId/, () => encodeJt808Command({ type: "queryPosition" }, { ...to, deviceId: "" })],
    // Packed, it would be 100000000000: digits, which would be read unchanged.
    [
      /deviceId/,
      () => encodeJt808Command({ type: "queryPosition" }, { ...to, deviceId: "175921860444161" }),
    ],
    [
      /version/,
      () => encodeJt808Command({ type: "queryPosition" }, { ...to, version: 2011 as never }),
    ],
    [
      /protocolVersion/,
      () =>
        encodeJt808Command(
          { type: "queryPosition" },
          { ...to, version: 2019, protocolVersion: 256 },
        ),
    ],
    [/command\.type must be one of/, () => encodeJt808Command({ type: "arm" } as never, to)],
  ])("%s is named", (name, encode) => {
    expect(encode).toThrow(RangeError);
    expect(encode).toThrow(name);
  });
});
