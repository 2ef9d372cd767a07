import { describe, expect, it } from "vitest";
import { matches, parseFilter, toggleTerm } from "../../docs/playground/filter.ts";
import { type FrameRow, frameRow } from "../../docs/playground/frame-row.ts";
import { movedBy, type Order, orderBy, visibleRows } from "../../docs/playground/row-order.ts";
import { decode } from "../../src/index.ts";

const FRAMES = [
  // 9.98 knots of 1.852 km/h.
  "*HQ,1002033932,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#",
  // Minute 69; SOS.
  "*HQ,7029083742,V8,106911,A,2443.0632,N,09018.2082,E,12.50,271,280926,fffffffd#",
  "*HQ,353271799434922,XT#",
  // No fix, an hour earlier.
  "*HQ,7029083742,V1,092411,V,2443.0632,N,09018.2082,E,000.00,271,051024,FFFFFFFF#",
  "?!",
];

const ROWS: readonly FrameRow[] = FRAMES.map((text, index) => {
  const [message] = decode(text);
  return frameRow(message as NonNullable<typeof message>, index + 1, index + 10);
});

function found(text: string, order: Order = { column: "number", isDescending: false }): number[] {
  return visibleRows(ROWS, parseFilter(text), order).map((place) => place + 1);
}

describe("frameRow", () => {
  it("has the values that the panes show", () => {
    expect(ROWS[0]).toMatchObject({
      number: 1,
      line: 10,
      time: Date.UTC(2024, 9, 5, 10, 24, 11),
      device: "1002033932",
      type: "position",
      command: "V1",
      alarms: [],
      issues: [],
      worst: null,
    });
    expect(ROWS[0]?.speedKmh).toBeCloseTo(18.48296, 9);
    expect(ROWS[0]?.place?.latitude).toBeCloseTo(50.7925616667, 9);
    expect(ROWS[0]?.place?.isValid).toBe(true);
    expect(ROWS[1]).toMatchObject({ time: null, alarms: ["sos"], issues: ["bad-time"] });
    expect(ROWS[1]?.state).toMatch(/^sos/);
    expect(ROWS[2]).toMatchObject({ place: null, speedKmh: null, time: null });
    expect(ROWS[3]?.place?.isValid).toBe(false);
    expect(ROWS[4]).toMatchObject({ type: "noise", device: null, worst: "warning" });
  });

  it("leaves the zeros of a device without a fix off the map", () => {
    const [message] = decode(
      "*HQ,7029083742,V1,102411,V,0000.0000,N,00000.0000,E,0,0,051024,FFFFFFFF#",
    );
    expect(frameRow(message as NonNullable<typeof message>, 1, undefined).place).toBeNull();
  });
});

