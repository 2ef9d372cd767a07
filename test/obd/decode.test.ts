import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeObd, decodePid, OBD_ISSUES, PIDS } from "../../src/obd/index.ts";
import { codes, hex, plain } from "./plain.ts";

const bytes = fc.uint8Array({ maxLength: 64 });

describe("decodeObd", () => {
  it("reads the engine speed", () => {
    const [reading] = decodeObd("410C1AF8");
    expect(reading).toEqual({
      mode: 1,
      pid: 0x0c,
      name: "Engine speed",
      values: { engineRpm: 1726 },
      raw: hex("1AF8"),
      issues: [],
    });
  });

  it("gives nothing for nothing", () => {
    expect(decodeObd("")).toEqual([]);
    expect(decodeObd(" \r\n\t")).toEqual([]);
    expect(decodeObd(new Uint8Array(0))).toEqual([]);
  });

  it("stops at an unknown PID and keeps the rest raw", () => {
    const [load, unknown, ...rest] = decodeObd("41 04 99 BB 05 7B");
    expect(load!.values).toEqual({ engineLoadPercent: 60 });
    expect(plain(unknown!)).toEqual({
      mode: 1,
      pid: 0xbb,
      name: null,
      values: {},
      raw: "057b",
      issues: [["unknown-pid", "values"]],
    });
    expect(unknown!.issues[0]).toMatchObject({ offset: 4, length: 2, received: "057b" });
    expect(rest).toEqual([]);
  });

  it("skips PIDs of which only the length is known, and continues", () => {
    const [fuelLevel, coolant] = decodeObd("41 C3 12 34 05 7B");
    expect(fuelLevel).toMatchObject({ pid: 0xc3, values: {}, raw: hex("1234") });
    expect(codes(fuelLevel)).toEqual(["not-decoded"]);
    expect(coolant!.values).toEqual({ coolantTemperatureCelsius: 83 });
  });

  it("does not skip PIDs whose length is disputed", () => {
    const readings = decodeObd("41 81 12 34 05 7B");
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({ name: "AECD run time", raw: hex("1234057B") });
    expect(codes(readings[0])).toEqual(["not-decoded"]);
  });

  it("reads one byte of a trim if other PIDs follow", () => {
    const values = decodeObd("41 06 C0 40 05").map((reading) => reading.values);
    expect(values[0]).toEqual({ shortTermFuelTrimBank1Percent: 50 });
    // Then 40 is the next PID, with one byte of four.
    expect(values[1]).toEqual({ supportedPids: null });
    const twoInARow = decodeObd("41 05 7B 06 C0 40");
    expect(twoInARow[1]!.values).toEqual({ shortTermFuelTrimBank1Percent: 50 });
    expect(twoInARow[2]).toMatchObject({ pid: 0x40, values: { supportedPids: null } });
  });

  it("gives null and an issue for a wrong length, for any kind of PID", () => {
    expect(decodeObd("41 01 00 00")[0]!.values).toEqual({
      milOn: null,
      dtcCount: null,
      ignitionType: null,
      monitorsSupported: null,
      monitorsIncomplete: null,
    });
    const [trim] = decodeObd("41 06");
    expect(trim!.values).toEqual({ shortTermFuelTrimBank1Percent: null });
    expect(trim!.issues).toEqual([
      {
        code: "wrong-length",
        severity: "error",
        field: "values",
        offset: 2,
        length: 0,
        received: "",
        expected: "1 or 2 bytes",
      },
    ]);
  });

  it("has the frame number in mode 02 only", () => {
    expect(decodeObd("42 0C 03 20 80")[0]).toMatchObject({ mode: 2, frame: 3 });
    expect(decodeObd("41 0C 20 80")[0]).not.toHaveProperty("frame");
    const [cut] = decodeObd("42 0C");
    expect(cut).toMatchObject({ mode: 2, pid: 0x0c, values: { engineRpm: null } });
    expect(cut).not.toHaveProperty("frame");
    const [unknown] = decodeObd("42 BB 01 FF");
    expect(unknown).toMatchObject({ pid: 0xbb, frame: 1, raw: hex("FF") });
    expect(unknown!.issues[0]!.offset).toBe(3);
  });

  it("reports unknown modes, and keeps their bytes", () => {
    expect(plain(decodeObd("46 01 02")[0]!)).toMatchObject({ mode: 6, pid: null, raw: "0102" });
    expect(plain(decodeObd("01 0C")[0]!)).toMatchObject({ mode: null, raw: "010c" });
    expect(plain(decodeObd("4B 0C")[0]!)).toMatchObject({ mode: null, raw: "4b0c" });
    for (const text of ["46 01 02", "01 0C", "4B 0C", "40"]) {
      expect(codes(decodeObd(text)[0])).toEqual(["unknown-mode"]);
    }
  });

  it.each(["41", "42", "49"])("needs data after %s", (text) => {
    const [reading] = decodeObd(text);
    expect(reading).toMatchObject({
      mode: Number.parseInt(text, 16) - 0x40,
      pid: null,
      values: {},
    });
    expect(codes(reading)).toEqual(["wrong-length"]);
  });

  it("reports surplus bytes of a response", () => {
    expect(decodeObd("44 00")[0]).toMatchObject({ values: { cleared: true }, raw: hex("00") });
    expect(codes(decodeObd("44 00")[0])).toEqual(["extra-bytes"]);
  });

  it("reads negative responses, and does not guess at longer ones", () => {
    expect(decodeObd("7F 0A 31")[0]).toMatchObject({
      mode: 10,
      values: { negativeResponseCode: 0x31 },
    });
    for (const text of ["7F", "7F 01", "7F 01 0C 00 12"]) {
      const [reading] = decodeObd(text);
      expect(reading!.values).toEqual({ negativeResponseCode: null });
      expect(codes(reading)).toEqual(["negative-response", "wrong-length"]);
    }
    expect(decodeObd("7F")[0]!.mode).toBeNull();
  });

  it("marks values with a single source or disputed ones", () => {
    expect(codes(decodeObd("41 AA 50")[0])).toEqual(["single-source"]);
    const [wide] = decodeObd("41 54 FF FF");
    expect(wide!.values).toEqual({ wideEvapVaporPressurePa: -1 });
    expect(wide!.issues[0]).toMatchObject({ code: "disputed", severity: "warning" });
    expect(wide!.issues[0]!.expected).toContain("32767");
    // One source knows fuel types above 23; several know the PID.
    const [kerosene] = decodeObd("41 51 1F");
    expect(kerosene!.values).toEqual({ fuelType: "kerosene", fuelTypeCode: 31 });
    expect(codes(kerosene)).toEqual(["single-source"]);
    expect(codes(decodeObd("41 51 17")[0])).toEqual([]);
  });

  it("reads no EGR temperature if only some sensors are wide-range", () => {
    const [reading] = decodeObd("41 6B 1F 50 50 50 50");
    expect(reading!.values).toMatchObject({
      supportBits: 0x1f,
      egrTemperatureBank1Sensor1Celsius: null,
    });
    expect(codes(reading)).toEqual(["single-source", "mixed-range"]);
  });

  it("lists incomplete monitors among the supported ones only", () => {
    const [reading] = decodeObd("41 01 00 10 00 01");
    expect(reading!.values).toMatchObject({ monitorsSupported: [], monitorsIncomplete: [] });
    expect(codes(reading)).toEqual(["reserved-bits"]);
  });

  it("knows no freeze frame", () => {
    const [reading] = decodeObd("41 02 00 00");
    expect(reading!.values).toEqual({ freezeFrameDtc: null });
    expect(codes(reading)).toEqual(["no-dtc"]);
  });

  it("does not share bytes with its input", () => {
    const input = hex("410C1AF8");
    const [reading] = decodeObd(input);
    input.fill(0);
    expect(reading!.raw).toEqual(hex("1AF8"));
  });

  it("never throws for bytes, and loses none", () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom("auto", "present", "absent"), (input, dtcCount) => {
        const readings = decodeObd(input, { dtcCount });
        let heads = 0;
        for (const { mode, pid, frame } of readings) {
          heads += (pid === null ? 0 : 1) + (frame === undefined ? 0 : 1);
          if (mode !== null && pid === null && input[0] === 0x7f) heads += 1;
        }
        const known = readings[0]?.mode !== null || input[0] === 0x7f ? 1 : 0;
        const raw = readings.reduce((sum, reading) => sum + reading.raw.length, 0);
        if (input.length > 0) expect(raw + heads + known).toBe(input.length);
      }),
    );
  });

  it("never throws for responses with a valid start", () => {
    const head = fc.constantFrom(0x41, 0x42, 0x43, 0x44, 0x47, 0x49, 0x4a, 0x7f);
    fc.assert(
      fc.property(head, bytes, (first, rest) => {
        for (const { issues, values } of decodeObd(Uint8Array.of(first, ...rest))) {
          for (const { code, severity, received, length } of issues) {
            expect(severity).toBe(OBD_ISSUES[code][0]);
            expect(received.length).toBe(length * 2);
          }
          if (Object.values(values).includes(null)) expect(issues).not.toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws for text", () => {
    const line = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9A-F]{0,3}[:#]?[0-9A-F ]{0,20}$/),
      fc.constantFrom(">", "NO DATA", "__proto__", "0:", "7E8#", "7E8#2", "014", "\u{1f697}"),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        decodeObd(lines.join("\r"));
      }),
      { numRuns: 1000 },
    );
  });

  it("accepts bytes and text only", () => {
    for (const input of [undefined, null, 12, {}, [0x41, 0x0c]]) {
      expect(() => decodeObd(input as never)).toThrow(TypeError);
    }
    expect(() => decodeObd("41", { dtcCount: "maybe" as never })).toThrow(/dtcCount/);
  });
});

