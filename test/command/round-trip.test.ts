import { describe, expect, it } from "vitest";
import { differences } from "../../src/command/round-trip.ts";

describe("the properties that differ", () => {
  it.each<[what: string, meant: object, read: object, expected: string[]]>([
    ["none", {}, {}, []],
    ["equal", { a: 1 }, { a: 1 }, []],
    ["other values", { a: 1, b: 2, c: 3 }, { a: 1, b: 3, c: 4 }, ["b", "c"]],
    ["only meant", { a: 1 }, {}, ["a"]],
    ["only read", {}, { a: 1 }, ["a"]],
    ["one only meant, another only read", { a: 1 }, { b: 2 }, ["a", "b"]],
    ["a value and one more", { a: 1 }, { a: 2, b: 3 }, ["a", "b"]],
    ["undefined is absent", { a: undefined }, {}, []],
    ["read as undefined", {}, { a: undefined }, []],
    ["undefined and read, once", { a: undefined }, { a: 1 }, ["a"]],
    ["undefined and read, with one more", { a: undefined }, { a: 1, b: 2 }, ["a", "b"]],
    ["another type", { a: 1 }, { a: "1" }, ["a"]],
    ["null is no object", { a: null, b: {} }, { a: {}, b: null }, ["a", "b"]],
    ["null twice", { a: null }, { a: null }, []],
    ["origin", { a: 1, frame: 1 }, { a: 1, frame: 2, issues: [] }, []],
    ["one more beside the origin", { a: 1 }, { a: 1, b: 2, frame: 3 }, ["b"]],
    ["the default maker", { a: 1 }, { a: 1, maker: "HQ" }, []],
    ["the default maker, undefined", { maker: undefined }, { maker: "HQ" }, []],
    ["another maker", { maker: "TH" }, { maker: "HQ" }, ["maker"]],
    ["a lost maker", { maker: "TH" }, {}, ["maker"]],
    ["a date", { time: new Date(5000) }, { time: new Date(5000) }, []],
    ["another date", { time: new Date(5000) }, { time: new Date(6000) }, ["time"]],
    ["a date to the millisecond", { time: new Date(5001) }, { time: new Date(5000) }, ["time"]],
    ["a date, and what is none", { time: new Date(5000) }, { time: {} }, ["time"]],
    ["bytes", { tail: Uint8Array.of(1, 2) }, { tail: Uint8Array.of(1, 2) }, []],
    ["other bytes", { tail: Uint8Array.of(1, 2) }, { tail: Uint8Array.of(1, 3) }, ["tail"]],
    ["fewer bytes", { tail: Uint8Array.of(1, 2) }, { tail: Uint8Array.of(1) }, ["tail"]],
    ["more bytes", { tail: Uint8Array.of(1) }, { tail: Uint8Array.of(1, 2) }, ["tail"]],
    ["lists in another order", { extra: ["1", "2"] }, { extra: ["2", "1"] }, ["extra"]],
    ["objects", { cell: { lac: 1, cid: 2 } }, { cell: { cid: 2, lac: 1 } }, []],
    ["other objects", { cell: { lac: 1 } }, { cell: { lac: 1, cid: 2 } }, ["cell"]],
  ])("%s", (_what, meant, read, expected) => {
    expect(differences(meant, read)).toEqual(expected);
  });

  it("include those that an object has from its class", () => {
    class Own {
      get maker(): string {
        return "TH";
      }
      get speedKmh(): number {
        return 1.4;
      }
    }
    const steps = new Map([["speedKmh", 0.5]]);
    expect(differences(new Own(), { maker: "HQ", speedKmh: 1 })).toEqual(["maker", "speedKmh"]);
    expect(differences(new Own(), { maker: "TH", speedKmh: 1 }, steps)).toEqual([]);
  });
});

