/** The home page: a device with its facts, figures, a typed frame, a collector. */
import { readFileSync } from "node:fs";
import * as net from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { findDevices } from "../../docs/home/device-search.ts";
import { deviceFacts } from "../../docs/home/devices.ts";
import { figures } from "../../docs/home/proof.ts";
import { FIRST_FRAME, stripOf, tracksOf } from "../../docs/home/strip.ts";
import { MODELS } from "../../docs/models.ts";
import { fromHash } from "../../docs/playground/link.ts";
import { decode, type Frame, FrameSplitter, identify, parseFrame } from "../../src/index.ts";
import { readInput } from "../../src/text/index.ts";
import { FAMILIES } from "../../src/variant/families.ts";
import { loadVectors } from "../vectors.ts";
import { blocksOf } from "./markdown.ts";
import { runBlock } from "./run-block.ts";

/** Traccar's input, and the number of frames that it recovered. */
const STREAM = JSON.parse(
  readFileSync(new URL("../differential/traccar-stream.json", import.meta.url), "utf8"),
);
const facts = deviceFacts();
const names = (search: string): string[] => findDevices(facts, search).map(({ name }) => name);

describe("the device finder", () => {
  it.each([
    ["ST-901L", "ST-901L"],
    ["st 901l", "ST-901L"],
    ["ST902", "ST-902"],
    ["tk905", "TK905 4G"],
    ["mv730", "MV730"],
    ["vl502", "Concox or Jimi VL502"],
  ])("finds %s first", (search, name) => {
    expect(names(search)[0]).toBe(name);
  });

  it("finds by brand, family and similar names", () => {
    expect(names("micodus")).toEqual(expect.arrayContaining(["MiCODUS MV720", "MV730", "MV810G"]));
    expect(names("sinotrack-4g")).toEqual(expect.arrayContaining(["ST-901L", "ST-903"]));
    expect(names("ST-906LW")).toEqual(["ST-906L"]);
    expect(names("no such thing")).toEqual([]);
    expect(names(" -")).toEqual(facts.devices.map(({ name }) => name));
  });

  it("has every model and every family", () => {
    const all = facts.devices.flatMap(({ name }) => name);
    expect(all).toEqual(expect.arrayContaining(MODELS.flatMap(({ models }) => models)));
    expect(new Set(all).size).toBe(all.length);
    const reached = new Set(facts.devices.flatMap(({ families }) => families));
    expect([...reached].sort()).toEqual(FAMILIES.map(({ family }) => family).sort());
  });

  it("lists the contents of a family's captures", () => {
    const g4 = facts.families.find(({ family }) => family === "sinotrack-4g");
    expect(g4?.messages.map(([word]) => word)).toEqual(expect.arrayContaining(["V8", "V6"]));
    // 27,121,100 at the end of a V8 are signal, tenths of a volt and percent.
    for (const name of ["speedKmh", "cell", "signalCsq", "supplyVolts", "batteryPercent"]) {
      expect(g4?.fields).toContain(name);
    }
    expect(g4?.acknowledgement).toMatch(/^r12: /);
    expect(g4?.signs.join()).toMatch(/V8/);
    const star = facts.families.find(({ family }) => family === "tk-star");
    expect(star?.messages.map(([word]) => word)).toContain("$ of 45 bytes");
  });

  it.each(facts.families.filter(({ sample }) => sample !== null).map((one) => [one.family, one]))(
    "%s: the frames for the playground are its own",
    (family, { sample }) => {
      const { input = "" } = fromHash(`#${sample}`) ?? {};
      const messages = readInput(new TextEncoder().encode(input)).flatMap(({ bytes }) =>
        decode(bytes),
      );
      expect(messages.filter(({ type }) => type !== "noise").length).toBeGreaterThan(0);
      const guesses = identify(messages).map((guess) => guess.family);
      if (guesses.length > 0) expect(guesses).toContain(family);
    },
  );
});

