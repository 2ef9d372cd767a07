/**
 * Bodies that end too early or have undocumented contents, and values without a form on the wire
 * (docs/protocol/jt808.md §3 to §6).
 */
import { describe, expect, it } from "vitest";
import {
  decode,
  type EncodableMessage,
  encodeCommand,
  encodeMessage,
  replyTo,
} from "../../src/index.ts";
import { SubPackages } from "../../src/session/index.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";

/** id, attributes with the length of the body, phone number, serial number, body, XOR; without escapes. */
function frame(id: string, body: string, attributes = 0): Uint8Array {
  const length = (body.length / 2) | attributes;
  const contents = Buffer.from(
    `${id}${length.toString(16).padStart(4, "0")}0123456789120007${body}`,
    "hex",
  );
  const sum = contents.reduce((xor, byte) => xor ^ byte, 0);
  return Uint8Array.from([0x7e, ...contents, sum, 0x7e]);
}

const TO = { protocol: "jt808", deviceId: "012345678912", serialNumber: 7 } as const;
const HEAD = { deviceId: "012345678912", serialNumber: 7 };

describe("bodies", () => {
  it("0x0104 without its count, and with a server that is no text", () => {
    expect(decode(frame("0104", "0014"))[0]).toMatchObject({
      answeredSerialNumber: 20,
      issues: [expect.objectContaining({ field: "jt808.parameters" })],
    });
    const [message] = decode(frame("0104", "0014" + "01" + "00000013" + "03" + "41ff42"));
    expect(message).toMatchObject({
      jt808: {
        parameters: [{ id: 0x13, name: "server", data: Uint8Array.from([0x41, 0xff, 0x42]) }],
      },
    });
    expect(message!.jt808!.parameters![0]).not.toHaveProperty("value");
  });

  it("an invalid line of 0x0900 stays raw", () => {
    const [message] = decode(frame("0900", `41${Buffer.from("$OBD-XX,1,2").toString("hex")}`), {
      jt808Profiles: ["obd-rt"],
    });
    expect(message).toMatchObject({
      jt808: { passthroughType: 0x41 },
      tail: expect.any(Uint8Array),
    });
    expect(message).not.toHaveProperty("obd");
  });

  it("an item E6 without a line stays an item", () => {
    const position = `${"00".repeat(8)}015899060${"6ca0fd7"}0004${"0000".repeat(2)}211129111705`;
    const [message] = decode(frame("0200", `${position}e603414243`), { jt808Profiles: ["obd-rt"] });
    expect(message).toMatchObject({
      jt808: { items: [{ id: 0xe6, data: Uint8Array.from([65, 66, 67]) }] },
    });
  });

  it("a damaged part is not assembled", () => {
    const parts = new SubPackages();
    const [whole] = decode(frame("0801", "000200011234", 0x2000));
    expect(parts.add(whole!)).toBeNull();
    const bytes = frame("0801", "000200025678", 0x2000);
    bytes[bytes.length - 2]! ^= 1;
    const [damaged] = decode(bytes);
    expect(damaged!.issues.map(({ code }) => code)).toContain("bad-checksum");
    expect(parts.add(damaged!)).toBeNull();
  });
});

describe("a value that cannot be written is named", () => {
  it.each([
    [
      "command.parameters[0].data",
      { type: "setParameters", parameters: [{ id: 0x30, data: new Uint8Array(256) }] },
    ],
    [
      "command.parameters[0].name",
      { type: "setParameters", parameters: [{ name: "color", value: 1 }] },
    ],
    ["command.type must be one of", { type: "dance" }],
  ])("%s", (words, command) => {
    expect(() => encodeCommand(command as never, TO)).toThrow(RangeError);
    expect(() => encodeCommand(command as never, TO)).toThrow(words);
  });

  it("a value that is no text or no command is refused", () => {
    expect(() => encodeCommand({ type: "text", text: 5 } as never, TO)).toThrow(RangeError);
    expect(() => encodeCommand(null as never, TO)).toThrow("command must be an object");
  });

  it.each([
    [
      "obd",
      {
        type: "unknown",
        command: "0x0900",
        extra: [],
        jt808: { passthroughType: 65 },
        obd: { engineRpm: 1 },
      },
    ],
    [
      "items with a container",
      {
        type: "position",
        command: "0x0200",
        status: { word: 0 },
        jt808: { items: [{ id: 2, data: new Uint8Array(1), container: 0xf3 }] },
      },
    ],
    [
      "latitude",
      { type: "position", command: "0x0200", status: { word: 0 }, latitude: 91, longitude: 1 },
    ],
  ])("%s", (words, values) => {
    const message = { ...HEAD, ...values } as unknown as EncodableMessage;
    expect(() => encodeMessage(message)).toThrow(RangeError);
    expect(() => encodeMessage(message)).toThrow(words);
  });

  it("an answer without an id", () => {
    const [heartbeat] = decode(frame("0002", ""));
    expect(() => replyTo({ ...heartbeat!, deviceId: null } as never, { at: new Date(0) })).toThrow(
      "name a device",
    );
  });
});

it("frames that are too short keep their form when they are anonymised", () => {
  const anonymise = createAnonymiser("v");
  for (const bytes of [
    [0x7e, 0x01, 0x7e],
    [0x7e, 0x7e],
    [0x7e, 2, 0, 0, 0x7e],
  ]) {
    expect(anonymise(Uint8Array.from(bytes))).toHaveLength(bytes.length);
  }
});
