/** JT/T 808 frames with errors and quirks on the wire. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decode,
  FrameSplitter,
  type IdentityMessage,
  type Message,
  type PositionMessage,
  type PositionsMessage,
} from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { device, frameOf, fromHex, POSITION, toHex } from "./frames.ts";

function only<T extends Message = Message>(bytes: Uint8Array, options = {}): T {
  const messages = decode(bytes, options);
  expect(messages).toHaveLength(1);
  return messages[0] as T;
}

function codes(message: Message): string[] {
  return message.issues.map(({ code }) => code);
}

describe("checksum, length and escapes", () => {
  it("a bad checksum is an issue that has the right one, and the rest is decoded", () => {
    const frame = device("0200", POSITION);
    frame[frame.length - 2]! ^= 0x11;
    const message = only<PositionMessage>(frame);
    expect(codes(message)).toEqual(["bad-checksum"]);
    expect(message.issues[0]!.expected).toBe(
      (frame[frame.length - 2]! ^ 0x11).toString(16).padStart(2, "0"),
    );
    expect(message.latitude).toBe(22.583558);
  });
  it("a length that does not match the body is an issue", () => {
    const message = only<PositionMessage>(frameOf(`0200 0020 019176652184 00b3 ${POSITION}`));
    expect(codes(message)).toEqual(["length-differs"]);
    expect(message.longitude).toBe(113.905623);
  });
  it("7E and 7D in the id, the body and the checksum", () => {
    const message = only(frameOf("0002 0000 017e7d652184 007d"));
    expect(message).toMatchObject({ deviceId: "017e7d652184", serialNumber: 0x7d });
    expect(codes(message)).toEqual(["bad-id"]);
    expect(toHex(frameOf("0002 0000 040018106239 002b"))).toBe("7e00020000040018106239002b7d027e");
    expect(codes(only(fromHex("7e00020000040018106239002b7d027e")))).toEqual([]);
  });
  it("offsets of issues refer to the frame as sent", () => {
    const message = only(frameOf(`0200 0024 017e7e652184 007e ${POSITION} e1 06 00007e7d0000`));
    const issue = message.issues.find(({ code }) => code === "unknown-tail")!;
    const sent = toHex(message.frame.bytes);
    expect(sent.slice(issue.offset * 2, (issue.offset + issue.length) * 2)).toBe(
      "e10600007d027d010000",
    );
  });
  it("an unescaped frame that holds 7D 01 is read unchanged", () => {
    const contents = `0200 0020 019176652184 00b3 ${POSITION} e1 02 7d01`.replace(/\s/g, "");
    const checksum = [...fromHex(contents)].reduce((xor, byte) => xor ^ byte, 0);
    const message = only<PositionMessage>(
      fromHex(`7e${contents}${checksum.toString(16).padStart(2, "0")}7e`),
    );
    expect(codes(message)).toEqual(["unescaped", "unknown-tail"]);
    expect(message.jt808!.items).toEqual([{ id: 0xe1, data: fromHex("7d01") }]);
  });
  it("a checksum or a length proves a frame that contains an H02 frame", () => {
    const text = Buffer.from("*HQ,353271799434922,XT#").toString("hex");
    const good = toHex(frameOf(`0900 0018 019176652184 0001 41 ${text}`));
    expect(codes(only(fromHex(good)))).toEqual(["not-decoded"]);
    const wrongLength = frameOf(`0900 0017 019176652184 0001 41 ${text}`);
    expect(codes(only(wrongLength))).toEqual(["length-differs", "not-decoded"]);
    expect(codes(only(fromHex(good.replace(/..7e$/, "007e"))))).toContain("bad-checksum");
    const neither = toHex(wrongLength).replace(/..7e$/, "007e");
    expect(decode(fromHex(neither)).map(({ type }) => type)).toContain("heartbeat");
  });
  it("a 7D that was not escaped is data", () => {
    const message = only(fromHex("7e 0002 0000 000000000679 0000 7d 7e"));
    expect(message).toMatchObject({ type: "heartbeat", deviceId: "000000000679", issues: [] });
  });
  it("one flag between two frames serves both", () => {
    const frames = [device("0002", ""), device("0200", POSITION), device("0002", "")];
    const glued = fromHex(`${frames.map((frame) => toHex(frame).slice(0, -2)).join("")}7e`);
    const messages = decode(glued);
    expect(messages.map(({ command }) => command)).toEqual(["0x0002", "0x0200", "0x0002"]);
    expect(messages.map(codes)).toEqual([[], ["shared-flag"], ["shared-flag"]]);
    for (let size = 1; size < 20; size++) {
      const splitter = new FrameSplitter();
      const found: string[] = [];
      for (let at = 0; at < glued.length; at += size) {
        found.push(
          ...splitter.push(glued.subarray(at, at + size)).map(({ bytes }) => toHex(bytes)),
        );
      }
      expect(splitter.buffered).toBe(0);
      expect(found).toEqual(messages.map(({ frame }) => toHex(frame.bytes)));
    }
  });
  it("after a shared flag, bytes that prove no frame are read as usual", () => {
    const text = Buffer.from("*HQ,353271799434922,XT#", "latin1");
    const stream = Buffer.concat([device("0002", ""), Buffer.from("\0\r\n\x02\x01"), text]);
    expect(decode(stream).map(({ type }) => type)).toEqual(["heartbeat", "noise", "heartbeat"]);
  });
});

describe("after a frame", () => {
  const frame = toHex(device("0002", ""));
  it("a frame without flag needs the right checksum", () => {
    const damaged = frame.slice(2).replace(/..7e$/, "007e");
    const messages = decode(fromHex(frame + damaged));
    expect(messages.map(({ type }) => type)).not.toContain("unknown");
    expect(messages.filter(({ type }) => type === "heartbeat")).toHaveLength(1);
  });
  it("separators are not held", () => {
    const splitter = new FrameSplitter();
    expect(splitter.push(fromHex(`${frame}0000`))).toHaveLength(1);
    expect(splitter.buffered).toBe(0);
  });
});

describe("the header", () => {
  it("of 2019 has a version byte and 20 digits", () => {
    expect(only(frameOf("0002 4000 01 00000001916652184000 0102"))).toMatchObject({
      deviceId: "00000001916652184000",
      serialNumber: 0x102,
      jt808: { version: 2019, protocolVersion: 1 },
    });
  });
  it("a packed IMEI gets its check digit, other non-decimal ids stay", () => {
    expect(only(frameOf("0002 0000 4eb38069ed51 0001")).deviceId).toBe("865328605381937");
    const other = only(frameOf("0002 0000 00000000000a 0001"));
    expect(other.deviceId).toBe("00000000000a");
    expect(codes(other)).toEqual(["bad-id"]);
  });
  it("an encrypted body is kept raw", () => {
    const message = only(frameOf("0200 0402 019176652184 0001 abcd"));
    expect(message).toMatchObject({ type: "unknown", jt808: { encryption: 1 } });
    expect(codes(message)).toEqual(["encrypted"]);
    expect((message as { tail?: Uint8Array }).tail).toEqual(fromHex("abcd"));
  });
  it("a short one is raw", () => {
    const message = only(fromHex("7e 0101 7e"));
    expect(message).toMatchObject({ type: "unknown", command: "0x0101", deviceId: null });
    expect(codes(message)).toEqual(["truncated"]);
  });
});

describe("a position", () => {
  it("is in GMT+8 by default", () => {
    const frame = device("0200", POSITION);
    const at = (jt808UtcOffsetMinutes: number): Date | null =>
      only<PositionMessage>(frame, { jt808UtcOffsetMinutes }).time;
    expect(only<PositionMessage>(frame).time).toEqual(new Date("2021-11-29T03:17:05Z"));
    expect(at(0)).toEqual(new Date("2021-11-29T11:17:05Z"));
    expect(at(-330)).toEqual(new Date("2021-11-29T16:47:05Z"));
    expect(() => at(841)).toThrow(/jt808UtcOffsetMinutes/);
    expect(() => at(0.5)).toThrow(RangeError);
  });
  it.each([
    ["991332000000", ["bad-date"]],
    ["211129240000", ["bad-time"]],
    ["2111291117fa", ["bad-bcd"]],
    ["000000111705", ["date-not-set"]],
  ])("time %s is null", (time, expected) => {
    const message = only<PositionMessage>(device("0200", POSITION.replace("211129111705", time)));
    expect(message.time).toBeNull();
    expect(codes(message)).toEqual(expected);
  });
  it("a factory clock is 1999, with a warning", () => {
    const body = POSITION.replace("211129111705", "990101080000");
    const message = only<PositionMessage>(device("0200", body));
    expect(message.time).toEqual(new Date("1999-01-01T00:00:00Z"));
    expect(codes(message)).toEqual(["clock-not-set"]);
  });
  it("has signs, and null without a position", () => {
    const body = (status: string, lat: string, lon: string): string =>
      `00000000 ${status} ${lat} ${lon} ffff 0123 0168 211129111705`;
    expect(only(device("0200", body("0000000c", "05f5e100", "0abdcef0")))).toMatchObject({
      latitude: null,
      longitude: null,
      altitudeMeters: -1,
      speedKmh: 29.1,
      courseDegrees: 360,
      valid: false,
    });
    expect(only(device("0200", body("0000000e", "00000001", "00000000")))).toMatchObject({
      latitude: -0.000001,
      longitude: 0,
      valid: true,
    });
    const none = only(device("0200", body("00000002", "00000000", "00000000")));
    expect(none).toMatchObject({ latitude: null, longitude: null });
    expect(codes(none)).toEqual(["no-position", "no-position"]);
  });
  it("has all alarms and states", () => {
    const { status } = only<PositionMessage>(
      device("0200", POSITION.replace("00000000 00000003", "fffc7fff 003dfc31")),
    );
    expect(status!.alarms).toHaveLength(29);
    expect(status).toMatchObject({
      table: "jt808",
      word: 0x3dfc31,
      alarmWord: 0xfffc7fff,
      ignition: true,
      outOfService: true,
      positionEncrypted: true,
      fuelCut: true,
      circuitCut: true,
      doorsLocked: true,
      doorOpen: true,
      load: "empty",
      gnss: ["gps", "beidou", "glonass", "galileo"],
    });
    expect(status).not.toHaveProperty("engineRunning");
    const one = (bit: number): string => (2 ** bit).toString(16).padStart(8, "0");
    const alarm = (bit: number): readonly string[] =>
      only<PositionMessage>(device("0200", POSITION.replace("00000000", one(bit)))).status!.alarms;
    expect([0, 8, 15, 26, 29, 31].map(alarm)).toEqual([
      ["sos"],
      ["powerCut"],
      [],
      ["theft"],
      ["collision"],
      ["illegalDoor"],
    ]);
    const door = (bit: number): boolean =>
      only<PositionMessage>(device("0200", POSITION.replace("00000003", one(bit)))).status!
        .doorOpen;
    expect([12, 13, 14, 15, 16, 17].map(door)).toEqual([false, true, true, true, true, true]);
  });
  it("has other bits with a header of 2019", () => {
    const of2019 = (words: string): PositionMessage =>
      only(frameOf(`0200 401c 01 00000000019176652184 00b3 ${words}${POSITION.slice(17)}`));
    const { status } = of2019("80038001 004000c3");
    expect(status).toMatchObject({
      alarms: ["sos", "illegalDriving", "tyrePressureWarning", "rightTurnBlindSpot"],
      forwardCollisionWarning: true,
      laneDeparture: true,
      moving: true,
    });
    const flags = ["forwardCollisionWarning", "laneDeparture", "moving"] as const;
    const bits = ["00000040", "00000080", "00400000"];
    for (const [i, bit] of bits.entries()) {
      const set = of2019(`00000000 ${bit}`).status!;
      expect(flags.filter((flag) => set[flag])).toEqual([flags[i]]);
    }
    const { status: before } = only<PositionMessage>(
      device("0200", `80038000 004000c3${POSITION.slice(17)}`),
    );
    expect(before!.alarms).toEqual(["illegalDoor"]);
    for (const flag of flags) expect(before).not.toHaveProperty(flag);
  });
  it("has the load, and none for reserved bits", () => {
    const load = (bits: string) =>
      only<PositionMessage>(device("0200", `00000000 00000${bits}03${POSITION.slice(17)}`));
    expect(["0", "1", "2", "3"].map((bits) => load(bits).status!.load)).toEqual([
      "empty",
      "half",
      null,
      "full",
    ]);
    const issues = load("2").issues.map(({ code, field }) => [code, field]);
    expect(issues).toEqual([["out-of-range", "status.load"]]);
  });
  it("keeps every unread item, and bytes that are no item", () => {
    const message = only<PositionMessage>(
      device(
        "0200",
        `${POSITION} 01 04 00000064 01 04 00000065 30 01 63 30 02 0001 f7 00 e1 09 01`,
      ),
    );
    expect(message).toMatchObject({
      odometerMeters: 10000,
      jt808: {
        signalLevel: 99,
        items: [
          { id: 1, data: fromHex("00000065") },
          { id: 0x30, data: fromHex("0001") },
          { id: 0xf7, data: new Uint8Array(0) },
        ],
      },
      tail: fromHex("e10901"),
    });
    expect(codes(message)).toEqual(["unknown-tail", "bad-item"]);
  });
  it("shorter than 28 bytes is raw", () => {
    const message = only(device("0200", POSITION.slice(0, -2)));
    expect(message.type).toBe("unknown");
    expect(codes(message)).toEqual(["truncated"]);
  });
});

describe("other messages", () => {
  it("a batch keeps a truncated record", () => {
    const record = `001c ${POSITION}`;
    const message = only<PositionsMessage>(
      device("0704", `0002 01 ${record} 001c ${POSITION.slice(0, -2)}`),
    );
    expect(message.positions).toHaveLength(1);
    expect(message.jt808!.batch).toBe("blindArea");
    expect(message.tail).toHaveLength(2 + 27);
    expect(codes(message)).toEqual(["count-differs", "truncated"]);
  });
  it("a registration of 36 bytes is of 2011, one of 37 of 2013", () => {
    const text = (length: number): string => Buffer.from("A".repeat(length)).toString("hex");
    const of = (length: number): IdentityMessage =>
      only<IdentityMessage>(device("0100", `002c 012f ${text(length - 4)}`));
    expect(of(36)).toMatchObject({ model: "A".repeat(8), plate: "A".repeat(11) });
    expect(of(37)).toMatchObject({ model: "A".repeat(20), plate: null });
  });
  it("a registration of 2019", () => {
    const pad = (text: string, size: number): string =>
      Buffer.from(text.padEnd(size, "\0"), "latin1").toString("hex");
    const body = `002c 012f ${pad("70111", 11)} ${pad("ST-902", 30)} ${pad("7665218", 30)} 02 ${pad("ABC 123", 7)}`;
    const length = (body.replace(/\s/g, "").length / 2).toString(16).padStart(2, "0");
    const message = only<IdentityMessage>(
      frameOf(`0100 40${length} 01 00000000019176652184 0001 ${body}`),
    );
    expect(message).toMatchObject({
      provinceCode: 44,
      cityCode: 303,
      manufacturer: "70111",
      model: "ST-902",
      terminalId: "7665218",
      plateColorCode: 2,
      plate: "ABC 123",
      issues: [],
    });
  });
  it("an authentication of 2019 has code, IMEI and software", () => {
    const imei = Buffer.from("353456789012345").toString("hex");
    const software = Buffer.from("V1.2".padEnd(20, "\0")).toString("hex");
    const frame = (body: string): Uint8Array => {
      const length = (body.length / 2).toString(16).padStart(2, "0");
      return frameOf(`0102 40${length} 01 00000000019176652184 0001 ${body}`);
    };
    expect(only(frame(`03414243${imei}${software}`))).toMatchObject({
      authenticationCode: "ABC",
      imei: "353456789012345",
      softwareVersion: "V1.2",
      issues: [],
    });
    const cut = only<IdentityMessage>(frame(`09414243${imei}${software}`));
    expect(cut.authenticationCode).toBeNull();
    expect(cut.tail).toHaveLength(39);
  });
  it("results without a name are hexadecimal", () => {
    expect(only(device("0001", "0005 8103 04"))).toMatchObject({
      confirms: "0x8103",
      answeredSerialNumber: 5,
      result: "alarmConfirmed",
    });
    expect(only(device("0001", "0005 8103 0f"))).toMatchObject({ result: "0f" });
  });
});

describe("any bytes between flags", { timeout: 30_000 }, () => {
  const vectors = loadVectors()
    .filter(({ file }) => file === "jt808.jsonl")
    .flatMap((file) => file.vectors.map(bytesOf));
  it("never throw, with every profile", () => {
    const jt808Profiles = [
      "shenzhen-obd-80",
      "obd-91-94",
      "obd-rt",
      "mictrack-f3",
      "concox-f0",
      "vjt-ea",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...vectors),
        fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.boolean()), { maxLength: 6 }),
        (original, changes) => {
          const bytes = [...original];
          for (const [place, value, isCut] of changes) {
            const at = 1 + (place % Math.max(1, bytes.length - 2));
            if (isCut) bytes.splice(at, 1 + (value % 5));
            else bytes[at] = value;
          }
          for (const message of decode(new Uint8Array(bytes), { jt808Profiles } as never)) {
            expect(message.frame.bytes.length).toBeGreaterThan(0);
            for (const { offset, length } of message.issues) {
              expect(offset + length).toBeLessThanOrEqual(message.frame.bytes.length);
            }
          }
        },
      ),
      { numRuns: 4000 },
    );
  });
});
