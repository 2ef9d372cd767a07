/**
 * SMS, text of the device: its answer to a text command that came over the connection (h02.md section
 * 2.12). The text may hold commas and line breaks.
 *
 *     *HQ,8168000005,SMS,SET OK#
 */
import { latin1Text } from "../../bytes.ts";
import type { FieldMeaning } from "../../layout/layout.ts";
import { BODY, type TextLayout } from "../../layout/text-layout.ts";

const TEXT: FieldMeaning = { name: "text", about: "Text of the device, up to the #" };

export const SMS: TextLayout = {
  word: "SMS",
  about: "Text of the device, the answer to a text command",
  fields: [],
  tails: [],
  read(reader, draft) {
    draft.text = "";
    if (reader.count <= BODY) return "text";
    draft.text = latin1Text(reader.bytes, reader.from(BODY), reader.hash);
    reader.mark(TEXT, BODY, reader.count - 1, draft);
    return "text";
  },
  forms: () => [{ fields: [{ write: ({ text = "" }, writer) => writer.put(text) }] }],
};
