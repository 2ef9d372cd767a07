import { describe, expect, it } from "vitest";
import { decode, FAMILIES, identify, parseFrame, STATUS_TABLES } from "../../src/index.ts";
import { createProtocol, kept, type Protocol } from "../../src/protocol/index.ts";
import { FamilyTally } from "../../src/variant/identify.ts";
import { variantRules, viewOf } from "../../src/variant/rules.ts";
import { createAnonymiser, loadVectors } from "../../src/vectors/index.ts";
import { bytesOf } from "../vectors.ts";
import { knownGroups, messagesOf } from "./groups.ts";

const GROUPS = knownGroups(loadVectors());

describe("captures whose source names the device", () => {
  it.each(GROUPS.map((group) => [group.says, group] as const))("%s", (_says, group) => {
    expect(group.vectors.length).toBeGreaterThan(0);
    const guesses = identify(messagesOf(group.vectors));
    expect(guesses[0]?.family).toBe(group.family);
    // By its score, not by the order of the table.
    expect(guesses[0]!.score).toBeGreaterThan(guesses[1]?.score ?? 0);
  });

  it("are identified the same when anonymised", () => {
    for (const { vectors } of GROUPS) {
      const anonymise = createAnonymiser("v");
      const messages = vectors.flatMap((vector) => decode(anonymise(bytesOf(vector))));
      const names = identify(messages).map(({ family, score }) => [family, score]);
      expect(names).toEqual(
        identify(messagesOf(vectors)).map(({ family, score }) => [family, score]),
      );
    }
  });
});

describe("unknown is an empty list", () => {
  it.each([
    ["nothing", ""],
    ["noise", "hello"],
    ["another protocol", "##,imei:359710049095095,A;GET / HTTP/1.1\r\nHost: a\r\n\r\n"],
    [
      "another protocol in bytes",
      "\x78\x78\x0d\x01\x03\x59\x33\x90\x75\x00\x17\x31\x00\x01\x3a\x2f\x0d\x0a",
    ],
    [
      "what every family sends",
      "*HQ,9990001234,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#",
    ],
    [
      "no more than an id",
      "*HQ,9190001234,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#",
    ],
    ["a word that nobody documented", "*HQ,9990001234,OBD,1,2,3#"],
  ])("%s", (_what, text) => {
    expect(identify(decode(text))).toEqual([]);
  });
});

