/**
 * The functions of which the fast readers of text are made, each beside a regular expression or a sentence that says the
 * same. Texts are made of few characters, so that every case is frequent; `|` marks the place that is read.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LATITUDE, LONGITUDE } from "../../src/kind/text/coordinate.ts";
import * as fast from "../../src/layout/fast-text.ts";

const options = { numRuns: 3000, seed: 9 };
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

function texts(characters: string, maxLength: number, minLength = 0): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...characters), { minLength, maxLength })
    .map((all) => all.join(""));
}

/** Compares what `read` says of generated texts, the place behind a comma, with what `rule` says. */
function agrees(
  all: fc.Arbitrary<string>,
  read: (bytes: Uint8Array, at: number) => unknown,
  rule: (text: string, at: number) => unknown,
): void {
  let usual = 0;
  fc.assert(
    fc.property(all, (text) => {
      fast.begin(0);
      const expected = rule(text, 2);
      if (JSON.stringify(expected) !== JSON.stringify(rule("", 2))) usual++;
      expect(read(bytesOf(`x,${text}`), 2), text).toEqual(expected);
    }),
    options,
  );
  // Else the texts would show one side only.
  expect(usual).toBeGreaterThan(20);
}

describe("times", () => {
  it("clockAt: HHMMSS", () => {
    const all = fc.oneof(
      texts("0123456789", 6, 6),
      texts("0012359/:", 6, 6),
      fc
        .tuple(fc.nat(24), fc.nat(60), fc.nat(60))
        .map((all) => all.map((one) => String(one).padStart(2, "0")).join("")),
    );
    agrees(all, fast.clockAt, (text) => {
      const found = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(text);
      return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]) : -1;
    });
  });

  it("dayAt: DDMMYY from 2000 to 2079", () => {
    const all = fc.oneof(
      fc
        .tuple(fc.nat(32), fc.nat(13), fc.nat(99))
        .map((all) => all.map((one) => String(one).padStart(2, "0")).join("")),
      texts("0123/:", 6, 6),
    );
    agrees(all, fast.dayAt, (text) => {
      if (!/^\d{4}[0-7]\d$/.test(text)) return -1;
      const [day, month, year] = [0, 2, 4].map((at) => Number(text.slice(at, at + 2))) as [
        number,
        number,
        number,
      ];
      const ms = Date.UTC(2000 + year, month - 1, day);
      const isSame = new Date(ms).getUTCDate() === day && new Date(ms).getUTCMonth() === month - 1;
      return isSame ? ms / 86_400_000 : -1;
    });
  });

  it("isoDay", () => {
    expect(fast.isoDay(bytesOf("x310279"), 1)).toBe("2079-02-31");
  });
});

it("validityAt: A, B or V, alone also in lower case", () => {
  for (let byte = 0; byte < 256; byte++) {
    for (const [before, behind] of [",,", ",1", "1,"] as const) {
      fast.begin(0);
      const letter = String.fromCharCode(byte);
      const place = fast.validityAt(bytesOf(`${before}${letter}${behind}`), 1);
      const isAlone = before === "," && behind === ",";
      const isSmall = "abv".includes(letter) && isAlone;
      expect(place, `${before}${letter}${behind}`).toBe("ABV".includes(letter) || isSmall ? 2 : 0);
      if (place > 0) expect(fast.value).toBe(letter.toUpperCase().charCodeAt(0));
      expect(fast.issues).toEqual(
        isSmall
          ? [
              {
                code: "lower-case",
                severity: "info",
                field: "valid",
                offset: 1,
                length: 1,
                received: letter,
                expected: "A, V or B",
              },
            ]
          : [],
      );
    }
  }
});

