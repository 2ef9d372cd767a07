import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decode,
  type Message,
  parseFrame,
  type ReplyOptions,
  replyTo,
  splitFrames,
} from "../../src/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { bytesOfLine, latin1, loadLines } from "./lines.ts";

const AT = new Date("2026-02-11T21:20:08Z");
const MESSAGES = loadVectors().flatMap(({ vectors }) =>
  vectors.flatMap((vector) => decode(bytesOf(vector))),
);

describe("vectors/commands/reply.jsonl", () => {
  const lines = loadLines("reply.jsonl");
  it("has an id each", () => {
    expect(new Set(lines.map(([id]) => id)).size).toBe(lines.length);
  });
  it.each(lines)("answers %s", (_id, line) => {
    const [message, ...more] = decode(bytesOfLine(line));
    expect(more).toEqual([]);
    const reply = (options: Omit<ReplyOptions, "at">) => {
      const bytes = replyTo(message!, { at: new Date(line.at), ...options });
      return bytes === null ? null : latin1(bytes);
    };
    expect(reply({})).toBe(line.r12);
    expect(reply({ acknowledgement: "r12" })).toBe(line.r12);
    expect(reply({ acknowledgement: "v4" })).toBe(line.v4);
    expect(reply({ acknowledgement: "none" })).toBeNull();
  });
});

describe("replyTo", () => {
  it("returns one whole frame with the id and maker of the message, or nothing", () => {
    let replies = 0;
    for (const message of MESSAGES) {
      for (const acknowledgement of ["r12", "v4", "none"] as const) {
        const reply = replyTo(message, { at: AT, acknowledgement });
        if (reply === null) continue;
        replies++;
        const [frame, ...more] = splitFrames(reply, { end: true }).frames;
        expect(more).toEqual([]);
        const isFramed = message.frame.format === "escaped";
        expect(frame).toMatchObject({ format: isFramed ? "escaped" : "ascii", offset: 0 });
        if (message.serialNumber !== undefined) {
          expect(decode(reply)).toMatchObject([{ deviceId: message.deviceId }]);
          continue;
        }
        // Between flags an XOR byte follows the #.
        const fields = latin1(reply)
          .slice(isFramed ? 2 : 1, isFramed ? -3 : -1)
          .split(",");
        expect(fields.slice(0, 2)).toEqual([message.maker ?? "HQ", message.deviceId]);
        expect(["R12", "V4", "V0", "HTBT"]).toContain(fields[2]);
      }
    }
    expect(replies).toBeGreaterThan(300);
  });

  it("answers every text frame by default, except for the documented reasons", () => {
    for (const message of MESSAGES) {
      if (message.frame.format !== "ascii" || replyTo(message, { at: AT }) !== null) continue;
      const isNamed =
        ["XT", "BC", "ALRM"].includes(message.command) ||
        !/^\d{1,15}$/.test(message.deviceId ?? "") ||
        message.issues.some(({ code }) => code === "truncated") ||
        (message.type === "confirmation" && message.confirms === "V1");
      expect(isNamed, latin1(message.frame.bytes)).toBe(true);
    }
  });

  it("does not answer its own acknowledgement when the device repeats it", () => {
    for (const message of MESSAGES) {
      for (const acknowledgement of ["r12", "v4"] as const) {
        const reply = replyTo(message, { at: AT, acknowledgement });
        if (reply === null) continue;
        const [echo] = decode(reply);
        const second = replyTo(echo!, { at: AT, acknowledgement });
        // The echo of V0 and HTBT is the frame itself, which a device also sends of its own accord.
        if (["V0", "HTBT"].includes(message.command)) expect(second).toEqual(reply);
        else expect(second).toBeNull();
      }
    }
  });

  it("does not acknowledge a truncated frame, or the device would drop the record", () => {
    const text = "*HQ,8168000005,V1,050316,A,2212.8745,N,11346.6574,E,14.28,028,220902,FFFFFBFF";
    const message = parseFrame({ format: "ascii", bytes: Buffer.from(text), offset: 0 });
    expect(message.deviceId).toBe("8168000005");
    expect(replyTo(message, { at: AT })).toBeNull();
    expect(replyTo(message, { at: AT, acknowledgement: "v4" })).toBeNull();
  });

  it("writes the date in UTC, two digits each, four for the year", () => {
    const [v1] = decode("*TH,1,V1,050316,A,2212.8745,N,11346.6574,E,14.28,028,220902,FFFFFBFF#");
    const at = new Date("0987-01-02T03:04:05.678Z");
    expect(latin1(replyTo(v1!, { at, acknowledgement: "v4" })!)).toBe(
      "*TH,1,V4,V1,09870102030405#",
    );
    expect(latin1(replyTo(v1!, { at })!)).toBe("*TH,1,R12,030405#");
  });

  it("echoes a battery only if it is digits", () => {
    for (const battery of ["", "1000", "9 9", "-1", "1a"]) {
      const [message] = decode(`*HQ,135790246811220,HTBT,${battery}#`);
      expect(latin1(replyTo(message!, { at: AT })!)).toBe("*HQ,135790246811220,HTBT#");
    }
  });

  it("writes no delimiter that a caller's message smuggles in", () => {
    const [v1] = decode(
      "*HQ,8168000005,V1,050316,A,2212.8745,N,11346.6574,E,14.28,028,220902,FFFFFBFF#",
    );
    const id = fc.string({ unit: "binary" }).filter((text) => !/^[0-9]{1,15}$/.test(text));
    fc.assert(
      fc.property(id, (deviceId) => {
        expect(replyTo({ ...v1, deviceId } as Message, { at: AT })).toBeNull();
      }),
    );
    for (const maker of ["H", "HQ#", "*Q", "H,", "É1", "\n1"]) {
      expect(replyTo({ ...v1, maker } as Message, { at: AT })).toBeNull();
    }
  });

  it("throws an error that names the argument when misused", () => {
    const [v0] = decode("*HQ,1,V0#");
    for (const message of [undefined, null, "V0", {}]) {
      expect(() => replyTo(message as never, { at: AT })).toThrow(/^message must be/);
      expect(() => replyTo(message as never, { at: AT })).toThrow(TypeError);
    }
    expect(() => replyTo(v0!, { at: 0 as never })).toThrow(/^options\.at must be a Date$/);
    expect(() => replyTo(v0!, { at: 0 as never })).toThrow(TypeError);
    expect(() => replyTo(v0!, { at: new Date(Number.NaN) })).toThrow(
      /^options\.at must be a valid Date/,
    );
    expect(() => replyTo(v0!, { at: new Date(8.64e15) })).toThrow(RangeError);
    for (const acknowledgement of ["R12", "", 1, {}]) {
      expect(() => replyTo(v0!, { at: AT, acknowledgement } as never)).toThrow(
        /^options.acknowledgement must be one of r12, v4, none/,
      );
    }
  });
});

describe("a message without an id", () => {
  it("is not answered, not even between flags", () => {
    // docs/protocol/h02.md §8.4: the XOR of the flag and all bytes up to the closing flag.
    const text = "*HQ,,V1,101112,A,3143.3478,N,12004.2241,E,000.10,000,220915,FFFFFBFF#";
    const bytes = Buffer.from(`\x7e${text}`, "latin1");
    const sum = bytes.reduce((xor, byte) => xor ^ byte, 0);
    const [message] = decode(Buffer.concat([bytes, Buffer.from([sum, 0x7e])]));
    expect(message).toMatchObject({
      type: "position",
      deviceId: null,
      frame: { format: "escaped" },
    });
    expect(replyTo(message!, { at: AT, acknowledgement: "v4" })).toBeNull();
  });
});
