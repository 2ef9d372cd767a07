/** Writes JT/T 808 frames as devices send them, for simulators and round trips. */
import type { EncodeText } from "../kind/bytes-writer.ts";
import type { OwnRows } from "../kind/meaning.ts";
import { refuseValue } from "../kind/refuse.ts";
import type { BytesRow, Values } from "../kind/row.ts";
import type { Form } from "../layout/form.ts";
import { writeBody } from "./body.ts";
import { idOf } from "./header.ts";
import { itemsToWrite } from "./items.ts";
import { formsOf } from "./messages.ts";
import { POSITION } from "./position.ts";
import { writeFrame } from "./writer.ts";

/** Times are written in GMT+8. */
const UTC_OFFSET_MINUTES = 480;

/**
 * The possible forms of a message, the longest first; for an `unknown` message that of its raw body. A message that
 * `SubPackages` assembled must fit into one frame.
 *
 * @throws RangeError that names the property that no frame can carry.
 */
export function jt808Forms(values: Values, encodeText?: EncodeText, own?: OwnRows): Form[] {
  const { type, command, deviceId, serialNumber = 0, jt808, obd } = values;
  const id = idOf(command, "message.command");
  const { version = 2013, protocolVersion = 1, part, encryption, passthroughType } = jt808 ?? {};
  if (deviceId === null) refuseValue("deviceId", "an id", deviceId);
  if ((part?.total ?? 0) > 1) throw new RangeError("message.jt808.part: parts cannot be written");
  if (encryption !== undefined)
    throw new RangeError("message.jt808.encryption: encrypted bodies cannot be written");
  if (type === "unknown" && obd !== undefined)
    throw new RangeError("message.obd of passed-through data cannot be written");
  // Raw bytes are written as they are.
  const isRaw = type === "unknown" && passthroughType === undefined;
  const forms = formsOf(id, version).filter((form) => form.type === type);
  if ((!isRaw && forms.length === 0) || id === 0x5501 || id === 0x5502)
    throw new RangeError(`message.command ${command} has no ${type} message that can be written`);
  const bodies: (readonly BytesRow[])[] = isRaw
    ? [[]]
    : forms.sort((a, b) => b.least - a.least).map(({ rows }) => rows);
  const address = { deviceId, serialNumber, version, protocolVersion };
  return bodies.map((rows) => ({
    // The values of records count too.
    rows: [...rows, ...POSITION, ...itemsToWrite(own)],
    write: () =>
      writeFrame(id, address, writeBody(rows, values, UTC_OFFSET_MINUTES, encodeText, own)),
  }));
}
