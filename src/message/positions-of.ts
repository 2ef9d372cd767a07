/** The positions in a message, flat: one row each, whatever message they came in. */
import type { Message, Position } from "../model/message.ts";
import { NO_ALARMS } from "../model/status.ts";

/** A position by itself: its values, its alarms, and whose it is. */
export interface PositionLike extends Position {
  /** Of the message; `null` if its frame names none. */
  readonly deviceId: string | null;
}

/** What is said of a message, and not of the place in it. */
const OF_THE_MESSAGE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["type", "command", "maker", "issues", "frame", "serialNumber"],
  ...["confirms", "commandTime", "result", "parameters", "answeredSerialNumber"],
  "event",
]);

/** What `jt808` says of the message. */
const OF_THE_HEADER: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["version", "protocolVersion", "encryption", "part", "assembled", "media"],
]);

/**
 * The positions in any message: one for a position, an alarm, a trip, and a confirmation with a place; each of its own
 * for a batch; none for what carries no place. A place that the frame leaves empty is a position too, with `null`:
 * `fixOf` says what it is good for. They are copies, in the order of the wire.
 */
export function positionsOf(message: Message): readonly PositionLike[] {
  const { deviceId } = message;
  if (message.type === "positions") {
    return message.positions.map((position) => ({ ...position, deviceId }));
  }
  if (!("latitude" in message)) return [];
  const { alarms = NO_ALARMS, jt808, ...values } = without(message, OF_THE_MESSAGE) as Position;
  const readings = without(jt808 ?? {}, OF_THE_HEADER);
  const isEmpty = Object.keys(readings).length === 0;
  return [{ ...values, ...(isEmpty ? {} : { jt808: readings }), deviceId, alarms }];
}

function without(values: object, names: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)));
}
