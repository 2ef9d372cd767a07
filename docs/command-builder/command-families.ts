/** Which firmware takes which form of a command, according to its row and to the commands of the family. */
import { FAMILIES, type Family, type FamilyName } from "../../src/variant/families.ts";
import { COMMAND_VIEWS, type FormView } from "./command-view.ts";

/** The names of families in `firmware` of a form over the socket. */
const NAMES: Readonly<Partial<Record<FamilyName, string>>> = {
  "sinotrack-4g": "SinoTrack 4G",
  "sinotrack-2g": "TQ",
  huasuntek: "HuaSunTeK",
  cantrack: "Cantrack",
  reachfar: "ReachFar",
  qichuan: "QiChuan",
  swyj: "SWYJ",
};
/** SMS texts come from manuals and lists for SinoTrack models, except those of one firmware. */
const TAKE_SMS: readonly FamilyName[] = ["sinotrack-2g", "sinotrack-4g"];
const NO_SINOTRACK = "XM_GT";

export function takes({ family, commands }: Family, form: FormView): boolean {
  switch (form.channel) {
    case "jt808":
      return family.startsWith("jt808");
    case "sms":
      return TAKE_SMS.includes(family) && !form.source.includes(NO_SINOTRACK);
    case "socket":
      if (names(family, form)) return true;
      return isListed(commands, form) && !isNamedElsewhere(family, form.word);
  }
}

function names(family: FamilyName, { firmware = "" }: FormView): boolean {
  const name = NAMES[family];
  return name !== undefined && firmware.includes(name);
}

function isListed(commands: readonly string[], { word }: FormView): boolean {
  return word !== null && commands.includes(firstOf(word));
}

function firstOf(word: string): string {
  return word.split(" ", 1)[0]!;
}

/** Two forms may share a word: if one of their rows names the family, the family takes only that form. */
function isNamedElsewhere(family: FamilyName, word: string | null): boolean {
  return COMMAND_VIEWS.some(({ forms }) =>
    forms.some(
      (form) =>
        form.channel === "socket" &&
        form.word !== null &&
        word !== null &&
        firstOf(form.word) === firstOf(word) &&
        names(family, form),
    ),
  );
}

/** The families with known commands. */
export const COMMANDED: readonly Family[] = FAMILIES.filter((family) =>
  COMMAND_VIEWS.some(({ forms }) => forms.some((form) => takes(family, form))),
);
