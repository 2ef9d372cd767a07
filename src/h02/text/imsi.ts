/**
 * IMSI, the subscriber number of the SIM (made up for CONTRIBUTING.md):
 *
 *     *HQ,865523843637906,IMSI,262011234567890#
 */
import { TEXT } from "../../kind/text/text.ts";
import type { TextWord } from "../../layout/text-form.ts";

export const IMSI: TextWord = {
  word: "IMSI",
  about: "Subscriber number of the SIM",
  forms: [
    {
      type: "identity",
      parts: [
        {
          name: "imsi",
          kind: TEXT,
          personal: "id",
          about: "Country, network and subscriber, 15 digits, as sent",
        },
      ],
    },
  ],
};
