/** Rows of text with possible contents: the pairs of test/kind, and every other row that the dissector reads. */
import fc from "fast-check";
import { allForms } from "../../build/forms.ts";
import { ALL_WORDS } from "../../build/text-words.ts";
import { LUA_TEXT, textRow } from "../../build/wireshark.ts";
import { latin1Bytes } from "../../src/bytes.ts";
import type { TextRow, Values } from "../../src/kind/row.ts";
import { fieldsOf } from "../../src/layout/text-form.ts";
import { rowsOf } from "../../src/layout/text-rows.ts";
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
      if (known.has(key) || NEED_OTHERS.has(row.kind.kind)) return [];
      known.add(key);
      const texts = [...textsOf(row), ...numbersOf(row), "FFFFFBFF", "fffffbff", "00000000"];
      const pair = { parts: [row], values: fc.constant({}), texts };
      return [{ name: `${row.kind.kind} ${row.name}`, rows: [row], pair }];
    });
  const together = Object.entries(TOGETHER).map(([word, text]): TextBlock => {
    const form = ALL_WORDS.find((one) => one.word === word)!.forms[0]!;
    // Without the rows of which a frame has none.
    const rows = form.parts.filter(({ part }) => part !== "optional").flatMap(rowsOf);
    return { name: word, rows, pair: { parts: rows, values: fc.constant({}), texts: [text] } };
  });
  return [...pairs, ...others, ...together];
}

/** Kinds that need other fields: the pairs have them, or a form below. */
const NEED_OTHERS: ReadonlySet<string> = new Set([
  ...["date", "batteryBehindCell", "userAlarmText", "stepAndImpactsText", "accessPoint"],
]);

/** The first form of a word, as its documents and captures have them (docs/protocol/h02.md). */
const TOGETHER: Readonly<Record<string, string>> = {
  BS: ",2d4,a,1b63,1969,26,1b63,10b2,31,0,0,25,080917,ffffffff,60",
  V10: "091431,A,3105.3982,N,12105.1414,E,000.10,000,220915,FFFFFBFF,FD,3000,460,01,17695,12505,C6,558,1,28,6,115,176,0,0,0",
  VP1: "V,470,002,92,3565,0Y92,19433,30Y92,1340,29",
};

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
