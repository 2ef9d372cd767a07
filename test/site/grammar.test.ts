/** The grammars of docs/protocol accept the frames of the vectors, and refuse them damaged. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bytesOf, loadVectors, type Vector } from "../vectors.ts";
import { accepts, type Grammar, type Reading, readGrammar, readings } from "./abnf.ts";
import { blocksIn } from "./markdown.ts";

/** The blocks that define a rule; the others of a page are frames. */
const blocksOf = (page: string): string[] =>
  blocksIn(page).flatMap(({ code }) => (/^[a-z][\w-]* += /i.test(code) ? [code] : []));
const H02_BLOCKS = blocksOf("docs/protocol/h02.md");
const JT808_BLOCKS = blocksOf("docs/protocol/jt808.md");
const H02 = readGrammar(...H02_BLOCKS);
const JT808 = readGrammar(...JT808_BLOCKS);

const ALL = loadVectors();
const family = (name: string): readonly Vector[] =>
  ALL.find(({ file }) => file === `${name}.jsonl`)!.vectors;

/** A text frame without the separators around it. */
function textOf({ ascii, expect: messages }: Vector): string[] {
  return ascii?.startsWith("*") && messages.length === 1 ? [ascii.trimEnd()] : [];
}

interface Message {
  readonly [property: string]: unknown;
  readonly issues: readonly (readonly [code: string, field: string])[];
}
const messageOf = (vector: Vector): Message => vector.expect[0] as unknown as Message;

function theReading(grammar: Grammar, rule: string, input: string): Map<string, string[]> {
  const [reading] = readings(grammar, rule, input);
  expect(reading, input).toBeDefined();
  return byRule(reading!);
}

function byRule(reading: Reading): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const [rule, text] of reading) texts.set(rule, [...(texts.get(rule) ?? []), text]);
  return texts;
}

/** The frame with its field `index` replaced, counted from the maker. */
function withField(frame: string, index: number, text: string): string {
  const end = frame.indexOf("#");
  const fields = frame.slice(0, end).split(",");
  fields[index] = text;
  return fields.join(",") + frame.slice(end);
}

const withoutField = (frame: string, index: number): string =>
  frame
    .split(",")
    .filter((_, at) => at !== index)
    .join(",");

it("all grammars are here", () => {
  expect([H02_BLOCKS.length, JT808_BLOCKS.length]).toEqual([4, 1]);
});

