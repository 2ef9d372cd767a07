/** The positions in a message of any type, one flat object each. */
import type { Message, Position } from "../model/message.ts";
import { NO_ALARMS } from "../model/status.ts";

/** A position on its own: its values, its alarms and its device. */
export interface PositionLike extends Position {
  /** Device id of the message; `null` if its frame has none. */
  readonly deviceId: string | null;
}

/** Properties of the message that are not about the position. */
const OF_THE_MESSAGE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["type", "command", "maker", "issues", "frame", "jt808", "serialNumber"],
  ...["confirms", "commandTime", "result", "parameters", "answeredSerialNumber"],
  "event",
]);

/** Properties of `jt808` that are about the message. */
const OF_THE_HEADER: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["version", "protocolVersion", "encryption", "part", "assembled", "media"],
]);

/**
 * Returns the positions in any message: one for a position, an alarm, a trip and a confirmation with a place; several for
 * a batch; none for a message without a place. A place that is empty in the frame is a position with `null`; use `fixOf`
 * to judge it. They are copies, in the order of the wire.
 *
 * @example
 * ```ts
 * import { decode, positionsOf } from "sinotrack-protocol";
 *
 * const [parked] = decode("*HQ,2078523240,V1,200625,A,3405.5753,S,05801.8252,W,0,0,241125,FFFFFBFF#");
 * const [position] = positionsOf(parked);
 * position.deviceId; // "2078523240"
 * position.latitude; // -34.09292166666667
 *
 * const [heartbeat] = decode("*HQ,353271799434922,XT#");
 * positionsOf(heartbeat); // []
 * ```
 */
export function positionsOf(message: Message): readonly PositionLike[] {
  const { deviceId } = message;
  if (message.type === "positions") {
    return message.positions.map((position) => ({ ...position, deviceId }));
  }
  if (!("latitude" in message)) return [];
  const position = copyOf(message, OF_THE_MESSAGE) as Mutable<PositionLike>;
  // One growing object: spreading one into the next takes five times as long.
  position.deviceId = deviceId;
  position.alarms ??= NO_ALARMS;
  if (message.jt808 !== undefined) {
    const readings = copyOf(message.jt808, OF_THE_HEADER);
    if (Object.keys(readings).length > 0) position.jt808 = readings;
  }
  return [position];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function copyOf(values: object, but: ReadonlySet<string>): object {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(values)) {
    if (!but.has(name)) copy[name] = (values as Record<string, unknown>)[name];
  }
  return copy;
}
