import { describe, expect, it } from "vitest";
import { decodeStatus } from "../../src/index.ts";
import { activeBits, type StatusBit, statusBits } from "../../src/vectors/status-bits.ts";

function bit(bits: readonly StatusBit[], number: number, word = "status"): StatusBit | undefined {
  return bits.find((one) => one.bit === number && one.word === word);
}

describe("statusBits", () => {
  it("has each bit of an H02 word once, the highest first", () => {
    const bits = statusBits(decodeStatus(0xfffffffd));
    expect(bits.map((one) => one.bit)).toEqual(Array.from({ length: 32 }, (_, i) => 31 - i));
    expect(bits.filter(({ isSet }) => !isSet).map((one) => one.bit)).toEqual([1]);
  });

  it("reads alarms and states active low, and ignition active high", () => {
    // docs/protocol/h02.md §3: bit 1 SOS, 10 ignition, 27 fuel cut. 1111 0111 … 1111 1011 1111 1101
    const bits = statusBits(decodeStatus(0xf7fffbfd));
    expect(bit(bits, 1)).toMatchObject({ name: "alarm sos", isSet: false, isTrue: true });
    expect(bit(bits, 0)).toMatchObject({ name: "alarm theft", isSet: true, isTrue: false });
    expect(bit(bits, 10)).toMatchObject({ name: "ignition", isSet: false, isTrue: false });
    expect(bit(bits, 27)).toMatchObject({ name: "fuelCut", isSet: false, isTrue: true });
    expect(bit(bits, 14)).toMatchObject({ name: null });
    expect(bit(statusBits(decodeStatus(0xffffffff)), 10)).toMatchObject({ isTrue: true });
  });

  it("has both words of JT/T 808, active high", () => {
    const bits = statusBits({ word: 3, table: "jt808", alarmWord: 1 });
    expect(bits).toHaveLength(64);
    expect(bit(bits, 0)).toMatchObject({ name: "ignition", isTrue: true });
    expect(bit(bits, 10)).toMatchObject({ name: "fuelCut", isTrue: false });
    expect(bit(bits, 0, "alarm")).toMatchObject({ name: "alarm sos", isTrue: true });
  });

  it("marks those that are set", () => {
    expect(activeBits(decodeStatus(0xf7ffaafd)).map(({ meaning }) => meaning)).toEqual([
      "fuelCut",
      "bit 14 low",
      "alarm batteryFault",
      "ignition off",
      "doorOpen",
      "alarm sos",
    ]);
    expect(activeBits({ word: 1 << 23, table: "jt808", alarmWord: 1 })).toEqual([
      { bit: 23, meaning: "bit 23 set" },
      { bit: 0, meaning: "alarm sos" },
    ]);
  });
});
