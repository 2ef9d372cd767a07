/** The bytes that `encodeMessage` chooses where several read back alike: docs/protocol/h02.md, and no needless issue. */
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage, type Message } from "../../src/index.ts";

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const read = (input: Uint8Array | string): Message => decode(input)[0]!;

function write(message: Message, change: object = {}, options?: { round: boolean }): string {
  const bytes = encodeMessage({ ...message, ...change } as EncodableMessage, options);
  return latin1(bytes);
}

describe("a text frame is written as it was read", () => {
  const V1 = "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E";
  it.each([
    ["an answer without a command", "*HQ,8168000005,V4#"],
    [
      "access points, all in small digits",
      "*HQ,135790246811220,V5,2,1122334455ab4e,1122334455ac7f,0256,010815,FFFFFBFF#",
    ],
    ["a cold unit", `${V1},0000,000,051024,FFFFFBFF#,T-5.5#`],
    ["a warm unit", `${V1},0000,000,051024,FFFFFBFF#,T25.0#`],
    ["the digits before the point", `${V1},0000,000,051024,FFFFFBFF#,T999.9#`],
    [
      "numbers behind the # that would be a cell before it",
      "*XY,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,000.00,000,051024,FFFFF9FF#<460,0,1234,56789>",
    ],
    ["VP1 without cells", "*hq,356946362827395,VP1,V,0,0#"],
    [
      "a level of the second cell alone",
      "*hq,356946362827395,VP1,V,470,2,92,3565Y93,3566,7Y94,3567#",
    ],
    [
      "ALRM without an alarm",
      "*HQ,353271799434922,ALRM,,052825,0,2221.3178,N,11408.1812,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10#",
    ],
  ])("%s", (_what, text) => {
    expect(write(read(text))).toBe(text);
  });

  it("without a digit if the alarms are absent", () => {
    const text =
      "*HQ,353271799434922,ALRM,,052825,0,2221.3178,N,11408.1812,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,25FC-F48-10#";
    expect(write(read(text), { alarms: undefined })).toBe(text);
  });
});

describe("a temperature behind the #", () => {
  const message = read(
    "*HQ,9170481927,V1,102411,A,2234.9273,N,11354.3980,E,0000,000,051024,FFFFFBFF#,T25.0#",
  );
  const change = { temperatureCelsius: 5.52 };

  it("is rounded to tenths on request only", () => {
    expect(() => write(message, change)).toThrow(
      "message.temperatureCelsius has no form this fine in a V1 position message",
    );
    expect(write(message, change, { round: true })).toMatch(/#,T5\.5#$/);
  });
});

describe("a record is written as it was read", () => {
  it.each([
    [
      "0 degrees, which have no sign",
      "5800000010001011121506242234927300113543980e012090ffffdfffff0024",
    ],
    // FF 00 are the usual bytes in the place of FE 00.
    ["an unusual flag", "2451159218930839471704122440659000102332181e000344fffffbfffe0033"],
    [
      "unusual reserved bytes in front of a cell",
      "2461757699360257202709172921034803106385430e000000fbffbbff000000000000000101cc00333881e50c",
    ],
  ])("%s", (_what, text) => {
    const bytes = hex(text);
    const message = read(bytes);
    expect(message.frame.bytes).toHaveLength(bytes.length);
    const again = encodeMessage(message as EncodableMessage);
    expect(Buffer.from(again).toString("hex")).toBe(text);
  });
});

describe("a PengAoDa unit without a battery step", () => {
  const V1 = "*HQ,8631999792,V1,001046,V,3105.3367,N,12105.0106,E,000.00,000,010113,FFFDFDFF";
  const V9 = "*HQ,8631999792,V9,000033,V,3154.8462,N,12020.8110,E,000.00,000,010113,FFFBDFFF";
  it.each([
    ["V1", `${V1},EF,3000,460,01,17695,48515,C0#`],
    ["V1 and a roll-over", `${V1},EF,3000,460,01,17695,48515,40#`],
    ["V9", `${V9},EF,3000,460,01,17695,48516,C0#`],
    ["V9, a roll-over and a collision", `${V9},EF,3000,460,01,17695,48516,00#`],
  ])("%s", (_what, text) => {
    const message = read(text);
    expect(message).toMatchObject({ batteryPercent: null });
    // It stands between the flags of these units.
    expect(write(message).slice(1, -2)).toBe(text);
  });
});
