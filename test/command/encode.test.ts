import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  COMMANDS,
  type Command,
  type CommandArgument,
  type CommandSpec,
  encodeCommand,
  type IntervalCommand,
  splitFrames,
} from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { bytesOfLine, commandOf, latin1, loadLines } from "./lines.ts";
import { ALL, anyCommand, BY_ROW } from "./samples.ts";

const TO = { deviceId: "8168000005", at: new Date("2026-03-04T06:21:08Z") };

function encode(command: unknown, to: unknown = TO): string {
  return latin1(encodeCommand(command as Command, to as typeof TO));
}

/** A valid command of each type, in which one argument at a time is replaced by an invalid one. */
const GOOD = new Map(
  ALL.map(([type, { make }]) => [type, { type, ...fc.sample(make, { numRuns: 1, seed: 1 })[0] }]),
);

const CASES: [string, CommandSpec, CommandArgument][] = COMMANDS.flatMap((spec) =>
  spec.arguments.map((argument): [string, CommandSpec, CommandArgument] => [
    `${spec.type}.${argument.name}`,
    spec,
    argument,
  ]),
);

/** Encodes a valid command with one argument replaced. */
function withArgument(spec: CommandSpec, name: string, value: unknown): string {
  return encode({ ...GOOD.get(spec.type), [name]: value });
}

const BAD = "*#,\t\r\n\0\x01\x1b\x7f\x80é\u00a0\u2028\uff10\u0660😀";

describe("vectors/commands/encode.jsonl", () => {
  const lines = loadLines("encode.jsonl");
  it("has every command, and an id each", () => {
    expect(new Set(lines.map(([id]) => id)).size).toBe(lines.length);
    expect(new Set(lines.map(([, { command }]) => command.type))).toEqual(
      new Set(COMMANDS.map(({ type }) => type)),
    );
  });
  it.each(lines)("writes %s", (_id, line) => {
    const to = { ...line.to, at: new Date(line.to.at) };
    expect(latin1(encodeCommand(commandOf(line), to))).toBe(latin1(bytesOfLine(line)));
  });
});

