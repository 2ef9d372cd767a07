/** The positions in a message, flat: one row each, whatever message they came in. */
import type { Message, Position } from "../model/message.ts";
import type { AlarmName } from "../model/status.ts";

/** A position by itself: its values, whose it is, and which alarms came with it. */
export interface PositionLike extends Position {
  /** Of the message; `null` if its frame names none. */
  readonly deviceId: string | null;
  /** All that came with this position, from whatever field, each once; empty for none. */
  readonly alarms: readonly AlarmName[];
}

/** What is said of a message, and not of the place in it. */
const OF_THE_MESSAGE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["type", "command", "maker", "issues", "frame", "jt808", "serialNumber"],
  ...["confirms", "commandTime", "result", "parameters", "answeredSerialNumber"],
  ...["event", "alarm", "userAlarms"],
]);

/**
 * The positions in any message: one for a position, an alarm, a trip, and a confirmation with a place; each of its own
 * for a batch; none for what carries no place. A place that the frame leaves empty is a position too, with `null`:
 * `fixOf` says what it is good for. They are copies, in the order of the wire.
 */
export function positionsOf(message: Message): readonly PositionLike[] {
  const { deviceId } = message;
  if (message.type === "positions") {
    return message.positions.map((position) => ({
      ...position,
      deviceId,
      alarms: alarmsOf(position),
    }));
  }
  if (!("latitude" in message)) return [];
  const values = Object.entries(message).filter(([name]) => !OF_THE_MESSAGE.has(name));
  return [
    { ...(Object.fromEntries(values) as unknown as Position), deviceId, alarms: alarmsOf(message) },
  ];
}

/** All alarms of a message or a position, each once; that of an alarm message first. */
export function alarmsOf(of: object): readonly AlarmName[] {
  const { status, userAlarms, alarm } = of as Partial<Position> & { alarm?: AlarmName | null };
  const own = alarm === null || alarm === undefined ? [] : [alarm];
  return [...new Set([...own, ...(userAlarms ?? []), ...(status?.alarms ?? [])])];
}
