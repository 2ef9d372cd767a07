import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decode,
  type EncodableMessage,
  encodeMessage,
  explain,
  type Message,
  parseFrame,
  splitFrames,
} from "../../src/index.ts";
import { readObd } from "../../src/obd/index.ts";
import { parseTraced } from "../../src/parse.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

/** Flags, escapes and XOR around a body: docs/protocol/h02.md §8.4. */
function frame(body: Uint8Array): Uint8Array {
  const sum = body.reduce((xor, byte) => xor ^ byte, 0x7e);
  const escaped = [...body, sum].flatMap((byte) =>
    byte === 0x7e ? [0x7d, 2] : byte === 0x7d ? [0x7d, 1] : [byte],
  );
  return new Uint8Array([0x7e, ...escaped, 0x7e]);
}

/** The captured frame while driving, docs/protocol/h02.md §8.4. */
const DRIVING = hex(
  "7e24863199979207215325091531139912c6120584257d02022266fffbdffffd41300052000000e163042b214b0101cc01451fcbe500420047c2010007e100042d000000057b0000000c159600000d2d0000001f0000000042364c0000440000000046000000004c00000000880000000189000000248a000000008b000000008c407e",
);
/** The same without flags and escapes, with its XOR byte. */
const BARE = hex(
  "24863199979207215325091531139912c6120584257e022266fffbdffffd41300052000000e163042b214b0101cc01451fcbe500420047c2010007e100042d000000057b0000000c159600000d2d0000001f0000000042364c0000440000000046000000004c00000000880000000189000000248a000000008b000000008c40",
);
const LOGIN =
  "*HQ,8631999792,V1,001046,V,3105.3367,N,12105.0106,E,000.00,000,010113,FFFDFDFF,ED,3000,460,01,17695,48515,C6#";

/** A made-up record up to its extension, as in docs/protocol/h02.md §8.4: kind 0, no extension. */
const HEAD = hex(
  "24863123456710111215062439542345c6116397450e014028fffbdfffff41300052000000e163042b214b0001cc00263a106000420000",
);

/** A frame around the same record with an extension of that kind, of which it gives the length, and the bytes behind. */
function record(kind: number, length: number, rest: string): Uint8Array {
  const head = HEAD.slice();
  head[43] = kind;
  head[54] = length;
  return frame(new Uint8Array([...head, ...hex(rest)]));
}

/** All values of a message, without its place. */
function values({ frame: _, issues, ...rest }: Message): unknown {
  return { ...rest, issues: issues.map(({ code, field }) => [code, field]) };
}

