/** Keeps the input of the page in the hash of its address, which never leaves the browser. */
import { INPUT_FORMS, type InputFormName } from "../../src/text/index.ts";

export interface LinkState {
  readonly input: string;
  readonly form: InputFormName | "auto";
}

/** Longer links are truncated by some mail and chat programs. */
export const LONGEST_LINK = 8000;

/** The hash without `#`: empty without input, `null` if the input is too long for a link. */
export function toHash({ input, form }: LinkState): string | null {
  if (input === "") return "";
  const parameters = new URLSearchParams({ input });
  if (form !== "auto") parameters.set("form", form);
  const hash = parameters.toString();
  return hash.length > LONGEST_LINK ? null : hash;
}

/** `null` if the hash is no state of the page, for example the anchor of a heading. */
export function fromHash(hash: string): LinkState | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const input = parameters.get("input");
  if (input === null) return null;
  const form = parameters.get("form");
  const isKnown = form !== null && Object.hasOwn(INPUT_FORMS, form);
  return { input, form: isKnown ? (form as InputFormName) : "auto" };
}
