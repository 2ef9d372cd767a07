/** Refusals with their reasons, and limits of texts and responses. */
import { describe, expect, it } from "vitest";
import type { ObdValues } from "../../src/model/obd-signals.ts";
import {
  decodeDtcs,
  decodeObd,
  decodePid,
  encodePid,
  formatDtc,
  parseDtc,
  readObd,
  vinCheckDigitValid,
} from "../../src/obd/index.ts";

const hex = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

describe("a value that encodePid refuses", () => {
  it.each<[mode: number, pid: number, values: object, message: string]>([
    [1, 0x0c, {}, "values.engineRpm must be a number from 0 to 16383.75, not missing"],
    [
      1,
      0x0c,
      { engineRpm: null },
      "values.engineRpm must be a number from 0 to 16383.75, not null",
    ],
    [1, 0x0c, { engineRpm: "9" }, "values.engineRpm must be a number from 0 to 16383.75, not 9"],
    [1, 0x0c, { engineRpm: -1 }, "values.engineRpm must be a number from 0 to 16383.75, not -1"],
    [
      1,
      0x0c,
      { engineRpm: [9] },
      "values.engineRpm must be a number from 0 to 16383.75, not a list",
    ],
    [
      1,
      0x0c,
      { engineRpm: {} },
      "values.engineRpm must be a number from 0 to 16383.75, not an object",
    ],
    [
      1,
      0x0c,
      { engineRpm: true },
      "values.engineRpm must be a number from 0 to 16383.75, not a boolean",
    ],
    [9, 0x02, {}, "values.vin must be a string, not missing"],
    [9, 0x02, { vin: 7 }, "values.vin must be a string, not 7"],
    [9, 0x04, { calibrationIds: "A" }, "values.calibrationIds must be a list of strings, not A"],
    [
      9,
      0x04,
      { calibrationIds: ["A", 7] },
      "values.calibrationIds must be a list of strings, not a list",
    ],
    [
      9,
      0x06,
      { calibrationVerificationNumbers: ["x12345678"] },
      "values.calibrationVerificationNumbers must have eight hexadecimal digits each, not x12345678",
    ],
    [
      9,
      0x06,
      { calibrationVerificationNumbers: ["12345678x"] },
      "values.calibrationVerificationNumbers must have eight hexadecimal digits each, not 12345678x",
    ],
  ])("mode %i PID %i %j", (mode, pid, values, message) => {
    const call = (): Uint8Array => encodePid(mode, pid, values as ObdValues);
    expect(call).toThrow(new RangeError(message));
  });
  it("is named with the given value", () => {
    expect(() => encodePid(256, 1 as number, {})).toThrow(/^mode must be .* 0 to 255/);
    expect(() => encodePid(1, 256 as number, {})).toThrow(/^pid must be .* 0 to 255/);
    for (const values of [null, undefined, 1, "x"]) {
      expect(() => encodePid(1, 0x0c, values as never)).toThrow(
        new TypeError("values must be an object"),
      );
    }
  });
});

describe("invalid arguments", () => {
  it.each<[call: () => unknown, message: RegExp]>([
    [() => formatDtc("P0301" as never), /^dtc must be a number, not string$/],
    [() => parseDtc(769 as never), /^text must be a string, not number$/],
    [() => parseDtc(undefined as never), /^text must be a string, not undefined$/],
    [() => parseDtc("xP0301"), /^text must be/],
    [() => parseDtc("P03011"), /^text must be/],
    [() => parseDtc("P0301x"), /^text must be/],
    [() => parseDtc("P4301"), /^text must be/],
    [() => parseDtc("X0301"), /^text must be/],
    [() => decodeDtcs("0301" as never), /^bytes must be/],
    [() => decodePid(1, 12, "1AF8" as never), /^data must be/],
    [() => decodeObd(7 as never), /^input must be/],
    [() => vinCheckDigitValid(7 as never), /^vin must be a string$/],
    [() => readObd(null as never), /^message must be an object$/],
    [() => readObd("410C1AF8" as never), /^message must be an object$/],
    [() => readObd({ obdPids: [null as never] }), /^message\.obdPids must/],
  ])("%s", (call, message) => expect(call).toThrow(message));
  it.each([-1, 256, 1.5])("PID %d", (pid) => {
    expect(() => decodePid(1, pid as number, hex(""))).toThrow(/^pid/);
  });
  it("the limits of a byte are not refused", () => {
    expect(decodePid(255, 255, hex("01"))).toMatchObject({ mode: 255, pid: 255 });
    expect(decodePid(0, 0, hex("01")).mode).toBe(0);
  });
});

