import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Replacer } from "../../src/anonymise/replacer.ts";
import { sha256 } from "../../src/anonymise/sha256.ts";
import { decode } from "../../src/index.ts";
import { createAnonymiser, plainMessage } from "../../src/vectors/index.ts";
import { shapeOf } from "../../src/vectors/shape.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const VECTORS = loadVectors().flatMap(({ vectors }) => vectors);
/** The properties that the tests check. */
interface Values {
  readonly deviceId: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly cell: { readonly lac: number };
  readonly iccid?: string;
  readonly phoneNumber?: string;
  readonly ipAddress?: string;
  readonly wifi?: readonly { readonly bssid: string }[];
  readonly text?: string;
  readonly parameters?: readonly string[];
}

/** The name of an undocumented type may contain anything, so it is replaced. */
const shapes = (bytes: Uint8Array) =>
  decode(bytes).map((message) => {
    const shape = shapeOf(plainMessage(message));
    return message.type === "unknown" ? { ...shape, command: message.command.length } : shape;
  });
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const text = (input: string, seed = "a"): string =>
  latin1(createAnonymiser(seed)(Buffer.from(input, "latin1")));

describe.each(["first", "second", "third"])("every vector, anonymised with the seed %s", (seed) => {
  const anonymise = createAnonymiser(seed);
  it.each(VECTORS.map((vector) => [vector.id, vector] as const))("%s", (_id, vector) => {
    const bytes = bytesOf(vector);
    const made = anonymise(bytes);
    expect(shapes(made)).toEqual(shapes(bytes));
    expect(anonymise.report(bytes).notJudged).toEqual([]);
    if (vector.ascii !== undefined) expect(made.length).toBe(bytes.length);
  });
});

describe("of the originals", () => {
  const anonymise = createAnonymiser("seed");
  const made = VECTORS.map((vector) => [vector, anonymise(bytesOf(vector))] as const);
  /** Searched as text and as BCD. A value of one repeated digit or with stars was masked before. */
  const isIn = (bytes: Uint8Array, value: string): boolean =>
    latin1(bytes).includes(value) ||
    (value.length % 2 === 0 &&
      /^\d+$/.test(value) &&
      Buffer.from(bytes).includes(Buffer.from(value, "hex")));

  it("no device id survives", () => {
    const left = made.flatMap(([vector, bytes]) =>
      decode(bytesOf(vector))
        .map(({ deviceId }) => deviceId)
        .filter((id) => id !== null && new Set(id).size > 1 && !id.includes("*") && isIn(bytes, id))
        .map((id) => [vector.id, id]),
    );
    expect(left).toEqual([]);
  });

  it("no SIM number, phone number, access point or address survives", () => {
    const left: unknown[] = [];
    let count = 0;
    for (const [vector, bytes] of made) {
      for (const message of decode(bytesOf(vector))) {
        const values = message as unknown as Values;
        const secrets = [
          values.iccid,
          values.phoneNumber,
          values.ipAddress,
          ...(values.wifi ?? []).map(({ bssid }) => bssid),
          ...(values.text?.match(/\d+\.\d+\.\d+\.\d+|\d{7,}/g) ?? []),
          ...(values.parameters?.join().match(/\d+\.\d+\.\d+\.\d+/g) ?? []),
        ].filter((value) => value !== undefined && value !== null && value.length > 5) as string[];
        count += secrets.length;
        for (const secret of secrets) if (isIn(bytes, secret)) left.push([vector.id, secret]);
      }
    }
    expect(left).toEqual([]);
    expect(count).toBeGreaterThan(50);
  });

  it("no position survives", () => {
    const left: unknown[] = [];
    let count = 0;
    for (const [vector, bytes] of made) {
      const after = decode(bytes);
      for (const [i, before] of decode(bytesOf(vector)).entries()) {
        if (before.type !== "position" || !before.latitude || !before.longitude) continue;
        count++;
        const now = after[i];
        const isNear =
          now?.type === "position" &&
          Math.abs(now.latitude! - before.latitude) < 0.01 &&
          Math.abs(now.longitude! - before.longitude) < 0.01;
        if (isNear) left.push(vector.id);
      }
    }
    expect(left).toEqual([]);
    expect(count).toBeGreaterThan(300);
  });

  it("cells change, and stay in range with as many digits", () => {
    let count = 0;
    let same = 0;
    for (const [vector, bytes] of made) {
      const after = decode(bytes);
      for (const [i, before] of decode(bytesOf(vector)).entries()) {
        const was = (before as { cell?: { mcc: number; cid: number } }).cell;
        const now = (after[i] as { cell?: { mcc: number; cid: number } }).cell;
        if (!was?.cid || was.cid < 100) continue;
        count++;
        expect(now!.mcc).toBe(was.mcc);
        if (now!.cid === was.cid) same++;
      }
    }
    expect(count).toBeGreaterThan(100);
    expect(same / count).toBeLessThan(0.02);
  });
});