describe("PengAoDa", () => {
  it.each([
    ["framed", DRIVING],
    ["bare", BARE],
  ])("gives the engine data of a record, %s, to readObd", (_form, bytes) => {
    const [message] = decode(bytes);
    expect(message).toMatchObject({ type: "position", deviceId: "8631999792", issues: [] });
    const read = readObd(message!).map(({ pid, values }) => [pid, values]);
    // docs/protocol/h02.md §8.4: 83 °C, 1381.5 rpm, 45 km/h, 13.9 V, 3.6 l/100 km.
    expect(read.slice(1)).toEqual([
      [0x04, { engineLoadPercent: (0x2d * 100) / 255 }],
      [0x05, { coolantTemperatureCelsius: 83 }],
      [0x0c, { engineRpm: 1381.5 }],
      [0x0d, { vehicleSpeedKmh: 45 }],
      [0x1f, { engineRunTimeSeconds: 0 }],
      [0x42, { controlModuleVolts: 13.9 }],
      [0x44, { commandedEquivalenceRatio: 0 }],
      [0x46, { ambientAirTemperatureCelsius: -40 }],
      [0x4c, { commandedThrottlePercent: 0 }],
      [0x88, { fuelPerHour: 1 }],
      [0x89, { fuelLitersPer100Km: 3.6 }],
      [0x8a, { distance: 0 }],
      [0x8b, { fuelRemainingLiters: 0 }],
    ]);
    expect(read[0]![0]).toBe(0x01);
    expect(read[0]![1]).toMatchObject({ milOn: false, dtcCount: 0 });
  });

  it("reads the same from a record in its frame and bare", () => {
    expect(values(decode(BARE)[0]!)).toEqual(values(decode(DRIVING)[0]!));
  });

  it("gives offsets as on the wire, after escapes too", () => {
    // The longitude ends in 7 with flags E, so byte 21 of the record is sent as 7d 02.
    const entries = explain(DRIVING).map(({ offset, length, name, raw }) => [
      name,
      offset,
      length,
      raw,
    ]);
    expect(entries.slice(0, 3)).toEqual([
      ["start", 0, 1, "7e"],
      ["command", 1, 1, "24"],
      ["deviceId", 2, 5, "8631999792"],
    ]);
    expect(entries).toContainEqual(["valid", 22, 2, "7d02"]);
    expect(entries).toContainEqual(["speedKmh", 24, 1, "02"]);
    expect(entries.slice(-3)).toEqual([
      ["recordNumber", 128, 1, "8c"],
      ["checksum", 129, 1, "40"],
      ["end", 130, 1, "7e"],
    ]);
  });

  it("gives offsets and bytes of issues as on the wire", () => {
    const damaged = BARE.slice(0, -1);
    damaged[16] = 0x7e; // No such battery step exists; it is sent as two bytes.
    damaged[22] = 0xff; // After both escapes, a byte that is no BCD.
    const bytes = frame(damaged);
    const [message] = decode(bytes);
    expect(message!.frame.bytes).toEqual(bytes);
    expect(message!.issues).toMatchObject([
      { code: "bad-battery", field: "batteryPercent", offset: 17, length: 2, received: "7d02" },
      { code: "bad-bcd", field: "speedKmh", offset: 25, length: 2, received: "ff22" },
    ]);
    const text = frame(Buffer.from(LOGIN.replace("3105.3367", "~105.3367").replace("C6#", "C0#")));
    expect(decode(text)[0]!.issues).toMatchObject([
      { code: "bad-coordinate", offset: 28, length: 10, received: "}\x02105.3367" },
      {
        code: "bad-battery",
        field: "batteryPercent",
        offset: text.length - 5,
        length: 2,
        received: "C0",
      },
    ]);
  });

  it("reports the right checksum, and decodes a frame with a wrong one", () => {
    const bytes = DRIVING.slice();
    bytes[129] = 0x41;
    const [message] = decode(bytes);
    expect(values({ ...message!, issues: [] })).toEqual(values(decode(DRIVING)[0]!));
    expect(message!.issues).toEqual([
      {
        code: "bad-checksum",
        severity: "warning",
        field: "frame",
        offset: 129,
        length: 1,
        received: "41",
        expected: "40",
      },
    ]);
    expect(explain(bytes).at(-2)).toMatchObject({
      name: "checksum",
      note: expect.stringContaining("bad-checksum"),
    });
    const bare = BARE.slice();
    bare[127] = 0x41;
    expect(decode(bare)[0]!.issues).toMatchObject([
      { code: "bad-checksum", offset: 127, length: 1, received: "41", expected: "40" },
    ]);
    expect(explain(bare).at(-1)).toMatchObject({
      name: "checksum",
      value: "41",
      note: expect.stringContaining("bad-checksum"),
    });
  });

  it("writes checksums with two digits", () => {
    const damaged = BARE.slice();
    // 8C ^ 40 = C9 ^ 05.
    damaged[126] = 0xc9;
    damaged[127] = 0x0a;
    const wrong = { code: "bad-checksum", received: "0a", expected: "05" };
    expect(decode(damaged)[0]!.issues).toMatchObject([wrong]);
    const framed = frame(damaged.subarray(0, -1));
    framed[framed.length - 2] = 0x0a;
    expect(decode(framed)[0]!.issues).toMatchObject([wrong]);
  });

  it("is read with fewer bytes than a record or text has", () => {
    const read = (bytes: string): Message =>
      parseFrame({ format: "escaped", bytes: hex(bytes), offset: 0 });
    // 7E ^ 24 = 5A.
    expect(read("7e245a7e")).toMatchObject({
      command: "$",
      tail: hex("24"),
      issues: [{ code: "truncated", offset: 1, length: 1, received: "24" }],
    });
    // No place for the XOR byte.
    for (const bytes of ["7e24", "7e247e"]) {
      expect(read(bytes), bytes).toMatchObject({ command: "", tail: hex("24") });
      expect(read(bytes).issues.map(({ code }) => code)).toEqual(["truncated"]);
    }
    // The comma that ends the maker code is the XOR byte: no text, but message 2A48 of JT/T 808.
    expect(read("7e2a48512c7e")).toMatchObject({ command: "0x2a48" });
  });

  it("is a record from its 55th byte on", () => {
    const whole = decode(frame(HEAD))[0]!;
    expect(whole).toMatchObject({ pengaoda: { recordKind: "basic" }, odometerMeters: 225_000 });
    expect(whole.issues).toEqual([]);
    expect(whole).not.toHaveProperty("recordNumber");
    const cut = decode(frame(HEAD.subarray(0, 54)))[0]!;
    expect(cut).toMatchObject({ type: "position", deviceId: "8631234567", speedKmh: 14 * 1.852 });
    expect(cut).not.toHaveProperty("pengaoda");
    // An M record has the head of a $ record, and nobody documents one with these marks.
    const other = HEAD.slice();
    other[0] = 0x4d;
    const [found] = decode(frame(HEAD)).map(({ frame }) => frame);
    expect(parseFrame({ ...found!, format: "binary", bytes: other })).not.toHaveProperty(
      "pengaoda",
    );
  });

  it("announces an extension that is longer than the record", () => {
    expect(decode(record(1, 0x47, "c20d2d000000"))[0]!.issues).toEqual([
      {
        code: "truncated",
        severity: "error",
        field: "frame",
        offset: 54,
        length: 2,
        received: "0047",
        expected: "at most 6",
      },
    ]);
  });

  it("has a record number that equals the mark of an extension", () => {
    const [message] = decode(record(1, 0, "c2"));
    expect(message).toMatchObject({ recordNumber: 0xc2, issues: [] });
    expect(message).not.toHaveProperty("obdPids");
  });

  it("explains each element of an extension", () => {
    const explained = (bytes: Uint8Array): unknown[] =>
      explain(bytes)
        .filter(({ offset }) => offset > 55)
        .map(({ name, offset, raw, value }) => [name, offset, raw, value]);
    expect(explained(record(2, 8, "c70002050200930207")).slice(0, -2)).toEqual([
      ["reserved", 56, "c7", null],
      ["pengaoda.faultType", 57, "00", 0],
      ["pengaoda.faultCodes", 58, "020502", { code: "0205", type: 2 }],
      ["pengaoda.faultCodes", 61, "009302", { code: "0093", type: 2 }],
      ["recordNumber", 64, "07", 7],
    ]);
    // Doors, ACC, remote control, an unknown gear, tyres, lights, and a byte that is not documented.
    const body = record(3, 8, "c40102035805a6ff07");
    expect(explained(body).slice(0, -2)).toEqual([
      ["reserved", 56, "c4", null],
      [
        "pengaoda.bodyState",
        57,
        "0102035805a6",
        { doors: 1, acc: 2, remoteControl: 3, gear: null, tyres: 5, lights: 0xa6 },
      ],
      ["tail", 63, "ff", "ff"],
      ["recordNumber", 64, "07", 7],
    ]);
    expect(decode(body)[0]!.issues).toMatchObject([
      { code: "out-of-range", field: "pengaoda.bodyState", offset: 60, length: 1, received: "58" },
      { code: "unknown-tail", field: "tail", offset: 63, length: 1, received: "ff" },
    ]);
  });

  it("is encoded with an alarm where it was raised: in the status or in the user alarms", () => {
    // Bit 2 of the status and bit 6 of the user alarms are both overspeed, 0 means active.
    for (const [status, user] of [
      [0xfb, 0xff],
      [0xff, 0xbf],
    ] as const) {
      const body = HEAD.slice();
      body.set([status, user], 28);
      const [message] = decode(frame(body));
      expect(message).toMatchObject({ alarms: ["overspeed"] });
      expect(encodeMessage(message!)).toEqual(frame(body));
    }
  });

  it("may leave out alarms that follow from the status when it is encoded", () => {
    for (const bytes of [frame(HEAD), frame(Buffer.from(LOGIN.replace(",ED,", ",FF,")))]) {
      const { alarms, ...rest } = decode(bytes)[0] as EncodableMessage & { alarms: unknown };
      expect(alarms).toEqual([]);
      expect(decode(encodeMessage(rest))[0]).toMatchObject({ ...rest, alarms });
    }
  });

  it("uses the table of these units for their frames, unless an option says otherwise", () => {
    const text = Buffer.from(LOGIN);
    const tables = (input: Uint8Array, options = {}): unknown[] =>
      decode(input, options).map((message) => (message.type === "position" ? message.status : 0));
    const own = { table: "pengaoda", alarms: [] };
    for (const bytes of [text, frame(text), DRIVING, BARE]) {
      expect(tables(bytes)).toMatchObject([own]);
      expect(tables(bytes, { statusTable: "lkgps" })).toMatchObject([{ table: "lkgps" }]);
    }
    // Bit 17 is low; in that table it means vibration.
    expect(tables(text, { statusTable: "tq" })).toMatchObject([{ alarms: ["vibration"] }]);
    // Outside such a frame, V8 has SinoTrack's table unless its tail identifies another one.
    const short = Buffer.from(`${LOGIN.slice(0, LOGIN.indexOf(",ED"))}#`.replace("V1", "V8"));
    expect(tables(short)).toMatchObject([{ table: "sinotrack" }]);
    expect(tables(frame(short))).toMatchObject([own]);
  });

  it("reads any body between flags as without, except for the table", () => {
    const other = Buffer.from("*HQ,353271799434922,XT,V,0,0#");
    expect(values(decode(frame(other))[0]!)).toEqual(values(decode(other)[0]!));
    const unknown = Buffer.from("*HQ,353271799434922,__proto__,1#");
    expect(values(decode(frame(unknown))[0]!)).toEqual(values(decode(unknown)[0]!));
  });

  it("accepts any body, and explains each byte once", () => {
    const start = fc.constantFrom([0x2a], [0x24], [...Buffer.from(LOGIN)], [...BARE]);
    fc.assert(
      fc.property(
        start,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x7d, 0x7e, 0xff, 0, 0x2c, 0x23, 1, 2))),
        fc.nat(140),
        fc.uint8Array({ maxLength: 6 }),
        (body, changes, cut, behind) => {
          const bytes = new Uint8Array([...body.slice(0, 140 - cut), ...behind]);
          for (const [at, value] of changes) {
            if (at % 160 > 0 && at % 160 < bytes.length) bytes[at % 160] = value;
          }
          const wire = frame(bytes);
          for (const message of decode(wire)) {
            expect(message.frame.bytes.length).toBeGreaterThan(0);
            for (const { offset, length } of message.issues) {
              expect(offset).toBeGreaterThanOrEqual(0);
              expect(offset + length).toBeLessThanOrEqual(message.frame.bytes.length);
            }
          }
          let at = 0;
          for (const { offset, length, raw } of explain(wire)) {
            expect(offset).toBe(at);
            at += length;
            const part = Buffer.from(wire.subarray(offset, at));
            expect([part.toString("hex"), part.toString("latin1")]).toContain(raw);
          }
          expect(at).toBe(wire.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it("alarms of the table that the tail rules out are not raised", () => {
  // Bit 17 is low: vibration in the table of V1, nothing in that of these units. ED: bit 4 is low.
  const [frame] = splitFrames(Buffer.from(LOGIN), { end: true }).frames;
  expect(parseTraced(frame!, undefined, [])).toMatchObject({ alarms: ["coolantTemperature"] });
});

describe("a byte of a trip in text", () => {
  const read = (alarms: string, battery: string): Message =>
    decode(
      `*HQ,8631999792,V9,000033,V,3154.8462,N,12020.8110,E,000.00,000,010113,FFFBDFFF,${alarms},3000,460,01,17695,48516,${battery}#`,
    )[0]!;
  const issuesOf = ({ issues }: Message): unknown =>
    issues.map(({ code, field, received }) => [code, field, received]);

  it.each(["E", "EDE", "XX", "", " "])("has two digits: user alarms %j", (alarms) => {
    const message = read(alarms, "C6");
    expect(message).toMatchObject({ alarms: [], batteryPercent: 100 });
    expect(issuesOf(message)).toEqual([["bad-number", "alarms", alarms]]);
  });

  it.each(["6", "0C6", "XX", "", " "])("has two digits: battery %j", (battery) => {
    const message = read("EF", battery);
    expect(message).toMatchObject({ alarms: ["coolantTemperature"], batteryPercent: null });
    expect(issuesOf(message)).toEqual([["bad-battery", "batteryPercent", battery]]);
  });

  it("may have a space in place of a digit", () => {
    const message = read(" F", " 6");
    // The upper half is 0: fatigue, coolant, overspeed, supply; roll-over, collision.
    expect(message).toMatchObject({
      alarms: [
        "coolantTemperature",
        "fatigueDriving",
        "overspeed",
        "lowPower",
        "rollover",
        "collision",
      ],
      batteryPercent: 100,
    });
  });
});

it("a blank before a status whose table depends on the tail is reported once", () => {
  const text =
    "*HQ,8635034655,V1,084453,A,6301.5506,S,15346.9185,E,0.25,22.226,011227, FFE7FBFF,E1,4E86,207,621,32238,8142,44#";
  const [frame] = splitFrames(Buffer.from(text), { end: true }).frames;
  // With a trace, the interpreter reads it.
  const message = parseTraced(frame!, undefined, []);
  expect(message).toMatchObject({ status: { table: "pengaoda" } });
  expect(message.issues.filter(({ field }) => field === "status")).toEqual([
    expect.objectContaining({ code: "blanks", offset: 71, length: 9 }),
  ]);
});