describe("the figures", () => {
  it("agree with the README and the files", () => {
    const all = figures();
    const vectors = loadVectors().reduce((sum, one) => sum + one.vectors.length, 0);
    expect(all.map(({ value }) => value)).toEqual([
      "221 of 223",
      "1,000 of 1,000",
      vectors.toLocaleString("en"),
      String(FAMILIES.length),
      expect.stringMatching(/^\d{3}$/),
      "0",
    ]);
    // test/readme.test.ts checks the first of these.
    expect(all.map(({ other }) => other)).toEqual([
      "Traccar: 180",
      `Traccar: ${STREAM.recovered}`,
      ...[null, null, null, null],
    ]);
  });

  it("of $ frames in one stream: each frame is found in reads of that size, whatever its bytes", () => {
    const { frames, bytesPerFrame, bytesPerRead } = STREAM;
    const bytes = Buffer.concat(Array.from({ length: frames }, (_, i) => dollarFrame(i)));
    const splitter = new FrameSplitter();
    const found: Frame[] = [];
    for (let at = 0; at < bytes.length; at += bytesPerRead) {
      found.push(...splitter.push(bytes.subarray(at, at + bytesPerRead)));
    }
    found.push(...splitter.flush());
    expect(found.length).toBe(frames);
    expect(found.every((frame) => frame.bytes.length === bytesPerFrame)).toBe(true);
    expect(found.every((frame) => parseFrame(frame).command === "$")).toBe(true);
  });
});

/** Frames as in vectors/binary-45.jsonl, with changing time, date, place and counter, among which # and $ occur. */
function dollarFrame(i: number): Buffer {
  const bcd = (value: number, digits: number): string => String(value).padStart(digits, "0");
  const time = bcd(i % 24, 2) + bcd((i * 7) % 60, 2) + bcd((i * 13) % 60, 2);
  const date = bcd(1 + (i % 28), 2) + bcd(1 + (i % 12), 2) + bcd(19 + (i % 8), 2);
  const place = `${bcd(10 + (i % 60), 2)}${bcd((i * 31) % 60, 2)}${bcd((i * 97) % 10000, 4)}`;
  const counter = (0x0006fdd3 + i).toString(16).padStart(8, "0");
  return Buffer.from(
    `242072129193${time}${date}${place}060582643222016334fffffbff${counter}00000000000000df54000000`,
    "hex",
  );
}

describe("the strip", () => {
  it("shows an alarm first", () => {
    const view = stripOf(FIRST_FRAME);
    expect(view?.command).toBe("V8");
    const of = (name: string): string | null | undefined =>
      view?.fields.find((field) => field.name === name)?.short;
    expect(of("status")).toContain("sos");
    // 12.50 knots of 1.852 km/h.
    expect(of("speedKmh")).toContain("23.15 km/h");
    expect(tracksOf(view!).map(({ dots }) => dots.length)).toEqual([1]);
  });

  it("accepts hexadecimal digits, and an empty text", () => {
    const hex = Buffer.from(FIRST_FRAME).toString("hex");
    expect(stripOf(` ${hex}\n`)?.json).toBe(stripOf(FIRST_FRAME)?.json);
    expect(stripOf(" ")).toBeNull();
    expect(tracksOf(stripOf("*HQ,353271799434922,XT#")!)).toEqual([]);
  });
});

const servers: net.Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

it("the collector of the page has 15 lines, prints and acknowledges reports", async () => {
  const [block] = blocksOf(
    readFileSync(new URL("../../docs/index.md", import.meta.url), "utf8"),
  ).filter(({ language }) => language === "ts");
  expect(block!.code.trim().split("\n").length).toBeLessThanOrEqual(15);
  const onFreePort = {
    createServer: (...given: Parameters<typeof net.createServer>) => {
      const server = net.createServer(...given);
      servers.push(server);
      return { listen: (port: number) => port === 5013 && server.listen(0, "127.0.0.1") };
    },
  };
  const { printed } = await runBlock(block!.code, { "node:net": onFreePort });
  const [server] = servers;
  if (!server!.listening) await new Promise((resolve) => server!.once("listening", resolve));
  const socket = net.connect((server!.address() as net.AddressInfo).port);
  const reply = new Promise<string>((resolve) =>
    socket.once("data", (data) => resolve(data.toString())),
  );
  socket.write(FIRST_FRAME.slice(0, 40));
  socket.write(FIRST_FRAME.slice(40));
  // docs/protocol/h02.md §5
  expect(await reply).toMatch(/^\*HQ,7029083742,R12,\d{6}#$/);
  const place = { deviceId: "7029083742", latitude: 24.71772, longitude: 90.30347 };
  expect(printed).toEqual([["position", [expect.objectContaining(place)]]]);
  socket.destroy();
});
