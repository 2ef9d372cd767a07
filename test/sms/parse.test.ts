import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSms, type SmsReply } from "../../src/sms/index.ts";
import { read } from "./reply.ts";

type Of<T extends SmsReply["type"]> = Extract<SmsReply, { type: T }>;

function parse<T extends SmsReply["type"]>(type: T, text: string): Of<T> {
  const reply = parseSms(text);
  expect(reply.type, text).toBe(type);
  return reply as Of<T>;
}

/** Parses a configuration that contains the piece. */
function configuration(piece: string): Of<"configuration"> {
  return parse("configuration", `ST-901,ID:9179435097,PW:0000,${piece}`);
}

/** Texts of pieces that occur in replies, in any order. */
const SOUP: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."ID,UP,PW,U1,U2,MODE,DAILY,POWER ALARM,ACCSMS,GEO FENCE,OVER SPEED,SLEEP,SLEEP MODE,SLEEPON",
        ..."ID UP U3 MODE VOICE SLEEPON APN IP UT VOLT BAT GPS GSM ICCID BT 4G F A G".split(" "),
        ..."GPRS UPLOAD TIME,GPRS UPLOAD TIME 1,TIME ZONE,BATTYER,STATE,Bat,Fix,Date,Time".split(
          ",",
        ),
      ),
      fc.constantFrom(
        ..."ON OFF A V 80 30s 13.1V E00 +8.0 2024/06/07 19-12-30 03:20:08".split(" "),
      ),
      fc.constantFrom("http://maps.google.com/maps?q=", "+22.5,-114.2", "alarm", "alarm!", "OK"),
      fc.constantFrom(":", ",", " ", "\n", "\r\n", "*", "-", "!", "__proto__", "constructor"),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

describe("any text", () => {
  it("returns a reply with the text, and the same each time", () => {
    fc.assert(
      fc.property(fc.oneof(SOUP, fc.string({ unit: "binary" })), (text) => {
        const reply = parseSms(text);
        expect(reply.text).toBe(text);
        expect(parseSms(text)).toStrictEqual(reply);
      }),
      { numRuns: 3000 },
    );
  });
  it("may be huge", () => {
    // More pieces than a function call can have arguments.
    const many = 200_000;
    for (const [head, piece] of [
      ["ST-901,ID:1,PW:2", ",ID:1"],
      ["ST-901,ID:1,PW:2", " ID:1"],
      ["X\nID:1\nGPS:A", "\nID:1"],
      ["X\nID:1\nGPS:A", "-1"],
      ["X*ID:1*G:A", "*ID:1"],
      ["http://x?q=1,1", " ID:1"],
      ["STATE: LOW POWER ALARM", " ID:1"],
      ["", ":"],
    ] as const) {
      const text = head + piece.repeat(many);
      expect(parseSms(text).text).toBe(text);
    }
  });
  it("must be a string", () => {
    for (const wrong of [undefined, null, 5, {}, new String("SET OK"), new Uint8Array(3)]) {
      expect(() => parseSms(wrong as string)).toThrow(new TypeError("text must be a string"));
    }
  });
});