describe("coordinates", () => {
  const number = (digits: number): fc.Arbitrary<string> =>
    fc
      .tuple(
        fc.oneof(
          texts("0123456789", digits, digits),
          fc.constantFrom(
            ...["000", "090", "180", "179", "089", "091", "190", "200"].map((one) =>
              one.slice(3 - digits),
            ),
          ),
        ),
        fc.oneof(texts("0123456789", 2, 2), fc.constantFrom("00", "59", "60", "/0", "0:")),
        fc.constantFrom(".", ".", ".", ".", ",", "1"),
        fc.oneof(
          texts("0123456789", 6, 3),
          fc.constantFrom("0000", "00000", "00001", "000/", "0000:", "9999"),
        ),
        fc.constantFrom(",", ",", ",", ".", ""),
        fc.constantFrom("N", "S", "E", "W", "n", ","),
      )
      .map((all) => `${all.join("")},`);

  it.each([
    [2, "N", "S", 90],
    [3, "E", "W", 180],
  ] as const)("coordinateAt: %i digits of degrees", (digits, positive, negative, most) => {
    const form = new RegExp(`^(\\d{${digits}})([0-5]\\d)\\.(\\d{4,5}),([${positive}${negative}])`);
    agrees(
      number(digits),
      (bytes, at) => {
        const end = fast.coordinateAt(
          bytes,
          at,
          digits,
          positive.charCodeAt(0),
          negative.charCodeAt(0),
        );
        return end === 0 ? null : [end, fast.value / fast.scale];
      },
      (text, at) => {
        const found = form.exec(text);
        if (found === null) return null;
        const [whole, degrees, minutes, decimals, letter] = found as unknown as string[];
        if (Number(degrees) === 0 && Number(minutes) === 0) return null;
        const scale = 10 ** decimals!.length;
        const units = (Number(degrees) * 60 + Number(minutes)) * scale + Number(decimals);
        if (units > most * 60 * scale) return null;
        return [at + whole!.length, ((letter === negative ? -1 : 1) * units) / (60 * scale)];
      },
    );
  });

  it.each([
    ["|2233.4,N,", 22 + 33.4 / 60, []],
    ["|233.4444,S,", -2 - 33.4444 / 60, ["short-coordinate"]],
    ["|2233.4444,N,", 22 + 33.4444 / 60, []],
    ["|-2233.4444,S,", -22 - 33.4444 / 60, []],
    ["|22-33.4,N,", 22 + 33.4 / 60, ["hyphenated-coordinate"]],
    ["|-2233.4444,N,", null, []],
    ["|2233.4444,E,", null, []],
    ["|2233.4444N,,", null, []],
    ["|0000.0000,N,", null, []],
    ["|abc,N,", null, []],
  ] as const)("oddCoordinateAt: %s", (marked, degrees, codes) => {
    fast.begin(0);
    const text = `x,${marked.replace("|", "")}`;
    const end = fast.oddCoordinateAt(bytesOf(text), 2, "latitude", LATITUDE);
    expect(end).toBe(degrees === null ? 0 : text.indexOf(",", 2) + 2);
    if (degrees !== null) expect(fast.value / fast.scale).toBeCloseTo(degrees, 9);
    if (degrees !== null)
      expect(fast.issues.map(({ code, field }) => `${code} ${field}`)).toEqual(
        codes.map((code) => `${code} latitude`),
      );
    // A value begins behind a comma.
    expect(fast.oddCoordinateAt(bytesOf(`x ${text.slice(2)}`), 2, "latitude", LATITUDE)).toBe(0);
  });

  it("oddCoordinateAt: the letters of a longitude", () => {
    fast.begin(0);
    expect(fast.oddCoordinateAt(bytesOf("x,01123.4,W,"), 2, "longitude", LONGITUDE)).toBe(11);
    expect(fast.value / fast.scale).toBeCloseTo(-11 - 23.4 / 60, 9);
    expect(fast.oddCoordinateAt(bytesOf("x,01123.4,N,"), 2, "longitude", LONGITUDE)).toBe(0);
  });
});