/** Each response as hexadecimal digits, with the codes of its issues. */
function read(text: string): string[] {
  return decodeObd(text).map(({ raw, issues }) =>
    [Buffer.from(raw).toString("hex"), ...issues.map(({ code }) => code)].join(" "),
  );
}

describe("text of an adapter", () => {
  it("may have blanks and tabs around and within a line, and empty lines", () => {
    expect(read(" \t410C 1A\tF8 \t\r\n\t \r\n  \n410D28\r")).toEqual(["1af8", "28"]);
    expect(decodeObd("  41zz \r\n410D28")[0]!.issues).toMatchObject([
      { code: "bad-hex", received: "41zz", offset: 2, length: 4 },
    ]);
  });
  it.each(["410C1AF", "41 0C 1A Fx", "x410C1AF8", "41-0C"])("%s is no hex", (line) => {
    expect(decodeObd(line)).toMatchObject([{ issues: [{ code: "bad-hex", received: line }] }]);
  });
  it("counts a long response down: length, then numbered lines", () => {
    const vin = ["014", "0:490201314434", "1:47503030523535", "2:42313233343536"];
    expect(decodeObd(vin.join("\r"))).toMatchObject([{ values: { vin: "1D4GP00R55B123456" } }]);
    // Lower case, and in a different order.
    const mixed = [vin[0]!, vin[1]!.toLowerCase(), vin[3]!, vin[2]!];
    expect(decodeObd(mixed.join("\n"))).toMatchObject([{ values: { vin: "1D4GP00R55B123456" } }]);
    expect(read([vin[0], vin[1]].join("\n"))[0]).toContain("truncated");
    expect(decodeObd([vin[0], vin[1]].join("\n"))[0]!.issues).toContainEqual(
      expect.objectContaining({ code: "truncated", offset: 6, length: 0, received: "" }),
    );
  });
  it("a length without a line 0 is no response", () => {
    expect(decodeObd("014\n410D28")).toMatchObject([
      { issues: [{ code: "bad-hex", received: "014", offset: 0 }] },
      { values: { vehicleSpeedKmh: 40 } },
    ]);
    expect(decodeObd("014")).toMatchObject([{ issues: [{ code: "bad-hex" }] }]);
    expect(decodeObd("014\n1:47503030523535").map(({ issues }) => issues[0]!.code)).toEqual([
      "bad-hex",
      "stray-line",
    ]);
  });
  it("a numbered line begins with one digit", () => {
    for (const line of ["10:4902", "G:4902", ":4902"]) {
      expect(decodeObd(line)).toMatchObject([{ issues: [{ code: "bad-hex", received: line }] }]);
    }
    expect(decodeObd("1:4902")).toMatchObject([{ issues: [{ code: "stray-line" }] }]);
  });
  it("a frame has an id of three or eight digits before its #", () => {
    for (const id of ["7E8", "7e8", "18DAF110", "18daf110"]) {
      expect(decodeObd(`${id}#03410D28`)).toMatchObject([{ values: { vehicleSpeedKmh: 40 } }]);
    }
    for (const id of ["7E", "7E8A", "7G8", "18DAF11", ""]) {
      expect(decodeObd(`${id}#03410D28`)).toMatchObject([{ issues: [{ code: "bad-hex" }] }]);
    }
    // Ids are not case-sensitive.
    const frames = ["7e8#1014490201314434", "7E8#2147503030523535", "7e8#2242313233343536"];
    expect(decodeObd(frames.join("\n"))).toMatchObject([{ values: { vin: "1D4GP00R55B123456" } }]);
  });
  it.each(["7E8#", "7E8#00410D28", "7E8#08410D28", "7E8#10", "7E8#30000A", "7E8#F0"])(
    "%s is no frame",
    (line) => {
      expect(decodeObd(line)).toMatchObject([
        { issues: [{ code: "bad-frame", received: line, offset: 0 }] },
      ]);
    },
  );
  it("a single frame ends the long one of the same id", () => {
    const lines = ["7E8#1014490201314434", "7E8#03410D28", "7E8#2147503030523535"];
    expect(read(lines.join("\n")).map((line) => line.split(" ").slice(1).join(" "))).toEqual([
      expect.stringContaining("truncated"),
      "",
      "stray-line",
    ]);
  });
});