describe("hex text", () => {
  it("has one response a line", () => {
    const readings = decodeObd("41 0C 1A F8\r41 0D 23\n\r\n41 05 7b");
    expect(readings.map(({ values }) => values)).toEqual([
      { engineRpm: 1726 },
      { vehicleSpeedKmh: 35 },
      { coolantTemperatureCelsius: 83 },
    ]);
  });

  it("reports lines that are no hex, and reads the others", () => {
    const [bad, good] = decodeObd("41 0C 1\n41 0D 23");
    expect(bad).toMatchObject({ mode: null, values: {} });
    expect(bad!.issues[0]).toMatchObject({
      code: "bad-hex",
      offset: 0,
      length: 7,
      received: "41 0C 1",
    });
    expect(good!.values).toEqual({ vehicleSpeedKmh: 35 });
    const [, second] = decodeObd("41 0D 23\r\n  NO DATA");
    expect(second!.issues[0]).toMatchObject({ offset: 12, received: "NO DATA" });
  });

  const VIN = "314D384744 4D3941584B50303432373838".replace(" ", "");

  it("puts numbered lines in order", () => {
    const whole = `490201${VIN}`;
    const [a, b, c] = [whole.slice(0, 12), whole.slice(12, 26), whole.slice(26)];
    for (const text of [`0:${a}\n1:${b}\n2:${c}`, `014\n0: ${a}\n2: ${c}AAAA\n1: ${b}`]) {
      const [reading, ...rest] = decodeObd(text);
      expect(reading!.values).toEqual({ vin: "1M8GDM9AXKP042788", vinCheckDigitValid: true });
      // Bytes beyond the announced length pad the last line.
      expect(reading!.issues).toEqual([]);
      expect(rest).toEqual([]);
    }
  });

  it("counts lines modulo 16 and restarts with a new answer", () => {
    const data = Array.from({ length: 20 }, () => "00000000000000");
    // 20 calibration ids of zeros do not fit; the count announces 8 of them in 128 of 134 bytes.
    const lines = [`0:490408000000`, ...data.map((d, i) => `${((i + 1) % 16).toString(16)}:${d}`)];
    const [reading, ...rest] = decodeObd(lines.join("\n"));
    expect(reading!.raw).toHaveLength(6 - 2 + 20 * 7);
    expect(reading!.values.calibrationIds).toHaveLength(8);
    expect(rest).toEqual([]);
    const two = decodeObd("0:4300\n0:4700");
    expect(two.map(({ mode }) => mode)).toEqual([3, 7]);
    const full = lines.slice(0, 16);
    // Sixteen lines hold everything announced: the next 0 starts another answer.
    const announced = (6 + 15 * 7).toString(16).padStart(3, "0");
    expect(decodeObd([announced, ...full, "0:4300"].join("\n")).map(({ mode }) => mode)).toEqual([
      9, 3,
    ]);
  });

  it("reports a gap, a line without a first one, and a length without lines", () => {
    const [vin, stray] = decodeObd(`014\n0:49020131 4D38\n2:${VIN.slice(20)}`);
    expect(codes(vin)).toEqual(["wrong-length", "truncated"]);
    expect(vin!.raw).toEqual(hex("01314D38"));
    expect(codes(stray)).toEqual(["stray-line"]);
    expect(stray!.raw).toEqual(hex(VIN.slice(20)));
    expect(codes(decodeObd("1: 00 00")[0])).toEqual(["stray-line"]);
    expect(codes(decodeObd("014")[0])).toEqual(["bad-hex"]);
    expect(codes(decodeObd("014\n410D23")[0])).toEqual(["bad-hex"]);
    expect(decodeObd("014\n410D23")[1]!.values).toEqual({ vehicleSpeedKmh: 35 });
  });

  it("reads the count of trouble codes on CAN", () => {
    // Six bytes after 43: codes alone, unless the text shows that it is CAN.
    expect(decodeObd("43 01 01 33 00 00 00")[0]!.values.dtcs).toEqual(["P0101", "P3300"]);
    expect(decodeObd("7E8#0743010133000000")[0]!.values.dtcs).toEqual(["P0133"]);
    expect(decodeObd("0:43 01 01 33 00 00\n1:00")[0]!.values.dtcs).toEqual(["P0133"]);
    const absent = decodeObd("7E8#0743010133000000", { dtcCount: "absent" });
    expect(absent[0]!.values.dtcs).toEqual(["P0101", "P3300"]);
  });

  it("keeps the answers of several control units apart", () => {
    const whole = `490201${VIN}`;
    const frames = (id: string): string[] => [
      `${id}#1014${whole.slice(0, 12)}`,
      `${id}#21${whole.slice(12, 26)}`,
      `${id}#22${whole.slice(26)}`,
    ];
    const [a, b] = [frames("7E8"), frames("18DAF110")];
    const text = [a[0], b[0], b[2], a[1], b[1], a[2]].join("\n");
    expect(decodeObd(text).map(({ values }) => values.vin)).toEqual([
      "1M8GDM9AXKP042788",
      "1M8GDM9AXKP042788",
    ]);
  });

  it("reads frames of one to seven bytes", () => {
    expect(decodeObd("7E8#0144")[0]).toMatchObject({ values: { cleared: true }, issues: [] });
    expect(decodeObd("7E8#0343000055555555")[0]).toMatchObject({ values: { dtcs: [] } });
    const [mask] = decodeObd("7E8#064100BE1FA813AA");
    expect(mask).toMatchObject({ pid: 0, raw: hex("BE1FA813"), issues: [] });
  });

  it("reads no invalid frame", () => {
    for (const frame of ["7E8#", "7E8#00", "7E8#08410000000000000000", "7E8#10", "7E8#300000"]) {
      const [reading, ...rest] = decodeObd(frame);
      expect(codes(reading)).toEqual(["bad-frame"]);
      expect(reading!.values).toEqual({});
      expect(rest).toEqual([]);
    }
    expect(codes(decodeObd("7E8#2100")[0])).toEqual(["stray-line"]);
    expect(codes(decodeObd("7E#0341057B")[0])).toEqual(["bad-hex"]);
    expect(codes(decodeObd("G:41057B")[0])).toEqual(["bad-hex"]);
    expect(codes(decodeObd("7E8#0341")[0])).toEqual(["wrong-length", "truncated"]);
  });
});

