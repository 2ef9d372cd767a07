/** Frames passed to `parseFrame` by hand: truncated, with an extension, of another maker, or no frames at all. */
import { describe, expect, it } from "vitest";
import { explain, type Frame, type Message, parseFrame } from "../../src/index.ts";
import { loadVectors, vectorBytes } from "../../src/vectors/index.ts";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const fromHex = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text.replace(/ /g, ""), "hex"));
const read = (format: Frame["format"], given: Uint8Array, options = {}): Message =>
  parseFrame({ format, bytes: given, offset: 3 }, options);
const issuesOf = ({ issues }: Message): unknown[] =>
  issues.map(({ code, field, offset, length }) => [code, field, offset, length]);

describe("a value that is no frame", () => {
  it.each([null, undefined, 1, "*HQ#", {}, { bytes: [0x24] }, { format: "ascii" }])(
    "%j is refused",
    (frame) => {
      expect(() => parseFrame(frame as never)).toThrow(
        new TypeError("frame must be a frame from splitFrames or FrameSplitter"),
      );
    },
  );
});

describe("the head of a text frame", () => {
  it.each<
    readonly [
      text: string,
      maker: string,
      deviceId: string | null,
      command: string,
      extra: string[],
      ...issues: unknown[],
    ]
  >(
    [
      ["*HQ,1,V1X#", "HQ", "1", "V1X", [], ["unknown-type", "frame", 6, 3]],
      ["*hq,1,V1X,a#", "hq", "1", "V1X", ["a"], ["unknown-type", "frame", 6, 3]],
      ["*HX,1,V1X,a,b#", "HX", "1", "V1X", ["a", "b"], ["unknown-type", "frame", 6, 3]],
      ["*XQ,1,V1X#", "XQ", "1", "V1X", [], ["unknown-type", "frame", 6, 3]],
      ["*HQ,1#", "HQ", "1", "", [], ["unknown-type", "frame", 4, 1]],
      [
        "*HQ,#",
        "HQ",
        null,
        "",
        [],
        ["missing-id", "deviceId", 4, 0],
        ["unknown-type", "frame", 4, 0],
      ],
      [
        "*HQ#",
        "HQ",
        null,
        "",
        [],
        ["missing-id", "deviceId", 0, 3],
        ["unknown-type", "frame", 0, 3],
      ],
      [
        "*HQ,1,V1X",
        "HQ",
        "1",
        "V1X",
        [],
        ["truncated", "frame", 6, 3],
        ["unknown-type", "frame", 6, 3],
      ],
      [
        "*HQ,1a,V1X#",
        "HQ",
        "1a",
        "V1X",
        [],
        ["bad-id", "deviceId", 4, 2],
        ["unknown-type", "frame", 7, 3],
      ],
      [
        "*HQ,1,V1X,\xe9#",
        "HQ",
        "1",
        "V1X",
        ["\xe9"],
        ["non-ascii", "frame", 0, 11],
        ["unknown-type", "frame", 6, 3],
      ],
      [
        `*HQ,${"1".repeat(64)},V1X#`,
        "HQ",
        "1".repeat(64),
        "V1X",
        [],
        ["unknown-type", "frame", 69, 3],
      ],
      [
        `*HQ,${"1".repeat(65)},V1X#`,
        "HQ",
        "1".repeat(65),
        "V1X",
        [],
        ["bad-id", "deviceId", 4, 65],
        ["unknown-type", "frame", 70, 3],
      ],
    ].map((row) => row as never),
  )("%s", (...row) => {
    const [text, maker, deviceId, command, extra, ...issues] = row as unknown as [
      string,
      string,
      string | null,
      string,
      string[],
      ...unknown[],
    ];
    const message = read("ascii", bytes(text)) as Message & { maker: string; extra: string[] };
    expect([message.type, message.maker, message.deviceId, message.command, message.extra]).toEqual(
      ["unknown", maker, deviceId, command, extra],
    );
    expect(issuesOf(message)).toEqual(issues);
  });
});

describe("bytes after the #", () => {
  const V1 = "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#";
  it.each<
    readonly [
      extension: string,
      temperature: number | null | undefined,
      extra: string[] | undefined,
    ]
  >([
    ["", undefined, undefined],
    [",T0.0#", 0, undefined],
    [",T-0.0#", 0, undefined],
    [",T21.5#", 21.5, undefined],
    [",T-3#", -3, undefined],
    [",T#", null, undefined],
    [",Tx#", null, undefined],
    ["<0,0,25>", undefined, ["0", "0", "25"]],
    ["<0,0,25", undefined, ["<0", "0", "25"]],
    ["0,0,25>", undefined, ["0", "0", "25>"]],
    ["a", undefined, ["a"]],
  ])("%s", (extension, temperature, extra) => {
    const message = read("ascii", bytes(V1 + extension)) as never as Message & {
      temperatureCelsius?: number;
      extra?: string[];
    };
    expect([message.temperatureCelsius, message.extra]).toEqual([temperature, extra]);
    expect(Object.is(message.temperatureCelsius, -0)).toBe(false);
    const at = V1.length;
    expect(issuesOf(message)).toEqual(
      temperature === null ? [["bad-number", "temperatureCelsius", at, extension.length]] : [],
    );
    expect(message.issues.map(({ received }) => received)).toEqual(
      temperature === null ? [extension] : [],
    );
    const shown = explain({ format: "ascii", bytes: bytes(V1 + extension), offset: 3 }).filter(
      ({ offset }) => offset >= at,
    );
    expect(shown.map(({ raw }) => raw).join("")).toBe(extension);
  });

  it("are kept in an unknown frame too", () => {
    const message = read("ascii", bytes("*HQ,1,V1X,a#<b,c>")) as Message & { extra: string[] };
    expect(message.extra).toEqual(["a", "b", "c"]);
    const warm = read("ascii", bytes("*HQ,1,V1X,a#,T5#")) as never as {
      temperatureCelsius: number;
    };
    expect(warm.temperatureCelsius).toBe(5);
  });
});

