/** Each option of each exported function, with wrong values of every kind. */
import * as root from "../../src/index.ts";
import * as obd from "../../src/obd/index.ts";
import * as layout from "../../src/protocol/index.ts";
import * as session from "../../src/session/index.ts";
import * as sms from "../../src/sms/index.ts";
import * as stream from "../../src/stream/index.ts";
import * as text from "../../src/text/index.ts";
import * as vectors from "../../src/vectors/index.ts";

export const V8 =
  "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,0.00,271,280926,fffffffd,470,01,1234,56789#";

/** A wrong value, and the error's text besides the name. */
type Wrong = readonly [value: unknown, says: RegExp];
const wrong = (says: RegExp, ...values: readonly unknown[]): readonly Wrong[] =>
  values.map((value) => [value, says]);

export const TABLES = /one of sinotrack, tq, .*pengaoda/;
const PROFILES = /a list of names: .*shenzhen-obd-80/;
const FUNCTION = /must be a function/;
const at = wrong(/Date/, "2026-01-01", 0, null, new Date(Number.NaN));
const encodeText = wrong(FUNCTION, "gbk", null, {});
const serialNumber = wrong(/whole number from 0 to 65535/, -1, 65536, 1.5, "1", null, Number.NaN);
const deviceId = wrong(/string|digits/, 5, null, {});
const split = {
  maxFrameLength: wrong(/whole number from 256 to 1048576/, 255, 1048577, "1024", null, Number.NaN),
  binaryLength: wrong(/whole number from 32 to 255/, 31, 256, "45", null),
  protocol: wrong(/made by createProtocol/, "h02", 5, null, {}),
};
const jt808 = {
  jt808UtcOffsetMinutes: wrong(/whole number from -840 to 840/, -841, 841, 0.5, "480", null),
  jt808Profiles: wrong(PROFILES, "shenzhen-obd-80", ["Shenzhen-obd-80"], [5], {}, null),
  decodeText: wrong(FUNCTION, "gbk", null, {}),
  protocol: split.protocol,
};
const parse = {
  ...jt808,
  deviceId,
  statusTable: wrong(TABLES, "SinoTrack", "sinotrack-4g", "jt808", "__proto__", "", 42, null),
};
const streamed = {
  ...split,
  ...parse,
  settleMs: wrong(/0 to 2147483647/, -1, 2147483648, Number.NaN, "200", null),
  timer: wrong(/options.timer.*function/, 5, null, {}, { set() {} }),
};

const input = {
  form: wrong(/one of raw, text, .*pcap/, "xml", "RAW", 5, null),
  maxOutputBytes: wrong(/whole number from 1/, 0, 2 ** 41, "1", null),
  utcOffsetMinutes: wrong(/whole number from -840 to 840/, 900, 0.5, "60", null),
  port: wrong(/whole number from 1 to 65535/, 0, 65536, "80", null),
};

interface Row {
  readonly call: (options: unknown) => unknown;
  readonly options: Readonly<Record<string, readonly Wrong[]>>;
  /** The name of the options argument. */
  readonly holder?: string;
  /** Other options that are required. */
  readonly needed?: object;
}

const row = (call: (options: never) => unknown, options: Row["options"], more = {}): Row => ({
  call: call as Row["call"],
  options,
  ...more,
});
const [message] = root.decode(V8);
const [frame] = root.splitFrames(Buffer.from(V8), { end: true }).frames;

const spec = {
  forms: wrong(/a list of h02, pengaoda and jt808/, "h02", [], ["h02"], 5, null),
  text: wrong(/a list|a text message/, "DOOR", {}, [5], 5),
  dollarTails: wrong(/a list|a tail/, "45", {}, [5], 5),
  statusTables: wrong(/an object of tables|a list/, "tq", [], { mine: 5 }, 5),
  jt808Items: wrong(/a list|a row/, "e1", {}, [5], 5),
};
const ownTables = wrong(/one of sinotrack, tq, .*pengaoda, mine/, "Mine", "jt808", "__proto__", 42);
const mine = layout.createProtocol({ statusTables: { mine: [] } });
const reader = layout.createDecoder({
  forms: [layout.h02, layout.pengaoda, layout.jt808],
  statusTables: { mine: [] },
});
const { protocol: _, ...ownParse } = { ...parse, statusTable: ownTables };
const { protocol: __, ...ownRead } = { ...split, ...ownParse, protocol: [] };

