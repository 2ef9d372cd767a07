/** Finds a word. To add one, write `./<word>.ts` and run `npm run generate`. */
import { latin1Bytes, latin1Text } from "../../bytes.ts";
import { fits } from "../../kind/pattern.ts";
import type { TextReader } from "../../kind/text-reader.ts";
import { BODY, type TextWord } from "../../layout/text-form.ts";
import { type ReadyForm, ready } from "../../layout/text-rows.ts";
import { TEXT_WORDS } from "./all-words.ts";

export function textWord(word: string): TextWord | undefined {
  return TEXT_WORDS.find((known) => known.word === word);
}

interface ReadyWord {
  readonly name: string;
  readonly table: string | undefined;
  readonly word: TextWord;
  /** Prepared when the first frame arrives. */
  forms: readonly ReadyForm[] | null;
}

/** By number: this creates no string, and a Map finds a small number three times as fast. */
const BY_NUMBER: ReadonlyMap<number, ReadyWord> = /* @__PURE__ */ new Map(
  TEXT_WORDS.map((word) => {
    const { word: name, table } = word;
    return [wordNumber(latin1Bytes(name), 0, name.length), { name, table, word, forms: null }];
  }),
);

/** The word in the bytes `from` … `to`. */
export function textWordAt(bytes: Uint8Array, from: number, to: number): ReadyWord | undefined {
  const found = BY_NUMBER.get(wordNumber(bytes, from, to));
  // Leading NULs do not change the number, which holds four bytes.
  if (found === undefined || found.name.length !== to - from) return undefined;
  return to - from > 4 && latin1Text(bytes, from, to) !== found.name ? undefined : found;
}

/** The form of the word that ends in tails. */
export function tailsOf(found: ReadyWord): ReadyForm {
  found.forms ??= found.word.forms.map(ready);
  return found.forms.find(({ steps }) => steps.at(-1)!.part.part === "tails")!;
}

/** The first form of the word that fits. */
export function formOf(found: ReadyWord, r: TextReader): ReadyForm | undefined {
  found.forms ??= found.word.forms.map(ready);
  return found.forms.find((form) => fits(form.fits, r, BODY));
}

function wordNumber(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = (number << 8) | bytes[i]!;
  return number;
}