describe("docs/protocol/h02.md §1.1, a text frame", () => {
  const frames = ALL.flatMap(({ vectors }) =>
    vectors.flatMap((vector) => textOf(vector).map((frame) => ({ frame, vector }))),
  );

  it("accepts every text frame of the vectors, and finds its parts", () => {
    expect(frames.length).toBeGreaterThan(440);
    for (const { frame, vector } of frames) {
      const { command, maker, deviceId } = messageOf(vector);
      const parts = theReading(H02, "frame", frame);
      expect(parts.get("maker"), vector.id).toEqual([maker]);
      expect(parts.get("type"), vector.id).toEqual([command]);
      expect(parts.get("id")![0] || null, vector.id).toBe(deviceId);
    }
  });

  it.each<[string, (frame: string) => string]>([
    ["without its start", (frame) => frame.slice(1)],
    ["without its end", (frame) => frame.replaceAll("#", "")],
    ["with an end inside", (frame) => frame.replace(",", "#,")],
    ["with two starts", (frame) => `*${frame}`],
    ["with a maker of one letter", (frame) => frame.replace(/^\*./, "*")],
    ["with a maker of digits", (frame) => withField(frame, 0, "*80")],
    ["without a type", (frame) => frame.replace(/^([^,]*,[^,]*),[^#]*#/, "$1#")],
    ["with a byte that is no ASCII", (frame) => frame.replace("#", "\x81#")],
    ["with noise behind it", (frame) => `${frame}A`],
  ])("refuses it %s", (_, damage) => {
    for (const { frame } of frames)
      expect(accepts(H02, "frame", damage(frame)), damage(frame)).toBe(false);
  });
});

describe("docs/protocol/h02.md §2, POS", () => {
  const REPORTS = ["v1", "v5", "v6", "v8"].flatMap((name) =>
    family(name).flatMap((vector) => textOf(vector).map((frame) => ({ frame, vector }))),
  );
  /** A sign is a quirk without an issue. */
  const whole = REPORTS.filter(
    ({ vector }) =>
      "latitude" in messageOf(vector) &&
      messageOf(vector).issues.length === 0 &&
      vector.notCanonical !== "a minus sign",
  );
  /** Field 3 is the first of POS. */
  const NAMES = [
    ...["time", "validity", "latitude", "ns", "longitude", "ew", "speed", "course", "date"],
    "status",
  ];

  it("accepts the reports without issues, and finds their fields", () => {
    expect(whole.length).toBeGreaterThan(140);
    for (const { frame, vector } of whole) {
      const { valid, status } = messageOf(vector);
      const parts = theReading(H02, "report", frame);
      const fields = NAMES.map((name) => parts.get(name.toLowerCase())!.join());
      expect(fields, vector.id).toEqual(frame.split("#")[0]!.split(",").slice(3, 13));
      expect(fields[1] !== "V", vector.id).toBe(valid);
      expect(Number.parseInt(fields[9]!, 16), vector.id).toBe((status as { word: number }).word);
    }
  });

  it("refuses the reports whose issues are about the form of such a field", () => {
    const codes = [
      ...["bad-number", "bad-validity", "bad-hemisphere", "blanks"],
      ...["comma-missing", "coordinate-without-point", "degrees-missing", "empty-field"],
      ...["hyphenated-coordinate", "lower-case", "short-coordinate"],
    ];
    const fields = [
      "time",
      "valid",
      "latitude",
      "longitude",
      "speedKmh",
      "courseDegrees",
      "status",
    ];
    const quirks = REPORTS.filter(({ vector }) =>
      messageOf(vector).issues.some(([code, of]) => codes.includes(code) && fields.includes(of)),
    );
    expect(quirks.length).toBeGreaterThan(30);
    for (const { frame, vector } of quirks)
      expect(accepts(H02, "report", frame), vector.id).toBe(false);
  });

  it.each(NAMES.map((name, at) => [name, at + 3] as const))(
    "refuses a report without %s",
    (_, at) => {
      for (const { frame } of whole) {
        expect(accepts(H02, "report", withField(frame, at, "")), frame).toBe(false);
        expect(accepts(H02, "report", withField(frame, at, "x")), frame).toBe(false);
        // The bytes after the status word may look like one.
        if (at < 12) expect(accepts(H02, "report", withoutField(frame, at)), frame).toBe(false);
      }
    },
  );
});

function linesOf(path: string): { [key: string]: unknown; id: string; ascii?: string }[] {
  const lines = readFileSync(new URL(`../../vectors/${path}`, import.meta.url), "utf8").trim();
  return lines.split("\n").map((line) => JSON.parse(line));
}

describe("docs/protocol/h02.md §6, a command", () => {
  /** Commands with the time where SinoTrack has it. */
  const commands = linesOf("commands/encode.jsonl").flatMap(({ id, ascii, to }) => {
    const at = (to as { at?: string } | undefined)?.at;
    const isTimed =
      at !== undefined && ascii?.split(/[,#]/)[3] === at.slice(11, 19).replaceAll(":", "");
    return isTimed ? [{ id, frame: ascii, word: ascii.split(/[,#]/)[2] }] : [];
  });

  it("accepts the commands of the vectors", () => {
    expect(commands.length).toBeGreaterThan(45);
    for (const { id, frame, word } of commands) {
      const parts = theReading(H02, "command", frame);
      expect(parts.get("word"), id).toEqual([word]);
      expect(parts.get("time"), id).toEqual([frame.split(/[,#]/)[3]]);
      expect((parts.get("parameter") ?? []).join(), id).toBe(
        frame.split("#")[0]!.split(",").slice(4).join(),
      );
    }
  });

  it.each<[string, (frame: string) => string]>([
    ["without its start", (frame) => frame.slice(1)],
    ["without its end", (frame) => frame.replaceAll("#", "")],
    ["without a word", (frame) => withField(frame, 2, "")],
    ["in small letters", (frame) => withField(frame, 2, "r1")],
    ["with a time of five digits", (frame) => withField(frame, 3, "06210")],
    ["with a blank", (frame) => withField(frame, 4, "1 ")],
    ["with a second command behind it", (frame) => `${frame}*HQ,1,R1#`],
  ])("refuses it %s", (_, damage) => {
    for (const { frame } of commands)
      expect(accepts(H02, "command", damage(frame)), damage(frame)).toBe(false);
  });
});

describe("docs/protocol/h02.md §6, a confirmation", () => {
  const confirmations = family("v4").flatMap((vector) => {
    const message = messageOf(vector);
    const isWhole = "latitude" in message && message.issues.length === 0;
    return isWhole ? textOf(vector).map((frame) => ({ frame, id: vector.id, message })) : [];
  });

  it("accepts the confirmations of the vectors that have a position", () => {
    expect(confirmations.length).toBeGreaterThan(12);
    for (const { frame, id, message } of confirmations) {
      const parts = theReading(H02, "confirmation", frame);
      expect(parts.get("word"), id).toEqual([message["confirms"]]);
      expect(parts.get("time")![0], id).toBe(message["commandTime"]);
      const result = message["result"] === undefined ? [] : [message["result"]];
      expect(parts.get("parameter") ?? [], id).toEqual([
        ...result,
        ...(message["parameters"] as string[]),
      ]);
      expect(parts.has("cell"), id).toBe("cell" in message);
    }
  });

  it.each<[string, (frame: string) => string]>([
    ["of another type", (frame) => withField(frame, 2, "V1")],
    ["of a type in small letters", (frame) => withField(frame, 2, "v4")],
    ["without the time of the command", (frame) => frame.replace(/,\d{6},(\d{6},[AV],)/, ",$1")],
    ["without a date", (frame) => frame.replace(/,\d{6},([0-9A-F]{8})/, ",$1")],
    ["with half a cell", (frame) => frame.replace(/(,[0-9A-F]{8})[^#]*#/, "$1,460,00#")],
    ["without its end", (frame) => frame.replaceAll("#", "")],
  ])("refuses it %s", (_, damage) => {
    for (const { frame } of confirmations)
      expect(accepts(H02, "confirmation", damage(frame)), damage(frame)).toBe(false);
  });
});

describe("docs/protocol/jt808.md §3, a frame", () => {
  /** `bits 0-9 length of the body` and the others, from the comment. */
  const comment = /^attributes .*; bits (.*)$/m.exec(JT808_BLOCKS[0]!)![1]!;
  const bits = new Map(
    comment.split(/, /).map((part) => {
      const [, from, to, name] = /^(\d+)(?:-(\d+))? ([a-z ]+?)(?: \(|$)/.exec(part)!;
      return [name!, { from: Number(from), to: Number(to ?? from) }];
    }),
  );
  function bitsOf(attributes: string, name: string): number {
    const { from, to } = bits.get(name)!;
    const word = attributes.charCodeAt(0) * 256 + attributes.charCodeAt(1);
    return (word >> from) & ((1 << (to - from + 1)) - 1);
  }

  /** The reading whose length, parts and check byte agree, if the frame is whole. */
  function wholeReading(frame: string): Map<string, string[]> | null {
    const [outer] = readings(JT808, "frame", frame);
    if (outer === undefined) return null;
    const bytes = byRule(outer).get("byte")!;
    const message = bytes.map((one) => (one.length === 2 ? ESCAPED[one] : one)).join("");
    for (const reading of readings(JT808, "message", message)) {
      const parts = byRule(reading);
      const attributes = parts.get("attributes")![0]!;
      const isWhole =
        parts.get("body")![0]!.length === bitsOf(attributes, "length of the body") &&
        parts.has("parts") === (bitsOf(attributes, "parts") === 1) &&
        xorOf(message) === 0;
      if (isWhole) return parts;
    }
    return null;
  }
  // As the comment after `byte` has it.
  const ESCAPED: Readonly<Record<string, string>> = { "}\x01": "}", "}\x02": "~" };
  const xorOf = (text: string): number =>
    [...text].reduce((sum, one) => sum ^ one.charCodeAt(0), 0);

  /** Messages of a vendor, whose serial number has one byte. */
  const VARIANTS = ["0x5501", "0x5502"];
  const frames = family("jt808")
    .map((vector) => ({
      id: vector.id,
      message: messageOf(vector),
      notCanonical: vector.notCanonical,
      frame: Buffer.from(bytesOf(vector)).toString("latin1"),
    }))
    .filter(({ message }) => !VARIANTS.includes(String(message["command"])));
  const DAMAGES = ["bad-checksum", "length-differs", "truncated"];
  const isDamaged = ({ message, notCanonical }: (typeof frames)[number]): boolean =>
    notCanonical === "a checksum 7D that is not escaped" ||
    message.issues.some(([code, of]) => of === "frame" && DAMAGES.includes(code));
  const whole = frames.filter((one) => !isDamaged(one));

  it("reads the bits of the attributes", () => {
    expect([...bits.keys()]).toEqual([
      ...["length of the body", "encryption", "parts", "version", "reserved"],
    ]);
  });

  it("accepts the whole frames of the vectors, and finds their parts", () => {
    expect(whole.length).toBeGreaterThan(140);
    for (const { id, frame, message } of whole) {
      const parts = wholeReading(frame);
      expect(parts, id).not.toBeNull();
      const hex = (rule: string): string =>
        Buffer.from(parts!.get(rule)![0]!, "latin1").toString("hex");
      expect(`0x${hex("id")}`, id).toBe(String(message["command"]).toLowerCase());
      expect(Number.parseInt(hex("serial"), 16), id).toBe(message["serialNumber"]);
      const { version } = message["jt808"] as { version: number };
      expect(parts!.has("version"), id).toBe(version === 2019);
    }
  });

  it("refuses frames that were published damaged", () => {
    const damaged = frames.filter(isDamaged);
    expect(damaged.length).toBe(8);
    for (const { id, frame } of damaged) expect(wholeReading(frame), id).toBeNull();
  });

  it.each<[string, (frame: string) => string]>([
    ["without its start", (frame) => frame.slice(1)],
    ["without its end", (frame) => frame.slice(0, -1)],
    ["with a flag inside", (frame) => `${frame.slice(0, 9)}~${frame.slice(10)}`],
    ["with an escape that is none", (frame) => `${frame.slice(0, 9)}}\x03${frame.slice(10)}`],
    ["with a bit turned", (frame) => frame.replace(/.(?=~$)/s, (one) => flipped(one))],
    ["with a byte too many", (frame) => `${frame.slice(0, -1)}\0~`],
    ["cut after its header", (frame) => `${frame.slice(0, 12)}~`],
  ])("refuses it %s", (_, damage) => {
    for (const { id, frame } of whole) expect(wholeReading(damage(frame)), id).toBeNull();
  });
  const flipped = (one: string): string => String.fromCharCode(one.charCodeAt(0) ^ 0x80);
});

describe("ABNF", () => {
  it("tries every reading", () => {
    const grammar = readGrammar(
      'a = 1*2b [c]\nb = "x" / "xx"\n  / "y" ; a comment\nc = %x78.79 / 2"z"',
    );
    const all = [...readings(grammar, "A", "xxx")];
    expect(
      all.map((reading) =>
        reading
          .slice(1)
          .map(([, text]) => text)
          .join(),
      ),
    ).toEqual([...["x,xx", "xx,x"]]);
    expect(accepts(grammar, "a", "Xxy")).toBe(true);
    expect(accepts(grammar, "a", "yzz")).toBe(true);
    for (const none of ["", "z", "yz", "xxxxx", "yXY"])
      expect(accepts(grammar, "a", none)).toBe(false);
  });

  it.each([
    ["a = b", "a uses b, which is no rule"],
    ["a = [b]\nb = a", "uses itself"],
    ["a = (LF", "not ABNF"],
    ["a = LF)", "not ABNF"],
    ["a = LF /", "nothing stands"],
    ["a = 'x'", "not ABNF"],
    ["a = LF\nA = LF", "there twice"],
    ["a: LF", "not a rule"],
  ])("refuses %j", (text, message) => {
    expect(() => readGrammar(text)).toThrow(message);
  });
});
