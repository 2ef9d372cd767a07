/** Public reports of people who asked for help, with made-up ids, numbers and places. */
import { describe, expect, it } from "vitest";
import { decode, type Message, toJson } from "../../src/index.ts";
import { InputReader } from "../../src/text/index.ts";
import { sinotrack, V1 } from "../cli/harness.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

function read(input: string): {
  pieces: ReturnType<InputReader["push"]>;
  messages: Message[];
  reader: InputReader;
} {
  const reader = new InputReader();
  const pieces = [...reader.push(input), ...reader.end()];
  const messages = pieces
    .filter(({ direction }) => direction !== "down")
    .flatMap(({ bytes }) => decode(bytes));
  return { pieces, messages, reader };
}

const CUT =
  "2016-09-27 17:58:33 DEBUG: [D05C051A: 5013 < 10.68.139.17] HEX: 2a48512c313530303036313233342c56312c3137353833322c412c313930362e323532302c4e2c313$\n";

describe("logs of Traccar", () => {
  it("traccar #3884: two positions, without Traccar's own lines about them", () => {
    const { pieces, messages } = read(
      "2018-05-19 10:27:34 DEBUG: [10B9422C: 5013 < 10.218.246.13] HEX: 2447100312341027331905184742164504012281828e009229ffe7fbffff0013350000007600e801ff3f00000004ec\n2018-05-19 10:27:34  INFO: [10B9422C] id: 4710031234, time: 2018-05-19 10:27:33, lat: 47.70274, lon: 12.46971, speed: 9.0, course: 229.0\n2018-05-19 10:27:54 DEBUG: [10B9422C: 5013 < 10.218.246.13] HEX: 2447100312341027531905184742131104012281490e006206ffe7fbffff0013240000007600e801ff3f00000004ed\n",
    );
    expect(messages).toMatchObject([
      { type: "position", deviceId: "4710031234", time: new Date("2018-05-19T10:27:33Z") },
      { type: "position", deviceId: "4710031234", time: new Date("2018-05-19T10:27:53Z") },
    ]);
    expect(pieces).toMatchObject([
      { line: 1, column: 66, direction: "up", session: "10B9422C" },
      { line: 3, column: 66, direction: "up", session: "10B9422C" },
    ]);
    expect(pieces[0]?.time).toEqual(new Date("2018-05-19T10:27:34Z"));
  });

  it("traccar #6007: data from the server is separated", () => {
    const { pieces, messages } = read(
      "2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] *HQ,1234567890,V8,112746,A,3832.5920,N,10.2984,W,64.12,54,310826,FFFFF9FF,214,3,18106,9261854,22,30,126,0#\n2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 > 10.0.0.7] *HQ,1234567890,R12,112747#\n2026-08-31 13:27:50  INFO: [Tf5d9a4e1] id: 1234567890, time: 2026-08-31 13:27:46, lat: 38.54320, lon: -0.17164, speed: 64.1, course: 54.0\n",
    );
    expect(messages).toMatchObject([{ type: "position", command: "V8", deviceId: "1234567890" }]);
    expect(pieces.map(({ direction, session }) => [direction, session])).toEqual([
      ["up", "Tf5d9a4e1"],
      ["down", "Tf5d9a4e1"],
    ]);
  });

  it("traccar #56: the form of 2012", () => {
    const { messages } = read(
      "2012-10-13 07:35:08 FINE: [5012 - 10.31.157.17] - (HEX: 2A48512C3335343138383034353433313233342C56312C3135353835302C412C353131342E353334362C4E2C323031372E343638332C452C302E30302C3237302E39302C3133313031322C66666666666666662C3030303030302C3030303030302C3030303030302C30303030303023)\n",
    );
    expect(messages).toMatchObject([
      {
        type: "position",
        time: new Date("2012-10-13T15:58:50Z"),
        latitude: expect.closeTo(51.242243, 5),
        longitude: expect.closeTo(20.291138, 5),
      },
    ]);
  });

  it("traccar #2378: lines wrapped by an editor", async () => {
    const { pieces, reader } = read(CUT);
    expect(Buffer.from(pieces[0]?.bytes ?? []).toString("latin1")).toBe(
      "*HQ,1500061234,V1,175832,A,1906.2520,N,1",
    );
    expect(reader.problems).toMatchObject([{ code: "cut", line: 1, column: 65 }]);
    const { code, err } = await sinotrack(["decode"], { stdin: CUT });
    expect(code).toBe(1);
    expect(err).toContain("a frame without its end");
  });
});