describe("alarms", () => {
  it.each<[what: string, meant: string[] | undefined, read: string[], isSame: boolean]>([
    ["follow from the status", undefined, ["sos"], true],
    ["are the same", ["sos", "speed"], ["sos", "speed"], true],
    ["have any order", ["sos", "speed"], ["speed", "sos"], true],
    ["are fewer", ["sos"], ["sos", "speed"], false],
    ["are more", ["sos", "speed"], ["sos"], false],
    ["are others", ["sos", "speed"], ["sos", "shake"], false],
    ["are others, in another order", ["sos", "speed"], ["shake", "sos"], false],
  ])("%s", (_what, meant, read, isSame) => {
    for (const own of [{ alarms: meant }, ...(meant === undefined ? [{}] : [])]) {
      expect(differences(own, { alarms: read })).toEqual(isSame ? [] : ["alarms"]);
      const inside = differences({ head: { ...own, a: 1 } }, { head: { alarms: read, a: 1 } });
      expect(inside).toEqual(isSame ? [] : ["head"]);
    }
    expect(differences({ alarms: ["sos"] }, {})).toEqual(["alarms"]);
  });
});

describe("the status", () => {
  const read = { word: 1, table: "tq", alarmWord: 2, accOn: true };
  it.each<[what: string, change: object, isSame: boolean]>([
    ["has its flags from the words", { accOn: false, doorOpen: true }, true],
    ["has its word", { word: 3 }, false],
    ["has its table", { table: "sinotrack" }, false],
    ["has its word of alarms", { alarmWord: 3 }, false],
    ["has no word of alarms", { alarmWord: undefined }, false],
  ])("%s", (_what, change, isSame) => {
    const status = { ...read, ...change };
    expect(differences({ status }, { status: read })).toEqual(isSame ? [] : ["status"]);
    expect(differences({ head: { status } }, { head: { status: read } })).toEqual(
      isSame ? [] : ["head"],
    );
    expect(differences({ positions: [{ status }] }, { positions: [{ status: read }] })).toEqual(
      isSame ? [] : ["positions"],
    );
  });

  it("has flags, which other properties whose names end alike compare", () => {
    expect(differences({ obdstatus: { ...read, accOn: false } }, { obdstatus: read })).toEqual([
      "obdstatus",
    ]);
  });
});

describe("steps of the wire", () => {
  const STEPS = new Map([
    ["speedKmh", 0.5],
    ["fuel.liters", 0.25],
    ["zero", 1],
  ]);
  it.each<[what: string, meant: object, read: object, expected: string[]]>([
    ["within half a step", { speedKmh: 50.4 }, { speedKmh: 50 }, []],
    ["half a step", { speedKmh: 0 }, { speedKmh: 0.5 }, []],
    ["more", { speedKmh: 50.6 }, { speedKmh: 50 }, ["speedKmh"]],
    ["less", { speedKmh: 49.4 }, { speedKmh: 50 }, ["speedKmh"]],
    // The sum of degrees and minutes has an error of its own, a billionth at most.
    ["a billionth more than half a step", { zero: 0 }, { zero: 1 + 1e-9 }, []],
    ["a millionth more", { zero: 0 }, { zero: 1 + 1e-6 }, ["zero"]],
    ["the last bit of a number", { courseDegrees: 0.1 + 0.2 }, { courseDegrees: 0.3 }, []],
    ["a number without steps", { courseDegrees: 1 }, { courseDegrees: 1.001 }, ["courseDegrees"]],
    ["in an object", { fuel: { liters: 5.2 } }, { fuel: { liters: 5 } }, []],
    ["more in an object", { fuel: { liters: 5.3 } }, { fuel: { liters: 5 } }, ["fuel"]],
    ["elsewhere", { liters: 5.2 }, { liters: 5 }, ["liters"]],
    ["in an object of another name", { tank: { liters: 5.2 } }, { tank: { liters: 5 } }, ["tank"]],
    ["in a list", { positions: [{ speedKmh: 7.3 }] }, { positions: [{ speedKmh: 7 }] }, []],
    [
      "more in a list",
      { positions: [{ speedKmh: 7.6 }] },
      { positions: [{ speedKmh: 7 }] },
      ["positions"],
    ],
    ["within a second", { time: new Date(5999) }, { time: new Date(5000) }, []],
    ["the next second", { time: new Date(6000) }, { time: new Date(5000) }, ["time"]],
  ])("%s", (_what, meant, read, expected) => {
    expect(differences(meant, read, STEPS)).toEqual(expected);
  });
});
