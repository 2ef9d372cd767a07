/**
 * Promise 1 for the other entry points: `./text`, `./session`, `./layout`, `./export` and the texts of OBD adapters
 * give a result for any input, and it does not depend on how the input is split (promise 4).
 */
import fc from "fast-check";
import { toCsv, toGeoJson, toGpx, toInflux, toNmea, toOsmAnd } from "../../src/export/index.ts";
import { type Command, decode, encodeMessage, positionsOf } from "../../src/index.ts";
import { decodeObd } from "../../src/obd/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { InputReader } from "../../src/text/index.ts";
import { ACME, DOOR, RECORD, SHORT_RECORD } from "../protocol/acme.ts";
import { fuzz } from "./fuzz.ts";
import { changed, FRAME, INPUT, SAMPLES, SIZES, STREAM } from "./inputs.ts";
import { checkExplained, checkValues, fail, valuesOf } from "./oracle.ts";

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

function chunksOf(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const chunk = bytes.slice(at, at + sizes[turn % sizes.length]!);
    chunks.push(chunk);
    at += chunk.length;
  }
  return chunks;
}

/** A line of a log, with a pasted frame. */
const line = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.constantFrom(
      (frame: Buffer) => frame.toString("latin1"),
      (frame: Buffer) => frame.toString("hex"),
      (frame: Buffer) =>
        `2026-03-04 06:23:28  INFO: [T1234: h02 < 10.0.0.7] ${frame.toString("hex")}`,
      (frame: Buffer) => `2026-03-04T06:23:28Z recv ${JSON.stringify(frame.toString("latin1"))}`,
      (frame: Buffer) => JSON.stringify({ hex: frame.toString("hex"), at: "2026-03-04" }),
      (frame: Buffer) => `0000  ${frame.toString("hex").replace(/../g, "$& ")}`,
      (frame: Buffer) => `b'${frame.toString("hex").replace(/../g, "\\x$&")}'`,
      (frame: Buffer) => frame.toString("base64"),
      (frame: Buffer) => `1;${frame.toString("hex")};up`,
      () => "connected from 10.0.0.7:4711",
    ),
  )
  .map(([frame, print]) => print(Buffer.from(frame)));

const LOG = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n", "\n\n"))
  .map(([lines, end]) => latin1(lines.join(end)));

fuzz(
  "./text finds the same pieces however a log is cut",
  300,
  fc.property(fc.oneof(LOG, changed(LOG), INPUT), SIZES, (bytes, sizes) => {
    const readIn = (chunks: readonly Uint8Array[]): string => {
      const reader = new InputReader();
      const pieces = chunks.flatMap((chunk) => reader.push(chunk));
      return JSON.stringify(
        [...pieces, ...reader.end()].map((piece) => ({
          ...piece,
          bytes: Buffer.from(piece.bytes).toString("hex"),
        })),
      );
    };
    const [whole, cut] = [readIn([bytes]), readIn(chunksOf(bytes, sizes))];
    if (whole !== cut) fail(`cut by ${sizes}: ${cut}, not ${whole}`, bytes);
  }),
);

const COMMANDS: readonly Command[] = [
  { type: "interval", seconds: 30 },
  { type: "restart" },
  { type: "locate" },
];

const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("receive" as const), STREAM) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("datagram" as const), fc.oneof(INPUT, FRAME)) },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom("settle" as const, "send" as const, "expire" as const, "due" as const),
      fc.constant(new Uint8Array(0)),
    ),
  },
);

fuzz(
  "./session accepts any bytes and calls, and several replies are never longer than the datagram",
  300,
  fc.property(
    fc.array(fc.tuple(step, fc.integer({ min: 0, max: 60_000 })), { maxLength: 12 }),
    (steps) => {
      const session = new TrackerSession();
      let now = Date.UTC(2026, 2, 4);
      for (const [[name, bytes], passed] of steps) {
        now += passed;
        const at = new Date(now);
        if (name === "send") {
          try {
            session.send(COMMANDS[passed % COMMANDS.length]!, at);
          } catch (error) {
            if (!(error instanceof RangeError)) throw error;
          }
        } else if (name === "expire" || name === "due") session[name](at);
        else if (name === "settle") session.settle(at);
        else if (name === "receive") session.receive(bytes, at);
        else {
          const { replies } = session.datagram(bytes, at);
          const weight = replies.reduce((sum, reply) => sum + reply.length, 0);
          if (replies.length > 1 && (weight > bytes.length || replies.length > 64))
            fail(`${replies.length} replies of ${weight} bytes`, bytes);
        }
        if (session.pending.length > 64) fail("pending", bytes);
        if (session.buffered > 4096) fail(`${session.buffered} bytes are held`, bytes);
      }
      session.end(new Date(now));
    },
  ),
);