describe("a guess", () => {
  const V8 =
    "*HQ,7029083742,V8,111958,V,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#";

  it("names message, field, rule and consequences", () => {
    const [guess] = identify(decode(`noise${V8}${V8}`));
    expect(guess).toMatchObject({
      family: "sinotrack-4g",
      score: 11,
      statusTable: "sinotrack",
      acknowledgement: { style: "r12" },
      commands: ["R12", "D1", "S20", "SCF", "S71", "SMS"],
    });
    expect(guess!.evidence[0]).toEqual({
      rule: "v8-supply",
      weight: 8,
      about: "V8 ends with supply voltage and battery",
      source: "docs/protocol/h02.md §2.4",
      message: 1,
      field: "supplyVolts",
      value: 12.1,
      count: 2,
    });
  });

  it("does not gain weight with a longer capture", () => {
    expect(identify(decode(V8.repeat(50)))[0]!.score).toBe(identify(decode(V8))[0]!.score);
  });

  it("knows a JT/T 808 header", () => {
    // docs/protocol/jt808.md §3: the sample of an authentication, 4 bytes of body, its check byte escaped.
    const frame = Buffer.from("7e00020000040018106239002b7d027e", "hex");
    const [guess] = identify(decode(frame));
    expect([guess?.family, guess?.acknowledgement.style]).toEqual(["jt808", "jt808"]);
  });

  it("distinguishes the makers of JT/T 808, whatever profile has read them", () => {
    for (const { vectors } of GROUPS.filter(({ family }) => family.startsWith("jt808-"))) {
      const guesses = [[], FAMILIES.flatMap(({ jt808Profile }) => jt808Profile ?? [])].map(
        (jt808Profiles) =>
          identify(vectors.flatMap((vector) => decode(bytesOf(vector), { jt808Profiles }))),
      );
      expect(guesses[0]).toEqual(guesses[1]);
    }
    // docs/protocol/jt808.md §6 (2): item 91 of 26 bytes in an otherwise empty position.
    const item = `911a${"00".repeat(26)}`;
    const body = `${"00".repeat(22)}260101000000${item}`;
    const frame = Buffer.from(`7e020000380123456789010001${body}`, "hex");
    const check = frame.subarray(1).reduce((sum, byte) => sum ^ byte, 0);
    const [guess] = identify(decode(Buffer.concat([frame, Buffer.from([check, 0x7e])])));
    expect([guess?.family, guess?.jt808Profile]).toEqual(["jt808-obd-91-94", "obd-91-94"]);
    expect(guess?.evidence[0]).toMatchObject({ field: "jt808.items", value: "91" });
  });

  it("does not apply H02 rules to a JT/T 808 status", () => {
    // docs/protocol/jt808.md §8.6: status 2048, bit 14 low.
    const frame =
      "7e0200001c0123456789010000000004000000080007203b7d0202633df70138000300632410012359591c7e";
    expect(identify(decode(Buffer.from(frame, "hex"))).map(({ family }) => family)).toEqual([
      "jt808",
    ]);
  });

  it("sorts evidence by weight, then by order of arrival", () => {
    // docs/protocol/h02.md §1.3, §2.1 and §3: a hint, a decimal cell, bit 14 low; a battery step of another family.
    const frames =
      "*HQ,7029083742,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF,460,01,1234,56789,85#" +
      "*HQ,7029083742,V6,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF,000,00,0000,0000#" +
      "*HQ,7029083742,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFBBFF,460,01,1234,56789#" +
      "*HQ,7029083742,LINK,061720,31,10,100,70,10,090714,FFFFFFFF#";
    const guesses = identify(decode(frames));
    expect(guesses.map(({ family, score }) => [family, score])).toEqual([
      ["sinotrack-2g", 14],
      ["reachfar", 5],
      ["sinotrack-4g", 3],
      ["tk-star", 2],
    ]);
    expect(guesses[0]!.evidence.map(({ rule, message, count }) => [rule, message, count])).toEqual([
      ["v6-boot-2g", 1, 1],
      ["bit-14-low", 2, 1],
      ["v1-percent", 0, 1],
      ["v1-decimal-cell", 2, 1],
      ["id-sinotrack", 0, 4],
    ]);
  });

  it("ignores noise", () => {
    const [noise] = decode("$$$$$$$$$$$$$$$$$$$$$$$$");
    expect(noise!.type).toBe("noise");
    expect(identify([{ ...noise!, command: "V8" } as never])).toEqual([]);
  });

  it("refuses other values than lists of messages", () => {
    for (const wrong of [1, "text", null, undefined, {}, decode]) {
      expect(() => identify(wrong as never)).toThrow(
        new TypeError("messages must be an iterable of messages"),
      );
    }
    expect(identify(new Set(decode("*WT,9990001234,V1,#")))[0]?.family).toBe("student-card");
  });
});

