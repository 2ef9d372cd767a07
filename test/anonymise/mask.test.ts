/** What is replaced in each form, shown as `~`: the characters that differ under one of 24 seeds. All others stay. */
import { describe, expect, it } from "vitest";
import { Replacer } from "../../src/anonymise/replacer.ts";
import { decode } from "../../src/index.ts";
import { createAnonymiser } from "../../src/vectors/index.ts";
import { frameOf } from "../jt808/frames.ts";

const SEEDS = Array.from({ length: 24 }, (_, i) => `seed ${i}`);

function masked(text: string, others: readonly string[]): string {
  return Array.from(text, (was, i) => (others.every((other) => other[i] === was) ? was : "~")).join(
    "",
  );
}

function maskText(text: string): string {
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  return masked(
    text,
    SEEDS.map((seed) => {
      const made = Buffer.from(createAnonymiser(seed)(bytes)).toString("latin1");
      expect(made).toHaveLength(text.length);
      return made;
    }),
  );
}

function maskHex(hex: string): string {
  const digits = hex.replace(/\s/g, "");
  const bytes = new Uint8Array(Buffer.from(digits, "hex"));
  return masked(
    digits,
    SEEDS.map((seed) => Buffer.from(createAnonymiser(seed)(bytes)).toString("hex")),
  );
}

const ID = "*HQ,917~~~~~~~,";
const given = (rest: string): string => `*HQ,9170481927,${rest}#`;
const left = (rest: string): string => `${ID}${rest}#`;
const v1 = (lat: string, lon = "11354.3980,E", tail = ""): string =>
  `V1,102411,A,${lat},${lon},0.00,0,051024,FFFFFBFF${tail}`;
const PLACE = ["2234.9273,N", "11354.3980,E"] as const;
const GONE = ["~~~~.~~~~,N", "1~~~~.~~~0,E"] as const;