describe("filter", () => {
  it.each([
    ["", [1, 2, 3, 4, 5]],
    ["device:7029", [2, 4]],
    ["type:v1", [1, 4]],
    ["type:heartbeat", [3]],
    ["issue:bad-time", [2]],
    ["alarm:sos", [2]],
    ["line:12", [3]],
    ["is:error", [2]],
    ["is:warning", [5]],
    ["is:alarm", [2]],
    ["is:nofix", [2, 4]],
    ["is:noise", [5]],
    ["-is:noise -device:7029", [1, 3]],
    ["IGNITION", [1, 2, 4]],
    ["2024-10-05", [1, 4]],
    // The colon of a time, and blanks in quotes.
    ["10:24:11", [1]],
    ['"10-05 09:24"', [4]],
    ["device:7029 type:v1", [4]],
    ["nothing-like-that", []],
    // Names typed as words.
    ['issue:"bad time"', [2]],
    ["issue:badtime", [2]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("does not filter by an unfinished term", () => {
    expect(found("device:")).toEqual([1, 2, 3, 4, 5]);
    expect(parseFilter("is:").terms).toEqual([]);
  });

  it("lists the states", () => {
    const filter = parseFilter("is:broken device:7029");
    expect(filter.problem).toMatch(/^is: takes error, /);
    expect(ROWS.filter((row) => matches(row, filter))).toHaveLength(2);
    expect(parseFilter("is:error").problem).toBeNull();
  });

  it("lists the keys, and still searches for the text", () => {
    const filter = parseFilter("speed:50 device:7029");
    expect(filter.problem).toBe("speed: is no key, but device:, type:, issue:, alarm:, line:, is:");
    expect(filter.terms[0]).toEqual({ key: null, value: "speed:50", isNegative: false });
    // A time, and an unfinished term.
    expect(parseFilter("10:24:11").problem).toBeNull();
    expect(parseFilter("dev:").problem).toBeNull();
  });

  it("finds an alarm by its name in words", () => {
    const [message] = decode(
      "*HQ,7029083742,V8,102411,A,2443.0632,N,09018.2082,E,12.50,271,280926,efffffff#",
    );
    const row = frameRow(message!, 1, 1);
    expect(row.alarms).toEqual(["powerCut"]);
    for (const text of ['alarm:"power cut"', "alarm:power-cut", "power cut", "alarm:PowerCut"]) {
      expect([text, matches(row, parseFilter(text))]).toEqual([text, true]);
    }
    expect(matches(row, parseFilter("alarm:sos"))).toBe(false);
  });

  it("adds and removes a term", () => {
    expect(toggleTerm("", "is:alarm")).toBe("is:alarm");
    expect(toggleTerm("device:7029  is:alarm", "is:alarm")).toBe("device:7029");
    expect(toggleTerm("is:alarms", "is:alarm")).toBe("is:alarms is:alarm");
  });
});

describe("order", () => {
  it("sorts by each column, with missing values last in both directions", () => {
    expect(found("", { column: "number", isDescending: true })).toEqual([5, 4, 3, 2, 1]);
    expect(found("", { column: "time", isDescending: false })).toEqual([4, 1, 2, 3, 5]);
    expect(found("", { column: "time", isDescending: true })).toEqual([1, 4, 2, 3, 5]);
    expect(found("", { column: "speed", isDescending: true })).toEqual([2, 1, 4, 3, 5]);
    expect(found("", { column: "device", isDescending: false })).toEqual([1, 3, 2, 4, 5]);
    expect(found("", { column: "issues", isDescending: false })).toEqual([2, 5, 1, 3, 4]);
    // Alarms come first.
    expect(found("", { column: "state", isDescending: false })[0]).toBe(2);
    expect(found("device:7029", { column: "speed", isDescending: false })).toEqual([4, 2]);
  });

  it("reverses with a second click on a column", () => {
    const once = orderBy("time", { column: "number", isDescending: false });
    expect(once).toEqual({ column: "time", isDescending: false });
    expect(orderBy("time", once)).toEqual({ column: "time", isDescending: true });
    expect(orderBy("time", orderBy("time", once))).toEqual(once);
  });

  it("moves with keys, and not beyond the ends", () => {
    expect(movedBy("ArrowDown", 0, 5, 3)).toBe(1);
    expect(movedBy("ArrowUp", 0, 5, 3)).toBe(0);
    expect(movedBy("ArrowDown", 4, 5, 3)).toBe(4);
    expect(movedBy("PageDown", 0, 5, 3)).toBe(3);
    expect(movedBy("PageUp", 4, 5, 3)).toBe(1);
    expect(movedBy("Home", 4, 5, 3)).toBe(0);
    expect(movedBy("End", 0, 5, 3)).toBe(4);
    // Nothing is selected, or the list is empty.
    expect(movedBy("ArrowDown", -1, 5, 3)).toBe(0);
    expect(movedBy("ArrowUp", -1, 5, 3)).toBe(0);
    expect(movedBy("ArrowDown", -1, 0, 3)).toBeNull();
    expect(movedBy("a", 0, 5, 3)).toBeNull();
  });
});