describe("the family of a connection", () => {
  const V1 = "*HQ,9190001234,V1,102411,A,2234.9273,N,11354.3980,E,0.00,0,051024,FFFFFBFF#";
  const V6 = `${V1.slice(0, -1).replace("V1", "V6")},000,00,0000,0000#`;
  const V8 = `${V1.slice(0, -1).replace("V1", "V8")},470,01,1234,56789,8,27,121,100#`;
  const XT = "*HQ,9190001234,XT#";
  const LINK = "*HQ,9190001234,LINK,061720,31,10,100,70,10,090714,FFFFFFFF#";

  // Weights: id-sinotrack 1, xt-bare 2, v6-boot-2g 4 and -4g 3, link 5 and link-tk-star 2, V8 8 and 3.
  it.each<
    readonly [what: string, steps: readonly (readonly [frame: string, family: string | null])[]]
  >([
    [
      "a hint is not enough, nor is the same one again",
      [
        [V1, null],
        [V1, null],
        [V1, null],
      ],
    ],
    ["the least evidence that is", [[XT, "huasuntek"]]],
    [
      "evidence stays",
      [
        [XT, "huasuntek"],
        [V1, "huasuntek"],
      ],
    ],
    [
      "evidence of several messages adds up",
      [
        [V6, "sinotrack-2g"],
        [LINK, "sinotrack-2g"],
        [V8, "sinotrack-4g"],
      ],
    ],
    [
      "each rule counts once",
      [
        [XT, "huasuntek"],
        [XT, "huasuntek"],
        [XT, "huasuntek"],
        [V6, "sinotrack-2g"],
      ],
    ],
  ])("%s", (_what, steps) => {
    const tally = new FamilyTally();
    for (const [frame, family] of steps) {
      const [message] = decode(frame);
      expect(tally.add(message!)?.family ?? null).toBe(family);
    }
  });

  it("is the likeliest one of the messages so far", () => {
    for (const { vectors } of GROUPS) {
      const messages = messagesOf(vectors).slice(0, 16);
      const tally = new FamilyTally();
      messages.forEach((message, i) => {
        const [guess] = identify(messages.slice(0, i + 1));
        expect(tally.add(message)?.family).toBe(guess?.family);
      });
    }
  });
});

describe("the option protocol", () => {
  const protocolOf = (length: number): Protocol =>
    createProtocol({
      dollarTails: [
        {
          name: "mine",
          length,
          about: "Of my firmware",
          rows: [{ name: "tail", kind: kept(length - 29), about: "Not known" }],
        },
      ],
    });
  const bytes = new Uint8Array(70);
  bytes.set(Buffer.from("2412345678901011121506242234927306113543980e012090ffffdfff", "hex"));

  // docs/protocol/h02.md §1.3: PengAoDa's records are longer than 60 bytes.
  it.each([
    ["none", null, "pengaoda"],
    ["another length", 71, "pengaoda"],
    ["the length of the frame", 70, undefined],
  ])("%s", (_what, length, family) => {
    const message = parseFrame({ format: "binary", bytes, offset: 0 });
    const options = length === null ? {} : { protocol: protocolOf(length) };
    expect(identify([message], options)[0]?.family).toBe(family);
    expect(new FamilyTally(options).add(message)?.family).toBe(family);
  });

  it("refuses other values", () => {
    expect(() => identify([], { protocol: 5 as never })).toThrow(/^options\.protocol must be/);
  });
});

describe("the tables", () => {
  it("have no rule that nothing matches", () => {
    const messages = messagesOf(loadVectors());
    const views = messages.map((message) => viewOf(message));
    const unseen = variantRules().filter(({ find }) => !views.some((view) => find(view) !== null));
    // Described in docs/protocol/jt808.md §6; no capture is public.
    expect(unseen.map(({ rule }) => rule)).toEqual(["jt808-91"]);
  });

  it("have each family and each rule once, with a source and an existing table", () => {
    const names = FAMILIES.map(({ family }) => family);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(variantRules().map(({ rule }) => rule)).size).toBe(variantRules().length);
    for (const { family, source } of variantRules()) {
      expect(names).toContain(family);
      expect(source).toMatch(/^docs\/protocol\/(?:h02|jt808)\.md §\d/);
    }
    for (const { statusTable } of FAMILIES) {
      if (statusTable !== null) expect(Object.keys(STATUS_TABLES)).toContain(statusTable);
    }
    for (const name of names)
      expect(variantRules().some(({ family }) => family === name)).toBe(true);
  });
});
