/** vectors/jt808/options.jsonl: frames decoded with options. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeGbk, encodeGbk } from "../../src/gbk/index.ts";
import {
  type DecodeOptions,
  decode,
  type EncodableMessage,
  encodeCommand,
  encodeMessage,
  explain,
  type Message,
  replyTo,
} from "../../src/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { plain } from "../plain.ts";
import { bytesOf, type Vector } from "../vectors.ts";
import { frameOf, toHex } from "./frames.ts";

interface OptionsVector extends Vector {
  readonly options: DecodeOptions & { readonly text?: "gbk" };
}

const vectors = readFileSync(new URL("../../vectors/jt808/options.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as OptionsVector);

function optionsOf({ options: { text, ...options } }: OptionsVector): DecodeOptions {
  return text === undefined ? options : { ...options, decodeText: decodeGbk };
}

function writtenAgain({ frame, issues: _, ...values }: Message): boolean {
  try {
    const bytes = encodeMessage(values as EncodableMessage, { encodeText: encodeGbk });
    return toHex(bytes) === toHex(frame.bytes);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

describe.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_id, vector) => {
  const bytes = bytesOf(vector);
  const options = optionsOf(vector);

  it("decodes the same alone and on a connection", () => {
    expect(decode(bytes, options).map(plain)).toEqual(vector.expect);
    const session = new TrackerSession(options);
    const at = new Date(0);
    const results = [...bytes].map((byte) => session.receive(new Uint8Array([byte]), at));
    const messages = [...results, session.end(at)].flatMap((result) => result.messages);
    expect(messages.map(plain)).toEqual(vector.expect);
  });

  it("is encoded again, unless the vector says why not", () => {
    const isCanonical = decode(bytes, options).every(writtenAgain);
    expect(isCanonical).toBe(vector.notCanonical === undefined);
  });

  it("is explained byte by byte", () => {
    let at = 0;
    for (const { offset, length } of explain(bytes, options)) {
      expect(offset).toBe(at);
      at += length;
    }
    expect(at).toBe(bytes.length);
  });
});

describe("decodeText", () => {
  const frame = bytesOf(vectors[0]!);
  const plateOf = (decodeText: (bytes: Uint8Array) => string | null) => {
    const [message, ...others] = decode(frame, { decodeText });
    expect(others).toEqual([]);
    return plain(message!);
  };

  it("gets only a copy of the bytes", () => {
    const given: Uint8Array[] = [];
    expect(
      plateOf((bytes) => {
        given.push(bytes);
        const text = decodeGbk(bytes);
        bytes.fill(0);
        return text;
      }),
    ).toMatchObject({ plate: "粤A12345", issues: [] });
    expect(given.map(({ byteLength, buffer }) => [byteLength, buffer.byteLength])).toEqual([
      [8, 8],
    ]);
    expect(decode(frame)[0]).toMatchObject({ plateBytes: encodeGbk("粤A12345") });
  });

  it.each([null, "", "\ufffdA12345", "A\n", "A\x1b[31m", "A\x9b", undefined, 7])(
    "leaves the bytes if it returns %j",
    (text) => {
      const message = plateOf(() => text as never);
      expect(message).toMatchObject({
        plate: null,
        plateBytes: "d4c1413132333435",
        issues: [["gbk-text", "plate"]],
      });
    },
  );

  it("passes on its errors, and must be a function", () => {
    const decodeText = () => {
      throw new Error("mine");
    };
    expect(() => decode(frame, { decodeText })).toThrow("mine");
    for (const wrong of ["gbk", null, {}])
      expect(() => decode(frame, { decodeText: wrong as never })).toThrow(
        new TypeError("options.decodeText must be a function"),
      );
  });
});

describe("encodeText", () => {
  const to = { deviceId: "123456789012", serialNumber: 1, protocol: "jt808" } as const;

  it("writes a text to the driver as the counterpart reads it", () => {
    const command = { type: "text", flags: 0x3f, text: "测试123@456#abc!...结束" } as const;
    const frame = "7e8300001812345678901200013fb2e2cad43132334034353623616263212e2e2ebde1caf8047e";
    expect(toHex(encodeCommand(command, { ...to, encodeText: encodeGbk }))).toBe(frame);
    expect(() => encodeCommand(command, to)).toThrow(/command\.text must be printable ASCII/);
  });

  it("writes parameters and codes", () => {
    const parameters = [{ name: "plate", value: "京A12345" }] as const;
    const set = encodeCommand(
      { type: "setParameters", parameters },
      { ...to, encodeText: encodeGbk },
    );
    expect(toHex(set)).toContain("010000008308bea9413132333435");
    const [registration] = decode(bytesOf(vectors[0]!));
    const reply = replyTo(registration!, {
      at: new Date(0),
      authenticationCode: "码1",
      serialNumber: 3,
      encodeText: encodeGbk,
    });
    expect(toHex(reply!)).toBe(toHex(frameOf("8100 0006 000123456789 0003 000a 00 c2eb31")));
    const refused = replyTo(registration!, { at: new Date(0), result: "terminalUnknown" });
    expect(toHex(refused!)).toBe(toHex(frameOf("8100 0003 000123456789 0000 000a 04")));
    expect(() => replyTo(registration!, { at: new Date(0), result: "failed" })).toThrow(/result/);
  });

  it.each<[RegExp | typeof TypeError, string, ((text: string) => Uint8Array) | undefined]>([
    [/^command\.text: text must have only characters of GBK, not U\+1F600/, "测😀", encodeGbk],
    [/command\.text must be a string without control characters/, "测\n", encodeGbk],
    [/command\.text must be a string of at most 1022 bytes/, "测".repeat(512), encodeGbk],
    [/encodeText must return a Uint8Array/, "测", () => "x" as never],
  ])("throws %s", (error, text, encodeText) => {
    expect(() => encodeCommand({ type: "text", text }, { ...to, encodeText: encodeText! })).toThrow(
      error,
    );
  });

  it("of a message is read back, so that no different text is written", () => {
    const {
      frame,
      issues: _,
      ...values
    } = decode(bytesOf(vectors[0]!), {
      decodeText: decodeGbk,
    })[0]!;
    const message = values as EncodableMessage;
    expect(toHex(encodeMessage(message, { encodeText: encodeGbk }))).toBe(toHex(frame.bytes));
    expect(() => encodeMessage(message)).toThrow(/message\.plate must be/);
    const blank = { ...message, plate: "粤A12345 " } as EncodableMessage;
    expect(() => encodeMessage(blank, { encodeText: encodeGbk })).toThrow(/^message\./);
    expect(() => encodeMessage(message, { encodeText: "gbk" as never })).toThrow(
      new TypeError("options.encodeText must be a function"),
    );
  });
});