export const MATRIX: Readonly<Record<string, Row>> = {
  "index decode": row((o) => root.decode(V8, o), { ...split, ...parse }),
  "index splitFrames": row((o) => root.splitFrames(Buffer.from(V8), o), {
    ...split,
    end: wrong(/true or false/, 1, "yes", null),
  }),
  "index FrameSplitter": row((o) => new root.FrameSplitter(o), split),
  "index parseFrame": row((o) => root.parseFrame(frame!, o), parse),
  "index explain": row((o) => root.explain(frame!, o), { ...split, ...parse }),
  "index identify": row((o) => root.identify([message!], o), { protocol: split.protocol }),
  "vectors createAnonymiser": row((o) => vectors.createAnonymiser("seed", o), {
    protocol: split.protocol,
    shiftDays: wrong(/-3650 to 3650/, 0.5, 3651, "1", null),
    turnTracks: wrong(/true or false/, 0, "1", null),
  }),
  "vectors recordCapture": row((o) => vectors.recordCapture(Buffer.from(V8), o), {
    protocol: split.protocol,
  }),
  "protocol createProtocol": row((o) => layout.createProtocol(o), spec, { holder: "spec" }),
  "protocol createProtocol().decode": row((o) => mine.decode(V8, o), ownRead),
  "protocol createProtocol().parseFrame": row((o) => mine.parseFrame(frame!, o), ownParse),
  "protocol createProtocol().explain": row((o) => mine.explain(frame!, o), ownRead),
  "protocol createProtocol().encodeMessage": row((o) => mine.encodeMessage(message!, o), {
    encodeText,
    round: wrong(/true or false/, 1, "yes", null),
  }),
  "protocol createDecoder": row((o) => layout.createDecoder(o), spec, {
    holder: "spec",
    needed: { forms: [layout.h02, layout.jt808] },
  }),
  "protocol createDecoder().decode": row((o) => reader.decode(V8, o), ownRead),
  "protocol createDecoder().parseFrame": row((o) => reader.parseFrame(frame!, o), ownParse),
  "session SubPackages": row((o) => new session.SubPackages(o), {
    ...jt808,
    maxBytes: wrong(/above 0/, 0, 1.5, "1", null),
    maxMessages: wrong(/above 0/, 0, 1.5, "1", null),
  }),
  "index encodeCommand": row(
    (to) => root.encodeCommand({ type: "queryPosition" } as never, to),
    {
      at: [],
      maker: [],
      protocol: wrong(/jt808 or absent/, "JT808", 5, null),
      deviceId,
      serialNumber,
      version: wrong(/2013 or 2019/, 2011, "2013", null),
      encodeText,
    },
    { holder: "to", needed: { protocol: "jt808", deviceId: "012345678901" } },
  ),
  "index encodeMessage": row((o) => root.encodeMessage(message!, o), {
    encodeText,
    round: wrong(/true or false/, 1, "yes", null),
    protocol: split.protocol,
  }),
  "index replyTo": row(
    (o) => root.replyTo(message!, o),
    {
      at,
      acknowledgement: wrong(/one of r12, v4, none/, "R12", 5, null),
      serialNumber,
      result: wrong(/one of ok, failed, .*terminalUnknown/, "OK", 0, null),
      authenticationCode: wrong(/a string/, 5, null),
      encodeText,
    },
    { needed: { at: new Date(0) } },
  ),
  "index matchConfirmation": row((o) => root.matchConfirmation({ type: "arm" }, message!, o), {
    at,
    serialNumber,
  }),
  "index fixOf": row((o) => root.fixOf(message as never, o), {
    now: at,
    maxAgeMs: wrong(/0|given/, -1, "1", null, Number.NaN),
    maxSpeedKmh: wrong(/0/, -1, "1", null, Number.NaN),
  }),
  "index toJson": row((o) => root.toJson(message!, o), {
    frame: wrong(/true or false/, 0, "no", null),
    issues: wrong(/one of full, codes/, "Full", 5, null),
  }),
  "obd decodeObd": row((o) => obd.decodeObd("41 0C 1A F8", o), {
    dtcCount: wrong(/one of .*auto/, "Auto", 5, null),
  }),
  "obd readObd": row((o) => obd.readObd(message as never, o), {
    dialect: wrong(/one of .*pengaoda/, "PengAoDa", 5, null),
  }),
  "session TrackerSession": row((o) => new session.TrackerSession(o), {
    ...split,
    ...parse,
    authenticationCode: wrong(/printable ASCII|string|characters|text/, 5, null, "\n"),
    encodeText,
    acknowledgement: wrong(/one of auto, r12, v4, none/, "R12", 5, null),
    answerTimeoutMs: wrong(/whole number from 1/, 0, 1.5, "1", null),
  }),
  "sms formatSms": row((o) => sms.formatSms({ type: "restart" }, o), {
    password: wrong(/digits/, 1234, "", "12a4", null),
  }),
  "stream decodeStream": row((o) => stream.decodeStream([], o), streamed),
  "stream DecoderStream": row((o) => new stream.DecoderStream(o), streamed),
  "text InputReader": row((o) => new text.InputReader(o), input),
  "text readInput": row((o) => text.readInput("", o), input),
  "vectors checkVectors": row(
    (o) => vectors.checkVectors(vectors.loadVectors("trip"), (bytes) => root.decode(bytes), o),
    {
      only: wrong(/list of properties/, "time", [5], null),
    },
  ),
  "vectors parseVectors": row((o) => vectors.parseVectors("", o), {
    name: wrong(/a string/, 5, null, {}),
  }),
  "vectors compareMessages": row((o) => vectors.compareMessages([], [], o), {
    only: wrong(/list of properties/, "time", [5], null),
  }),
};
