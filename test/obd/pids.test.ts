import { describe, expect, it } from "vitest";
import { PIDS } from "../../src/obd/index.ts";

describe("PIDS", () => {
  it("is frozen, each row and signal too", () => {
    expect(Object.isFrozen(PIDS)).toBe(true);
    for (const row of PIDS) {
      expect(Object.isFrozen(row)).toBe(true);
      expect(Object.isFrozen(row.signals)).toBe(true);
      expect(row.signals.every((signal) => Object.isFrozen(signal))).toBe(true);
    }
  });

  it("is in ascending order, every PID once", () => {
    const pids = PIDS.map(({ pid }) => pid);
    expect(pids).toEqual([...new Set(pids)].sort((a, b) => a - b));
  });

  it("has adjacent signals inside the data", () => {
    for (const { pid, signals, bytes, maxBytes, reader } of PIDS) {
      expect(signals.length > 0, `PID ${pid}`).toBe(reader === null);
      let end = 0;
      for (const { at, size, shift, mask, optional } of signals) {
        // Two states share one byte.
        if (mask === null || shift === 0 || at >= end) expect(at, `PID ${pid}`).toBe(end);
        end = at + size;
        if (!optional) expect(end).toBeLessThanOrEqual(bytes!);
      }
      // Only the three last bytes of PID 50 are reserved.
      if (reader === null) expect(maxBytes! - end).toBe(pid === 0x50 ? 3 : 0);
    }
  });

  it("gives a signal one name, and a name to one signal", () => {
    const shared = /^(supportBits|wideOxygenSensor[1-8]EquivalenceRatio)$/;
    const keys = PIDS.flatMap(({ signals }) => signals.map(({ key }) => key)).filter(
      (key) => !shared.test(key),
    );
    expect(keys).toEqual([...new Set(keys)]);
    for (const key of keys) expect(key).toMatch(/^[a-z][A-Za-z0-9]+$/);
  });

  it("has fractions in whole numbers and ranges in order", () => {
    for (const { signals } of PIDS) {
      for (const { num, den, add, min, max } of signals) {
        expect([num, den, add].every(Number.isSafeInteger)).toBe(true);
        expect(min).toBeLessThan(max);
      }
    }
  });

  it("has the documented row of the engine speed", () => {
    expect(PIDS.find(({ pid }) => pid === 0x0c)).toEqual({
      pid: 0x0c,
      name: "Engine speed",
      bytes: 2,
      maxBytes: 2,
      confidence: "agreed",
      dispute: null,
      reader: null,
      signals: [
        {
          key: "engineRpm",
          at: 0,
          size: 2,
          signed: false,
          shift: 0,
          mask: null,
          optional: false,
          absent: null,
          num: 1,
          den: 4,
          add: 0,
          unit: "rpm",
          min: 0,
          max: 16383.75,
        },
      ],
    });
  });

  it('does not count the code for "not used" in the range', () => {
    const trim = PIDS.find(({ pid }) => pid === 0x14)!.signals[1]!;
    expect(trim).toMatchObject({ min: -100, max: 98.4375, absent: 255 });
    const pressure = PIDS.find(({ pid }) => pid === 0x54)!.signals[0]!;
    expect(pressure).toMatchObject({ min: -32768, max: 32767 });
    const state = PIDS.find(({ pid }) => pid === 0x70)!.signals.at(-1)!;
    expect(state).toMatchObject({ min: 0, max: 3, shift: 2 });
  });

  it("marks values with a single source or disputed ones", () => {
    const confidence = (at: number): string => PIDS.find(({ pid }) => pid === at)!.confidence;
    expect(confidence(0x0c)).toBe("agreed");
    expect(confidence(0x78)).toBe("single-source");
    expect(confidence(0x5f)).toBe("single-source");
    for (const pid of [0x13, 0x1d, 0x1e, 0x32, 0x54, 0x69, 0x9a]) {
      expect(confidence(pid)).toBe("disputed");
    }
    expect(PIDS.filter((row) => row.confidence === "disputed")).toHaveLength(7);
  });
});
