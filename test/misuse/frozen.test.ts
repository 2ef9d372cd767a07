/**
 * Nothing is shared: the tables of all entry points are deeply frozen, and results of functions are frozen or copies,
 * so that no caller can change what the next one gets.
 */
import { describe, expect, it } from "vitest";
import * as exporting from "../../src/export/index.ts";
import * as gbk from "../../src/gbk/index.ts";
import * as root from "../../src/index.ts";
import * as obd from "../../src/obd/index.ts";
import * as layout from "../../src/protocol/index.ts";
import * as session from "../../src/session/index.ts";
import * as sms from "../../src/sms/index.ts";
import * as stream from "../../src/stream/index.ts";
import * as text from "../../src/text/index.ts";
import * as vectors from "../../src/vectors/index.ts";
import { optionsOfExports } from "./exports.ts";

const ENTRIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  index: root,
  export: exporting,
  gbk,
  obd,
  protocol: layout,
  session,
  sms,
  stream,
  text,
  vectors,
};

const V8 =
  "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,0.00,271,280926,fffffffd,470,01,1234,56789,8,27,121,100#";
const at = new Date("2026-01-01T00:00:00Z");
const mine = layout.createProtocol();
const reader = layout.createDecoder({ forms: [layout.h02] });
const message = (): root.Message => root.decode(V8)[0]!;

/** A call of each function with new arguments. Classes and functions with callbacks return nothing else. */
const CALLS: Readonly<Record<string, () => unknown>> = {
  "index decode": message,
  "index splitFrames": () => root.splitFrames(Buffer.from(V8), { end: true }),
  "index parseFrame": () =>
    root.parseFrame(root.splitFrames(Buffer.from(V8), { end: true }).frames[0]!),
  "index explain": () => root.explain(V8),
  "index sniff": () => root.sniff(Buffer.from("GET / HTTP/1.1\r\n\r\n")),
  "index encodeCommand": () => root.encodeCommand({ type: "arm" }, { deviceId: "1", at }),
  "index encodeMessage": () => root.encodeMessage(message()),
  "index replyTo": () => root.replyTo(message(), { at }),
  "index matchConfirmation": () =>
    root.matchConfirmation({ type: "cutFuel" }, root.decode("*HQ,1,V4,S20,OK#")[0]!),
  "index decodeStatus": () => root.decodeStatus(0xffffffff),
  "index identify": () => root.identify([message()]),
  "index positionsOf": () => root.positionsOf(message()),
  "index fixOf": () => root.fixOf(root.positionsOf(message())[0]!),
  "index toJson": () => root.toJson(message()),
  "export toGeoJson": () => exporting.toGeoJson([message()]),
  "obd decodeObd": () => obd.decodeObd("41 0C 1A F8"),
  "obd decodePid": () => obd.decodePid(1, 0x0c, new Uint8Array([0x1a, 0xf8])),
  "obd decodeDtcs": () => obd.decodeDtcs(new Uint8Array([1, 2])),
  "obd encodePid": () => obd.encodePid(1, 0x0c, { engineRpm: 1726 }),
  "obd readObd": () => obd.readObd({ obd: { engineRpm: 1726 } }),
  "protocol createProtocol": () => layout.createProtocol(),
  "protocol createProtocol().decode": () => mine.decode(V8),
  "protocol createProtocol().parseFrame": () => mine.parseFrame(message().frame),
  "protocol createProtocol().explain": () => mine.explain(V8),
  "protocol createProtocol().encodeMessage": () => mine.encodeMessage(message()),
  "protocol createDecoder": () => layout.createDecoder({ forms: [layout.h02] }),
  "protocol createDecoder().decode": () => reader.decode(V8),
  "protocol createDecoder().parseFrame": () => reader.parseFrame(message().frame),
  "sms parseSms": () => sms.parseSms("speed alarm!"),
  "text readInput": () => text.readInput(V8),
  "vectors loadVectors": () => vectors.loadVectors("trip"),
  "vectors vectorFamilies": () => vectors.vectorFamilies(),
  "vectors parseVectors": () =>
    vectors.parseVectors('{"id":"a","ascii":"x","source":"","note":"","expect":[]}'),
  "vectors vectorBytes": () => vectors.vectorBytes(vectors.loadVectors("trip")[0]!),
  "vectors vectorInput": () => vectors.vectorInput(Buffer.from(V8)),
  "vectors plainMessage": () => vectors.plainMessage(message()),
  "vectors recordCapture": () => vectors.recordCapture(Buffer.from(V8)),
  "vectors compareMessages": () => vectors.compareMessages([{ a: 1 }], [{ a: 2 }]),
  "vectors checkVectors": () =>
    vectors.checkVectors(vectors.loadVectors("trip"), (bytes) => root.decode(bytes)),
};

/** Functions that return texts, numbers or functions of these. */
const PRIMITIVE = new Set([
  ...["export toCsv", "export toGpx", "export toInflux", "export toNmea", "export toOsmAnd"],
  ...["gbk decodeGbk", "gbk encodeGbk", "obd formatDtc", "obd parseDtc", "obd vinCheckDigitValid"],
  ...["sms formatSms", "vectors createAnonymiser", "vectors formatVector"],
  ...["kaitai kaitaiStruct", "wireshark wiresharkDissector"],
]);
/** Functions that make a kind or a part of a form, which belongs to the caller. */
const KINDS = Object.entries(layout)
  .filter(([name, value]) => typeof value === "function" && !name.startsWith("create"))
  .map(([name]) => `protocol ${name}`);
/** Functions that make objects for the caller; their results are made as by the functions above. */
const OWN = new Set([
  ...KINDS,
  ...["index FrameSplitter", "session SubPackages", "session TrackerSession"],
  ...["stream decodeStream", "stream DecoderStream", "text InputReader"],
]);

describe("every table", () => {
  const tables = Object.entries(ENTRIES).flatMap(([entry, exported]) =>
    Object.entries(exported)
      .filter(([, value]) => typeof value !== "function")
      .map(([name, value]) => [`${entry} ${name}`, value] as const),
  );
  it.each(tables)("%s is deeply frozen", (_, table) => {
    expect(changeablePaths(table, "")).toEqual([]);
  });
  it("tables exist, kinds among them", () => {
    expect(tables.length).toBeGreaterThanOrEqual(40);
    expect(tables.map(([name]) => name)).toContain("protocol TEXT");
  });
});

/** The paths of everything that can be changed; bytes always can. */
function changeablePaths(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Object.isFrozen(value) ? [] : [path];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, inner]) => changeablePaths(inner, `${path}.${name}`)),
  ];
}

describe("the result of a function", () => {
  it("is checked for every function", () => {
    const known = [...Object.keys(CALLS), ...PRIMITIVE, ...OWN].sort();
    expect([...optionsOfExports().keys()].sort()).toEqual(known);
  });

  it.each(Object.entries(CALLS))("%s", (_, call) => {
    const before = JSON.stringify(call());
    changeEverything(call());
    expect(JSON.stringify(call())).toBe(before);
  });
});

/** Changes everything that can be changed. */
function changeEverything(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Uint8Array) {
    value.fill(0x2a);
    return;
  }
  if (value instanceof Date) {
    value.setTime(0);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    changeEverything(inner);
    Reflect.set(value, name, typeof inner === "object" ? null : "spoilt");
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push("spoilt");
}