describe("no piece is lost", () => {
  /**
   * Values that occur nowhere else in the text: numbers and words, each of which must be in the result as a value or
   * inside one.
   */
  const VALUE = fc.oneof(fc.constant("word"), fc.constant("number"), fc.constant(""));

  function check(text: string, tokens: readonly string[], type: string): void {
    const { text: _, ...rest } = parseSms(text);
    expect(rest.type, text).toBe(type);
    const values = JSON.stringify(rest);
    for (const token of tokens) expect(values, `${token} of ${text}`).toContain(token);
  }

  /** Joins keys, values and separators, with recognisable tokens. */
  function build(
    head: string,
    pieces: readonly (readonly [string, string, string, string])[],
  ): { text: string; tokens: string[] } {
    const tokens: string[] = [];
    let text = head;
    for (const [before, key, after, kind] of pieces) {
      const number = 1000 + tokens.length;
      const token = kind === "word" ? `w${number}` : kind === "number" ? String(number) : "";
      if (token !== "") tokens.push(token);
      text += `${before}${key}${after}${token}`;
    }
    return { text, tokens };
  }

  it("of a configuration", () => {
    const keys =
      "ID,UP,PW,U1,U2,U3,U4,MODE,DAILY,POWER ALARM,ACC ALARM SMS,ACCSMS,ACC ALARM CALL,ACCCALL,GEO FENCE,GEOFENCE,OVER SPEED,OVERSPEED,VOICE,SHAKE ALARM,SHAKEALARM,SLEEP,SLEEP MODE,APN,IP,GPRS UPLOAD TIME,GPRSUPLOAD TIME,GPRS UPLOAD TIME 1,GPRS UPLOAD TIME 2,TIME ZONE,BATTYER,NEW KEY,__proto__,lower,";
    const piece = fc.tuple(
      fc.constantFrom(",", ",", ",", ", ", ",,", " ", ""),
      fc.constantFrom(...keys.split(",")),
      fc.constantFrom(":", ":", ":", ": ", " :", ""),
      VALUE,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { text, tokens } = build("ST-901:V4.35,ID:9179435097,PW:0000", pieces);
        check(text, ["ST-901", "V4.35", "9179435097", "0000", ...tokens], "configuration");
      }),
      { numRuns: 5000 },
    );
  });
  it.each([
    ["on several lines", "ST906 2024/06/07\nID:11264944\nGSM:26", ["\n", "\r\n", "\n\n"]],
    ["on one line", "ST906 2024/06/07 ID:11264944 GSM:26", [" ", "  "]],
    ["between stars", "ST906*ID:11264944*4G:26", ["*", "* ", "**"]],
  ])("of a status %s", (_name, head, separators) => {
    const keys = "ID,IP,UT,VOLT,BAT,APN,GPS,GSM,ICCID,A,G,4G,BT,F,PW,NEW,__proto__,lower,";
    const piece = fc.tuple(
      fc.constantFrom(...separators),
      fc.constantFrom(...keys.split(",")),
      fc.constantFrom(":", ":", ":", ": ", ""),
      VALUE,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const { text, tokens } = build(head, pieces);
        check(text, ["ST906", "11264944", "26", ...tokens], "status");
      }),
      { numRuns: 2000 },
    );
  });
  it("of a location", () => {
    const keys = "Date,Time,ID,Fix,GPS,Speed,Bat,ACC,Odd,__proto__,";
    const piece = fc.tuple(
      fc.constantFrom(" ", "  ", "\n"),
      fc.constantFrom(...keys.split(",")),
      fc.constantFrom(":", ":", ":", ": ", ""),
      VALUE,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const { text, tokens } = build("http://maps.google.com/maps?q=+22.5,+114.5", pieces);
        check(text, ["maps?q=+22.5,+114.5", ...tokens], "location");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("cost", () => {
  /** The number of characters that string functions examine while a text is read. */
  function costOf(text: string): number {
    const proto = String.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
    const originals = new Map<string, (...args: unknown[]) => unknown>();
    let cost = 0;
    const count = (
      name: string,
      price: (of: string, args: unknown[], result: unknown) => number,
    ) => {
      const original = proto[name]!;
      originals.set(name, original);
      proto[name] = function (this: string, ...args: unknown[]): unknown {
        const result = original.apply(this, args);
        cost += price(this, args, result);
        return result;
      };
    };
    const whole = (of: string) => of.length + 1;
    count("charCodeAt", () => 1);
    count("charAt", () => 1);
    count("slice", (_of, _args, result) => (result as string).length + 1);
    count(
      "indexOf",
      (of, [, from], at) =>
        1 +
        ((at as number) < 0 ? of.length : (at as number)) -
        Math.min(Number(from ?? 0), of.length),
    );
    count("lastIndexOf", (of, _args, at) => of.length - (at as number));
    count("startsWith", (_of, [what]) => (what as string).length + 1);
    count("endsWith", (_of, [what]) => (what as string).length + 1);
    for (const name of ["split", "includes", "trim", "trimStart", "trimEnd"]) count(name, whole);
    for (const name of ["toUpperCase", "toLowerCase", "replace", "replaceAll", "match"])
      count(name, whole);
    try {
      parseSms(text);
    } finally {
      for (const [name, original] of originals) proto[name] = original;
    }
    return cost;
  }

  const HEADS = [
    "",
    "ST-901,ID:1,PW:2,",
    "ST-901,ID:1,PW:2,APN:",
    "ST-901,ID:1,PW:2,GPRS UPLOAD TIME:",
    "ST906\nID:1\nGSM:2\n",
    "ST906 ID:1 GSM:2 ",
    "ST906*ID:1*4G:2*",
    "http://x?q=1,1 ID:1 ",
    "http://x?q=",
    "STATE: LOW POWER ALARM ",
    "UT:",
    "X\nID:1\nGPS:A",
    "X\nID:1\nUT:",
    "X\nID:1\nGSM:2\nIP:",
    "X 2024/06/07\nID:1\nGSM:2\nGSM:",
    "Lat:1 Long:2 ",
  ];
  const BODIES = [
    ..."a,A,1, ,:,*,-,.,!,\n,\r,/".split(","),
    ",",
    "ID:",
    " ID:",
    ",ID:1",
    "TIME ZONE:",
    " TIME ZONE:1",
    "SLEEP MODE:",
    ",SLEEPON",
    ",U3:1",
    "A A",
    "\nUT:1",
    "*ID:1",
    " http://x?q=",
    "&q=",
    " Bat:",
    " Date:1-1-1",
    "alarm ",
    "1,",
    "\n1",
    "\nA",
    "\\",
    "\\n",
    "\\nID:1",
    "A:",
    "A B:",
    " GPRS UPLOAD TIME 1",
  ];

  it("grows linearly with the length of the text", () => {
    const costs: [string, number][] = [];
    for (const head of HEADS) {
      for (const body of BODIES) {
        const once = costOf(head + body.repeat(2000));
        const twice = costOf(head + body.repeat(4000));
        costs.push([`${head}|${body}`, twice / once]);
      }
    }
    expect(costs.filter(([, growth]) => growth > 2.05)).toEqual([]);
    // The count works: a text twice as long costs more.
    expect(costs.some(([, growth]) => growth > 1.95)).toBe(true);
  });
});

describe("a configuration", () => {
  it.each([
    ["E00", 0],
    ["E08", 480],
    ["W01", -60],
    ["W00", 0],
    ["0.0", 0],
    ["+8.0", 480],
    ["-3.5", -210],
    ["+5.75", 345],
    ["+5.30", null],
    ["E15", null],
    ["W13", null],
    ["+14.0", 840],
    ["-12.0", -720],
    ["E", null],
    ["UTC", null],
  ])("has time zone %s", (asSent, minutesEast) => {
    const { timeZone, unknown } = configuration(`TIME ZONE:${asSent}`);
    expect(timeZone).toStrictEqual({ asSent, minutesEast });
    expect(unknown).toEqual([]);
  });
  it.each([
    ["IP:my.server.net:8090", { host: "my.server.net", port: 8090 }],
    ["IP:my.server.net,8090", { host: "my.server.net", port: 8090 }],
    ["IP: my.server.net , 8090", { host: "my.server.net", port: 8090 }],
    ["IP:my.server.net 8090", { host: "my.server.net", port: 8090 }],
    ["IP:my.server.net", { host: "my.server.net" }],
    ["IP:my.server.net,,VOICE:ON", { host: "my.server.net" }],
    ["IP:", null],
  ])("has the server of %s", (piece, server) => {
    const { unknown, ...reply } = configuration(piece);
    expect(reply.server).toStrictEqual(server);
    expect(unknown).toEqual([]);
  });
  it("accepts one port only", () => {
    expect(configuration("IP:host:8090,8091")).toMatchObject({
      server: { host: "host", port: 8090 },
      unknown: [{ key: "", value: "8091" }],
    });
  });
  it.each(["0", "65536", "8o90", "1e3", "-1"])("refuses port %s, and keeps it", (port) => {
    const { server, unknown } = configuration(`IP:host:${port}`);
    expect(server).toStrictEqual({ host: "host", port: null });
    expect(unknown).toEqual([{ key: "IP", value: `host:${port}` }]);
  });
  it.each([
    ["APN:", { name: null }],
    ["APN:a", { name: "a" }],
    ["APN:a,b", { name: "a", user: "b" }],
    ["APN:a,,,", { name: "a", user: null, password: null }],
    ["APN:a,b,c", { name: "a", user: "b", password: "c" }],
    ["APN: a, b:c ,d", { name: "a", user: "b:c", password: "d" }],
  ])("has the access point of %s", (piece, apn) => {
    const { unknown, ...reply } = configuration(piece);
    expect(reply.apn).toStrictEqual(apn);
    expect(unknown).toEqual([]);
    // The rest is not taken for a part of it.
    expect(configuration(`${piece},VOICE:ON`)).toMatchObject({ apn, voice: true });
    expect(configuration(`${piece},SLEEPON`)).toMatchObject({ apn, sleep: true });
  });
  it.each([
    ["GPRS UPLOAD TIME:30", { seconds: 30 }],
    ["GPRS UPLOAD TIME:30s", { seconds: 30 }],
    ["GPRSUPLOAD TIME: 30", { seconds: 30 }],
    ["GPRS UPLOAD TIME:30,", { seconds: 30 }],
    ["GPRS UPLOAD TIME:", { seconds: null }],
    ["GPRS UPLOAD TIME:20,120", { accOnSeconds: 20, accOffSeconds: 120 }],
    ["GPRS UPLOAD TIME 1:5,GPRS UPLOAD TIME 2:300", { accOnSeconds: 5, accOffSeconds: 300 }],
    ["GPRS UPLOAD TIME 2:300", { accOffSeconds: 300 }],
  ])("has the intervals of %s", (piece, uploadIntervals) => {
    const { unknown, ...reply } = configuration(piece);
    expect(reply.uploadIntervals).toStrictEqual(uploadIntervals);
    expect(unknown).toEqual([]);
  });
  it.each([
    ["GPRS UPLOAD TIME:x", { seconds: null }, "x"],
    ["GPRS UPLOAD TIME:20,x", { accOnSeconds: 20, accOffSeconds: null }, "20,x"],
  ])("keeps unreadable parts of %s", (piece, uploadIntervals, value) => {
    expect(configuration(piece)).toMatchObject({
      uploadIntervals,
      unknown: [{ key: "GPRS UPLOAD TIME", value }],
    });
  });
  it.each([
    ["SLEEP:OFF", false],
    ["SLEEP:ON", true],
    ["SLEEP:1", 1],
    ["SLEEP MODE:ON", true],
    ["SLEEPON", true],
    ["SLEEPOFF", false],
    ["SLEEP:", null],
    ["MODE:GPRS SLEEP MODE:ON", true],
  ])("has the sleep mode of %s", (piece, sleep) => {
    const reply = configuration(piece);
    expect(reply.sleep).toBe(sleep);
    expect(reply.unknown).toEqual([]);
  });
  it.each(["80%", "81"])("has a battery of %s", (value) => {
    expect(configuration(`BATTYER:${value}`).batteryPercent).toBe(Number.parseInt(value, 10));
  });
  it("has no battery of 101 %", () => {
    expect(configuration("BATTYER:101")).toMatchObject({
      batteryPercent: null,
      unknown: [{ key: "BATTYER", value: "101" }],
    });
  });
  it("has only the properties that the text has", () => {
    expect(parseSms("ST900,ID:1,MODE:GPRS")).toStrictEqual({
      type: "configuration",
      text: "ST900,ID:1,MODE:GPRS",
      model: "ST900",
      deviceId: "1",
      mode: "GPRS",
      unknown: [],
      issues: [],
    });
    expect(configuration("VOICE:ON")).not.toHaveProperty("firmware");
  });
  it("has a firmware only after a colon, and may have no model", () => {
    expect(parse("configuration", "ST900:V4,ID:1,MODE:GPRS")).toMatchObject({
      model: "ST900",
      firmware: "V4",
    });
    expect(parse("configuration", "ST900 ID:1,UP:2,MODE:GPRS")).toMatchObject({
      model: "ST900",
      deviceId: "1",
    });
    expect(parse("configuration", "ID:1,MODE:GPRS")).not.toHaveProperty("model");
  });
  it("treats __proto__ and constructor as ordinary keys", () => {
    const reply = parse("configuration", "X,ID:1,PW:2,CONSTRUCTOR:3,constructor:4,__proto__:5");
    expect(reply.unknown).toEqual([
      { key: "CONSTRUCTOR", value: "3" },
      { key: "", value: "constructor:4" },
      { key: "", value: "__proto__:5" },
    ]);
    expect(Object.getPrototypeOf(reply)).toBe(Object.prototype);
  });
  it("does not take the end of a value for a model if the first message is missing", () => {
    const reply = parse("configuration", "46,8090,GPRS UPLOAD TIME:30,TIME ZONE:E00");
    expect(reply).not.toHaveProperty("model");
    expect(reply.issues).toMatchObject([{ code: "bad-value", field: "model", received: "46" }]);
    expect(reply.unknown).toEqual([
      { key: "", value: "46" },
      { key: "", value: "8090" },
    ]);
  });
  it("needs two known keys", () => {
    expect(parseSms("ST900,ID:1").type).toBe("text");
    expect(parseSms("Hello, ID: none, yet").type).toBe("text");
  });
});

describe("a status", () => {
  it.each([
    ["BAT:5", 5, []],
    ["BAT:92%", 92, []],
    ["BAT:101", null, [{ key: "BAT", value: "101" }]],
  ])("on several lines has %s in percent", (line, batteryPercent, unknown) => {
    expect(parse("status", `ST906\nID:1\n${line}`)).toMatchObject({ batteryPercent, unknown });
  });
  it.each([
    ["BAT:5", null, [{ key: "BAT", value: "5" }]],
    ["BAT:1", null, [{ key: "BAT", value: "1" }]],
    ["BAT:0", 0, []],
    ["BAT:5%", 5, []],
    ["BAT:6", 6, []],
  ])("on one line has %s only if no step is possible", (word, batteryPercent, unknown) => {
    expect(parse("status", `XM ID:1 ${word}`)).toMatchObject({ batteryPercent, unknown });
  });
  it("has at most three intervals", () => {
    expect(parse("status", "ST906\nID:1\nUT:1,2,3,4")).toMatchObject({
      intervals: { accOnSeconds: 1, accOffSeconds: 2, heartbeatSeconds: 3 },
      unknown: [{ key: "UT", value: "1,2,3,4" }],
    });
    expect(parse("status", "ST906\nID:1\nUT:1,,3")).toMatchObject({
      intervals: { accOnSeconds: 1, accOffSeconds: null, heartbeatSeconds: 3 },
      unknown: [],
    });
    expect(parse("status", "ST906\nID:1\nUT:1").intervals).toStrictEqual({ accOnSeconds: 1 });
  });
  it.each([
    ["ST906 2024/06/07", "ST906", "2024-06-07"],
    ["ST906 2024/02/29", "ST906", "2024-02-29"],
    ["2024/06/07", undefined, "2024-06-07"],
    ["ST906 2024/13/07", "ST906 2024/13/07", undefined],
    ["ST906 2023/02/29", "ST906 2023/02/29", undefined],
    ["ST906 202x/06/07", "ST906 202x/06/07", undefined],
    ["ST906 2024/0x/07", "ST906 2024/0x/07", undefined],
    ["ST906 2024/06/0x", "ST906 2024/06/0x", undefined],
    ["ST906 24/06/07", "ST906 24/06/07", undefined],
    ["ST906 2024/6/07", "ST906 2024/6/07", undefined],
    ["ST906 2024/06/7", "ST906 2024/06/7", undefined],
    ["ST906 2024/06/07/1", "ST906 2024/06/07/1", undefined],
    ["ST906 2024/06", "ST906 2024/06", undefined],
  ])("has firmware and its date: %s", (line, firmware, firmwareDate) => {
    const status = parse("status", `${line}\nID:1\nGSM:2`);
    expect([status.firmware, status.firmwareDate]).toEqual([firmware, firmwareDate]);
  });
  it("joins the lines of its firmware, and reports it", () => {
    expect(parse("status", "ST906\n(70)\nID:1\nGSM:2")).toMatchObject({
      firmware: "ST906(70)",
      issues: [{ code: "broken-value", field: "firmware" }],
    });
  });
  it("keeps a line that does not belong to the value before it", () => {
    expect(parse("status", "ST906\nID:1\nGSM:26\nSent from a phone")).toMatchObject({
      signalCsq: 26,
      unknown: [{ key: "", value: "Sent from a phone" }],
      issues: [{ code: "broken-value", field: "signalCsq" }],
    });
  });
  it("between stars has its server right after the id", () => {
    expect(parse("status", "W07*ID:1*host.net:80*G:A").server).toEqual({
      host: "host.net",
      port: 80,
    });
    const reply = parse("status", "W07*ID:1*G:A*host.net:80");
    expect(reply).not.toHaveProperty("server");
    expect(reply.unknown).toEqual([{ key: "", value: "host.net:80" }]);
  });
  it("has volts with few digits", () => {
    expect(parse("status", "X\nID:1\nVOLT:12.9").supplyVolts).toBe(12.9);
    for (const value of ["12.", ".9", "1.2.3", "-1V", "1e1V", "12.345678901234567V"]) {
      expect(parse("status", `X\nID:1\nVOLT:${value}`)).toMatchObject({
        supplyVolts: null,
        unknown: [{ key: "VOLT", value }],
      });
    }
  });
  it("has a signal up to 31", () => {
    expect(parse("status", "ST906\nID:1\nGSM:31").signalCsq).toBe(31);
    expect(parse("status", "ST906\nID:1\nGSM:99")).toMatchObject({
      signalCsq: null,
      unknown: [{ key: "GSM", value: "99" }],
    });
  });
  it.each(["A", "A-1", "A-1-2"])("has fix %s", (text) => {
    const numbers = text.split("-").slice(1).map(Number);
    expect(parse("status", `X\nID:1\nGPS:${text}`).fix).toStrictEqual({ valid: true, numbers });
  });
  it.each(["B-1-2", "A--2", "A-x", "a-1-2"])("has no fix %s, and keeps it", (value) => {
    expect(parse("status", `X\nID:1\nGPS:${value}`)).toMatchObject({
      fix: null,
      unknown: [{ key: "GPS", value }],
    });
  });
  it("needs two known keys", () => {
    expect(parseSms("ST906\nID:1\nFOO:2").type).toBe("text");
    expect(parseSms("ST906*ID:1*PW:2").type).toBe("text");
  });
});

describe("a location", () => {
  const LINK = "http://maps.google.com/maps?q=";
  it.each([
    ["+22.64212,+114.18814", 22.64212, 114.18814],
    ["-22.64212,-114.18814", -22.64212, -114.18814],
    ["S22.5,W008.5", -22.5, -8.5],
    ["22.5,8&z=3", 22.5, 8],
    ["-0.0,W0", 0, 0],
    ["-90.0,+180.0", -90, 180],
    ["-90.1,+1.0", null, null],
    ["1.0,+180.1", null, null],
    ["E22.5,N8.5", null, null],
    ["22.5", null, null],
    ["", null, null],
    ["1e1,2", null, null],
  ])("has the place %s", (query, latitude, longitude) => {
    const reply = parse("location", `${LINK}${query} Fix:A`);
    expect([reply.latitude, reply.longitude]).toStrictEqual([latitude, longitude]);
  });
  it.each([
    ["Date:2017-12-6 Time:1:45", "2017-12-06T01:45"],
    ["19-12-30 03:20:08", "2019-12-30T03:20:08"],
    ["Date: 2017-12-6 Time: 1:45", "2017-12-06T01:45"],
    ["Date:2017-12-6", "2017-12-06"],
    ["Date:", null],
  ])("has the local time of %s, without a zone", (words, localTime) => {
    expect(parse("location", `${LINK}1,2 ${words}`)).toMatchObject({ localTime, unknown: [] });
  });
  it.each(["Date:2017-13-6", "Date:2017-11-31", "Time:1:45", "Date:17-1", "Date:1-2-3-4"])(
    "has no local time of %s, and keeps it",
    (word) => {
      const [key, ...rest] = word.split(":");
      expect(parse("location", `${LINK}1,2 ${word}`)).toMatchObject({
        localTime: null,
        unknown: [{ key, value: rest.join(":") }],
      });
    },
  );
  it.each(["Time:24:00", "Time:1:60", "Time:1", "Time:1:2:60", "Time:1:2:3:4"])(
    "has only the date with %s, and keeps it",
    (word) => {
      expect(parse("location", `${LINK}1,2 Date:2017-12-6 ${word}`)).toMatchObject({
        localTime: "2017-12-06",
        unknown: [{ key: "Time", value: word.slice(5) }],
      });
    },
  );
  it("has no time if the text has none", () => {
    expect(parse("location", `${LINK}1,2 Fix:A`)).not.toHaveProperty("localTime");
  });
  it.each([
    ["Bat:80%", 80],
    ["Bat:1", 20],
    ["Bat:5", 100],
    ["Bat:5%", 5],
    ["Bat:0", null],
    ["Bat:6", null],
    ["Bat:101%", null],
  ])("reads %s", (word, batteryPercent) => {
    expect(parse("location", `${LINK}1,2 ${word}`).batteryPercent).toBe(batteryPercent);
    expect(parse("alarm", `STATE: LOW POWER ALARM ${word}`).batteryPercent).toBe(batteryPercent);
  });
  it("reads no speed without its unit", () => {
    expect(parse("location", `${LINK}1,2 Speed:38.00km/h`).speedKmh).toBe(38);
    expect(parse("location", `${LINK}1,2 Speed:38.00`)).toMatchObject({
      speedKmh: null,
      unknown: [{ key: "Speed", value: "38.00" }],
    });
  });
  it.each([
    "http://a.example/?q=1.5,2.5",
    "https://a.example/?q=1.5,2.5",
    "http://a.example/?z=9&q=1.5,2.5",
    "https://a.example/?q=1.5,2.5&q=3,4",
    "http://a.example/?q=1.5,2.5&z=9",
  ])("has the place in the query of %s", (link) => {
    expect(parse("location", `Fix:A ${link}`)).toMatchObject({
      link,
      latitude: 1.5,
      longitude: 2.5,
      valid: true,
    });
  });
  it.each([
    "ftp://a.example/?q=1.5,2.5",
    "a.example/?q=1.5,2.5",
    "xhttps://a.example/?q=1.5,2.5",
    "http:/a.example/?q=1.5,2.5",
  ])("has no link in %s", (link) => expect(parseSms(`Fix:A ${link}`).type).not.toBe("location"));
  it.each([
    "Date:217-12-6",
    "Date:2017-12-6x",
    "Date:2017-00012-6",
    "Date:20171-1-1",
    "Date:2017--6",
    "Date:2017-12",
  ])("has no day in %s", (word) => {
    expect(parse("location", `${LINK}1,2 ${word}`)).toMatchObject({
      localTime: null,
      unknown: [{ key: "Date", value: word.slice(5) }],
    });
  });
  it("is no other link", () => {
    expect(parseSms("https://example.com/?q=top+up your balance").type).toBe("text");
    expect(parseSms("https://example.com/ ID:1").type).toBe("text");
  });
});

describe("short texts", () => {
  it.each([
    ..."SET OK,SET OK!,SET OK !, set ok \r\n,OK,RESET OK,reset ok,RESTART OK!".split(","),
    ...["\\nSET OK", "SET\\rOK", "SET\vOK", "SET\u2028OK", "SET\u00a0OK"],
  ])("%j is ok", (text) => {
    expect(parseSms(text)).toStrictEqual({ type: "ok", text, issues: [] });
  });
  it.each([
    ...["NOT OK", "SET OKAY", "SET", "OK SET", "", "SET OK, call 123", "SETOK", "SET\\tOK"],
    ...["SET OK, CURRENT: E08.", "TIME ZONE SET OK, CURRENT:"],
  ])("%j is text", (text) => {
    expect(parseSms(text)).toStrictEqual({ type: "text", text, issues: [] });
  });
  it.each([
    ["speed alarm!", ["overspeed"]],
    ["SPEED ALARM", ["overspeed"]],
    ["Shock alarm!", ["vibration"]],
    ["LOW POWER ALARM! Bat:1", ["lowPower"]],
    ["STATE: LOW POWER ALARM", ["lowPower"]],
    ["Door alarm!", []],
  ])("%j is an alarm", (text, alarms) => {
    expect(parse("alarm", text).alarms).toEqual(alarms);
  });
  it("reports a time zone that has no known form", () => {
    expect(read("TIME ZONE SET OK, CURRENT: GMT.")).toStrictEqual({
      type: "ok",
      timeZone: { asSent: "GMT", minutesEast: null },
      issues: [["bad-value", "timeZone", "GMT"]],
    });
  });
  it("a label that no document names needs a mark before a map link", () => {
    const link = "http://maps.google.com/maps?q=+1.0,+2.0";
    expect(parseSms(`Door alarm! ${link}`).type).toBe("alarm");
    expect(parseSms(`Door alarm ${link}`).type).toBe("location");
  });
  it("an alarm with a map link is an alarm", () => {
    const text = "Shock alarm! http://maps.google.com/maps?q=+1.0,+2.0 Bat:4";
    expect(parse("alarm", text)).toMatchObject({
      label: "Shock alarm",
      batteryPercent: 80,
      link: "http://maps.google.com/maps?q=+1.0,+2.0",
      latitude: 1,
      longitude: 2,
      unknown: [],
    });
  });
  it.each([
    "alarm!",
    "STATE: ",
    "speed alarm is off",
    "please turn off the alarm!",
    "speed! alarm",
    "no alarms!",
    "STATE: one two three four five alarm",
    "door-2 alarm!",
  ])("%j is no alarm", (text) => {
    expect(parseSms(text).type).toBe("text");
  });
});