describe("every command", () => {
  it("is in the table only once", () => {
    const types = COMMANDS.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });

  describe.each([
    ["by hand", ALL],
    ["by the kinds of its arguments", BY_ROW],
  ])("is read back by a naive reader, %s", (_, samples) => {
    it.each(samples)("%s", (type, { make, read, word, time }) => {
      fc.assert(
        fc.property(make, (values) => {
          const text = encode({ type, ...values });
          if (type === "text") {
            expect({ text }).toEqual(values);
            return;
          }
          expect(text.startsWith("*HQ,8168000005,") && text.endsWith("#")).toBe(true);
          const fields = text.slice("*HQ,8168000005,".length, -1).split(",");
          if (word !== "") expect(fields.shift()).toBe(word);
          if (time === "first") expect(fields.shift()).toBe("062108");
          if (time === "last") expect(fields.pop()).toBe("062108");
          expect(read(fields)).toEqual(values);
        }),
      );
    });
  });

  it("is one frame for the splitter, whatever follows", () => {
    fc.assert(
      fc.property(
        anyCommand.filter(({ type }) => type !== "text"),
        (command) => {
          const bytes = encodeCommand(command, TO);
          // To a splitter, two 7E in an address in another coding are flags of JT/T 808.
          fc.pre(!bytes.includes(0x7e));
          const { frames, consumed } = splitFrames(bytes, { end: true });
          expect(frames.map(({ format }) => format)).toEqual(["ascii"]);
          expect(frames[0]!.bytes).toEqual(bytes);
          expect(consumed).toBe(bytes.length);
          const twice = new Uint8Array([...bytes, ...bytes]);
          expect(splitFrames(twice, { end: true }).frames).toHaveLength(2);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("encodes to its example, except for the bytes of an address", () => {
    for (const { type, example, word } of COMMANDS) {
      expect(example, type).toMatch(type === "text" ? /^[^*#]+$/ : /^\*(HQ|TH|RS),\d+,[^*]*#$/);
      if (word !== null) expect(example.split(/[,#]/)[2], type).toBe(word);
    }
  });
});

describe.each(CASES)("%s", (_title, spec, argument) => {
  const name = `command.${argument.name}`;
  const write = (value: unknown) => withArgument(spec, argument.name, value);
  const good = GOOD.get(spec.type)![argument.name as never] as unknown;

  it("is named when it is missing or of another type", () => {
    const wrong: unknown[] = [null, 1n, {}, Symbol("x"), () => 1, Number.NaN];
    if (argument.required) wrong.push(undefined);
    if (argument.kind !== "integer" && argument.kind !== "number") wrong.push(12);
    if (argument.kind !== "boolean") wrong.push(true);
    if (argument.kind !== "text") wrong.push("zz", "");
    if (argument.kind !== "list") wrong.push([good], ["100", "100"]);
    for (const value of wrong) expect(refusal(() => write(value))).toMatch(`${name} must be`);
  });

  if (argument.kind === "text") {
    it("refuses delimiters, and characters that the wire would change", () => {
      const isAddress = argument.form === "utf16";
      const bad = isAddress ? "*#,\t\r\n\0\x01\x1b\x7f\x80圣个\ud800" : BAD;
      const base = argument.form === "ip" || argument.form === "octets" ? "10.0.0.1" : "12345";
      expect(write(base)).toContain(isAddress ? "" : base.split(".")[0]);
      for (const character of bad) {
        for (let at = 0; at <= base.length; at++) {
          const value = base.slice(0, at) + character + base.slice(at);
          const message = refusal(() => write(value));
          expect(message, JSON.stringify(value)).toMatch(`${name} must be`);
        }
      }
    });
    it("refuses blanks around it", () => {
      if (argument.form === "utf16") return;
      for (const value of [" 12345", "12345 "]) {
        expect(refusal(() => write(value))).toMatch(`${name} must be`);
      }
    });
    it(`has ${argument.least} to ${argument.most} characters`, () => {
      if (argument.form === "ip" || argument.form === "octets") return;
      expect(write("1".repeat(argument.least))).toContain("1");
      expect(write("1".repeat(argument.most))).toContain("1");
      for (const length of [0, argument.least - 1, argument.most + 1]) {
        expect(refusal(() => write("1".repeat(length)))).toMatch(`${name} must be`);
      }
    });
  }
  if (argument.kind === "integer") {
    it(`is a whole number from ${argument.least} to ${argument.most}`, () => {
      expect(write(argument.least)).toMatch(/#$/);
      expect(write(argument.most)).toMatch(/#$/);
      const wrong = [argument.least - 1, argument.most + 1, argument.least + 0.5, 1 / 0, -1 / 0];
      for (const value of [...wrong, "30"]) {
        expect(refusal(() => write(value))).toMatch(`${name} must be`);
      }
    });
  }
  if (argument.kind === "number") {
    it(`is a number from ${argument.least} to ${argument.most}`, () => {
      for (const value of [argument.least - 1e-9, argument.most + 1e-9, 1 / 0, "1"]) {
        expect(refusal(() => write(value))).toMatch(`${name} must be`);
      }
    });
  }
  if (argument.kind === "enum") {
    it("accepts its words only", () => {
      expect(new Set(argument.values.map(({ value }) => write(value))).size).toBe(
        argument.values.length,
      );
      for (const value of ["", "__proto__", "STATIC", "ip,1"]) {
        expect(refusal(() => write(value))).toMatch(`${name} must be`);
      }
    });
  }
  if (argument.kind === "boolean") {
    it("differs", () => {
      expect(write(true)).not.toBe(write(false));
    });
  }
  if (argument.kind === "bytes") {
    it("refuses # and *, and too many bytes", () => {
      for (const byte of [0x23, 0x2a]) {
        expect(refusal(() => write(new Uint8Array([0xb9, byte])))).toMatch(`${name} must be`);
      }
      expect(write(new Uint8Array(argument.most))).toMatch(/#$/);
      for (const length of [0, argument.most + 1]) {
        expect(refusal(() => write(new Uint8Array(length)))).toMatch(`${name} must be`);
      }
    });
  }
  if (argument.kind === "list") {
    const { item, fewest, mostItems } = argument;
    const fine = item.kind === "integer" ? item.least : "123";
    it(`has ${fewest} to ${mostItems} items`, () => {
      expect(write(new Array(fewest).fill(fine))).toMatch(/#$/);
      expect(write(new Array(mostItems).fill(fine))).toMatch(/#$/);
      for (const length of [fewest - 1, mostItems + 1].filter((count) => count >= 0)) {
        expect(refusal(() => write(new Array(length).fill(fine)))).toMatch(`${name} must be`);
      }
    });
    it("names the item that is bad", () => {
      const wrong: unknown[] = [null, undefined, {}, ["1"], Number.NaN];
      if (item.kind === "integer") wrong.push(item.least - 1, item.most + 1, 1.5, "1");
      else if (item.kind === "text")
        wrong.push(12, "1".repeat(item.most + 1), ...[...BAD].map((bad) => `1${bad}2`));
      for (const value of wrong) {
        const values: unknown[] = new Array(Math.max(fewest, 1)).fill(fine);
        values[values.length - 1] = value;
        expect(refusal(() => write(values))).toMatch(`${name}[${values.length - 1}] must be`);
      }
      // A hole is no item.
      if (mostItems >= 2 && fewest <= 2) {
        // biome-ignore lint/suspicious/noSparseArray: the test is about the hole
        expect(refusal(() => write([, fine]))).toMatch(`${name}[0] must be`);
      }
    });
  }
});

describe("encodeCommand", () => {
  it("has the ranges of the documents, by hand", () => {
    const interval = (seconds: number) => () => encode({ type: "interval", seconds });
    expect(interval(10)()).toBe("*HQ,8168000005,D1,062108,10,1#");
    expect(interval(65535)()).toBe("*HQ,8168000005,D1,062108,65535,1#");
    expect(refusal(interval(9))).toBe(
      "command.seconds must be a whole number from 10 to 65535, not 9",
    );
    expect(refusal(interval(65536))).toMatch("command.seconds");
    const cut = (pulses: number[]) => () => encode({ type: "cutFuel", pulses });
    expect(cut(new Array(30).fill(5))().split(",")).toHaveLength(35);
    expect(refusal(cut(new Array(31).fill(5)))).toMatch("command.pulses must be a list of 1 to 30");
    // 0 would restore the fuel.
    expect(refusal(cut([0]))).toMatch("command.pulses[0] must be");
    for (const [type, least, most] of [
      ["autoMonitor", 30, 65535],
      ["huasuntekDrivingInterval", 5, 3600],
      ["huasuntekRestingInterval", 10, 7200],
    ] as const) {
      expect(encode({ type, seconds: least })).toContain(`,${least}#`);
      expect(encode({ type, seconds: most })).toContain(`,${most}#`);
      expect(refusal(() => encode({ type, seconds: least - 1 }))).toMatch("command.seconds");
      expect(refusal(() => encode({ type, seconds: most + 1 }))).toMatch("command.seconds");
    }
    for (const address of ["256.1.1.1", "1.1.1", "01.1.1.1", "1.1.1.1.", "1..1.1", "a.b.c.d"]) {
      const server = { type: "cantrackServer", ipAddress: address, port: 1 };
      expect(refusal(() => encode(server))).toMatch("command.ipAddress must be an IPv4 address");
    }
  });

  it("writes the documented defaults of omitted arguments", () => {
    expect(encode({ type: "chineseAddress", text: "A" })).toBe(
      "*HQ,8168000005,I1,062108,10,1,2,\0A#",
    );
    expect(
      encode({ type: "huasuntekAddress", coding: "unicode", bytes: new Uint8Array([1]) }),
    ).toBe("*HQ,8168000005,VI,062108,60,1,1,\x01#");
    expect(encode({ type: "apn", name: "a", password: "b" })).toBe(
      "*HQ,8168000005,S24,062108,a,,b#",
    );
    expect(encode({ type: "mileage" })).toBe(encode({ type: "mileage", reset: false }));
  });

  it("carries minutes into degrees, and refuses a fence without area", () => {
    const fence = {
      type: "rectangularFence",
      fence: 1,
      mode: 1,
      minLatitude: 0,
      maxLatitude: 22.99999999,
      minLongitude: 9.5,
      maxLongitude: 180,
    };
    expect(encode(fence)).toBe(
      "*HQ,8168000005,S21,062108,1,1,N,0000.000,2300.000,E,00930.000,18000.000#",
    );
    expect(refusal(() => encode({ ...fence, maxLatitude: 0 }))).toMatch(
      "command.maxLatitude must be greater than command.minLatitude",
    );
    expect(refusal(() => encode({ ...fence, minLongitude: 180 }))).toMatch("command.maxLongitude");
  });

  it("refuses a text whose UTF-16 would be a second command", () => {
    // 23 2A 48 51 2C … are the bytes of `#*HQ,…`.
    const smuggled = Buffer.from("AB#*HQ,8168000005,S20,062108,1,1#A", "latin1");
    const text = smuggled.swap16().toString("utf16le");
    expect(refusal(() => encode({ type: "chineseAddress", text }))).toMatch("command.text must be");
  });

  it("refuses unknown types, `__proto__` included", () => {
    for (const type of ["nope", "__proto__", "constructor", "toString", "", "INTERVAL"]) {
      expect(refusal(() => encode({ type }))).toBe(
        `command.type must be the type of a known command, not ${JSON.stringify(type)}`,
      );
    }
    for (const type of [undefined, null, 1, ["interval"], { toString: () => "arm" }]) {
      expect(refusal(() => encode({ type }))).toMatch("command.type must be");
    }
  });

  it("throws a TypeError unless given an object and a Date", () => {
    for (const command of [undefined, null, "arm", 1]) {
      expect(() => encode(command)).toThrow(TypeError);
    }
    for (const to of [null, "8168000005", 1]) {
      expect(() => encode({ type: "arm" }, to)).toThrow(/^to must be an object$/);
    }
    for (const at of [undefined, null, 0, "2026-03-04", {}]) {
      expect(() => encode({ type: "arm" }, { ...TO, at })).toThrow(TypeError);
      expect(() => encode({ type: "arm" }, { ...TO, at })).toThrow("to.at must be a Date");
    }
    expect(refusal(() => encode({ type: "arm" }, { ...TO, at: new Date(Number.NaN) }))).toMatch(
      "to.at must be",
    );
    expect(refusal(() => encode({ type: "arm" }, { ...TO, at: new Date(8.64e15) }))).toMatch(
      "to.at must be",
    );
  });

  it("checks the target, also for a plain text", () => {
    for (const command of [{ type: "arm" }, { type: "text", text: "CXZT" }]) {
      for (const deviceId of [
        "",
        "1".repeat(16),
        ..."*#, \r\n\0éa".split("").map((c) => `1${c}`),
      ]) {
        expect(refusal(() => encode(command, { ...TO, deviceId }))).toMatch("to.deviceId must be");
      }
      for (const deviceId of [undefined, null, 8168000005, ["1"]]) {
        expect(refusal(() => encode(command, { ...TO, deviceId }))).toMatch("to.deviceId must be");
      }
      for (const maker of ["", "H", "HQX", "H,", "*H", "H#", "É1", "H\n", " H", 12, null]) {
        expect(refusal(() => encode(command, { ...TO, maker }))).toMatch("to.maker must be");
      }
    }
    expect(encode({ type: "locate" }, { ...TO, deviceId: "1", maker: "h9" })).toBe("*h9,1,CR#");
    expect(encode({ type: "locate" }, { ...TO, deviceId: "1".repeat(15) })).toMatch(/1{15},CR#$/);
  });

  it("writes the time in UTC with two digits each", () => {
    const at = new Date("2026-01-02T03:04:05.999Z");
    expect(encode({ type: "arm" }, { ...TO, at })).toBe("*HQ,8168000005,SCF,030405,0,0#");
  });

  it("has a type for each command", () => {
    expectTypeOf<IntervalCommand>().toEqualTypeOf<{
      readonly type: "interval";
      readonly seconds: number;
      readonly count?: number;
    }>();
    expectTypeOf<{ type: "cutFuel" }>().toExtend<Command>();
    expectTypeOf<{ type: "cutFuel"; pulses: number[] }>().toExtend<Command>();
    expectTypeOf<{ type: "masterNumber" }>().not.toExtend<Command>();
    expectTypeOf<{ type: "nope" }>().not.toExtend<Command>();
  });

  it("never puts the value of an argument into an error: it may be a password", () => {
    const secret = "se cret,1";
    expect(
      refusal(() => encode({ type: "password", oldPassword: secret, newPassword: "1" })),
    ).not.toContain("cret");
  });
});

describe("the protocol", () => {
  it("is JT/T 808 or absent", () => {
    const command = { type: "interval", seconds: 30 } as const;
    const to = { deviceId: "9170481927", at: new Date(0) };
    expect(refusal(() => encodeCommand(command, { ...to, protocol: "h02" } as never))).toBe(
      "to.protocol must be jt808 or absent, not a string of length 3",
    );
    expect(encodeCommand(command, { ...to, protocol: undefined } as never)).toEqual(
      encodeCommand(command, to),
    );
  });
});
