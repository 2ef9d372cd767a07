/** Decodes a text frame into a message. */
import { latin1Text } from "../../bytes.ts";
import type { Meaning, Values } from "../../kind/row.ts";
import { TextReader } from "../../kind/text-reader.ts";
import type { TraceEntry } from "../../kind/trace.ts";
import { BODY } from "../../layout/text-form.ts";
import { keep, readForm } from "../../layout/text-rows.ts";
import type { Frame } from "../../model/frame.ts";
import type { Message } from "../../model/message.ts";
import { newMessage, newReport } from "../../model/new-message.ts";
import type { ProtocolTables } from "../../model/protocol.ts";
import { NO_ALARMS, type StatusTableName } from "../../model/status.ts";
import { readExtension } from "./extension.ts";
import { formOf, textWordAt } from "./words.ts";

const START: Meaning = { name: "start", about: "Start of the frame", personal: "harmless" };
const MAKER: Meaning = { name: "maker", about: "Maker code", personal: "harmless" };
const DEVICE_ID: Meaning = { name: "deviceId", about: "Device id", personal: "id" };
const COMMAND: Meaning = { name: "command", about: "Type of the message", personal: "harmless" };
const UNKNOWN_COMMAND: Meaning = { ...COMMAND, personal: "word" };
const END: Meaning = { name: "end", about: "End of the frame", personal: "harmless" };

/**
 * @param given The table of the status word that the caller chose.
 * @param table The table of the sender, if it is known.
 * @param own The forms of the option `protocol`.
 */
export function readText(
  frame: Frame,
  given: StatusTableName | undefined,
  table: StatusTableName | undefined,
  trace: TraceEntry[] | null,
  own?: ProtocolTables,
): Message {
  const { bytes } = frame;
  const r = new TextReader(bytes);
  r.trace = trace;
  r.own = own;
  // Known makers and words need no string of their own.
  const isHq = bytes[1] === 0x48 && bytes[2] === 0x51;
  const maker = isHq ? "HQ" : latin1Text(bytes, 1, Math.min(3, bytes.length));
  const found =
    r.count > 2 ? (textWordAt(bytes, r.from(2), r.to(2)) ?? own?.words.get(r.text(2))) : undefined;
  const command = found?.name ?? (r.count > 2 ? r.text(2) : "");
  r.table = given ?? table ?? found?.table ?? "tq";
  r.isTableGiven = given !== undefined;
  const deviceId = readDeviceId(r);
  if (r.hasOtherBytes) r.report("non-ascii", "frame", 0, r.count, "printable ASCII");
  if (r.hash === bytes.length) r.report("truncated", "frame", r.count, r.count, "#");

  const form = found === undefined ? undefined : formOf(found, r);
  // The values become the message: copying them would take a third of the whole time.
  const values: Values = form?.isReport
    ? newReport(command, maker, deviceId)
    : newMessage(command, maker, deviceId);
  if (trace !== null) markHead(r, values, found === undefined);
  if (form === undefined) {
    r.report("unknown-type", "frame", 2, 2, "a documented type");
    values["extra"] = [];
    keep(r, BODY, r.count, values);
  } else {
    values["type"] = form.type;
    form.begin?.(values);
    readForm(form, r, values);
    // Some have no status, which would set them.
    if (form.type === "position") values["alarms"] ??= NO_ALARMS;
  }
  if (r.hash + 1 < bytes.length) readExtension(r, values);
  values["issues"] = r.issues;
  values["frame"] = frame;
  return values as Message;
}

function readDeviceId(r: TextReader): string | null {
  if (r.width(1) === 0) {
    r.report("missing-id", "deviceId", 1, 1, "a device id");
    return null;
  }
  if (!r.isDigits(1, 1, 64)) r.report("bad-id", "deviceId", 1, 1, "digits");
  return r.text(1);
}

function markHead(r: TextReader, values: Values, isUnknown: boolean): void {
  r.markBytes(START, 0, Math.min(1, r.hash), values);
  r.markBytes(MAKER, 1, Math.min(3, r.hash), values);
  r.mark(DEVICE_ID, 1, 1, values);
  r.mark(isUnknown ? UNKNOWN_COMMAND : COMMAND, 2, 2, values);
  r.markBytes(END, r.hash, Math.min(r.hash + 1, r.bytes.length), values);
}