describe("a record", () => {
  const HEAD = "9170481927 101112 150624 22349273 06 11354398 0e 012090 ffffdfff";
  it.each<readonly [hex: string, command: string]>([
    ["", "$"],
    ["24", "$"],
    [`24 ${HEAD}`.slice(0, -2), "$"],
    ["4d12", "M"],
    ["5012", "P"],
    ["5812", "X"],
    ["0012", "$"],
  ])("that is too short is unknown, and kept: %s", (hex, command) => {
    const given = fromHex(hex);
    const message = read(
      hex.startsWith("58") ? "mileage" : hex.startsWith("50") ? "picture" : "binary",
      given,
    ) as never as Message & { extra: unknown[]; tail: Uint8Array };
    expect([message.type, message.command, message.deviceId, message.extra]).toEqual([
      "unknown",
      command,
      null,
      [],
    ]);
    expect(message.tail).toEqual(given);
    expect(issuesOf(message)).toEqual([["truncated", "frame", 0, given.length]]);
    expect(message.issues[0]!.expected).toBe("29 bytes or more");
  });

  it("of 29 bytes is truncated, and read", () => {
    const message = read("binary", fromHex(`24 ${HEAD}`));
    expect([message.type, message.deviceId, issuesOf(message)]).toEqual([
      "position",
      "9170481927",
      [["truncated", "frame", 0, 29]],
    ]);
  });

  it("with an id without digits is still read", () => {
    const message = read(
      "binary",
      fromHex(`24 ${HEAD} ff0033`.replace("9170481927", "917048192a")),
    );
    expect([message.type, message.deviceId, issuesOf(message)]).toEqual([
      "position",
      "917048192a",
      [["bad-id", "deviceId", 1, 5]],
    ]);
    const zeros = read("binary", fromHex(`24 ${HEAD} ff0033`.replace("9170481927", "0000000000")));
    expect([zeros.deviceId, issuesOf(zeros)]).toEqual(["0000000000", []]);
    const long = read(
      "binary",
      fromHex(
        "24 35282282143950a0 104759 180817 26406769 00 07432313 4e 024138 feffffff 01120064ba73005eccff",
      ),
    );
    expect([long.deviceId, issuesOf(long)[0]]).toEqual([
      "35282282143950a",
      ["bad-id", "deviceId", 1, 8],
    ]);
  });

  it("of 42 bytes has a short id if its head fits one", () => {
    const message = read("binary", fromHex(`24 ${HEAD} ff00112233445566778899aabb`));
    expect([message.deviceId, (message as { latitude?: number }).latitude]).toEqual([
      "9170481927",
      22 + 34.9273 / 60,
    ]);
  });

  it("X takes the id from the options, and no other record does", () => {
    const X = fromHex("5800009814991024031101175555239206012107187c000095fffffbffff0033");
    expect(read("mileage", X).deviceId).toBeNull();
    expect(read("mileage", X, { deviceId: "7" }).deviceId).toBe("7");
    expect(read("binary", fromHex(`24 ${HEAD} ff0033`), { deviceId: "7" }).deviceId).toBe(
      "9170481927",
    );
  });

  it("is read by the requested table", () => {
    for (const table of ["tq", "lkgps"] as const) {
      const { status } = read("binary", fromHex(`24 ${HEAD} ff0033`), { statusTable: table }) as {
        status?: { table: string };
      };
      expect(status!.table).toBe(table);
      const text = read(
        "ascii",
        bytes("*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#"),
        { statusTable: table },
      ) as { status?: { table: string } };
      expect(text.status!.table).toBe(table);
    }
  });

  it("is read the same alone and at any offset", () => {
    for (const vector of loadVectors("binary-45").slice(0, 5)) {
      const { frame: _, ...one } = read("binary", vectorBytes(vector));
      const around = new Uint8Array(200);
      around.set(vectorBytes(vector), 77);
      const { frame: __, ...other } = read(
        "binary",
        around.subarray(77, 77 + vectorBytes(vector).length),
      );
      expect(other).toEqual(one);
    }
  });
});