describe("trouble codes", () => {
  it("reports a count that is too large", () => {
    const [reading] = decodeObd("43 04 01 43");
    expect(reading!.values).toEqual({ dtcs: null });
    expect(reading!.issues[0]).toMatchObject({ code: "bad-count", offset: 1, received: "040143" });
  });

  it("reports counted padding and leftover bytes", () => {
    const [counted] = decodeObd("43 02 01 33 00 00");
    expect(counted!.values).toEqual({ dtcs: ["P0133"] });
    expect(codes(counted)).toEqual(["count-mismatch"]);
    const [left] = decodeObd("43 01 01 33 55 56");
    expect(left!.values).toEqual({ dtcs: ["P0133"] });
    expect(left!.issues[0]).toMatchObject({ code: "extra-bytes", offset: 4, received: "5556" });
    const [padded] = decodeObd("43 01 01 33 55 55");
    expect(padded!.values).toEqual({ dtcs: ["P0133"] });
    expect(padded!.issues[0]).toMatchObject({ code: "padding", offset: 4, received: "5555" });
    expect(codes(decodeObd("43 01 01 33 00 00")[0])).toEqual([]);
  });

  it("are uncertain if there are no bytes", () => {
    expect(decodeObd("43")[0]!.values).toEqual({ dtcs: null });
    expect(decodeObd("43", { dtcCount: "present" })[0]!.values).toEqual({ dtcs: null });
    expect(codes(decodeObd("43")[0])).toEqual(["wrong-length"]);
    expect(decodeObd("43 00 00 00 00 00 00")[0]).toMatchObject({
      values: { dtcs: [] },
      issues: [],
    });
  });
});

