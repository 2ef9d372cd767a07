/** What the page shows, in the hash of its address. The hash never leaves the browser. */
import { INPUT_FORMS, type InputFormName } from "../../src/text/index.ts";

export interface LinkState {
  readonly input: string;
  readonly form: InputFormName | "auto";
}

/** Longer links are cut by programs that people send them with. */
export const LONGEST_LINK = 8000;

/** The hash without `#`: empty for no input, `null` for an input that is too long for a link. */
export function toHash({ input, form }: LinkState): string | null {
  if (input === "") return "";
  const parameters = new URLSearchParams({ input });
  if (form !== "auto") parameters.set("form", form);
  const hash = parameters.toString();
  return hash.length > LONGEST_LINK ? null : hash;
}

/** `null` if the hash is no state of this page, for example that of a heading. */
export function fromHash(hash: string): LinkState | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const input = parameters.get("input");
  if (input === null) return null;
  const form = parameters.get("form");
  const isKnown = form !== null && Object.hasOwn(INPUT_FORMS, form);
  return { input, form: isKnown ? (form as InputFormName) : "auto" };
}
