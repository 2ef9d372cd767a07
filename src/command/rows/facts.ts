/** Facts that many rows share: documents with the facts about all their commands, and common arguments. */
import type { IntegerArgument, ListArgument, SmsForm, SocketForm, TextArgument } from "../row.ts";
import { text, whole } from "./arguments.ts";

type Facts = Pick<SocketForm, "firmware" | "confirmation" | "source">;
type SmsFacts = Pick<SmsForm, "confirmation" | "source">;

export const SINOTRACK = 'SinoTrack "Protocol NEW"';
export const TQ = "SinoTrack TQ document";
const HUASUNTEK_DOCUMENT = "HuaSunTeK document V1.0.5";
const CANTRACK_DOCUMENT = "Cantrack A/1 command document";
export const NO_ANSWER_KNOWN = "none is documented";

export const CANTRACK: Facts = {
  firmware: "Cantrack",
  confirmation: NO_ANSWER_KNOWN,
  source: CANTRACK_DOCUMENT,
};
/** A TH unit answers some of them. */
export const CANTRACK_AND_TH = "Cantrack; a TH unit of Traccar's tests answers it";
export const HUASUNTEK: Facts = {
  firmware: "HuaSunTeK",
  confirmation: "V4 without a result",
  source: HUASUNTEK_DOCUMENT,
};
export const SINOTRACK_4G: Omit<Facts, "confirmation"> = {
  firmware: "SinoTrack 4G",
  source: SINOTRACK,
};

/** Settings by SMS. */
export const ST_90X: SmsFacts = {
  confirmation: "SET OK",
  source: "lists of commands for ST-90x models",
};
export const ST_904: SmsFacts = { confirmation: "SET OK", source: "ST-904 manual" };
export const ST_904_AND_907L: SmsFacts = { ...ST_904, source: "ST-904 and ST-907L manuals" };
export const ST_900_AND_907L: SmsFacts = { ...ST_904, source: "ST-900 and ST-907L manuals" };

/** Lists of owners, not documents. */
export const OWNERS_PASTE = "commands of an ST-901, posted by its owner (pastebin Qj60HwFN)";
export const OWNERS_WIKI = "commands of an ST-901 in the wiki of eusonlito/GPS-Tracker";
/** Firmware whose name begins with XM_GT. */
export const XM_GT: SmsFacts = {
  confirmation: "none is known",
  source: "the owner of an OBD80 with XM_GT firmware (Traccar issue 2019)",
};

/** The device acknowledges it. */
export const ACKNOWLEDGED = "0x0001 with the serial number of the command";

export const LOST = "With a wrong value the device reaches no server; then only SMS can reach it.";

export const PHONE_NUMBER: TextArgument = text("phoneNumber", "digits", [3, 20], "Without +");
export const PHONE: Extract<ListArgument["item"], { readonly kind: "text" }> = {
  kind: "text",
  form: "digits",
  least: 3,
  most: 20,
};
export const PORT: IntegerArgument = whole("port", [1, 65535], "Port");