describe("a text frame", () => {
  it.each<readonly [what: string, was: string, left: string]>([
    ["a position", v1(...PLACE), v1(...GONE)],
    ["degrees of one digit", v1("0134.9273,N", "00954.3980,W"), v1("0~~~.~~~~,N", "00~~~.~~~0,W")],
    [
      "no degrees and few minutes",
      v1("0004.9273,S", "00000.0001,E"),
      v1("0~0~.~~~~,S", "00~0~.~~~~,E"),
    ],
    ["of the limits", v1("9000.0000,N", "18000.0000,E"), v1("9000.0000,N", "18000.0000,E")],
    ["above 100 degrees", v1("8959.9999,N", "17959.9999,E"), v1("~~~~.~~~~,N", "1~~~~.~~~~,E")],
    ["zeros and nines", v1("0000.0000,N", "99999.9999,E"), v1("0000.0000,N", "99999.9999,E")],
    ["60 minutes", v1("2260.9273,N", "11354.3980,E"), v1("~~~~.~~~~,~", "1~~~~.~~~0,E")],
    ["no position", v1(",", ","), v1(",", ",")],
    ["without a point", v1("22349273,N", "113543980,E"), v1("~~~~~~~~,N", "1~~~~~~~0,E")],
    ["hyphens", v1("-22-34.9273,N", "113-54.3980,E"), v1("-~~-~~.~~~~,N", "1~~-~~.~~~0,E")],
    ["what is no number", v1("22a4.9203,N"), v1("~~~~.~~~~,~", "1~~~~.~~~0,E")],
    ["a decimal cell", v1(...PLACE, ",460,01,1234,56789"), v1(...GONE, ",460,01,~~~~,~~~~~")],
    ["a cell of zeros", v1(...PLACE, ",460,00,00000,0000"), v1(...GONE, ",460,00,00000,0000")],
    [
      "zeros before a cell",
      v1(...PLACE, ",460,01,09039,00007"),
      v1(...GONE, ",460,01,0~~~~,0000~"),
    ],
    ["what nobody documented", v1(...PLACE, ",1.25,12345678"), v1(...GONE, ",~.~~,~~~~~~~~")],
  ])("%s", (_what, was, expected) => {
    expect(maskText(given(was))).toBe(left(expected));
  });

  it.each<readonly [frame: string, left: string]>([
    [
      "*HQ,353579336054202,V1,084436,A,3250.7918,N,00647.9472,W,57.78,40,011216,FFFBFFFF,25c,a, 154,b04c#",
      "*HQ,353~~~~~~~~~~~~,V1,084436,A,~~~~.~~~~,N,00~~~.~~~~,W,57.78,40,011216,FFFBFFFF,25c,a, ~~~,~~~~#",
    ],
    [
      "*HQ,353271799434922,V1,052825,A,2248.0359,N,11424.2936,E,0.00,348,180814,FFFFFFFF,90,3,460,0,9556,8306,9409,4018,0,0#",
      "*HQ,353~~~~~~~~~~~~,V1,052825,A,~~~~.~~~~,N,1~~~~.~~~~,E,0.00,348,180814,FFFFFFFF,90,3,460,0,~~~~,~~~~,~~~~,~~~~,0,0#",
    ],
    [
      "*HQ,353271799434922,VI1,052825,0,2254.3633,N,11404.0965,E,0.00,348,180814,FFFFFFFF,1CC,0,25FC,F48,90,  25FC-F48-10|  25FC-F48-6|  25FC-F48-7#",
      "*HQ,353~~~~~~~~~~~~,VI1,052825,0,~~~~.~~~~,N,1~~0~.~~~~,E,0.00,348,180814,FFFFFFFF,1CC,0,~~~~,~~~,90,  ~~~~-~~~-10|  ~~~~-~~~-6|  ~~~~-~~~-7#",
    ],
    [
      "*HQ,355225743145119,V3,121536,65501,02,000152,014001,156,-64,000161,010642,138,,02E4,0,X,071116,FFFFFBFF#",
      "*HQ,355~~~~~~~~~~~~,V3,121536,65501,02,000~~~,0~~~~~,156,-64,000~~~,0~~~~~,138,,02E4,0,X,071116,FFFFFBFF#",
    ],
    [
      "*HQ,356373408652625,BS,,2d4,a,1b63,1969,26,1b64,10b2,31,0,0,25,,ffffffff,60#",
      "*HQ,356~~~~~~~~~~~~,BS,,2d4,a,~~~~,~~~~,26,~~~~,~~~~,31,0,0,25,,ffffffff,60#",
    ],
    [
      "*HQ,1234567890,BASE,101112,460,0,9338,3692,150624,FFFFFBFF#",
      "*HQ,123~~~~~~~,BASE,101112,460,0,~~~~,~~~~,150624,FFFFFBFF#",
    ],
    [
      "*hq,356946362827395,VP1,V,470,002,92,3565,0Y92,19433,30Y92,1340,29#",
      "*hq,356~~~~~~~~~~~~,VP1,V,470,002,~~,~~~~,0Y~~,~~~~~,30Y~~,~~~~,29#",
    ],
    [
      "*HQ,135790246811220,V5,2,d07600a00001,0165,D0760000B002,0072,0256,010815,FFFFFBFF#",
      "*HQ,135~~~~~~~~~~~~,V5,~,~~~~~~~~~~~~,~~~~,~~~~~~~~~~~~,~~~~,~~~~,~~~~~~,~~~~~~~~#",
    ],
    [
      "*HQ,865550837755123,ICCID,89860142104313880094#",
      "*HQ,865~~~~~~~~~~~~,ICCID,8986~~~~~~~~~~~~~~~~#",
    ],
    [
      "*HQ,1234567890,V19,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,,8613800138000,89860022090912345678,FFFFFBFF#",
      "*HQ,123~~~~~~~,V19,101112,A,~~~~.~~~~,N,1~~~~.~~~0,E,012.50,090,150624,,861~~~~~~~~~~,8986~~~~~~~~~~~~~~~~,FFFFFBFF#",
    ],
    [
      "*HQ,1234567890,V19,101112,A,2234.9273,N,11354.3980,E,012.50,090,150624,,192.0.2.33,8986002209091234567?,FFFFFBFF#",
      "*HQ,123~~~~~~~,V19,101112,A,~~~~.~~~~,N,1~~~~.~~~0,E,012.50,090,150624,,~~~.~.~.~~,8986~~~~~~~~~~~~~~~?,FFFFFBFF#",
    ],
    // Masked before, or too short to belong to a family.
    ["*HQ,9999999999,XT#", "*HQ,9999999999,XT#"],
    ["*HQ,917*******,XT#", "*HQ,917*******,XT#"],
    ["*HQ,12345,XT#", "*HQ,~~~~~,XT#"],
    ["*HQ,123456,XT#", "*HQ,123~~~,XT#"],
  ])("%s", (frame, expected) => {
    expect(maskText(frame)).toBe(expected);
  });
});