describe("a", () => {
  it("value has the same replacement in one run, in every form of frame", () => {
    const anonymise = createAnonymiser("x");
    const ascii = decode(
      anonymise(
        Buffer.from(
          "*HQ,6175769936,V1,072027,A,2917.0921,N,10348.0310,E,0.00,0,270917,FBFFBBFF,460,00,13112,33253#",
        ),
      ),
    )[0] as unknown as Values;
    // The same device, place (291709210348031, four decimals) and cell (3338 81e5) in a `$` frame.
    const hex =
      "2461757699360720272709172917092100103480310e000000fbffbbff000000000000000001cc00333881e50c";
    const binary = decode(anonymise(Buffer.from(hex, "hex")))[0] as unknown as Values;
    expect(binary.deviceId).toBe(ascii.deviceId);
    expect([binary.latitude, binary.longitude]).toEqual([ascii.latitude, ascii.longitude]);
    expect(binary.cell.lac).toBe(ascii.cell.lac);
    expect(ascii.deviceId).toMatch(/^617(?!5769936)\d{7}$/);
  });

  it("replacement depends on the seed alone, not on the order", () => {
    const frames = VECTORS.slice(0, 60).map((vector) => latin1(bytesOf(vector)));
    const forward = createAnonymiser("k");
    const backward = createAnonymiser("k");
    const there = frames.map((frame) => latin1(forward(Buffer.from(frame, "latin1"))));
    const back = [...frames]
      .reverse()
      .map((frame) => latin1(backward(Buffer.from(frame, "latin1"))));
    expect(back.reverse()).toEqual(there);
    expect(text(frames[0]!, "k")).not.toBe(text(frames[0]!, "l"));
  });

  it("place near another stays near it", () => {
    const replacer = new Replacer("n");
    const a = replacer.coordinate("22", "34", "9273", 90)!;
    const b = replacer.coordinate("22", "34", "9281", 90)!;
    expect(a.slice(0, 5)).toBe(b.slice(0, 5));
    expect(a).not.toBe(b);
    expect(a).not.toBe("22349273");
    // The same place with five decimals begins with the same four.
    expect(replacer.coordinate("22", "34", "92735", 90)!.slice(0, 8)).toBe(a);
  });

  it("different value has a different replacement", () => {
    const replacer = new Replacer("n");
    const ids = Array.from({ length: 2000 }, (_, i) =>
      replacer.id(`91700${String(i).padStart(5, "0")}`),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const degrees = Array.from({ length: 89 }, (_, i) =>
      replacer.coordinate(String(i + 1).padStart(2, "0"), "30", "5000", 90)!.slice(0, 2),
    );
    expect(new Set(degrees).size).toBe(89);
  });
});

describe("every quirk of form stays", () => {
  it.each([
    ["-23-48.7614", /^-[1-9]\d-[1-5]\d\.[1-9]{4}$/, 90],
    ["947.8576", /^\d[0-5]\d\.\d{4}$/, 180],
    ["56.1233", /^[1-5]\d\.[1-9]{4}$/, 180],
    ["37570667", /^[1-8]\d[1-5]\d{5}$/, 90],
    ["0012.3400", /^0\d[1-5]\d\.\d{2}00$/, 90],
    ["9999.9998", /^\d{4}\.\d{4}$/, 90],
    ["0000.0000", /^0000\.0000$/, 90],
    ["22x4.9273", /^[0-9]{2}[g-z][0-9]\.\d{4}$/, 90],
  ])("coordinate %s", (before, form) => {
    const frame = `*HQ,9170000001,V1,102411,A,2234.9273,N,${before},E,0.00,0,051024,FFFFFFFF#`;
    const longitude = text(frame).split(",")[7]!;
    if (before.startsWith("0000")) expect(longitude).toBe(before);
    else expect(longitude).not.toBe(before);
    const formOf = (value: string): string => value.replace(/\d/g, "9").replace(/[a-z]/, "x");
    expect(formOf(longitude)).toBe(formOf(before));
    expect(form.test(longitude) || /180/.test(String(form))).toBe(true);
  });

  it("SIM numbers: issuer, letters, padding and unreadable parts", () => {
    const replacer = new Replacer("q");
    expect(replacer.iccid("897985967427289357FF")).toMatch(/^8979(?!8596)\d{14}FF$/);
    expect(replacer.iccid("898608B8525466065026")).toMatch(/^8986\d\d[A-E]\d{13}$/);
    expect(replacer.iccid("895604224405540641?")).toMatch(/^8956\d{14}\?$/);
  });

  it("cells: blanks, leading zeros, case of hexadecimal digits, and numbers out of range", () => {
    const replacer = new Replacer("q");
    expect(replacer.cell("000047")).toMatch(/^0000[1-9]\d$/);
    expect(replacer.cell("b78f")).toMatch(/^[a-f]\d\d[a-f]$/);
    expect(replacer.cell("25FC")).toMatch(/^[1-9]\d[A-F][A-F]$/);
    expect(replacer.cell("0000")).toBe("0000");
    for (const value of [65_535, 65_536, 99_999, 268_435_455, 268_435_456, 9, 10]) {
      const text = replacer.cell(String(value));
      const made = Number(text);
      expect(text).toHaveLength(String(value).length);
      expect(String(made)).toBe(text);
      expect(made > 65_535).toBe(value > 65_535);
      expect(made > 268_435_455).toBe(value > 268_435_455);
    }
  });

  it("texts: numbers, addresses, hosts, passwords and all words that no device prints", () => {
    const sms =
      "ST906(70SACD)_TQ_V_2.0 2024/06/07\nID:9170481927\nIP:track.example.com 5013\nIP:45.112.204.245 8090\nUT:30,30,300\nVOLT:13.1V\nAPN:internet\nUP:4711,GPS:A-22-20\nhttp://maps.example.org/?q=22.58214,113.90612";
    const made = text(`*HQ,9170481927,SMS,${sms}#`);
    const id = made.slice(4, 14);
    expect(made).toContain(`ID:${id}\n`);
    // Words that devices print stay; only the form of the rest does.
    expect(made.replace(/\d/g, "0").slice(19)).toMatch(
      /^[A-Z]{2}000\(00[A-Z]{4}\)_TQ_V_0\.0 0000\/00\/00\nID:0{10}\nIP:[a-z]{5}\.[a-z]{7}\.com 0000\nIP:00\.000\.000\.000 0000\nUT:00,00,000\nVOLT:00\.0[A-Z]\nAPN:[a-z]{8}\nUP:0000,GPS:A-00-00\nhttp:\/\/maps\.[a-z]{7}\.org\/\?q=00\.00000,000\.00000#$/,
    );
    const secrets = ["9170481927", "track", "example", "internet", "45.112", "8090", "4711"];
    for (const gone of secrets) {
      expect(made).not.toContain(gone);
    }
  });

  it("the command that an answer names", () => {
    expect(text("*HQ,9170481927,V4,V1,20260211212008#")).toMatch(
      /,V4,V1,202(?!60211212008)\d{11}#$/,
    );
  });

  it("both numbers of each cell of a scan, and no level", () => {
    const nbr =
      "*HQ,4102404744,NBR,103732,722,310,0,2,8106,32010,23,8107,32011,29,100217,FFFFFBFF,5#";
    const fields = text(nbr).split(",");
    const [lac, cid, level, lac2, cid2, level2] = fields.slice(8, 14);
    expect([level, level2]).toEqual(["23", "29"]);
    for (const [made, was] of [
      [lac, "8106"],
      [cid, "32010"],
      [lac2, "8107"],
      [cid2, "32011"],
    ]) {
      expect(made).toHaveLength(was!.length);
      expect(made).not.toBe(was);
    }
    expect(fields.slice(3, 8)).toEqual(["103732", "722", "310", "0", "2"]);
  });

  it("check bytes: right ones stay right, wrong ones stay wrong by the same bits", () => {
    // docs/protocol/jt808.md §3: XOR of everything between the flags; docs/protocol/h02.md §8.4: the same, starting
    // with 7E.
    const xor = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
    const anonymise = createAnonymiser("c");
    const frame = (content: number[]): Uint8Array => {
      const escaped = content.flatMap((b) =>
        b === 0x7e ? [0x7d, 2] : b === 0x7d ? [0x7d, 1] : [b],
      );
      return new Uint8Array([0x7e, ...escaped, 0x7e]);
    };
    const inside = (bytes: Uint8Array): Uint8Array =>
      Uint8Array.from(
        Buffer.from(
          latin1(bytes.subarray(1, -1))
            .replaceAll("\x7d\x02", "\x7e")
            .replaceAll("\x7d\x01", "\x7d"),
          "latin1",
        ),
      );
    const location = Buffer.from(
      "0200001c0191700012340a2e00000000000c000301589b4606ca05060028000a005a211129111705",
      "hex",
    );
    const padded = Buffer.from(
      "*HQ,8636961536,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFFFF#",
    );
    fc.assert(
      fc.property(
        fc.constantFrom([location, 0], [padded, 0x7e], [location, 0x55]),
        fc.nat(),
        ([body, start], seed) => {
          const bytes = body as Uint8Array;
          const before = frame([...bytes, xor(bytes) ^ (start as number)]);
          const after = inside(createAnonymiser(`s${seed}`)(before));
          expect(xor(after)).toBe(start);
          expect(after).toHaveLength(bytes.length + 1);
          expect(latin1(after)).not.toBe(latin1(inside(before)));
        },
      ),
    );
    // A unit that repeats its number in the body.
    const twice = [...location, 0xf0, 6, ...location.subarray(4, 10)];
    const again = inside(anonymise(frame([...twice, xor(Uint8Array.from(twice))])));
    expect(Buffer.from(again).includes(location.subarray(4, 10))).toBe(false);
    const made = inside(anonymise(frame([...location, xor(location)])));
    expect(Buffer.from(made.subarray(4, 10)).toString("hex")).toMatch(/^0191(?!7000)/);
    expect(Buffer.from(made.subarray(20, 24))).not.toEqual(location.subarray(20, 24));
    expect(Buffer.from(made.subarray(28, 40))).toEqual(location.subarray(28, 40));
  });

  it("half-bytes of undocumented bytes: digits, letters and padding", () => {
    const id = "9170481927";
    const noise = Buffer.from(`0001a2${id}fb00ff`, "hex");
    const frame = Buffer.from(`*HQ,${id},XT#`);
    const made = Buffer.from(createAnonymiser("z")(Buffer.concat([noise, frame])));
    const hex = made.subarray(0, noise.length).toString("hex");
    expect(hex).toMatch(/^00\d\d[a-f]\d\d{10}[a-f]{2}00ff$/);
    expect(hex).not.toContain(id);
    expect(decode(made)[1]!.deviceId).not.toBe(id);
  });
});

it("bytes that are no text never become a delimiter", () => {
  const frame = new Uint8Array(Buffer.from("*HQ,\x122S!\x15\x02\xde\x8bz#", "latin1"));
  for (let i = 0; i < 300; i++) {
    const [message, ...others] = decode(createAnonymiser(`${i}`)(frame));
    expect([message!.command, others]).toEqual(["", []]);
  }
});

describe("createAnonymiser", () => {
  it("never throws whatever the bytes, and never loses one", () => {
    const anonymise = createAnonymiser("r");
    fc.assert(
      fc.property(
        fc.constantFrom(...VECTORS),
        fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 5 }),
        (vector, changes) => {
          const bytes = bytesOf(vector).slice();
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const made = anonymise(bytes);
          if (!bytes.includes(0x7e)) expect(made).toHaveLength(bytes.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("refuses other types for seed and bytes", () => {
    expect(() => createAnonymiser(1 as never)).toThrow(TypeError);
    expect(() => createAnonymiser("")).toThrow(RangeError);
    expect(() => createAnonymiser("a")("text" as never)).toThrow("bytes must be a Uint8Array");
  });
});

describe("sha256", () => {
  it("is that of the platform", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", maxLength: 200 }), (input) => {
        const hex = sha256(input)
          .map((word) => word.toString(16).padStart(8, "0"))
          .join("");
        expect(hex).toBe(createHash("sha256").update(input, "latin1").digest("hex"));
      }),
    );
  });
});
