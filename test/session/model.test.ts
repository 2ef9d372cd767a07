/** Any bytes in any chunks, with any commands at any time. */
import fc from "fast-check";
import { expect } from "vitest";
import { TrackerSession } from "../../src/session/index.ts";
import { fuzz } from "../promises/fuzz.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { at, bytes, generalAnswer, HEARTBEAT, LOGIN, PARTS, V1 } from "./harness.ts";

const ANSWERS = [0, 1, 2, 3].map((number) => generalAnswer(number, "8104"));
const CONFIRMATIONS = ["S20,OK", "D1,30,1", "SCF", "S71,01"].map((echo) =>
  bytes(`*HQ,8160528000,V4,${echo},062108,062109,A,2235.0086,N,11354.3668,E,0,0,160716,FFFFBBFF#`),
);
const FRAMES: readonly Uint8Array[] = [
  ...loadVectors().flatMap(({ vectors }) => vectors.map(bytesOf)),
  ...PARTS,
  ...ANSWERS,
  ...CONFIRMATIONS,
  ...[V1, HEARTBEAT, LOGIN, "*HQ,8160528000,SMS,SET OK#"].map(bytes),
];

const COMMANDS: readonly object[] = [
  ...["cutFuel", "restoreFuel", "arm", "locate", "restart", "clearAlarms", "readState"],
  ...["queryParameters", "queryPosition", "nonsense"],
].map((type) => ({ type }));
const OTHER_COMMANDS: readonly object[] = [
  { type: "interval", seconds: 30 },
  { type: "interval", seconds: -1 },
  { type: "text", text: "RCONF" },
  { type: "control", code: 4 },
];

function changed(frame: Uint8Array, place: number, byte: number): Uint8Array {
  const copy = Uint8Array.from(frame);
  copy[place] = byte;
  return copy;
}

/** Mostly frames, often damaged, often several in a row. */
const input = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FRAMES) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...FRAMES), fc.nat(), fc.nat(255))
          .map(([frame, place, byte]) => changed(frame, place % frame.length, byte)),
      },
    ),
    { maxLength: 6 },
  )
  .map((list) => Uint8Array.from(list.flatMap((one) => [...one])));

/** The bytes are split at a position; the rest comes with the next bytes. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("receive" as const), input, cut: fc.nat() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("datagram" as const), input }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("send" as const),
      command: fc.constantFrom(...COMMANDS, ...OTHER_COMMANDS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("due" as const, "expire" as const, "settle" as const),
    }),
  },
);

fuzz(
  "each remembered command ends once, memory is bounded, and nothing but a refusal is thrown",
  300,
  fc.property(
    fc.array(fc.tuple(step, fc.integer({ min: -5000, max: 40_000 })), { maxLength: 80 }),
    fc.record(
      {
        acknowledgement: fc.constantFrom("auto", "r12", "v4", "none"),
        deviceId: fc.constantFrom("8160528000", "019176652184", "not a device"),
        answerTimeoutMs: fc.constantFrom(1, 5000, 60_000),
      } as const,
      { requiredKeys: [] },
    ),
    (steps, options) => {
      const session = new TrackerSession(options);
      const open = new Set<object>();
      const ended = (
        outcomes: readonly { readonly sent: { readonly command: object } }[],
      ): void => {
        for (const { sent } of outcomes) expect(open.delete(sent.command)).toBe(true);
      };
      let rest: Uint8Array = new Uint8Array(0);
      let now = 0;
      for (const [one, passed] of steps) {
        now += passed;
        const time = at(now);
        if (one.do === "send") {
          // A copy, so that equal commands can be distinguished.
          const command = { ...one.command };
          try {
            const { state } = session.send(command as never, time);
            if (state !== "unanswered") open.add(command);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        } else if (one.do === "due") {
          for (const { state, bytes: sent } of session.due(time)) {
            expect([state, sent.length > 0]).toEqual(["sent", true]);
          }
        } else if (one.do === "expire") ended(session.expire(time));
        else if (one.do === "settle") ended(session.settle(time).outcomes);
        else if (one.do === "datagram") {
          const { replies, outcomes, messages } = session.datagram(one.input, time);
          ended(outcomes);
          const weight = replies.reduce((sum, { length }) => sum + length, 0);
          if (messages.length > 1) expect(weight).toBeLessThanOrEqual(one.input.length);
          expect(replies.length).toBeLessThanOrEqual(64);
        } else if ("cut" in one) {
          const all = Uint8Array.from([...rest, ...one.input]);
          const cut = one.cut % (all.length + 1);
          rest = all.slice(cut);
          const { replies, outcomes, messages } = session.receive(all.slice(0, cut), time);
          ended(outcomes);
          expect(replies.length).toBeLessThanOrEqual(messages.length);
        }
        expect(session.buffered).toBeLessThanOrEqual(4096);
        expect(session.pending.length).toBeLessThanOrEqual(64);
        expect(new Set(session.pending.map(({ command }) => command))).toEqual(open);
      }
      ended(session.end(at(now)).outcomes);
      expect(open.size).toBe(0);
      expect(session.pending).toEqual([]);
      expect(session.buffered).toBe(0);
      expect(() => session.send({ type: "cutFuel" }, at(now))).toThrow(RangeError);
    },
  ),
);
