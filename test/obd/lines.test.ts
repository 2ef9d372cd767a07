/** Single lines and short talks, as adapters and logs print them, with what they say. */
import { describe, expect, it } from "vitest";
import { decodeObd } from "../../src/obd/index.ts";

/** Each reading: sender, mode, and the values or else the raw bytes and codes of issues. */
function read(text: string): string[] {
  return decodeObd(text).map(({ ecu, mode, values, raw, issues }) => {
    const said = Object.entries(values).map(([key, value]) => `${key} ${String(value)}`);
    const left = [Buffer.from(raw).toString("hex"), ...issues.map(({ code }) => code)];
    return [ecu ?? "-", mode, ...(said.length > 0 ? said : left)].join(" ");
  });
}

type Case = readonly [text: string, ...readings: string[]];
const SPEED = "1 vehicleSpeedKmh 40";

describe("a CAN frame", () => {
  it.each<Case>([
    ["7E8 03 41 0D 28", `7E8 ${SPEED}`],
    ["7E8 4 03 41 0D 28", `7E8 ${SPEED}`],
    ["18 DA F1 10 03 41 0D 28", `18DAF110 ${SPEED}`],
    ["18 DA F1 10 4 03 41 0D 28", `18DAF110 ${SPEED}`],
    ["18DAF110 03 41 0D 28", `18DAF110 ${SPEED}`],
    ["18DAF110 4 03 41 0D 28", `18DAF110 ${SPEED}`],
    ["7E803410D28", `7E8 ${SPEED}`],
    ["7e803410d28", `7E8 ${SPEED}`],
    ["18daf11003410d28", `18DAF110 ${SPEED}`],
    // candump, with and without time stamps.
    ["can0  7E8   [4]  03 41 0D 28", `7E8 ${SPEED}`],
    ["(1609459200.123456)  can0  7E8   [4]  03 41 0D 28", `7E8 ${SPEED}`],
    ["can0  7E8   [4]  03 41 0D 28   '.A#('", `7E8 ${SPEED}`],
    ["(1609459200.123456) can0 7E8#03410D28", `7E8 ${SPEED}`],
    ["7E8#03 41 0D 28", `7E8 ${SPEED}`],
    ["7E8#0341ZZ28", "-   bad-hex"],
    // SLCAN: the number of bytes is right, or it is no frame.
    ["t7E8403410D28", `7E8 ${SPEED}`],
    ["T18DAF110403410D28", `18DAF110 ${SPEED}`],
    ["t7E8303410D28", "-   bad-hex"],
    // 1590.5 rpm is 0x18DA quarters, which is no id here.
    ["7E8 04 41 0C 18 DA", "7E8 1 engineRpm 1590.5"],
    // 7DF and 7E0 to 7E7 are requests; ids below 700 are not diagnostic.
    ["700#03410D28", `700 ${SPEED}`],
    ["7DE#03410D28", `7DE ${SPEED}`],
    ["6FF#03410D28"],
    ["7DF#02010D"],
    ["7E7#02010D"],
    // Without data it is only bytes.
    ["18 DA F1 10", "-  18daf110 unknown-mode"],
    ["18 DA F1", "-  18daf1 unknown-mode"],
  ])("%s", (text, ...readings) => expect(read(text)).toEqual(readings));
});

describe("a response that looks like a frame with an id", () => {
  it.each<Case>([
    // In words of four digits.
    ["4701 0133", "- 7 dtcs P0133"],
    ["7F01 12", "- 1 negativeResponseCode 18"],
    // 0x17E8 quarters are 1530 rpm.
    ["410C17E80D28", "- 1 engineRpm 1530", `- ${SPEED}`],
    ["7E80410C", "-  7e80410c unknown-mode"],
  ])("%s", (text, ...readings) => expect(read(text)).toEqual(readings));
});

/** The bytes with their sum, the checksum of ISO 9141-2 and ISO 14230-4. */
function summed(bytes: string): string {
  const total = Buffer.from(bytes.replaceAll(" ", ""), "hex").reduce((sum, one) => sum + one, 0);
  return `${bytes} ${(total % 256).toString(16).padStart(2, "0")}`;
}

describe("a line of an older bus", () => {
  it.each<Case>([
    [summed("48 6B 1A 41 0D 28"), `1A ${SPEED}`],
    [summed("48 6B 10 44"), "10 4 cleared true"],
    [summed("83 F1 10 41 0D 28"), `10 ${SPEED}`],
    // No count precedes the codes.
    [summed("48 6B 10 43 01 01 33"), "10 3 dtcs P0101"],
    // Requests of the tester.
    [summed("68 6A F1 01 0D")],
    [summed("61 6A F1 01 0D")],
    [summed("82 10 F1 01 0D")],
  ])("%s", (text, ...readings) => expect(read(text)).toEqual(readings));

  it.each<Case>([
    // Shorter than header, a byte and checksum.
    ["48 6B 10 41", "- 8 6b1041 unknown-mode"],
    // Not from and not to the tester, or shorter than announced.
    [summed("83 10 11 41 0D 28"), "-  831011410d281a unknown-mode"],
    [summed("84 F1 10 41 0D 28"), "-  84f110410d28fb unknown-mode"],
    // Other addresses.
    ["48 0B 10 41 0D", "- 8 0b10410d unknown-mode"],
    ["43 6B 01 01 33 00 00", "- 3 dtcs C2B01,P0133"],
    ["43 6A F1 01 0C 00 00", "- 3 dtcs C2AF1,P010C"],
    ["68 6A 10 41 0D", "-  686a10410d unknown-mode"],
    ["68 6B F1 41 0D", "-  686bf1410d unknown-mode"],
  ])("is not %s", (text, ...readings) => expect(read(text)).toEqual(readings));
});

