/** Random commands by the kinds of their arguments, for commands without a hand-written sample in `samples.ts`. */
import fc from "fast-check";
import type { CommandArgument, CommandSpec } from "../../src/index.ts";

export type Values = Record<string, unknown>;

export interface Sample {
  readonly make: fc.Arbitrary<Values>;
  /** Reads the fields after the word, without the time; each character is one byte. */
  readonly read: (fields: readonly string[]) => Values;
  /** The word, as documents print it. */
  readonly word: string;
  readonly time: CommandSpec["time"];
}

const PRINTABLE = Array.from({ length: 0x7f - 0x21 }, (_, i) =>
  String.fromCharCode(0x21 + i),
).filter((character) => !"*#,".includes(character));
export const letters = fc.constantFrom(
  ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
);
export const whole = (min: number, max: number) => fc.integer({ min, max });
export const word = (most: number) =>
  fc.string({ unit: fc.constantFrom(...PRINTABLE), minLength: 1, maxLength: most });
export const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: least, maxLength: most });
/** Printable, with single blanks inside. */
export const line = (most: number) =>
  fc
    .string({ unit: fc.constantFrom(...PRINTABLE, " "), minLength: 1, maxLength: most })
    .filter((text) => text.trim() === text);
export const field = (most: number) =>
  fc.string({ unit: fc.constantFrom(...PRINTABLE, " "), maxLength: most });
/** Characters neither of whose bytes is 23 or 2A; the bytes include CR, LF, NUL and commas. */
export const wide = fc.string({
  unit: fc.constantFrom(..."广东上不本日中北京路一A1 -é。😀"),
  minLength: 1,
  maxLength: 60,
});
/** Neither `#` nor `*`. */
export const bytes = (most: number) =>
  fc
    .uint8Array({ minLength: 1, maxLength: most })
    .map((all) => all.map((code) => (code === 0x23 || code === 0x2a ? 0xa1 : code)));
/** Whole km/h that are nearest to a whole knot. */
export const knots = (most: number) =>
  whole(0, Math.floor(most / 1.852)).map((count) => Math.round(count * 1.852));

/** Thousandths of a minute. */
export const degrees = (text: string): number => {
  const at = text.indexOf(".") - 2;
  return Math.round(Number(text.slice(0, at)) * 60_000 + Number(text.slice(at)) * 1000);
};
export const utf16 = (text: string): string =>
  Buffer.from(text, "latin1").swap16().toString("utf16le");

type Item = Exclude<CommandArgument, { kind: "list" }>;

/** Values of an argument, or of an item of a list. */
function valuesOf(argument: CommandArgument): fc.Arbitrary<unknown> {
  switch (argument.kind) {
    case "integer":
      return argument.written === "knots"
        ? knots(argument.most)
        : whole(argument.least, argument.most);
    case "number":
      // Whole minutes, so that nothing is rounded.
      return whole(argument.least * 60_000, argument.most * 60_000).map((count) => count / 60_000);
    case "boolean":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...argument.values.map(({ value }) => value));
    case "bytes":
      return bytes(argument.most);
    case "list":
      return fc.array(valuesOf({ ...argument.item, name: "", about: "" } as Item), {
        minLength: argument.fewest,
        maxLength: argument.mostItems,
      });
    case "text": {
      const { form, least, most } = argument;
      if (form === "ip" || form === "octets") return fc.ipV4();
      if (form === "digits") return digits(least, most);
      if (form === "utf16") return wide;
      if (form === "name" || form === "host")
        return fc.string({ unit: letters, minLength: least, maxLength: most });
      if (form === "field") return field(most);
      return form === "word" ? word(most) : line(most);
    }
  }
}

/** Takes the value of an argument from the fields, leaving `behind` of them for what follows. */
function take(argument: CommandArgument, fields: string[], behind: number): unknown {
  if (argument.kind === "list") {
    const item = { ...argument.item, name: "", about: "" } as Item;
    return fields.splice(0, fields.length - behind).map((text) => take(item, [text], 0));
  }
  const text = fields.shift()!;
  // Their length in bytes precedes them, and they may contain the byte of a comma.
  const counted = (): string => {
    let all = fields.shift()!;
    while (all.length < Number(text)) all += `,${fields.shift()!}`;
    return all;
  };
  switch (argument.kind) {
    case "integer":
      if (argument.isHexadecimal) return Number.parseInt(text, 16);
      return argument.written === "knots" ? Math.round(Number(text) * 1.852) : Number(text);
    case "number":
      return degrees(text) / 60_000;
    case "boolean":
      return text === argument.wire![1];
    case "enum":
      return argument.values.find(({ wire }) => wire === text)!.value;
    case "bytes":
      return new Uint8Array(Buffer.from(counted(), "latin1"));
    case "text":
      if (argument.form === "octets") return [text, ...fields.splice(0, 3)].join(".");
      if (argument.form === "utf16") return utf16(counted());
      return argument.form === "ascii" ? counted() : text;
  }
}

/** The sample of a command over the socket with a word. */
export function sampleOf(spec: CommandSpec): Sample {
  const { word, subword, time, parameters, arguments: list } = spec;
  const make = fc
    .record(Object.fromEntries(list.map((one) => [one.name, valuesOf(one)])))
    .filter((values) =>
      list.every(
        (one) =>
          one.kind !== "number" ||
          one.above === undefined ||
          Number(values[one.above]) < Number(values[one.name]),
      ),
    );
  const read = (all: readonly string[]): Values => {
    const fields = [...all];
    const values: Values = {};
    if (subword !== undefined && fields.shift() !== subword) throw new Error(`${all}`);
    for (const [i, parameter] of parameters.entries()) {
      if (typeof parameter !== "string")
        values[parameter.name] = take(parameter, fields, parameters.length - i - 1);
      else if (fields.shift() !== parameter) throw new Error(`${all} is not ${parameter}`);
    }
    if (fields.length > 0) throw new Error(`${fields} is left`);
    return values;
  };
  return { make, read, word: word ?? "", time };
}
