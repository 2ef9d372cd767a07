/**
 * `decode` reads a datagram of one usual frame without a splitter. The result must equal the splitter's, which an
 * option with the default limit forces.
 */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { FORMS, makeFrames } from "../bench/frames.mjs";
import { Scanner } from "../src/frame/scan.ts";
import { decode } from "../src/index.ts";
import { fuzz } from "./promises/fuzz.ts";
import { INPUT, SAMPLES } from "./promises/inputs.ts";
import { expectSameMessages } from "./same.ts";

const BY_SPLITTER = { maxFrameLength: 4096 };
const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

function same(bytes: Uint8Array): void {
  expectSameMessages(decode(bytes), decode(bytes, BY_SPLITTER), () =>
    Buffer.from(bytes).toString("hex"),
  );
}

/** Whether a splitter was created. */
function isSplit(bytes: Uint8Array): boolean {
  const scan = vi.spyOn(Scanner.prototype, "scan");
  decode(bytes);
  const count = scan.mock.calls.length;
  scan.mockRestore();
  return count > 0;
}

const V1 = "*HQ,9170481927,V1,101112,A,4805.8286,N,00623.1715,E,031.20,202,080919,FFFFFBFF";

describe("a datagram decodes the same with and without a splitter", () => {
  it("of every vector, with each byte changed to one with a meaning", () => {
    const bytes = [0x2a, 0x24, 0x23, 0x7e, 0x7d, 0x58, 0x2c, 0x0d, 0x0a, 0, 0xff];
    for (const sample of SAMPLES) {
      same(sample);
      if (sample.length > 130) continue;
      for (const byte of bytes) {
        const changed = sample.slice();
        changed[((sample.length * byte) % sample.length) | 0] = byte;
        same(changed);
        changed[(byte * 7) % sample.length] = byte;
        same(changed);
      }
    }
  });

  it("of records in whose tail another frame begins", () => {
    const starts = [
      "*HQ,353271799434922,V1",
      "*TH,1",
      "*HQ",
      "~\x02\x00",
      "~\0\x02\0\0~",
      "X",
      "$A",
    ];
    const records = Object.keys(FORMS).filter((form) => FORMS[form]!.group === "dollar");
    for (const record of records.flatMap((form) => makeFrames(form, 4))) {
      for (const start of starts) {
        for (let at = 29; at < record.length; at++) {
          const changed = record.slice();
          changed.set(latin1(start).subarray(0, record.length - at), at);
          same(changed);
        }
      }
    }
  });

  it("of a record with a tail that its length does not have", () => {
    const tail = "0000000000000002ff0000000000000002c8030000000001";
    same(Buffer.from(`2441090032320816001308260935029006083569926e000000fffffbffff${tail}`, "hex"));
  });

  it.each([
    ["a frame that another interrupts", "*HQ,1234567890,V4,S20*HQ,1234567891,V4,S20,DONE,061158#"],
    ["two frames", `${V1}#${V1}#`],
    ["a frame and a line end", `${V1}#\r\n`],
    ["a frame and LF", `${V1}#\n`],
    ["a frame and CR", `${V1}#\r`],
    ["a frame and two line ends", `${V1}#\r\n\r\n`],
    ["what stands behind the end", `${V1}#<1>#`],
    ["a frame without its end", V1],
    ["a longer frame than the limit", `*HQ,1234567890,V4,${"S".repeat(4100)},061158#`],
    ["nothing", ""],
  ])("%s", (_name, text) => same(latin1(text)));
});

fuzz(
  "a datagram decodes the same with and without a splitter",
  2000,
  fc.property(INPUT, (bytes) => same(bytes)),
);

it("no splitter is created for usual frames", () => {
  const jt808 = "7e000200000191766521840001257e";
  const dollar = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
  // Its odometer ends with 2A 7E, where no frame begins.
  const odometer =
    "24207212919310521901102534036769060582643222016334fffffbff00062a7e00000000000000df54000000";
  const split = [`${V1}#`, `${V1}#\r\n`, `${V1}#${V1}#`].map((text) => isSplit(latin1(text)));
  expect(split).toEqual([false, false, true]);
  const records = [dollar, odometer, jt808].map((hex) => isSplit(Buffer.from(hex, "hex")));
  expect(records).toEqual([false, false, false]);
});