describe("the echo of a request", () => {
  const RPM = "- 1 engineRpm 1726";
  it.each<Case>([
    ["0343010133", "- 3 dtcs P0133"],
    ["0A\r4A 01 01 33", "- 10 dtcs P0133"],
    ["010C\r7F 01 12", "- 1 negativeResponseCode 18"],
    // SAE J1979: up to six PIDs.
    ["010C0D0504110F 410C1AF8", RPM],
    ["010C0D0504110F\r410C1AF8", RPM],
    ["010C410C1AF8\r010C410C1AF8", RPM, RPM],
    ["010C0D0504110F NO DATA", "-   adapter-error"],
  ])("is left out of %j", (text, ...readings) => expect(read(text)).toEqual(readings));

  it.each<Case>([
    ["010C\r7F 09 12", "-  010c unknown-mode", "- 9 negativeResponseCode 18"],
    ["010C\r42 0C 00 1A F8", "-  010c unknown-mode", "- 2 engineRpm 1726"],
    ["00 05\r40 05", "-  0005 unknown-mode", "-  4005 unknown-mode"],
    ["010C 41057B", "-  010c41057b unknown-mode"],
    ["0902 490400", "-  0902490400 unknown-mode"],
    ["010C1A0C", "-  010c1a0c unknown-mode"],
    ["010C0D0504110F42\r410C1AF8", "-  010c0d0504110f42 unknown-mode", RPM],
    ["010C0D0504110F42 NO DATA", "-  010c0d0504110f42 adapter-error"],
  ])("is not the start of %j", (text, ...readings) => expect(read(text)).toEqual(readings));
});

describe("words of the adapter in the line", () => {
  it.each<Case>([
    ["SEARCHING...41 0D 28", `- ${SPEED}`],
    ["BUS INIT: OK41 0D 28", `- ${SPEED}`],
    ["SEARCHING...STOP!", "-   bad-hex"],
    // The answers to commands for the adapter are none of the vehicle.
    ["ATRV\r12.6V OK\r\r>"],
    ["ATE0\rOK\r41 0D 28", `- ${SPEED}`],
  ])("%j", (text, ...readings) => expect(read(text)).toEqual(readings));
});

describe("numbered lines", () => {
  // Eight calibration ids: 3 + 8 × 16 bytes, 0x83, in lines 0 to F, 0, 1 and 2.
  const ids = Array.from({ length: 8 }, (_, i) => `ABCDEFGHIJKLMNO${i}`);
  const whole = `490408${Buffer.from(ids.join("")).toString("hex")}`;
  const lines = [`0:${whole.slice(0, 12)}`];
  for (let at = 12; at < whole.length; at += 14) {
    lines.push(`${(lines.length % 16).toString(16)}:${whole.slice(at, at + 14)}`);
  }
  const VIN = ["014", "0:490201314D38", "1:47444D3941584B", "2:50303432373838"];
  const vin = "- 9 vin 1M8GDM9AXKP042788 vinCheckDigitValid true";
  const calibrations = `- 9 calibrationIds ${ids.join(",")}`;

  it.each<Case>([
    [["083", ...lines].join("\r"), calibrations],
    [["083", ...lines].join(""), calibrations],
    [lines.join(""), calibrations],
    [[...VIN, ...VIN].join(""), vin, vin],
    // The rest of a long response is lost; another one follows.
    [["083", ...lines.slice(0, 16), ...VIN].join("\r"), "- 9 calibrationIds null", vin],
    // A length before another line than 0.
    ["0141:47503030523535", "-   bad-hex"],
  ])("%j", (text, ...readings) => expect(read(text)).toEqual(readings));
});

describe("lines that count like those of mode 09", () => {
  it("are separate responses of another mode, or of another length", () => {
    const load = "41 04 01 05 7B 0D 28\r41 04 02 05 7B 0D 28";
    expect(read(load)).toHaveLength(6);
    const name = Buffer.from("ABCDEFGHIJKLMNOP").toString("hex");
    expect(read(`490401${name}\r490402${name}${name}`)).toEqual([
      "- 9 calibrationIds ABCDEFGHIJKLMNOP",
      "- 9 calibrationIds ABCDEFGHIJKLMNOP,ABCDEFGHIJKLMNOP",
    ]);
  });
});

describe("padding and counts", () => {
  it.each<Case>([
    // Seven bytes fill a frame.
    ["7F 01 12 00 00 00 00", "- 1 negativeResponseCode 18"],
    ["7F 01 12 AA AA AA AA", "- 1 negativeResponseCode 18"],
    ["7F 01 12 AA AA AA AA AA", "- 1 negativeResponseCode null"],
    ["7F 01 12 AA AA AA", "- 1 negativeResponseCode null"],
    ["7F 01 12 34 AA AA AA", "- 1 negativeResponseCode null"],
    ["43 02 01 01 02 02 AA AA AA", "- 3 dtcs P0101,P0202"],
    // One byte may be half of a code.
    ["43 01 01 33 AA", "- 3 dtcs P0101,P33AA"],
    // 14 characters after three zeros are no VIN.
    [
      `490201000000${Buffer.from("M9AXKP04278812").toString("hex")}`,
      "- 9 vin null vinCheckDigitValid null",
    ],
  ])("%s", (text, ...readings) => expect(read(text)).toEqual(readings));
});

it("has a sender only if the text shows one", () => {
  expect(decodeObd("41 0D 28")[0]).not.toHaveProperty("ecu");
});
