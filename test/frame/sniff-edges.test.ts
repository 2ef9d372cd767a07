/**
 * The limits of the window of `sniff`, and the bytes that may follow a flag (rules 1, 3 and 5 of src/frame/sniff.ts;
 * docs/protocol/jt808.md §3).
 */
import { describe, expect, it } from "vitest";
import { type Sniffed, sniff } from "../../src/index.ts";

const V1 = Buffer.from("*HQ,1234567890,V1,101112,A,2234.9273,N").toString("hex");
const RECORD = "2451159218930839471704122440659000102332181e000344fffffbffff0033";
const noise = (length: number): string => "ee".repeat(length);
const asked = (hex: string): Sniffed =>
  sniff(new Uint8Array(Buffer.from(hex.replace(/ /g, ""), "hex")));
const protocolOf = (hex: string): string => asked(hex).protocol;
const OPEN: Sniffed = { protocol: "incomplete", need: 64 };
const FOREIGN: Sniffed = { protocol: "foreign" };

describe("the window", () => {
  it("accepts a start in its first 37 bytes", () => {
    for (const length of [1, 2, 35, 36]) {
      expect([length, protocolOf(noise(length) + V1)]).toEqual([length, "h02-ascii"]);
      expect([length, protocolOf(noise(length) + RECORD)]).toEqual([length, "h02-binary"]);
      expect([length, protocolOf(`${noise(length)}7e00020000018010`)]).toEqual([length, "jt808"]);
    }
    for (const start of [V1, RECORD, "7e00020000018010"]) {
      expect(asked(noise(37) + start)).toEqual(FOREIGN);
    }
  });

  it("is open until that many bytes have arrived", () => {
    expect(asked("")).toEqual(OPEN);
    expect(asked(noise(36))).toEqual(OPEN);
    expect(asked(noise(37))).toEqual(FOREIGN);
    expect(asked(noise(200))).toEqual(FOREIGN);
    // The beginning of a start at the last offset.
    for (const rest of ["2a", "2a4851", "24", "7e", "7e0002000001"]) {
      expect([rest, asked(noise(36) + rest)]).toEqual([rest, OPEN]);
    }
    expect(asked(`${noise(36)}2a4851ee`)).toEqual(FOREIGN);
  });

  it("ends after 64 bytes, even if a start is undecided", () => {
    // An eight-byte id makes the head of a record reach to the last byte.
    const head = "24 3528228214395060 104759 180817 26406769 00 07432313 4e 024138".replace(
      / /g,
      "",
    );
    expect(head.length / 2).toBe(28);
    expect(protocolOf(noise(36) + head)).toBe("h02-binary");
    expect(asked(noise(36) + head.slice(0, -2))).toEqual(OPEN);
    expect(asked(`${noise(35)}24${head}`.slice(0, 128))).toEqual({ protocol: "h02-binary" });
  });

  it("does not count separators before it", () => {
    for (const separators of ["0d", "0a", "00", "0d0a00"]) {
      expect(protocolOf(separators + V1)).toBe("h02-ascii");
      expect(asked(separators)).toEqual(OPEN);
    }
    expect(asked("00".repeat(63))).toEqual(OPEN);
    expect(asked("00".repeat(64))).toEqual(FOREIGN);
    expect(asked("0d".repeat(64))).toEqual(FOREIGN);
  });
});

describe("a flag", () => {
  const HEADER = "0002 0000 018010";

  it.each([1, 2, 3, 8])("may occur %i times", (times) => {
    expect(protocolOf(`${"7e".repeat(times)}${HEADER}`)).toBe("jt808");
    expect(asked("7e".repeat(times))).toEqual(OPEN);
  });

  it.each([
    ["of a device", `7e ${HEADER}`, "jt808"],
    ["of any id, with the number of a phone", "7e f002 0000 018010", "jt808"],
    ["of any id and properties", "7e f002 ff00 018010", "jt808"],
    ["of no number of a phone", `7e f002 0000 0a8010 ${noise(40)}`, "foreign"],
    ["behind noise", `ee 7e ${HEADER}`, "jt808"],
    ["behind noise, of the last id in use", "ee 7e 0fff 7f00 018010", "jt808"],
    ["behind noise, of an id that is not in use", `ee 7e 1002 0000 018010 ${noise(40)}`, "foreign"],
    ["behind noise, of properties that are not", `ee 7e 0002 8000 018010 ${noise(40)}`, "foreign"],
    ["behind noise, of no number", `ee 7e 0002 0000 01800a ${noise(40)}`, "foreign"],
    [
      "behind noise, of no number in its first byte",
      `ee 7e 0002 0000 a18010 ${noise(40)}`,
      "foreign",
    ],
    ["behind noise, with an escape", "ee 7e 007d02 0000 018010", "jt808"],
    ["behind noise, with an escape, a byte short", "ee 7e 007d02 0000 0180", "incomplete"],
    ["behind noise, a byte short", "ee 7e 0002 0000 0180", "incomplete"],
    ["behind noise, and a flag in its header", `ee 7e 0002 0000 01 7e ${noise(40)}`, "foreign"],
    ["behind noise, before a text of that dialect", `ee 7e ${V1}`, "h02-ascii"],
    ["behind noise, before a record of that dialect", `ee 7e ${RECORD}`, "h02-binary"],
    ["behind noise, before a text that is none", `ee 7e 2aeeee ${noise(40)}`, "foreign"],
  ])("and a header %s", (_what, hex, protocol) => {
    expect(protocolOf(hex)).toBe(protocol);
  });

  it("and another one after six bytes are a frame, whatever the bytes", () => {
    expect(protocolOf(`7e ${"ff".repeat(5)} 7e ${noise(40)}`)).toBe("jt808");
    expect(protocolOf(`7e ${"ff".repeat(20)} 7e ${noise(40)}`)).toBe("jt808");
    expect(protocolOf(`7e ${"ff".repeat(4)} 7e ${noise(40)}`)).toBe("foreign");
    expect(protocolOf(`ee ${"ff".repeat(20)} 7e ${noise(40)}`)).toBe("foreign");
  });

  it("is attributed to PengAoDa before H02", () => {
    expect(asked(`7e${V1}`)).toEqual({ protocol: "h02-ascii", family: "pengaoda" });
    expect(asked(`7e${RECORD}`)).toEqual({ protocol: "h02-binary", family: "pengaoda" });
    expect(asked(V1)).toEqual({ protocol: "h02-ascii" });
    expect(asked(`7e${HEADER}`)).toEqual({ protocol: "jt808" });
  });
});

