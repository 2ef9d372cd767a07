/**
 * SMS, text of the device: its answer to a text command that came over the connection (docs/protocol/h02.md
 * §2.12). The text may hold commas and line breaks.
 *
 *     *HQ,8168000005,SMS,SET OK#
 */
import { TO_THE_END } from "../../kind/text/text.ts";
import type { TextWord } from "../../layout/text-form.ts";

export const SMS: TextWord = {
  word: "SMS",
  about: "Text of the device, the answer to a text command",
  forms: [
    {
      type: "text",
      parts: [
        {
          name: "text",
          kind: TO_THE_END,
          about: "Text of the device, up to the #",
        },
      ],
    },
  ],
};
