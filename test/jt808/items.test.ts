/** The items of the standard and of JT/T 1078 (docs/protocol/jt808-tables.md §3), in both directions. */
import { describe, expect, it } from "vitest";
import { decode, type EncodableMessage, encodeMessage, explain } from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { device, POSITION, toHex } from "./frames.ts";

const PLAIN = Object.keys(decode(device("0200", POSITION))[0]!);

/** The values that items add to a position, and the issues. */
function read(items: string) {
  const { frame: _, issues, ...message } = decode(device("0200", `${POSITION} ${items}`))[0]!;
  const { version: __, ...jt808 } = message.jt808!;
  const own = Object.entries(message).filter(([name]) => !PLAIN.includes(name));
  return {
    values: { ...Object.fromEntries(own), ...(Object.keys(jt808).length > 0 && { jt808 }) },
    issues: issues.map(({ code, field }) => [code, field]),
    message: message as EncodableMessage,
  };
}

const FF = "ff".repeat(27);

describe("an item", () => {
  it.each([
    ["tyre pressures", `05 1e 37ff38 ${FF}`, { jt808: { tyrePressures: [55, null, 56] } }],
    ["no tyres", `05 1e ffffff ${FF}`, { jt808: { tyrePressures: [] } }],
    ["cargo above 0 °C", "06 02 0005", { temperatureCelsius: 5 }],
    ["cargo below, by the text", "06 02 8005", { temperatureCelsius: -5 }],
    ["the least that the text can say", "06 02 8111", { temperatureCelsius: -273 }],
    ["overspeed nowhere", "11 01 00", { jt808: { overspeedPlace: { type: "none" } } }],
    [
      "overspeed on a section",
      "11 05 04 00000042",
      { jt808: { overspeedPlace: { type: "section", id: 66 } } },
    ],
    [
      "an area left",
      "12 06 03 000000ff 01",
      { jt808: { areaOrRoute: { type: "polygon", id: 255, direction: "out" } } },
    ],
    [
      "a route entered",
      "12 06 04 00000001 00",
      { jt808: { areaOrRoute: { type: "route", id: 1, direction: "in" } } },
    ],
    [
      "a section driven too slowly",
      "13 07 00000058 0258 01",
      { jt808: { sectionTime: { id: 88, seconds: 600, result: "tooLong" } } },
    ],
    [
      "video alarms",
      "14 04 80000045",
      { jt808: { videoAlarms: ["signalLost", "storageFault", "storageNearlyFull", "bit31"] } },
    ],
    ["no video alarms", "14 04 00000000", { jt808: { videoAlarms: [] } }],
    ["lost channels", "15 04 80000009", { jt808: { lostVideoChannels: [1, 4, 32] } }],
    ["covered channels", "16 04 00000002", { jt808: { coveredVideoChannels: [2] } }],
    ["failed stores", "17 02 9001", { jt808: { failedStores: [1, 13, 16] } }],
    ["a driver", "18 02 0006", { jt808: { abnormalDriving: ["phone", "smoking"] } }],
    [
      "a tired driver",
      "18 03 0801 5a",
      { jt808: { abnormalDriving: ["fatigue", "bit11"], fatigueLevel: 90 } },
    ],
    ["one analog input", "2b 02 0123", { jt808: { analogInputs: [291] } }],
    ["two", "2b 04 9203 a46f", { jt808: { analogInputs: [37379, 42095] } }],
    ["four", "2b 08 0001 0002 0003 ffff", { jt808: { analogInputs: [1, 2, 3, 65535] } }],
    ["CSQ", "30 01 1f", { signalCsq: 31 }],
    ["a signal that is no CSQ", "30 01 20", { jt808: { signalLevel: 32 } }],
    ["the strongest", "30 01 ff", { jt808: { signalLevel: 255 } }],
  ])("%s", (_what, items, values) => {
    const found = read(items);
    expect(found).toMatchObject({ values, issues: [] });
    expect(found.values).toEqual(values);
    const frame = device("0200", `${POSITION} ${items}`);
    expect(toHex(encodeMessage(found.message))).toBe(toHex(frame));
    // Each byte is explained, under the name of a property.
    const names = explain(frame).map(({ name }) => name);
    for (const name of Object.keys(values)) expect(names.join()).toContain(name);
  });

  it.each([
    ["06 02 fff6", { temperatureCelsius: -10 }, []],
    ["06 02 feef", { temperatureCelsius: -273 }, []],
    ["06 02 8112", { temperatureCelsius: null }, [["out-of-range", "temperatureCelsius"]]],
    ["06 02 feee", { temperatureCelsius: null }, [["out-of-range", "temperatureCelsius"]]],
    [
      "11 01 05",
      { jt808: { overspeedPlace: { type: null } } },
      [["out-of-range", "jt808.overspeedPlace.type"]],
    ],
    [
      "12 06 00 00000001 02",
      { jt808: { areaOrRoute: { type: null, id: 1, direction: null } } },
      [
        ["out-of-range", "jt808.areaOrRoute.type"],
        ["out-of-range", "jt808.areaOrRoute.direction"],
      ],
    ],
  ])("%s", (items, values, issues) => {
    expect(read(items)).toMatchObject({ values, issues });
  });

  it.each([
    ["05 01 00"],
    [`05 1f ${"00".repeat(31)}`],
    ["06 03 000000"],
    ["11 02 0000"],
    ["12 05 0100000001"],
    ["13 08 0000000100010001"],
    ["18 04 00000000"],
    ["2b 03 000000"],
    ["2b 00"],
  ])("%s has another length and stays raw", (items) => {
    const { values, issues } = read(items);
    const [id, , ...data] = Buffer.from(items.replaceAll(" ", ""), "hex");
    expect(values).toEqual({ jt808: { items: [{ id, data: Uint8Array.from(data) }] } });
    expect(issues).toEqual([["unknown-tail", "jt808.items"]]);
  });

  it("stays raw when repeated", () => {
    const { values } = read("12 06 01 00000001 00 12 06 02 00000002 01 11 01 00 11 05 0100000009");
    expect(values).toMatchObject({
      jt808: {
        areaOrRoute: { type: "circle", id: 1, direction: "in" },
        overspeedPlace: { type: "none" },
        items: [{ id: 0x12 }, { id: 0x11 }],
      },
    });
  });

  it("is read in a record of a batch too", () => {
    const record = `${POSITION} 11 01 00 30 01 63`;
    const [message] = decode(device("0704", `0001 00 0022 ${record}`));
    expect(message).toHaveProperty("positions.0.jt808", {
      overspeedPlace: { type: "none" },
      signalLevel: 99,
    });
    expect(message).toHaveProperty("jt808", { version: 2013, batch: "normal" });
    const { frame, issues, ...values } = message!;
    expect(issues).toEqual([]);
    expect(encodeMessage(values as EncodableMessage)).toEqual(frame.bytes);
  });
});

