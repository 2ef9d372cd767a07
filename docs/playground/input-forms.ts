/** The names of input forms on the page. */
import { INPUT_FORMS, type InputForm, type InputFormName } from "../../src/text/index.ts";

export type FormChoice = InputFormName | "auto";

export const FORM_NAMES: Readonly<Record<FormChoice, string>> = {
  auto: "Recognise it",
  raw: "Raw bytes",
  text: "Text frames",
  traccar: "Log of Traccar",
  log: "Log",
  jsonl: "JSON Lines",
  csv: "CSV",
  dump: "Hex dump",
  hex: "Hexadecimal",
  base64: "Base64",
  code: "Bytes of a program",
  pcap: "Captured packets",
};

export const FORM_CHOICES: readonly FormChoice[] = [
  "auto",
  ...(Object.keys(INPUT_FORMS) as InputFormName[]),
];

/** `Read as log of Traccar: line 1: …`; empty if nothing was recognised. */
export function recognised({ name, reasons }: InputForm, choice: FormChoice): string {
  if (name === null) return "";
  const [first = "", ...rest] = FORM_NAMES[name];
  const said = first.toLowerCase() + rest.join("");
  const named = /^(?:CSV|JSON)/.test(FORM_NAMES[name]) ? FORM_NAMES[name] : said;
  if (choice !== "auto") return `Read as ${named}, as chosen.`;
  return `Read as ${named}${reasons.length === 0 ? "" : ` (${reasons.slice(0, 3).join("; ")})`}.`;
}
