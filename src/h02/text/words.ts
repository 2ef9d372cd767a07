/** Finds the layout of a word. To add a word, write `./<word>.ts` and run `npm run generate`. */
import { latin1Bytes, latin1Text } from "../../bytes.ts";
import type { TextWord } from "../../layout/text-form.ts";
import { TEXT_WORDS } from "./all-words.ts";

/** A Map, so that a word like `constructor` finds nothing. */
const BY_WORD: ReadonlyMap<string, TextWord> = /* @__PURE__ */ new Map(
  TEXT_WORDS.map((word) => [word.word, word]),
);

export function textWord(word: string): TextWord | undefined {
  return BY_WORD.get(word);
}

/**
 * The same by number, for words of up to four bytes: no string is made, and a Map finds a small number
 * three times as fast.
 */
const BY_NUMBER: ReadonlyMap<number, TextWord> = /* @__PURE__ */ new Map(
  TEXT_WORDS.filter(({ word }) => word.length <= 4).map((word) => [
    wordNumber(latin1Bytes(word.word), 0, word.word.length),
    word,
  ]),
);

/** The layout of the word in the bytes `from` … `to`. */
export function textWordAt(bytes: Uint8Array, from: number, to: number): TextWord | undefined {
  if (to - from > 4) return BY_WORD.get(latin1Text(bytes, from, to));
  const word = BY_NUMBER.get(wordNumber(bytes, from, to));
  // NULs in front do not change the number.
  return word?.word.length === to - from ? word : undefined;
}

function wordNumber(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = (number << 8) | bytes[i]!;
  return number;
}
