/**
 * Heartbeats:
 *
 *     *HQ,359087952991010,V0#              login, the server echoes it
 *     *HQ,135790246811220,HTBT,100#        battery percent; also without
 *     *HQ,353271799434922,XT#
 *     *HQ,355509112747725,XT,V,0,0#        Cantrack: validity and two numbers
 *     *HQ,356045691158911,XT,1,100#
 *
 * Source: h02.md sections 2.5 and 2.11.
 */

import type { TextReader } from "../../kind/text-reader.ts";
import { readExtra, readFields, type TextField } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";
import type { Draft } from "../../model/draft.ts";
import { VALID } from "./position-body.ts";
import { dropTrailingComma } from "./position-layout.ts";
import { BATTERY_PERCENT } from "./reading-fields.ts";

function heartbeat(word: string, about: string, optional: readonly TextField[]): TextLayout {
  return {
    word,
    about,
    fields: [],
    tails: [{ about: "some firmware", fields: optional }],
    read(reader, draft) {
      dropTrailingComma(reader, BODY);
      if (reader.count <= BODY) return "heartbeat";
      const first = optional[0];
      let at = BODY;
      if (first === VALID ? startsWithLetter(reader) : first !== undefined) {
        at = readFields(optional, reader, BODY, draft);
      }
      keepNumbers(reader, at, draft);
      return "heartbeat";
    },
    forms: () => [{ fields: [] }, { fields: optional }],
  };
}

/** The numbers behind a heartbeat: nobody says what they are, and no firmware is without them. */
function keepNumbers(reader: TextReader, at: number, draft: Draft): void {
  if (at < reader.count) readExtra(reader, at, reader.count - at, draft);
}

function startsWithLetter(reader: TextReader): boolean {
  const byte = reader.bytes[reader.from(BODY)]!;
  return byte > 0x40;
}

export const V0: TextLayout = heartbeat("V0", "Login; the server echoes it", []);
export const HTBT: TextLayout = heartbeat("HTBT", "Heartbeat with battery level", [
  BATTERY_PERCENT,
]);
export const XT: TextLayout = heartbeat("XT", "Heartbeat", [VALID]);
