/** JT/T 808 frames as devices send them, from the values of a message: for simulators and round trips. */
import type { Draft } from "../model/draft.ts";
import type { Message } from "../model/message.ts";
import type { Jt808Field } from "./layout.ts";
import { bodyOf, jt808Layout } from "./messages.ts";
import { assertWhole, type Jt808Address, Writer, writeFrame } from "./writer.ts";

export interface EncodeJt808Options {
  /** Which form of the 2013 header's registration to write; 2013 by default. */
  readonly registration?: 2011 | 2013;
}

/**
 * Writes 0x0001, 0x0002, 0x0003, 0x0100, 0x0102, 0x0104, 0x0200, 0x0201 and 0x0704 from the values alone, and
 * other messages from their raw body (`unknown` with `tail`). `decode` of the result has the values of the
 * message, as long as they are multiples of what the wire counts in: coordinates are rounded to a millionth of a
 * degree, speeds to 0.1 km/h. Times are written in GMT+8. A message put together by `SubPackages` must fit into one
 * frame.
 *
 * @throws RangeError that names the property that does not go on the wire.
 */
export function encodeJt808Message(message: Message, options: EncodeJt808Options = {}): Uint8Array {
  const id = idOf(message.command);
  const layout = jt808Layout(id);
  const address = addressOf(message);
  const draft = message as unknown as Draft;
  if (id === 0x5501 || id === 0x5502)
    throw new RangeError(`command ${message.command} cannot be written`);
  if (message.type === "unknown") return writeFrame(id, address, rawBody(draft));
  if (layout === undefined || layout.type !== message.type) {
    throw new RangeError(`command ${message.command} is no ${message.type} of JT/T 808`);
  }
  const length = options.registration === 2011 ? 0 : Number.MAX_SAFE_INTEGER;
  const { fields } = bodyOf(layout, address.version === 2019, length);
  return writeFrame(id, address, bodyBytes(fields, draft));
}

function bodyBytes(fields: readonly Jt808Field[], draft: Readonly<Draft>): number[] {
  const writer = new Writer();
  for (const field of fields) field.write(writer, draft);
  // What stood behind the items, or behind the last field.
  if (fields.every(({ name }) => !WITH_TAIL.has(name))) writer.append(draft.tail ?? []);
  return writer.bytes;
}

/** Fields that write the tail themselves. */
const WITH_TAIL: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "tail",
  "positions",
  "deviceParameters",
]);

function rawBody({ passthroughType, tail = new Uint8Array(0), obd }: Readonly<Draft>): number[] {
  if (obd !== undefined) throw new RangeError("obd of passed-through data cannot be written");
  return passthroughType === undefined ? [...tail] : [passthroughType, ...tail];
}

/** The number that `0x0200` stands for. */
export function idOf(command: string): number {
  const id = command.length === 6 && command.startsWith("0x") ? Number(command) : Number.NaN;
  assertWhole(id, 0xffff, "command");
  return id;
}

/** @throws RangeError if the message names no device. */
function addressOf({ deviceId, serialNumber = 0, jt808 }: Message): Jt808Address {
  if (deviceId === null) throw new RangeError("deviceId must not be null");
  if ((jt808?.part?.total ?? 0) > 1) throw new RangeError("jt808.part: parts cannot be written");
  if (jt808?.encryption !== undefined) {
    throw new RangeError("jt808.encryption: encrypted bodies cannot be written");
  }
  return {
    deviceId,
    serialNumber,
    version: jt808?.version ?? 2013,
    protocolVersion: jt808?.protocolVersion ?? 1,
  };
}