describe("mode 09", () => {
  it("counts items", () => {
    expect(decodeObd("49 06 00")[0]!.values).toEqual({ calibrationVerificationNumbers: [] });
    const [short] = decodeObd("49 06 02 11 22 33 44 55");
    expect(short!.values).toEqual({ calibrationVerificationNumbers: null });
    expect(codes(short)).toEqual(["bad-count"]);
    const [long] = decodeObd("49 06 01 11 22 33 44 56");
    expect(long!.values).toEqual({ calibrationVerificationNumbers: ["11223344"] });
    expect(long!.issues[0]).toMatchObject({ code: "extra-bytes", offset: 7, received: "56" });
    expect(codes(decodeObd("49 06 01 11 22 33 44 00 00")[0])).toEqual([]);
  });

  it("returns one VIN and one ECU name", () => {
    const vin = "57304C3134343038355731353632333034";
    expect(codes(decodeObd(`490202${vin}`)[0])).toEqual(["bad-count"]);
    expect(codes(decodeObd(`490A02${"41".repeat(40)}`)[0])).toEqual(["bad-count"]);
    expect(decodeObd(`490A01${"41".repeat(20)}`)[0]!.values).toEqual({ ecuName: "A".repeat(20) });
  });

  it("reports a wrong check digit of a VIN, and reads the VIN", () => {
    const [reading] = decodeObd("49020157304C3134343038355731353632333034");
    expect(reading!.values).toEqual({ vin: "W0L144085W1562304", vinCheckDigitValid: false });
    expect(reading!.issues).toEqual([]);
    // The letter O in place of the zero.
    const [odd] = decodeObd("490201574F4C3134343038355731353632333034");
    expect(odd!.values).toEqual({ vin: "WOL144085W1562304", vinCheckDigitValid: null });
    expect(codes(odd)).toEqual(["bad-vin"]);
  });

  it("accepts no control characters as text", () => {
    const [reading] = decodeObd("49020157304C3134343038355731353632330A34".replace("0A34", "340A"));
    expect(reading!.values).toEqual({ vin: null, vinCheckDigitValid: null });
    expect(codes(reading)).toEqual(["bad-text"]);
  });

  it("reads calibration ids in lines, in the right order", () => {
    const lines = ["49040133354236", "4904024E485930", "49040341313233", "49040434353637"];
    expect(decodeObd(lines.join("\n"))[0]!.values).toEqual({
      calibrationIds: ["35B6NHY0A1234567"],
    });
    const gap = decodeObd([lines[0], lines[1], lines[3]].join("\n"));
    expect(gap.map(({ values }) => values)).toEqual([
      { calibrationIds: null },
      { calibrationIds: null },
    ]);
    const otherType = decodeObd([lines[0], "4906021791BC82"].join("\n"));
    expect(otherType.map(({ pid }) => pid)).toEqual([4, 6]);
  });
});

