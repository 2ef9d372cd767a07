/**
 * Every type of text frame that is decoded. To add one:
 *
 * 1. Write `./<word>.ts` with its layout: a real sample, what each field is, and the source of it.
 * 2. Add it to the list below.
 * 3. Add its vectors to `vectors/`, with values worked out from the source, not printed by the decoder.
 */
import { latin1Bytes, latin1Text } from "../../bytes.ts";
import type { TextLayout } from "../../layout/text-layout.ts";
import { V2, V3, VI1, VI2 } from "./address-request.ts";
import { ALRM } from "./alarm.ts";
import { BC } from "./batch.ts";
import { BASE, BS } from "./bs.ts";
import { HTBT, V0, XT } from "./heartbeat.ts";
import { ICCID } from "./iccid.ts";
import { LINK } from "./link.ts";
import { MOVE } from "./move.ts";
import { NBR } from "./nbr.ts";
import { SMS } from "./sms.ts";
import { V9, V10 } from "./trip.ts";
import { V1 } from "./v1.ts";
import { V4 } from "./v4.ts";
import { V5 } from "./v5.ts";
import { V6 } from "./v6.ts";
import { V8 } from "./v8.ts";
import { V19 } from "./v19.ts";
import { VP1 } from "./vp1.ts";

export const TEXT_LAYOUTS: readonly TextLayout[] = [
  V1,
  V2,
  V3,
  V4,
  V5,
  V6,
  V8,
  V9,
  V10,
  V19,
  VI1,
  VI2,
  VP1,
  NBR,
  BS,
  BASE,
  LINK,
  V0,
  HTBT,
  XT,
  BC,
  ALRM,
  MOVE,
  ICCID,
  SMS,
];

/** A Map, so that a word like `constructor` finds nothing. */
const BY_WORD: ReadonlyMap<string, TextLayout> = /* @__PURE__ */ new Map(
  TEXT_LAYOUTS.map((layout) => [layout.word, layout]),
);

export function textLayout(word: string): TextLayout | undefined {
  return BY_WORD.get(word);
}

/**
 * The same by number, for words of up to four bytes: no string is made, and a Map finds a small number
 * three times as fast.
 */
const BY_NUMBER: ReadonlyMap<number, TextLayout> = /* @__PURE__ */ new Map(
  TEXT_LAYOUTS.filter(({ word }) => word.length <= 4).map((layout) => [
    wordNumber(latin1Bytes(layout.word), 0, layout.word.length),
    layout,
  ]),
);

/** The layout of the word in the bytes `from` … `to`. */
export function textLayoutAt(bytes: Uint8Array, from: number, to: number): TextLayout | undefined {
  if (to - from > 4) return BY_WORD.get(latin1Text(bytes, from, to));
  const layout = BY_NUMBER.get(wordNumber(bytes, from, to));
  // NULs in front do not change the number.
  return layout?.word.length === to - from ? layout : undefined;
}

function wordNumber(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = (number << 8) | bytes[i]!;
  return number;
}