describe("truncated responses, and responses with surplus bytes", () => {
  it.each<[text: string, code: string, at: number]>([
    ["41", "wrong-length", 1],
    ["49", "wrong-length", 1],
    ["43", "wrong-length", 1],
    ["4902", "wrong-length", 2],
    ["490200", "wrong-length", 2],
    ["4904", "wrong-length", 2],
    ["490600", "", 0],
    ["49060112345678 00", "", 0],
    ["49060112345678 01", "extra-bytes", 7],
    ["490A0241", "bad-count", 2],
    ["7F0111", "negative-response", 0],
  ])("%s: %s", (text, code, at) => {
    const { issues } = decodeObd(text)[0]!;
    if (code === "") expect(issues).toEqual([]);
    else expect(issues[0]).toMatchObject({ code, offset: at });
  });
  it("raw bytes are a copy", () => {
    for (const text of [
      "410C1AF8",
      "4301030100000000",
      "49060112345678",
      "4900",
      "41FF01",
      "4F0102",
    ]) {
      const bytes = hex(text);
      const [reading] = decodeObd(bytes);
      const before = reading!.raw.slice();
      bytes.fill(0xee);
      expect(reading!.raw).toEqual(before);
    }
    for (const [mode, pid] of [
      [1, 0x0c],
      [9, 2],
      [5, 1],
    ] as const) {
      const data = hex("1AF8");
      const { raw } = decodePid(mode as number, pid as number, data);
      data.fill(0xee);
      expect(raw).toEqual(hex("1AF8"));
    }
  });
});

describe("lines of an older bus", () => {
  const lines = [
    "49 02 01 00 00 00 31",
    "49 02 02 44 34 47 50",
    "49 02 03 30 30 52 35",
    "49 02 04 35 42 31 32",
    "49 02 05 33 34 35 36",
  ];
  it("are one response in their order", () => {
    expect(decodeObd(lines.join("\r"))).toMatchObject([{ values: { vin: "1D4GP00R55B123456" } }]);
    expect(decodeObd(hex(lines.join("")))).toMatchObject([
      { values: { vin: "1D4GP00R55B123456" } },
    ]);
  });
  it("are not joined with those of another type, or out of order", () => {
    const other = lines.map((line, i) => (i === 2 ? line.replace("49 02", "49 04") : line));
    expect(decodeObd(other.join("\r"))).toHaveLength(4);
    expect(decodeObd([...lines].reverse().join("\r"))).toHaveLength(5);
    expect(decodeObd(hex(other.join("")))[0]!.values["vin"]).not.toBe("1D4GP00R55B123456");
  });
});

describe("signals that a device has scaled", () => {
  it("are lists of texts and numbers, texts, numbers and truth values", () => {
    for (const value of [["P0301", 7], ["P0301"], [7], [], "x", 7, true, null]) {
      expect(readObd({ obd: { anything: value } as never })).toMatchObject([
        { mode: null, pid: null, name: null, values: { anything: value }, issues: [] },
      ]);
    }
    for (const value of [[{}], ["P0301", null], {}, () => 1]) {
      expect(readObd({ obd: { anything: value } as never })).toMatchObject([
        {
          values: { anything: null },
          issues: [{ code: "bad-value", field: "anything", received: "", length: 0 }],
        },
      ]);
    }
  });
  it("only a VIN has a check digit", () => {
    expect(readObd({ obd: { vin: "1M8GDM9AXKP042788" } })[0]!.values).toEqual({
      vin: "1M8GDM9AXKP042788",
      vinCheckDigitValid: true,
    });
    expect(readObd({ obd: { ecuName: "1M8GDM9AXKP042788" } as never })[0]!.values).toEqual({
      ecuName: "1M8GDM9AXKP042788",
    });
    expect(readObd({ obd: { vin: null } as never })[0]!.values).toEqual({ vin: null });
  });
});

describe("values in no table", () => {
  it("a PID in a slot of four bytes is kept raw", () => {
    const [reading] = readObd(
      { obdPids: [{ pid: 0xf5, data: Uint8Array.from([1, 2, 3, 4]) }] },
      { dialect: "pengaoda" },
    );
    expect(reading).toMatchObject({
      mode: 1,
      pid: 0xf5,
      name: null,
      values: {},
      raw: Uint8Array.from([1, 2, 3, 4]),
    });
    expect(reading!.issues.map(({ code }) => code)).toEqual(["unknown-pid"]);
  });

  it("an ECU name in more lines than one name has", () => {
    // SAE J1979: type 0A is 20 bytes, five lines of four; here ten.
    const lines = Array.from({ length: 10 }, (_, i) => `490a${hexByte(i + 1)}41424344`).join("\r");
    const [reading] = decodeObd(lines);
    expect(reading!.issues.map(({ code }) => code)).toEqual(["wrong-length"]);
  });
});

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}
