/** Fields that no vector has empty or damaged: they are `null`, an issue names them, and the rest is read. */
import { describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";

/** The first message of `input`, with its issues as `code field received`. */
function read(input: string): Record<string, unknown> & { found: string[] } {
  const [message, ...others] = decode(input);
  expect(others).toEqual([]);
  const found = message!.issues.map(({ code, field, received }) => `${code} ${field} ${received}`);
  return { ...message, found } as never;
}

/** V1 up to the status, followed by the tail of a firmware (docs/protocol/h02.md §2). */
const v1 = (tail: string): string =>
  `*HQ,8168000005,V1,043602,A,2235.0086,N,11354.3668,E,000.00,000,160716,FFFFBBFF,${tail}#`;

describe("a damaged field", () => {
  it.each([
    ["7F", "bad-number batteryPercent 7F"],
    ["101", "bad-battery batteryPercent 101"],
  ])("battery code %j after the status of NBR", (code, issue) => {
    const { cells, batteryPercent, batteryCode, found } = read(
      `*HQ,8168000005,NBR,103732,722,310,0,1,8383,31990,23,100217,FFFFFBFF,${code}#`,
    );
    expect(batteryPercent).toBeNull();
    expect(batteryCode).toBeUndefined();
    expect(cells).toEqual([{ mcc: 722, mnc: 310, lac: 8383, cid: 31990, rssi: 23 }]);
    expect(found).toEqual([issue]);
  });

  it.each([
    ["", "4283", ["empty-field cell "]],
    ["10F", "", ["empty-field cell "]],
    ["10000", "1", ["bad-cell cell 10000,1"]],
    ["0000", "0000", ["no-cell cell 0000,0000"]],
    ["FFG", "1", ["bad-cell cell FFG,1"]],
  ])("lac %j and cid %j in hexadecimal", (lac, cid, issues) => {
    const { cell, altitudeMeters, found } = read(v1(`69129336,0,100.0,18,${lac},${cid}`));
    expect(cell).toBeNull();
    expect(altitudeMeters).toBe(18);
    expect(found).toEqual(issues);
  });

  it("an invalid WiFi level", () => {
    const { wifi, found } = read(
      v1("").replace("V1", "V8").slice(0, -1) +
        "460,00,10342,3721,d07600000001,zz,d07600000002,3a,d07600000003,,12,31,122,85#",
    );
    // 3A is 58, and 58 - 110 is -52.
    expect(wifi).toEqual([
      { bssid: "d07600000001", rssiDbm: null },
      { bssid: "d07600000002", rssiDbm: -52 },
      { bssid: "d07600000003", rssiDbm: null },
    ]);
    expect(found).toEqual(["bad-wifi wifi zz", "empty-field wifi "]);
  });
});

it("SMS without a text is an empty text", () => {
  const message = read("*HQ,8168000005,SMS#");
  expect(message["type"]).toBe("text");
  expect(message["text"]).toBe("");
  expect(message.found).toEqual([]);
});
