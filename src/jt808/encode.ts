/** JT/T 808 frames as devices send them, from the values of a message: for simulators and round trips. */
import { refuseValue } from "../kind/refuse.ts";
import type { Values } from "../kind/row.ts";
import type { Form } from "../layout/form.ts";
import { idOf } from "./header.ts";
import { USUAL_ITEMS } from "./items.ts";
import { formOf, writeBody } from "./messages.ts";
import { POSITION } from "./position.ts";
import { writeFrame } from "./writer.ts";

/** Times are written in GMT+8. */
const UTC_OFFSET_MINUTES = 480;

/**
 * The one form of a message; of an `unknown` one that of its raw body. A registration of a header of 2013 has the
 * body of 2013. A message put together by `SubPackages` must fit into one frame.
 *
 * @throws RangeError that names the property which no frame carries.
 */
export function jt808Form(values: Values): Form {
  const { type, command, deviceId, serialNumber = 0, jt808, obd, passthroughType } = values;
  const id = idOf(command, "message.command");
  const { version = 2013, protocolVersion = 1, part, encryption } = jt808 ?? {};
  if (deviceId === null) refuseValue("deviceId", "an id", deviceId);
  if ((part?.total ?? 0) > 1) throw new RangeError("message.jt808.part: parts cannot be written");
  if (encryption !== undefined)
    throw new RangeError("message.jt808.encryption: encrypted bodies cannot be written");
  if (type === "unknown" && obd !== undefined)
    throw new RangeError("message.obd of passed-through data cannot be written");
  const form = formOf(id, version, Number.POSITIVE_INFINITY);
  // What was not read is written as it is.
  const isRaw = type === "unknown" && passthroughType === undefined;
  if ((!isRaw && form?.type !== type) || id === 0x5501 || id === 0x5502)
    throw new RangeError(`message.command ${command} has no ${type} message that can be written`);
  const rows = isRaw ? [] : form!.rows;
  const address = { deviceId, serialNumber, version, protocolVersion };
  return {
    // What records hold is in them too.
    rows: [...rows, ...POSITION, ...USUAL_ITEMS],
    write: () => writeFrame(id, address, writeBody(rows, values, UTC_OFFSET_MINUTES)),
  };
}