describe("a value without a form on the wire", () => {
  const { message } = read("11 01 00");
  it.each([
    ["tyrePressures", { jt808: { version: 2013, tyrePressures: Array(31).fill(0) } }],
    ["tyrePressures", { jt808: { version: 2013, tyrePressures: [256] } }],
    ["tyrePressures", { jt808: { version: 2013, tyrePressures: 12 } }],
    ["temperatureCelsius", { temperatureCelsius: -274 }],
    ["analogInputs", { jt808: { version: 2013, analogInputs: [65536] } }],
    ["videoAlarms", { jt808: { version: 2013, videoAlarms: ["fire"] } }],
    ["videoAlarms", { jt808: { version: 2013, videoAlarms: ["bit32"] } }],
    ["videoAlarms", { jt808: { version: 2013, videoAlarms: ["bit9", "bit9"] } }],
    ["failedStores", { jt808: { version: 2013, failedStores: [17] } }],
    [
      "areaOrRoute.type",
      { jt808: { version: 2013, areaOrRoute: { type: "none", id: 1, direction: "in" } } },
    ],
    ["jt808", { jt808: { version: 2013, sectionTime: { id: 1 } } }],
  ])("%s %j", (name, values) => {
    const changed = { ...message, ...values } as EncodableMessage;
    expect(refusal(() => encodeMessage(changed))).toContain(name);
  });
});