describe("a text", () => {
  it.each<readonly [was: string, left: string]>([
    ["ID:9170481927 9170481927", "ID:917~~~~~~~ 917~~~~~~~"],
    // Words that devices print stay, and so do the first three digits of a long number, or four of a SIM number.
    ["ID 1234567, 1234 and 123", "ID ~~~~~~~, ~~~~ ~~~ ~~~"],
    ["SPEED 1234567.5km", "SPEED ~~~~~~~.~~~"],
    ["Time 20240607123456", "Time 202~~~~~~~~~~~"],
    ["SIM 89860022090912345678", "SIM 8986~~~~~~~~~~~~~~~~"],
    ["SIM 8986002209091234567", "SIM 8986~~~~~~~~~~~~~~~"],
    ["ID 898600220909123456", "ID 898~~~~~~~~~~~~~~~"],
    ["ID 898600220909123456789", "ID 898~~~~~~~~~~~~~~~~~~"],
    ["ID 19860022090912345678", "ID 198~~~~~~~~~~~~~~~~~"],
    ["ID 123456789", "ID ~~~~~~~~~"],
    ["IP 45.112.0.9:8090", "IP ~~.~~~.~.~:~~~~"],
    ["version 1.2.3 and 1.2.3.4.5", "~~~~~~~ ~.~.~ ~~~ ~.~.~.~.~"],
    ["http://ab.track-9.example.org/x", "http://~~.~~~~~-~.~~~~~~~.org/~"],
    ["UP:4711,PW,ab12,pass_word:secret", "UP:~~~~,PW,~~~~,pass_word:~~~~~~"],
    ["UP:12,APN:internet", "UP:~~,APN:~~~~~~~~"],
    ["d0760000b002", "~~~~~~~~~~~~"],
    ["d0:76:00:00:b0:02 OK", "~~:~~:~~:~~:~~:~~ OK"],
    ["q=22.58214,113.90612", "q=~~.~~~~~,1~~.~~~~~"],
    ["Lat22.58 Long:203.58", "~~~~~.~~ Long:~~~.~~"],
    ["2024/06/07, 13.1V", "~~~~/~~/~~, ~~.~~"],
    ["LSVAU2180N2183294 Meg", "~~~~~~~~~~~~~~~~~ ~~~"],
    ["2234.9273,N", "~~~~.~~~~,N"],
    ["11354.3980,E", "1~~~~.~~~0,E"],
  ])("%s", (was, expected) => {
    expect(maskText(given(`SMS,${was}`))).toBe(left(`SMS,${expected}`));
  });
});

describe("a binary frame", () => {
  //           id         time   date   latitude longitude
  const HEAD = "24 9170481927 101112 150624 22349273 06 11354398 0e 012090 ffffdfff";
  const HEAD_LEFT = "24917~~~~~~~101112150624~~~~~~~~061~~~~~~~0e012090ffffdfff";

  it.each<readonly [what: string, was: string, left: string]>([
    ["32 bytes", `${HEAD} ffff33`, `${HEAD_LEFT}ffff33`],
    [
      "45 bytes: mcc, mnc, area and cell behind the mileage",
      `${HEAD} ff00 1b 09 00000642 01cc 00 2866 10bb 22`,
      `${HEAD_LEFT}ff001b090000064201cc00~~~~~~~~22`,
    ],
    [
      "54 bytes: three cells and their levels",
      "24 7021843920 230005 050720 42215053 41 01843368 8c 000000 ffffbbff 00 00000001 29 024f6d28d60d4f6d28d8094f6d278708 080000",
      "24702~~~~~~~230005050720~~~~~~~~410~~~~~~~~c000000ffffbbff00000000012902~~~~~~~~0d~~~~~~~~09~~~~~~~~08~~0000",
    ],
    [
      "an id of 15 digits and a tail that nobody knows",
      "24 3528228214395060 104759 180817 26406769 00 07432313 4e 024138 feffffff 01 12 00 64 ba 73 00 5e cc ff",
      "24352~~~~~~~~~~~~0104759180817~~~~~~~~000~~~~~~~~e024138feffffff~~~~00~~~~~~00~~~~ff",
    ],
  ])("%s", (_what, was, expected) => {
    expect(maskHex(was)).toBe(expected);
  });
});