describe("pastes", () => {
  it("a frame over lines, a field a line", () => {
    const point = (seconds: string): string =>
      `003a00000000000000030160750c045370b000000000011917080321${seconds}010400000f2ceb16000c00b28991241909150101172400060089ffffffff\n`;
    const points = ["0509", "0514", "0519", "0524", "0529"].map(point).join("");
    const { messages } = read(`7e\n0704\n012f\n014530481234\n00d2\n0005\n01\n${points}897e\n`);
    expect(messages).toMatchObject([{ type: "positions", deviceId: "014530481234" }]);
    expect(messages[0]).toHaveProperty("positions.length", 5);
  });

  it("traccar forum: a $ report of 37 bytes, followed by the answer to a command", () => {
    const frame = "2400000012340752341410205324734946012433841e002118ffff7bff0b00070000001799";
    expect(read(`${frame}\n`).messages).toMatchObject([
      { type: "position", time: new Date("2020-10-14T07:52:34Z"), tail: expect.anything() },
    ]);
    const answer =
      "*HQ,0000001234,V4,D1,60,65535,075244,075242,A,5324.7385,N,01243.3876,E,000.00,307,141020,FFFFFBFF,262,01,14082,5148#";
    const { messages } = read(`${frame}${Buffer.from(answer).toString("hex")}\n`);
    expect(messages).toMatchObject([
      { type: "position", time: new Date("2020-10-14T07:52:34Z") },
      { type: "confirmation", command: "V4", parameters: ["60", "65535"] },
    ]);
    expect(messages).toHaveLength(2);
  });

  it("the JSON of a Buffer", () => {
    const bytes = Buffer.from(
      "*HQ,4210161234,V1,110252,A,3142.5119,N,07541.7063,E,000.10,000,250317,FFFFFBFF#",
    );
    const { messages } = read(`${JSON.stringify(bytes)}\n`);
    expect(messages).toMatchObject([{ type: "position", deviceId: "4210161234" }]);
  });

  it("a line of a web server, with digits replaced", () => {
    const { messages } = read(
      "**[20/Apr/2020:15:01:20 +0300] 400 -(213.***.***.***) *HQ,917*******,V1,084739,A,3506.8437,N,03***.5127,E,000.03,**0,200420,FBFFB9FF,000,00,0,0# (-)**\n",
    );
    expect(messages).toMatchObject([
      { type: "position", time: new Date("2020-04-20T08:47:39Z"), longitude: null },
    ]);
  });

  it("a read that begins inside a frame", () => {
    const frame = (seconds: string): string =>
      `*HQ,353505620301234,V1,0932${seconds},A,0406.3415,N,00622.3332,E,0.00,0,140416,FFFFFFEF,26d,12f,3f5a,ada2# \r\n`;
    const stream = `1234,V1,093220,A,0406.3415,N,00622.3332,E,0.00,0,140416,FFFFFFEF,26d,12f,3f5a,ada2# \r\n${frame("35")}${frame("50")}`;
    const { messages } = read(Buffer.from(stream, "latin1").toString("hex"));
    expect(messages.filter(({ type }) => type === "position")).toMatchObject([
      { time: new Date("2016-04-14T09:32:35Z") },
      { time: new Date("2016-04-14T09:32:50Z") },
    ]);
  });
});

