import { expect, it } from "vitest";
import {
  commandForms,
  commandTexts,
  commandTypes,
  smsForms,
  smsTypes,
} from "../build/print-commands.ts";

// Alone in its file: what prints must not need what is printed.
it.each([
  ["command-forms.ts", commandForms],
  ["command-texts.ts", commandTexts],
  ["command-types.ts", commandTypes],
  ["sms-forms.ts", smsForms],
  ["sms-types.ts", smsTypes],
])("src/generated/%s is up to date (npm run docs writes it)", async (file, print) => {
  await expect(print()).toMatchFileSnapshot(`../src/generated/${file}`);
});
