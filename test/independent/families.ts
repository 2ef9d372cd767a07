import { CELL_FAMILIES } from "./cells.ts";
import { CONFIRMATION_FAMILIES } from "./confirmations.ts";
import { DOLLAR_FAMILIES } from "./dollar.ts";
import { FAULT_FAMILIES } from "./faults.ts";
import { HUASUNTEK_FAMILIES } from "./huasuntek.ts";
import { JT808_MORE_FAMILIES } from "./jt808-more.ts";
import { JT808_POSITION_FAMILIES } from "./jt808-position.ts";
import { JT808_SMALL_FAMILIES, withDecodedText } from "./jt808-small.ts";
import { MIXED_FAMILIES } from "./mixed.ts";
import { PENGAODA_FAMILIES } from "./pengaoda.ts";
import { V1_FAMILIES } from "./report-v1.ts";
import { WORD_FAMILIES } from "./report-words.ts";
import { SMALL_FAMILIES } from "./small.ts";
import type { Family } from "./truth.ts";

export const FAMILIES: readonly Family[] = [
  ...V1_FAMILIES,
  ...WORD_FAMILIES,
  ...CELL_FAMILIES,
  ...SMALL_FAMILIES,
  ...CONFIRMATION_FAMILIES,
  ...HUASUNTEK_FAMILIES,
  ...DOLLAR_FAMILIES,
  ...PENGAODA_FAMILIES,
  ...JT808_POSITION_FAMILIES,
  ...JT808_SMALL_FAMILIES,
  ...JT808_MORE_FAMILIES,
  ...[...JT808_SMALL_FAMILIES, ...JT808_MORE_FAMILIES]
    .filter(({ name }) => name === "0x0100" || name === "0x0702")
    .map(withDecodedText),
  ...FAULT_FAMILIES,
  ...MIXED_FAMILIES,
];