describe("unreadable bytes", () => {
  it("are masked in a record with invalid digits between flags", () => {
    // The head of a record of PengAoDa, its latitude with a half-byte A; docs/protocol/h02.md §8.4.
    const inner = "24 9170481927 101112 150624 2234a273 c6 11354398 0e 012090 ffffdfff".replace(
      / /g,
      "",
    );
    const bytes = [0x7e, ...Buffer.from(inner, "hex")];
    const sum = bytes.reduce((xor, byte) => xor ^ byte, 0);
    const frame = Uint8Array.from([...bytes, sum, 0x7e]);
    const made = createAnonymiser("seed")(frame);
    expect(made).toHaveLength(frame.length);
    expect(Buffer.from(made).toString("hex").slice(26, 34)).toMatch(/^(?!2234)\d{4}[a-f]\d{3}$/);
    expect(Buffer.from(made).toString("hex").slice(36, 44)).not.toBe("11354398");
  });

  it("are masked in a JT/T 808 header that ends before its part number", () => {
    const frame = frameOf("0801 2000 019176652184 00b3");
    const made = createAnonymiser("seed")(frame);
    expect(made).toHaveLength(frame.length);
    expect(made.subarray(0, 3)).toEqual(frame.subarray(0, 3));
    expect(made.subarray(5, 11)).not.toEqual(frame.subarray(5, 11));
  });

  it("a SIM number never gets an F where it had none, because F is padding", () => {
    const iccids = SEEDS.map((seed) => new Replacer(seed).iccid("89860aaaaaaaaaaaaaab"));
    expect(iccids.join("")).not.toContain("f");
    expect(iccids.join("")).toContain("e");
    const capitals = SEEDS.map((seed) => new Replacer(seed).iccid("89860AAAAAAAAAAAAAAB"));
    expect(capitals.join("")).not.toContain("F");
    expect(new Replacer("a").iccid("8986012345678901fFfF")).toMatch(/^8986\d{12}fFfF$/);
  });
});

describe("a replacement", () => {
  const replacer = new Replacer("seed");
  const MARKERS = [0x0a, 0x0d, 0x23, 0x24, 0x2a, 0x4d, 0x50, 0x58, 0x7e];
  const bytesIn = (digits: string): number[] => [...Buffer.from(digits, "hex")];

  it("of an id or a cell holds no byte that begins or ends a frame", () => {
    for (let i = 0; i < 300; i++) {
      expect(bytesIn(replacer.id(`91${String(i * 7919).padStart(8, "0")}`))).not.toContainEqual(
        expect.toSatisfy((byte: number) => MARKERS.includes(byte)),
      );
      const cell = Number(replacer.cell(String(10_000 + i * 37)));
      expect(MARKERS).not.toContain(cell & 0xff);
      expect(MARKERS).not.toContain(cell >> 8);
    }
  });

  it("of an id is unique, and never the id itself", () => {
    // An id of one repeated digit was masked before, and stays.
    const ids = Array.from({ length: 200 }, (_, i) => String(100 + i)).filter(
      (id) => !/^(.)\1+$/.test(id),
    );
    const made = ids.map((id) => replacer.id(id));
    expect(new Set(made).size).toBe(ids.length);
    for (const [i, one] of made.entries()) expect(one).not.toBe(ids[i]);
    expect(ids.map((id) => replacer.id(id))).toEqual(made);
  });

  it("of an access point keeps upper and lower case, and is the same in either", () => {
    const small = replacer.bssid("d0760000b0a2");
    expect(replacer.bssid("D0760000B0A2")).toBe(small.toUpperCase());
    expect(small).toMatch(/^[a-f]\d{7}[a-f]\d[a-f]\d$/);
    expect(replacer.bssid("D0760000b0a2").slice(8)).toBe(small.slice(8));
  });

  it("of an address keeps networks together", () => {
    const of = (text: string): string[] => replacer.ipAddress(text).split(".");
    const [one, other, far] = [of("45.112.204.245"), of("45.112.204.17"), of("46.112.204.245")];
    expect(one.slice(0, 3)).toEqual(other.slice(0, 3));
    expect(one[0]).not.toBe(far[0]);
    expect(one.slice(1)).not.toEqual(far.slice(1));
    for (const octet of [...one, ...other, ...far]) expect(Number(octet)).toBeLessThan(256);
    expect(replacer.ipAddress("045.000.007.001")).toMatch(/^0\d\d\.00\d\.00\d\.00\d$/);
  });

  it("differs between kinds with equal text", () => {
    const text = "1234567890";
    const all = [replacer.id(text), replacer.word(text), replacer.iccid(text)];
    expect(new Set(all).size).toBe(3);
  });

  it("of a long text is as long, and does not repeat", () => {
    const made = ["a".repeat(64), "a".repeat(65), `${"a".repeat(64)}b`].map((text) =>
      replacer.word(text),
    );
    expect(made.map(({ length }) => length)).toEqual([64, 65, 65]);
    expect(new Set(made).size).toBe(3);
    // Eight letters are not just repeated.
    expect(new Set(made[1]!.match(/.{8}/g)).size).toBeGreaterThan(6);
  });

  it("of letters is letters, and of a hexadecimal number has no leading zero", () => {
    expect(replacer.word("abcxyzABCXYZ019-_")).toMatch(/^[a-f]{3}[g-z]{3}[A-F]{3}[G-Z]{3}\d{3}-_$/);
    for (let i = 0; i < 200; i++) {
      const digits = `1${(i + 0xa00).toString(16)}`;
      if (/^\d+$/.test(digits)) continue;
      expect(replacer.cell(digits)).toMatch(/^[1-9a-f][\da-f]{3}$/);
    }
  });
});

