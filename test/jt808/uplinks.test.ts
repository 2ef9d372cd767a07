/**
 * 0x0107, 0x0500, 0x0702, 0x0704 with one length and 0x0801 (docs/protocol/jt808-tables.md §4): truncated, and in both
 * directions.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage, explain } from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { device, frameOf, POSITION, toHex } from "./frames.ts";

const ascii = (text: string, length = text.length): string =>
  Buffer.from(text.padEnd(length, "\0"), "latin1").toString("hex");
const counted = (text: string): string => text.length.toString(16).padStart(2, "0") + ascii(text);

const VERSIONS = counted("HW-1") + counted("FW-22");
const ATTRIBUTES = `0005${ascii("MAKER")}${ascii("MODEL", 20)}${ascii("ID-1", 7)}89860000000000000501${VERSIONS}0301`;
const CARD = `01211129111712 00 ${counted("NAME")} ${ascii("C-1", 20)} ${counted("CITY")} 20190630`;
const DRIVER = `${CARD} ${ascii("123456", 20)}`.replaceAll(" ", "");
const MEDIA = `00000007 00 00 03 01 ${POSITION} ffd8ff`.replaceAll(" ", "");
const CONTROL = `0102 ${POSITION} 01 04 00000064`.replaceAll(" ", "");

const only = (frame: Uint8Array) => {
  const [message, ...others] = decode(frame);
  expect(others).toEqual([]);
  return message!;
};

describe.each([
  ["0x0107", "0107", ATTRIBUTES],
  ["0x0702", "0702", DRIVER],
  ["0x0801", "0801", MEDIA],
  ["0x0500", "0500", CONTROL],
])("%s", (_name, id, body) => {
  it("survives a round trip", () => {
    const { frame, issues, ...values } = only(device(id, body));
    expect(issues).toEqual([]);
    expect(toHex(encodeMessage(values as EncodableMessage))).toBe(toHex(frame.bytes));
  });

  it("keeps all its bytes when truncated anywhere, with an issue", () => {
    for (let end = 0; end < body.length; end += 2) {
      const frame = device(id, body.slice(0, end));
      const { issues, frame: _, ...values } = only(frame);
      const covered = new Set<number>();
      for (const { offset, length } of explain(frame))
        for (let i = 0; i < length; i++) covered.add(offset + i);
      for (let i = 0; i < frame.length; i++)
        expect([end, i, covered.has(i)]).toEqual([end, i, true]);
      // It may end before optional values.
      const isWhole = ["0702", "0801", "0500"].includes(id) && issues.length === 0;
      if (!isWhole)
        expect(issues.map(({ severity }) => severity)).toContain(
          id === "0801" && issues[0]?.code === "not-decoded" ? "info" : "error",
        );
      // A round trip gives the same message.
      if (values.type !== "unknown") {
        const again = only(encodeMessage(values as EncodableMessage));
        expect({ ...again, frame: null, issues: null }).toEqual({
          ...values,
          frame: null,
          issues: null,
        });
      }
    }
  });
});

describe("0x0107", () => {
  it("is recognised by its lengths if maker and model have other sizes", () => {
    const of = (maker: number, body = VERSIONS) => {
      const text = `0100${ascii("M", maker)}${ascii("MODEL", 30)}${ascii("ID", 30)}89860000000000000501${body}0301`;
      const length = (0x4000 | (text.length / 2)).toString(16);
      return only(frameOf(`0107 ${length} 01 00000000019176652184 00b3 ${text}`));
    };
    for (const maker of [5, 11]) {
      expect(of(maker)).toMatchObject({
        manufacturer: "M",
        model: "MODEL",
        terminalId: "ID",
        iccid: "89860000000000000501",
        hardwareVersion: "HW-1",
        firmwareVersion: "FW-22",
        jt808: { terminalTypes: ["trailer"], gnssSystems: ["gps", "beidou"], networks: ["gprs"] },
        issues: [],
      });
    }
    // Neither fits: the sizes that devices send are used.
    expect(of(11, `${VERSIONS}00`).issues.map(({ code }) => code)).toEqual(["unknown-tail"]);
  });

  it("keeps texts that are not ASCII", () => {
    const body = ATTRIBUTES.replace(counted("HW-1"), `04${"b2e2cad4"}`);
    const message = only(device("0107", body));
    expect(message).toMatchObject({
      hardwareVersion: null,
      hardwareVersionBytes: Uint8Array.of(0xb2, 0xe2, 0xca, 0xd4),
    });
    expect(message.issues.map(({ code, field }) => [code, field])).toEqual([
      ["gbk-text", "hardwareVersion"],
    ]);
    expect(encodeMessage(message)).toEqual(message.frame.bytes);
  });
});

describe("0x0702", () => {
  const text = (most: number) => fc.stringMatching(new RegExp(`^[!-~]{1,${most}}$`));
  it("any card survives a round trip", () => {
    const driver = fc.record({
      card: fc.constantFrom("in", "out"),
      result: fc.constantFrom("read", "keyRefused", "locked", "pulledOut", "dataRefused"),
      name: text(255),
      certificate: text(20),
      issuer: text(255),
      validUntil: fc
        .integer({ min: 0, max: 36_500 })
        .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
      identityNumber: text(20),
    });
    const names = [
      "card",
      "result",
      "name",
      "certificate",
      "issuer",
      "validUntil",
      "identityNumber",
    ];
    fc.assert(
      fc.property(driver, fc.constantFrom(1, 2, 6, 7), (all, count) => {
        const given = Object.fromEntries(
          names.slice(0, count).map((name) => [name, (all as Record<string, unknown>)[name]]),
        );
        const message = {
          type: "identity",
          command: "0x0702",
          deviceId: "019176652184",
          serialNumber: 1,
          time: new Date("2021-11-29T03:17:12Z"),
          jt808: { version: 2013, driver: given },
        };
        const { frame: _, issues, ...again } = only(encodeMessage(message as never));
        expect(issues).toEqual([]);
        expect(again).toEqual(message);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["validUntil", "2019-6-30"],
    ["card", "inside"],
    ["certificate", "1".repeat(21)],
    ["name", "a".repeat(256)],
    ["issuer", "\u8f66"],
  ])("a %s of %s cannot go on the wire", (name, value) => {
    const message = only(device("0702", DRIVER));
    const driver = { ...message.jt808!.driver, [name]: value };
    const changed = { ...message, jt808: { ...message.jt808, driver } };
    expect(refusal(() => encodeMessage(changed as EncodableMessage))).toContain(`driver.${name}`);
  });

  it.each([
    ["20190229", null, "bad-date"],
    ["00000000", null, "date-not-set"],
    ["2019063a", null, "bad-date"],
    ["20200229", "2020-02-29", undefined],
  ])("valid until %s", (digits, validUntil, code) => {
    const message = only(device("0702", CARD.replace("20190630", digits)));
    expect(message.jt808!.driver!.validUntil).toBe(validUntil);
    expect(message.issues.map((issue) => issue.code)).toEqual(code === undefined ? [] : [code]);
  });
});

describe("0x0704 with one length for all", () => {
  const record = POSITION.replaceAll(" ", "");
  const read = (body: string) => only(device("0704", body));
  it("has each record", () => {
    const message = read(`0002 00 0038 ${record} ${record}`);
    expect(message).toHaveProperty("positions.length", 2);
    expect(message.issues.map(({ code }) => code)).toEqual(["one-length"]);
  });

  it.each([
    ["a number that does not divide it", `0003 00 0038 ${record} ${record}`],
    ["records that would be too short", `0004 00 0038 ${record} ${record}`],
    ["a length of another end", `0002 00 0038 ${record} ${record} 00`],
    ["one record", `0001 00 001c ${record}`],
    ["a length before each", `0002 00 001c ${record} 001c ${record}`],
  ])("is not assumed in %s", (_what, body) => {
    expect(read(body).issues.map(({ code }) => code)).not.toContain("one-length");
  });
});
