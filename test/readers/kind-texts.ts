/** Rows of text with possible contents: the pairs of test/kind, and every other row that the dissector reads. */
import fc from "fast-check";
import { allForms } from "../../build/forms.ts";
import { LUA_TEXT, textRow } from "../../build/wireshark.ts";
import { latin1Bytes } from "../../src/bytes.ts";
import type { TextRow, Values } from "../../src/kind/row.ts";
import { TEXT } from "../../src/kind/text/text.ts";
import { fieldsOf } from "../../src/layout/text-form.ts";
import { readPair, type TextPair, writePair } from "../kind/text-pair.ts";
import { PAIRS } from "../kind/text-pairs.ts";
import { randomOf } from "./kind-blocks.ts";

export interface TextBlock {
  readonly name: string;
  readonly rows: readonly TextRow[];
  readonly pair: TextPair;
}

export interface TextCase {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly values: Values;
  readonly codes: readonly string[];
  /** Written by the kind, from possible values. */
  readonly isWritten: boolean;
}

/** Characters of typing errors, of makers' changes and of broken lines. */
const CHANGES = [..."0159AaFfVvNSEWnsew.-+? *#\0ÿ"];

const WRITTEN = 200;

const hasLua = ({ kind }: TextRow): boolean => LUA_TEXT.has(kind.kind);

export function textBlocks(): TextBlock[] {
  const pairs = Object.entries(PAIRS).flatMap(([name, pair]): TextBlock[] => {
    const rows = pair.parts.filter((part): part is TextRow => part.part === undefined);
    return rows.length === pair.parts.length && rows.every(hasLua) ? [{ name, rows, pair }] : [];
  });
  const textsOf = (row: TextRow): readonly string[] => {
    const same = Object.values(PAIRS).filter(({ parts }) =>
      parts.some((part) => part.part === undefined && part.kind.kind === row.kind.kind),
    );
    return same.filter(({ parts }) => parts.length === 1).flatMap(({ texts }) => texts);
  };
  const known = new Set<string>();
  const others = allForms()
    .flatMap(({ rows, positions = [] }) => [...rows, ...positions])
    .filter((row): row is TextRow => "fields" in row.kind && hasLua(row as TextRow))
    .flatMap((row): TextBlock[] => {
      const key = JSON.stringify(textRow(row));
      const isOwn = row.kind.kind === "text" && row.kind.read !== TEXT.read;
      // Some need the preceding fields, which the pairs have; the dissector does not read texts that V4 reads in its
      // own way.
      if (known.has(key) || isOwn || ["date", "batteryBehindCell"].includes(row.kind.kind))
        return [];
      known.add(key);
      const texts = [...textsOf(row), ...numbersOf(row), "FFFFFBFF", "fffffbff", "00000000"];
      const pair = { parts: [row], values: fc.constant({}), texts };
      return [{ name: `${row.kind.kind} ${row.name}`, rows: [row], pair }];
    });
  return [...pairs, ...others];
}

/** Numbers up to and beyond the limits of a row. */
function numbersOf({ kind }: TextRow): string[] {
  const { most = 100, least = 0 } = kind as { readonly most?: number; readonly least?: number };
  const around = [least - 1, least, 0, 1, most - 1, most, most + 1];
  return [...around.map(String), ...around.map((one) => one.toFixed(2)), "007", "00"];
}

export function textCasesOf({ pair, rows }: TextBlock): TextCase[] {
  const fields = fieldsOf(rows);
  const random = randomOf(0x74);
  const seen = new Set<string>();
  const add = (text: string, isWritten: boolean): TextCase[] => {
    // Frames with fewer fields have no such rows.
    if (seen.has(text) || text.includes("#") || text.split(",").length < fields) return [];
    seen.add(text);
    const { values, codes } = readPair(pair, text);
    const bytes = latin1Bytes(`*HQ,${pair.deviceId ?? "1234567890"},T,${text}#`);
    return [{ text, bytes, values, codes, isWritten }];
  };
  const hasValues = fc.sample(pair.values, 1).some((one) => Object.keys(one).length > 0);
  const written = hasValues
    ? fc.sample(pair.values, { numRuns: WRITTEN, seed: 7 }).map((one) => writePair(pair, one))
    : [];
  const usual = [...pair.texts, ...written.slice(0, 5)];
  const changed = usual.flatMap((text) =>
    Array.from({ length: text.length + 1 }, (_, at) =>
      CHANGES.flatMap((one) => [
        text.slice(0, at) + one + text.slice(at + 1),
        text.slice(0, at) + one + text.slice(at),
        text.slice(0, at) + text.slice(at + 1 + random(2)),
      ]),
    ).flat(),
  );
  return [
    ...written.flatMap((text) => add(text, true)),
    ...pair.texts.flatMap((text) => add(text, false)),
    ...changed.flatMap((text) => add(text, false)),
  ];
}