fuzz(
  "./session reads the same messages however a stream is cut",
  300,
  fc.property(STREAM, SIZES, (bytes, sizes) => {
    const at = new Date(Date.UTC(2026, 2, 4));
    const readIn = (chunks: readonly Uint8Array[]): string => {
      const session = new TrackerSession();
      const messages = chunks.flatMap((chunk) => session.receive(chunk, at).messages);
      return JSON.stringify([...messages, ...session.end(at).messages]);
    };
    const [whole, cut] = [readIn([bytes]), readIn(chunksOf(bytes, sizes))];
    if (whole !== cut) fail(`cut by ${sizes}: ${cut}, not ${whole}`, bytes);
  }),
);

const OWN = fc.constantFrom(
  latin1(DOOR),
  latin1("*HQ,8168000005,V77,061158,A,2235.0086,N,11354.3668,E,014.28,160716#"),
  new Uint8Array(Buffer.from(RECORD, "hex")),
  new Uint8Array(Buffer.from(SHORT_RECORD, "hex")),
);

fuzz(
  "./layout reads, explains and writes its own forms and ours",
  300,
  fc.property(fc.oneof(changed(OWN), OWN, INPUT), (bytes) => {
    for (const message of ACME.decode(bytes)) {
      // A custom position has all properties of `Position`, even without rows for them.
      if (message.command !== "V77") checkValues(message);
      try {
        encodeMessage(valuesOf(message), { protocol: ACME });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
    checkExplained(bytes, ACME.explain(bytes));
  }),
);

fuzz(
  "./export writes any messages, in forms that others can read",
  300,
  fc.property(STREAM, (bytes) => {
    const messages = decode(bytes);
    JSON.parse(JSON.stringify(toGeoJson(messages)));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them.
    if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(toGpx(messages)))
      fail("a control character", bytes);
    const positions = messages.flatMap(positionsOf);
    // Quoted fields may contain line breaks.
    const records = toCsv(messages)
      .replace(/"(?:[^"]|"")*"/g, "")
      .split("\r\n")
      .slice(0, -1);
    if (records.length !== positions.length + 1) fail(`${records.length} records`, bytes);
    if (new Set(records.map((record) => record.split(",").length)).size !== 1)
      fail("columns", bytes);
    for (const position of positions) {
      for (const write of [toNmea, toInflux, toOsmAnd]) {
        try {
          const written = write(position);
          if (/NaN|undefined|null|Infinity/.test(written)) fail(written, bytes);
          if (/[\r\n]./s.test(written.trimEnd())) fail("two lines", bytes);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }
    }
  }),
);

/** Something like the output of an ELM327. */
const ADAPTER = fc
  .array(
    fc.oneof(
      fc.constantFrom("010C", "0902", ">", "SEARCHING...", "NO DATA", "OK", "014", "STOPPED", "?"),
      fc.constantFrom("41 0C 1A F8", "410D32", "7E8 06 41 00 BE 3F A8 13", "43 01 33 00 00"),
      fc.constantFrom("0: 49 02 01 4C 53 56", "1: 41 55 32 31 38 30 4E", "2: 32 31 38 33 32 39 34"),
      fc.stringMatching(/^[0-9A-F ]{0,24}$/),
      fc.stringMatching(/^7E[89A] [0-9A-F ]{0,22}$/),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .chain((lines) => fc.constantFrom("\r", "\r\n", "\n").map((end) => lines.join(end)));

fuzz(
  "the texts of OBD adapters give readings of finite values",
  500,
  fc.property(ADAPTER, (text) => {
    for (const { values, issues } of decodeObd(text)) {
      if (!Array.isArray(issues)) fail("issues", latin1(text));
      for (const value of Object.values(values))
        if (typeof value === "number" && !Number.isFinite(value)) fail(`${value}`, latin1(text));
    }
  }),
);
