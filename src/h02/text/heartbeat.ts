/**
 * Heartbeats:
 *
 *     *HQ,359087952991010,V0#              login, the server echoes it
 *     *HQ,135790246811220,HTBT,100#        battery percent; also without
 *     *HQ,353271799434922,XT#
 *     *HQ,355509112747725,XT,V,0,0#        Cantrack: validity and two numbers
 *     *HQ,356045691158911,XT,1,100#
 *
 * Source: docs/protocol/h02.md §2.5 and §2.11.
 */
import { ANY } from "../../kind/pattern.ts";
import { optional, type TextPart, type TextWord } from "../../layout/text-form.ts";
import { BATTERY_PERCENT, VALID_ROW } from "./rows.ts";

/** The numbers after a heartbeat are undocumented. */
function heartbeatWord(word: Omit<TextWord, "forms">, ...parts: readonly TextPart[]): TextWord {
  return {
    ...word,
    forms: [
      {
        type: "heartbeat",
        parts: [{ part: "comma" }, ...parts, { part: "rest", isSilent: true }],
        isUsual: true,
      },
    ],
  };
}

export const V0: TextWord = /* @__PURE__ */ heartbeatWord({
  word: "V0",
  about: "Login; the server echoes it",
});
export const HTBT: TextWord = /* @__PURE__ */ heartbeatWord(
  { word: "HTBT", about: "Heartbeat with battery level" },
  /* @__PURE__ */ optional(BATTERY_PERCENT, [[1, ANY]], { fast: "p !== last" }),
);
export const XT: TextWord = /* @__PURE__ */ heartbeatWord(
  { word: "XT", about: "Heartbeat" },
  // A letter, not a digit.
  /* @__PURE__ */ optional(VALID_ROW, [[/^[^\0-@]/, ANY]], {
    fast: "p !== last && B[p + 1] > 64",
  }),
);