describe("what both may be", () => {
  // `$$`, a length up to 03FF, seven bytes of digits and 99: a login of Meiligao, or a record of 2099.
  const BOTH = "24 2401234567 235959 3112 99 55523920 50 012107187c 000000";
  const cut = (bytes: number): string => BOTH.replace(/ /g, "").slice(0, 2 * bytes);

  it("is left open until the record is certain, and then it is a record", () => {
    for (let bytes = 1; bytes < 25; bytes++) {
      expect([bytes, asked(cut(bytes))]).toEqual([bytes, OPEN]);
    }
    expect(asked(cut(25))).toEqual({ protocol: "h02-binary" });
    // Longitude 810 degrees, and an hour of 99: no record.
    const none = BOTH.replace("235959", "995959").replace("012107187c", "812107187c");
    expect(asked(none)).toEqual({ protocol: "foreign", family: "meiligao" });
  });

  it("may be a signature that holds the start of a frame", () => {
    const login = "2424 00 7e 0102 0005 123456";
    expect(asked(login)).toEqual(OPEN);
    expect(asked(`${login}50`)).toEqual({ protocol: "foreign", family: "meiligao" });
    expect(asked(`${login}51`)).toEqual({ protocol: "jt808" });
  });
});

describe("one impossible value", () => {
  const ODD = "8000098149 991600 311224 55523920 50 012107187c 000000 fffbffff";

  it("may be in a `$` record only", () => {
    expect(protocolOf(`24${ODD}`)).toBe("h02-binary");
    for (const marker of ["4d", "58", "50", "ee", "2a"]) {
      expect([marker, asked(marker + ODD + noise(40))]).toEqual([marker, FOREIGN]);
    }
    // Behind noise too.
    expect(asked(`ee24${ODD}${noise(40)}`)).toEqual(FOREIGN);
  });

  it("does not decide sooner for a record with an id of eight bytes", () => {
    // Read with an id of five bytes, only the seconds are impossible.
    const long = "24 111111111110101f 010203 130826 09350290 06 0835699266 000000".replace(
      / /g,
      "",
    );
    expect(long.length / 2).toBe(28);
    for (let bytes = 1; bytes < 28; bytes++) {
      expect([bytes, asked(long.slice(0, 2 * bytes))]).toEqual([bytes, OPEN]);
    }
    expect(asked(long)).toEqual({ protocol: "h02-binary" });
  });
});

describe("flags behind separators or noise", () => {
  it("enclose a frame if there are six bytes between them, whatever is in front", () => {
    expect(asked(`0d0a000d 7e aabb 7e ${noise(60)}`)).toEqual(FOREIGN);
    expect(asked(`0d0a000d 7e ${"ff".repeat(4)} 7e ${noise(60)}`)).toEqual(FOREIGN);
    expect(asked(`0d0a000d 7e ${"ff".repeat(5)} 7e ${noise(60)}`)).toEqual({ protocol: "jt808" });
  });
  it("stand at the start even if there are two of them", () => {
    expect(asked(`7e7e f002 ff00 018010 ${noise(60)}`)).toEqual({ protocol: "jt808" });
  });
  it("may wrap H02 behind noise", () => {
    expect(asked(`ee7e${V1}`)).toEqual({ protocol: "h02-ascii", family: "pengaoda" });
    expect(asked(`ee7e${RECORD}`)).toEqual({ protocol: "h02-binary", family: "pengaoda" });
  });
  it("end a header that is behind noise", () => {
    // Without the second flag there would be a phone number, 018010.
    expect(asked(`ee 7e 0002 00 7e 018010 ${"aa".repeat(60)}`)).toEqual(FOREIGN);
    expect(asked(`ee 7e 0002 00 22 018010 ${"aa".repeat(60)}`)).toEqual({ protocol: "jt808" });
  });
});

it("only bytes are accepted", () => {
  expect(() => sniff("text" as never)).toThrow(
    new TypeError("bytes must be a Uint8Array, not a string"),
  );
});