describe("masked digits", () => {
  const V1_OF = (id: string): string =>
    `*HQ,${id},V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#`;
  const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");
  /** The hex of the first half of the id is masked. */
  const MASKED = hex(V1_OF("8160528000")).replace("38313630", "xxXXxxxx");

  it.each([
    ["hex", MASKED],
    ["with stars", MASKED.replace(/x/gi, "*")],
    ["one digit of each byte", hex(V1_OF("8160528000")).replace("38313630", "3x3x3x3x")],
    ["pairs", `got ${MASKED.match(/../g)?.join(" ")}`],
    ["Traccar", `2023-05-19 10:27:34  INFO: [T10b9422c: h02 < 10.2.2.2] ${MASKED}`],
    ["JSON", JSON.stringify({ level: 30, raw: MASKED })],
    ["CSV", `2024-10-05 10:24:11,1,${MASKED},in`],
  ])("in the hex of a text frame do not affect other fields: %s", (_name, line) => {
    const { messages, reader } = read(`${line}\n`);
    expect(reader.problems).toMatchObject([{ code: "masked", line: 1 }]);
    const at = (reader.problems[0]?.column ?? 0) - 1;
    expect(line[at]).toMatch(/[x*]/i);
    expect(messages).toMatchObject([
      {
        type: "position",
        deviceId: "????528000",
        time: new Date("2024-10-05T10:24:11Z"),
        latitude: expect.closeTo(50.792562, 6),
        issues: [{ code: "bad-id" }],
      },
    ]);
  });

  it("in the hex of a coordinate make it null", () => {
    const masked = hex(V1_OF("8160528000")).replace(hex("5047.5537"), "353034372exxxxxxxx");
    expect(read(`${masked}\n`).messages).toMatchObject([
      { deviceId: "8160528000", latitude: null, issues: [{ code: "bad-coordinate" }] },
    ]);
  });

  it("in a $ record are reported", () => {
    const { pieces, reader } = read(
      "24734000xxxx234315200924xx321436000xx213275e000176f7ffffffff041f000000000001cc00ff000015007d0000000035\n",
    );
    expect(pieces).toEqual([]);
    expect(reader.problems).toMatchObject([{ code: "masked", line: 1, column: 9 }]);
  });

  /** Values of a message with their paths. */
  const leaves = (value: unknown, path: string): [string, unknown][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`))
      : [[path, value]];

  /** Fields kept as sent, in which the mask is visible, and values that depend on the number of fields. */
  const RAW = /^\.(?:extra|parameters|command|maker|tail|issues|type|status\.table)/;

  it.each("x*?X_".split(""))("never become a value: %s", (mask) => {
    let count = 0;
    for (const vector of loadVectors().flatMap(({ vectors }) => vectors)) {
      const text = Buffer.from(bytesOf(vector)).toString("latin1");
      if (!/^\*[\x20-\x7e]*#$/.test(text) || text.indexOf("#") !== text.length - 1) continue;
      const whole = decode(text).flatMap((message) => leaves(toJson(message), ""));
      const known = new Set(whole.map(([, value]) => value));
      const fields = text.slice(0, -1).split(",");
      for (const [i, field] of fields.entries()) {
        if (i < 3 || !/\d\d/.test(field)) continue;
        const shown = field.replace(/\d(?=\D*$)/, mask);
        // A star, two letters and a comma begin a frame, even inside a field.
        if (/\*\w\w$/.test(shown)) continue;
        count++;
        const masked = [...fields.slice(0, i), shown, ...fields.slice(i + 1)].join(",");
        const invented = decode(`${masked}#`)
          .flatMap((message) => leaves(toJson(message, { frame: false }), ""))
          .filter(([path, value]) => !RAW.test(path) && value !== null && !known.has(value))
          .filter(([, value]) => !(typeof value === "string" && value.includes(mask)));
        expect(invented, masked).toEqual([]);
      }
    }
    expect(count).toBeGreaterThan(1000);
  });
});