describe("noise", () => {
  it("loses all but words that devices print, in text", () => {
    expect(maskText("?at 45.112.204.245\r\n and ~ 9170481927")).toBe(
      "?~~ ~~.~~~.~~~.~~~\r\n ~~~ ~ 917~~~~~~~",
    );
  });

  it("loses all but padding, blanks and delimiters, in binary data", () => {
    const noise = "?\x01 45.112.204.245 \x91\x70\x48\x19\x27\x00\xff 1234567890";
    expect(maskText(`${noise}*HQ,9170481927,XT#`)).toBe(
      `~~ ~~.~~~.~~~.~~~ \x91${"~".repeat(4)}\x00\xff${"~".repeat(11)}*HQ,917~~~~~~~,XT#`,
    );
  });
});

describe("JT/T 808", () => {
  // Header of 2013: id, attributes, phone number, serial number.
  const PHONE = "019176652184";
  const content = (id: string, body: string, attributes = 0): string => {
    const bytes = body.replace(/\s/g, "");
    const length = (attributes | (bytes.length / 2)).toString(16).padStart(4, "0");
    return `${id}${length}${PHONE}00b3${bytes}`;
  };
  /** Without flags, escapes and the check byte. */
  const maskContent = (contents: string): string => {
    const unescaped = (bytes: Uint8Array): string => {
      const inside = Buffer.from(bytes.slice(1, -1)).toString("latin1");
      const text = inside.replaceAll("\x7d\x02", "\x7e").replaceAll("\x7d\x01", "\x7d");
      return Buffer.from(text.slice(0, -1), "latin1").toString("hex");
    };
    const frame = frameOf(contents);
    expect(unescaped(frame)).toBe(contents);
    return masked(
      contents,
      SEEDS.map((seed) => {
        const made = createAnonymiser(seed)(frame);
        // The check byte is right again.
        expect(decode(made)[0]!.issues.map(({ code }) => code)).not.toContain("bad-checksum");
        return unescaped(made);
      }),
    );
  };
  const check = (id: string, was: string, left: string, attributes?: number): void => {
    const expected = content(id, was, attributes).replace(PHONE, "0191~~~~~~~~");
    const body = left.replace(/\s/g, "");
    expect(maskContent(content(id, was, attributes))).toBe(
      expected.slice(0, expected.length - body.length) + body,
    );
  };
  const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");
  const POSITION = "00000000 00000003 01589906 06ca0fd7 0004 0000 0000 211129111705";
  const POSITION_LEFT = "0000000000000003 0~~~~~~~ 0~~~~~~~ 000400000000211129111705";

  it("loses the number of the device", () => {
    check("0002", "", "");
    // Some units repeat their number in the body.
    check("0002", `0a ${PHONE} 0b`, "~~ ~191~~~~~~~~ ~~");
  });

  it("loses its position in a report, in an answer and in a batch", () => {
    check("0200", `${POSITION} 01 04 00000258`, `${POSITION_LEFT} 010400000258`);
    check("0201", `00b1 ${POSITION}`, `00b1 ${POSITION_LEFT}`);
    check(
      "0704",
      `0002 01 001c ${POSITION} 0022 ${POSITION} 01 04 00000258`,
      `000201 001c ${POSITION_LEFT} 0022 ${POSITION_LEFT} 010400000258`,
    );
    // Truncated after the latitude, and inside it.
    check("0200", POSITION.slice(0, 26), "00000000 000000~~ ~~~~~~~~");
    check("0200", POSITION.slice(0, 24), "00000000 000000~~ ~~~~~~");
  });

  it("loses the number of the SIM in an item, as text and as BCD", () => {
    const sim = "89860022090912345678";
    check(
      "0200",
      `${POSITION} 80 01 10 81 02 0320 cc 14 ${hex(sim)} b2 0a ${sim}`,
      `${POSITION_LEFT} 800110 81020320 cc14 38393836 ${"3~".repeat(16)} b20a 8986 ${"~".repeat(16)}`,
    );
  });

  it("loses id and plate in a registration, and the code of an authentication", () => {
    // Province, city, maker (5), model (20), id (7), colour, plate.
    check(
      "0100",
      `002c 012f ${hex("70111")} ${hex("BSJ-A6-BD".padEnd(20, "\0"))} ${hex("ab01\0\0\0")} 01 ${hex("B12345")}`,
      `00~~ ~~~~ ${hex("70111")} ${hex("BSJ-A6-BD".padEnd(20, "\0"))} 6~ 6~ 3~3~ 000000 01 4~ 3~3~3~3~3~`,
    );
    check("0102", hex("aZ9-1234567"), "6~ ~~ 3~ 2d 3~3~3~ 3~3~3~3~");
  });

  it("loses them after the longer header of 2019", () => {
    const body = [
      `002c012f${hex("70111".padEnd(11, "\0"))}${hex("MODEL".padEnd(30, "\0"))}`,
      hex("5678901234".padEnd(30, "\0")),
      `01${hex("B12345")}`,
    ];
    // Bit 14 of the attributes, 82 bytes; version 1; a number of ten bytes.
    const made = maskContent(
      `0100405201 00000000019176652184 00b3${body.join("")}`.replace(/ /g, ""),
    );
    expect(made).toBe(
      [
        "0100405201 000000000191~~~~~~~~ 00b3".replace(/ /g, ""),
        body[0]!.replace("002c012f", "00~~~~~~"),
        `3536373~3~3~3~3~3~3~${"00".repeat(20)}`,
        "014~3~3~3~3~3~",
      ].join(""),
    );
  });

  it("loses everything of a part whose message is incomplete", () => {
    // Bit 13: the number of parts and the number of this part precede the body; the length does not count them.
    const part = (phone: string, parts: string, body: string): string =>
      `0200201c${phone}00b3${parts}${body.replace(/\s/g, "")}`;
    const left = "00000000 000000~~ ~~~~~~~~ ~~~~~~~~ 00~~ 0000 0000 ~~~~~~~~~~~~".replace(
      / /g,
      "",
    );
    for (const parts of ["00020001", "00020002"]) {
      expect(maskContent(part(PHONE, parts, POSITION))).toBe(part("0191~~~~~~~~", parts, left));
    }
    // 2019: a version and a number of ten bytes precede the same fields.
    const long = (phone: string, body: string): string =>
      `0200601c0100000000${phone}00b300020001${body.replace(/\s/g, "")}`;
    expect(maskContent(long(PHONE, POSITION))).toBe(long("0191~~~~~~~~", left));
    expect(maskContent(part(PHONE, "00010001", POSITION))).toBe(
      part("0191~~~~~~~~", "00010001", POSITION_LEFT),
    );
  });

  it("does not change a frame that is too short for a number", () => {
    const short = Uint8Array.from([0x7e, 0x01, 0x00, 0x01, 0x7e]);
    const shorter = Uint8Array.from([0x7e, 0x01, 0x7e]);
    const anonymise = createAnonymiser("seed");
    expect(anonymise(short)).toEqual(short);
    expect(anonymise(shorter)).toEqual(shorter);
  });
});