describe("numbers", () => {
  it("decimalAt: up to eleven digits, with or without a point", () => {
    agrees(
      texts("00112389.,", 15),
      (bytes, at) => {
        const end = fast.decimalAt(bytes, at);
        return end === 0 ? null : [end, fast.value, fast.scale];
      },
      (text, at) => {
        const [all, whole, , decimals = ""] = /^(\d*)(\.(\d*))?/.exec(text) as unknown as string[];
        const digits = whole! + decimals;
        if (digits === "" || digits.length > 11) return null;
        return [at + all!.length, Number(digits), 10 ** decimals.length];
      },
    );
  });

  it("wholeAt: one to nine digits", () => {
    agrees(
      texts("0011239,", 12),
      (bytes, at) => {
        const end = fast.wholeAt(bytes, at);
        return end === 0 ? null : [end, fast.value];
      },
      (text, at) => {
        const digits = /^\d*/.exec(text)![0];
        if (digits === "" || digits.length > 9) return null;
        return [at + digits.length, Number(digits)];
      },
    );
  });

  it("numbersAt: fields behind commas, and a level may be negative", () => {
    fc.assert(
      fc.property(texts("01239,,,--#", 40), fc.nat(3), fc.nat(6), (text, from, most) => {
        const all = `,${text}`;
        const before = [11, 12, 13].slice(0, from);
        for (const [i, one] of before.entries()) fast.N[i] = one;
        const end = fast.numbersAt(bytesOf(all), 0, from, most);
        const numbers = [...before];
        let at = 0;
        while (numbers.length < most) {
          const found = /^,(\d{1,9}|-0*[1-9]\d*)(?=[,#])/.exec(all.slice(at));
          if (found === null || found[1]!.replace("-", "").length > 9) break;
          numbers.push(Number(found[1]));
          at += found[0].length;
        }
        expect(end, all).toBe(at);
        expect(fast.count).toBe(numbers.length);
        expect([...(fast.N as Int32Array).subarray(0, numbers.length)]).toEqual(numbers);
      }),
      options,
    );
  });

  it("hexAt: one to seven digits", () => {
    agrees(
      texts("09afAFgG,", 10),
      (bytes, at) => [fast.hexAt(bytes, at), fast.cursor],
      (text, at) => {
        const digits = /^[\da-fA-F]*/.exec(text)![0];
        const isNumber = digits.length > 0 && digits.length < 8;
        return [isNumber ? Number.parseInt(digits, 16) : -1, at + digits.length];
      },
    );
  });

  it("byteAt: two digits", () => {
    agrees(texts("09afAFgG,", 2, 2), fast.byteAt, (text) =>
      /^[\da-fA-F]{2}$/.test(text) ? Number.parseInt(text, 16) : -1,
    );
  });

  it("wordAt: eight digits", () => {
    agrees(
      fc.oneof(texts("059afAF", 8, 8), texts("09afAFg", 8, 8)),
      (bytes, at) => {
        const word = fast.wordAt(bytes, at);
        return fast.cursor === 0 ? null : [word >>> 0, fast.cursor];
      },
      (text, at) => (/^[\da-fA-F]{8}$/.test(text) ? [Number.parseInt(text, 16), at + 8] : null),
    );
  });
});

describe("cells", () => {
  const LIMITS = [999, 999, 0xffff, 0xfffffff];

  it("usualCell: within the limits, not all zero", () => {
    const cell = (...all: number[]): object | null => {
      for (const [i, one] of all.entries()) fast.N[i] = one;
      return fast.usualCell();
    };
    expect(cell(460, 1, 2, 3)).toEqual({ mcc: 460, mnc: 1, lac: 2, cid: 3 });
    expect(cell(...LIMITS)).toEqual({ mcc: 999, mnc: 999, lac: 0xffff, cid: 0xfffffff });
    for (let i = 0; i < 4; i++) {
      expect(cell(...LIMITS.map((one, k) => (k === i ? one + 1 : one)))).toBeNull();
      expect(cell(...LIMITS.map((_, k) => (k === i ? -1 : 1)))).toBeNull();
      const only = cell(...LIMITS.map((_, k) => (k === i ? 7 : 0)));
      expect(only).toEqual({
        mcc: i === 0 ? 7 : null,
        mnc: i === 1 ? 7 : 0,
        lac: i === 2 ? 7 : null,
        cid: i === 3 ? 7 : null,
      });
    }
    expect(cell(0, 0, 0, 0)).toBeNull();
  });

  it.each([
    [",460,01,|,d18e105,7445,", { mcc: 460, mnc: 1, lac: 7445, cid: 0xd18e105 }],
    [",0,00,|,d18e105,0,", { mcc: null, mnc: 0, lac: null, cid: 0xd18e105 }],
    [",999,999,|,a0000,65535,", { mcc: 999, mnc: 999, lac: 65535, cid: 0xa0000 }],
    [",1000,01,|,d18e105,7445,", null],
    [",460,1000,|,d18e105,7445,", null],
    [",-1,01,|,d18e105,7445,", null],
    // A cell id that could be an area code, or decimal; an area code that is too large or missing.
    [",460,01,|,ffff,7445,", null],
    [",460,01,|,1234567,7445,", null],
    [",460,01,|,d18e105,65536,", null],
    [",460,01,|,d18e105,,", null],
    [",460,01,|,d18e105 7445,", null],
    [",460,01,|7d18e105,7445,", null],
    ["|,,,9059e2c,8232,", { mcc: null, mnc: null, lac: 8232, cid: 0x9059e2c }],
    ["|,,,9059e2c,0,", { mcc: null, mnc: null, lac: null, cid: 0x9059e2c }],
    ["|,1,,9059e2c,8232,", null],
    [",460,|,d18e105,7445,", null],
  ] as const)("swappedCellAt: %s", (marked, cell) => {
    const at = marked.indexOf("|");
    const bytes = bytesOf(marked.replace("|", ""));
    fast.numbersAt(bytes, 0, 0, at === 0 ? 0 : 4);
    expect(fast.swappedCellAt(bytes, at)).toEqual(cell);
    if (cell !== null) expect([fast.count, fast.cursor]).toEqual([4, bytes.length - 1]);
  });

  it.each([
    // The network in hexadecimal digits that are read as decimal ones, unless it is padded.
    [",1cc,0,2866,ee1e,", [0x1cc, 0, 0x2866, 0xee1e], 16],
    [",1cc,00,2866,ee1e#", [0x1cc, 0, 0x2866, 0xee1e], 17],
    [",1cc,0,2866,xe1e,", [0x1cc, 0, 0x2866], 11],
    [",1cc,0 ,2866,ee1e,", [0x1cc], 4],
    ["1cc,0,2866,ee1e,", [], 0],
    [",1,2,3,4,5,", [1, 2, 3, 4], 8],
    // The network repeats the first of its digits: 303 is 30.
    [",1cc,12f,2866,ee1e,", [0x1cc, 30, 0x2866, 0xee1e], 18],
    [",1cc,012f,2866,ee1e,", [0x1cc, 0x12f, 0x2866, 0xee1e], 19],
  ] as const)("hexNumbersAt: %s", (text, numbers, end) => {
    expect(fast.hexNumbersAt(bytesOf(text), 0)).toBe(end);
    expect(fast.count).toBe(numbers.length);
    expect([...(fast.N as Int32Array).subarray(0, numbers.length)]).toEqual([...numbers]);
  });

  it("wifiAt: an address and a level", () => {
    const read = (text: string): object | null => fast.wifiAt(bytesOf(`x,${text}`), 2, -110);
    expect(read("0123456789aB,1F")).toEqual({ bssid: "0123456789ab", rssiDbm: 0x1f - 110 });
    expect(read("CDEFcdef0000,00")).toEqual({ bssid: "cdefcdef0000", rssiDbm: -110 });
    const good = "0123456789ab,1f";
    for (let at = 0; at < good.length; at++) {
      expect(read(`${good.slice(0, at)}g${good.slice(at + 1)}`), `${at}`).toBeNull();
    }
  });
});

describe("places", () => {
  it.each([
    ["digitsEnd", fast.digitsEnd, /^\d*/],
    ["dottedEnd", fast.dottedEnd, /^[\d.]*/],
    ["hexEnd", fast.hexEnd, /^[\da-fA-F]*/],
    ["fieldEnd", fast.fieldEnd, /^[!"%-)+\--}]*/],
  ] as const)("%s", (_, end, form) => {
    const all = fc.oneof(
      texts("0123456789.aAfFgG/:@`", 8),
      fc.array(fc.nat(255), { maxLength: 4 }).map((one) => String.fromCharCode(...one)),
    );
    agrees(all, end, (text, at) => at + form.exec(text)![0].length);
  });

  it("textEnd: with spaces inside, but not around", () => {
    agrees(texts("ab  ~,#", 8), fast.textEnd, (text, at) => {
      const found = /^[!"%-)+\--} ]*/.exec(text)![0];
      return found === found.trim() ? at + found.length : at;
    });
  });

  it("blanksAt", () => {
    fast.begin(3);
    expect(fast.blanksAt(bytesOf("*HQ,  12 ,"), 4, "speedKmh")).toBe(6);
    expect(fast.blanksAt(bytesOf("*HQ, 12#"), 4, "courseDegrees")).toBe(5);
    expect(
      fast.issues.map(({ code, field, offset, length, received }) => [
        code,
        field,
        offset,
        length,
        received,
      ]),
    ).toEqual([
      ["blanks", "speedKmh", 1, 5, "  12 "],
      ["blanks", "courseDegrees", 1, 3, " 12"],
    ]);
  });

  it("isComma: only a comma is left", () => {
    fast.begin(0);
    expect(fast.isComma(bytesOf("ab,#"), 2, 3)).toBe(true);
    expect(fast.issues.map(({ code, offset, length }) => [code, offset, length])).toEqual([
      ["trailing-comma", 3, 0],
    ]);
    expect(fast.isComma(bytesOf("ab,1#"), 2, 4)).toBe(false);
    expect(fast.isComma(bytesOf("abc#"), 2, 3)).toBe(false);
  });

  it.each([
    [",010203|FFFFFBFF,", true],
    [",010203|FFFFFBFF#", true],
    [",010203|FFFFFBFF ", false],
    [",010203|FFFFFBFFF,", false],
    [",010203|FFFFFBF,", false],
    ["1010203|FFFFFBFF,", false],
  ] as const)("isJoined: %s", (marked, isJoined) => {
    fast.begin(0);
    expect(fast.isJoined(bytesOf(marked.replace("|", "")), marked.indexOf("|"))).toBe(isJoined);
    expect(
      fast.issues.map(({ code, field, offset, length }) => [code, field, offset, length]),
    ).toEqual(isJoined ? [["comma-missing", "status", 1, 14]] : []);
  });

  it.each([
    ["x,010203,V,,,,,,,010203,FF", 1],
    ["x,  010203,  V,,,,,,,010203,FF", 1],
    ["x,y,010203,,,,,,,,010203,FF", 3],
    ["x,010203,1,,,,,,,010203,FF", -1],
    ["x,010203,VV,,,,,,010203,FF", -1],
    ["x,01020,V,,,,,,,,010203,FFF", -1],
    ["x,01020x,V,,,,,,,010203,FF", -1],
    ["x,010203xV,,,,,,,,010203,FF", -1],
    // Too short for a position.
    ["x,010203,V,,,,,,,010203,", -1],
  ])("hasPosition: %s", (text, place) => {
    expect(fast.hasPosition(bytesOf(text), 0, text.length)).toBe(place >= 0);
    if (place >= 0) expect(fast.cursor).toBe(place);
  });
});

describe("names", () => {
  it("makerOf", () => {
    expect(["HQ", "HR", "XQ", "TH"].map((maker) => fast.makerOf(bytesOf(`*${maker},`), 1))).toEqual(
      ["HQ", "HR", "XQ", "TH"],
    );
  });

  it("deviceIdOf", () => {
    for (const id of ["1", "8168000005", "353271799434922", "12345678901", ""]) {
      expect(fast.deviceIdOf(bytesOf(`*HQ,${id},`), 4, 4 + id.length)).toBe(id);
    }
  });
});