describe("an input without a capture is reported", () => {
  it.each([
    [
      "masked hex",
      "24734000xxxx234315200924xx321436000xx213275e000176f7ffffffff041f000000000001cc00ff000015007d0000000035",
      /masked digits in line 1, column 9/,
    ],
    ["the watch protocol", "[3G*2706101234*0009*LK,0,0,98]", /watch protocol/],
    ["GT06 as hex", "78780d01012345678901234500018cdd0d0a", /GT06/],
    [
      "GT06 in a log of Traccar",
      "2023-05-19 10:27:34  INFO: [T10b9422c: h02 < 10.2.2.2] 78780d01012345678901234500018cdd0d0a",
      /GT06/,
    ],
    ["OsmAnd", "GET /?id=123456&lat=22.58&lon=113.9 HTTP/1.1", /OsmAnd/],
    ["GoSafe", "*GS06,356449061139936,171510,,SYS:G6S;V3.37;V1.1.8#", /GoSafe/],
    ["Queclink", "+RESP:GTFRI,1A0800,860599000306845,,0,0,1,1,0.1,0,,,,,", /Queclink/],
    [
      "an SMS for the device",
      "8040000 somename.dnsnamebydynu.org 5013",
      /no frame in 1 line; give frames as text/,
    ],
    ["an SMS answer", "TIME ZONE SET OK, CURRENT: E08.", /answer by SMS/],
    ["an OBD answer", "41 0C 1A F8", /OBD adapter, not a frame \(engineRpm 1726/],
    [
      "bytes that a text decoder replaced",
      "24efbfbd12345678901011121506efbfbd34efbfbd27efbfbd",
      /EF BF BD/,
    ],
    ["a picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", /PNG picture/],
    [
      "bytes of any kind",
      Buffer.from(
        Uint8Array.from(
          { length: 20_000 },
          (_, i) => (Math.imul(i + 1, 2654435761) ^ (i * i)) >>> 13,
        ),
      ).toString("latin1"),
      /9\d % of the bytes belong to no frame: bytes of an unknown protocol/,
    ],
    ["Teltonika, with zeros in front", "000f333536333037303432343431303133", /Teltonika/],
    [
      "TK103",
      "(013612345678BR00080612A2232.9806N11404.9355E000.1022828000.0080000000L000230AA)",
      /TK103/,
    ],
    [
      "Coban",
      "imei:353451044508750,tracker,0809231929,13554900601,F,055403.000,A,2233.1870,N,11354.3067,E,0.00,0,;",
      /Coban/,
    ],
    [
      "Meitrack",
      "$$A123,353358017784062,AAA,35,22.540113,114.076141,100313094354,A,5,22,1,174,4,129,0,435,0|0|10133|4110,0000,166|224|193|2704|916*BE",
      /Meitrack/,
    ],
    ["Meiligao", "24240011123456ffffffff50008b9b0d0a", /Meiligao/],
    [
      "a frame of text without its end",
      V1.slice(0, 38),
      /without its end \(no #\).*deviceId 8160528000/,
    ],
    [
      "a frame of text without its first values",
      "*HQ,353271799434922",
      /without its end \(no #\); copy all of it$/m,
    ],
    // 48 degrees and 5.8286 minutes are 48.0971433 degrees.
    [
      "a coordinate in it",
      "*HQ,9170481927,V1,101112,A,4805.8286,N,006",
      /latitude 48\.0971433(?!\d)/,
    ],
    [
      "a frame of JT/T 808 without its end",
      "7e0200004e080236443285064800000000000000070203fdd9084ea207",
      /without its end \(no 7E\).*deviceId 080236443285/,
    ],
    [
      "a frame of JT/T 808 with a status, which would fill several lines",
      "7e0200002c0139123456780001000000000000000301570f3f06c9a1e9001100320000190810121314010400000064",
      /serialNumber 1, latitude 22\.482751, longitude 113\.877481, altitudeMeters 17, speedKmh 5, courseDegrees 0$/m,
    ],
    [
      "what the server sent",
      "2023-05-19 10:27:34  INFO: [T1: h02 > 10.2.2.2] *HQ,1234567890,R12,112747#",
      /only data of the other side/,
    ],
  ])("%s", async (_name, stdin, expected) => {
    // `explain` shows data of both sides.
    const isAnswer = String(expected).includes("other side");
    for (const command of ["decode", "explain", "identify", "record", "check", "diff"]) {
      if (isAnswer && (command === "explain" || command === "check")) continue;
      const files = command === "diff" ? ["-", "vectors/v1.jsonl"] : ["-"];
      const { code, err } = await sinotrack([command, ...files], {
        stdin: Buffer.from(stdin, "latin1"),
      });
      expect(err.endsWith("\n") && err.trimEnd().split("\n").length, `${command}: ${err}`).toBe(1);
      expect(err, command).toMatch(expected);
      expect(code, command).toBe(1);
    }
  });

  it("a capture given to check, with advice", async () => {
    const file = "test/cli/captures/loopback.pcap";
    expect(await sinotrack(["check", file])).toMatchObject({
      code: 1,
      err: `sinotrack: ${file}: a capture, not vectors; make vectors with: sinotrack record ${file}\n`,
    });
  });

  it.each(["decode", "explain", "identify", "record"])("nothing at all: %s", async (command) => {
    expect(await sinotrack([command], { stdin: " \n" })).toMatchObject({
      code: 1,
      out: "",
      err: "sinotrack: stdin: the input is empty\n",
    });
  });
});