describe("decodePid", () => {
  it("reads the data alone", () => {
    const reading = decodePid(1, 0x0c, hex("1AF8"));
    expect(reading.values).toEqual({ engineRpm: 1726 });
    expect(decodePid(2, 0x0c, hex("1AF8"))).toEqual({ ...reading, mode: 2 });
    expect(decodePid(9, 0x06, hex("0111223344")).values).toEqual({
      calibrationVerificationNumbers: ["11223344"],
    });
  });

  it("needs exactly the bytes of the PID", () => {
    for (const data of ["", "1A", "1AF800"]) {
      const reading = decodePid(1, 0x0c, hex(data));
      expect(reading.values).toEqual({ engineRpm: null });
      expect(reading.raw).toEqual(hex(data));
      expect(codes(reading)).toEqual(["wrong-length"]);
    }
  });

  it("agrees with decodeObd for every PID", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PIDS), fc.uint8Array({ maxLength: 50 }), (row, data) => {
        const { bytes: length, pid } = row;
        const own = length === null ? data : data.slice(0, length);
        const [reading] = decodeObd(Uint8Array.of(0x41, pid, ...own));
        const alone = decodePid(1, pid as number, own);
        expect({ ...reading, issues: codes(reading) }).toEqual({ ...alone, issues: codes(alone) });
      }),
      { numRuns: 1000 },
    );
  });

  it("reads modes 1, 2 and 9", () => {
    const reading = decodePid(5, 1, hex("00"));
    expect(reading).toMatchObject({ mode: 5, pid: 1, values: {}, raw: hex("00") });
    expect(codes(reading)).toEqual(["unknown-mode"]);
  });

  it("names a wrong argument", () => {
    expect(() => decodePid("1" as never, 1, hex(""))).toThrow(/^mode must be a number/);
    expect(() => decodePid(1, 256 as number, hex(""))).toThrow(RangeError);
    expect(() => decodePid(1, 1.5 as number, hex(""))).toThrow(/^pid/);
    expect(() => decodePid(1, 12, "1AF8" as never)).toThrow(TypeError);
  });
});
