/** Chooses the form of a command for its device. */
import { assertCommand, encodeCommand } from "../command/encode-command.ts";
import { JT808_FORMS, SOCKET_FORMS } from "../command/forms.ts";
import type { Command, Jt808Command } from "../generated/command-types.ts";
import type { Wire } from "./outcome.ts";

/** The known facts about a device. */
export interface Device {
  readonly deviceId: string;
  /** `null` before its first message. */
  readonly protocol: "h02" | "jt808" | null;
  /** Of its last message that has one. */
  readonly maker: string;
  readonly version: 2013 | 2019;
  readonly encodeText: ((text: string) => Uint8Array) | undefined;
}

/**
 * The command in the protocol of the device.
 *
 * @throws RangeError that names the command if that protocol has no such command. TypeError if it is not an object.
 */
export function wireFor(
  command: Command | Jt808Command,
  { protocol }: Device,
  serialNumber: number,
): Wire {
  const type = (command as Partial<Command> | null)?.type;
  const hasSocket = SOCKET_FORMS.has(type);
  const hasJt808 = JT808_FORMS.has(type);
  // Both have `text`.
  if (protocol === "jt808" || (protocol === null && hasJt808 && !hasSocket)) {
    const own = hasJt808 ? (command as Jt808Command) : counterpartOf(assertH02(command));
    if (own !== null) return { protocol: "jt808", command: own, serialNumber };
    throw new RangeError(`command.type must be a command for JT/T 808 devices, not ${type}`);
  }
  if (hasJt808 && !hasSocket) {
    throw new RangeError(`command.type must be a command for H02 devices, not ${type}`);
  }
  return { protocol: "h02", command: assertH02(command) };
}

function assertH02(command: Command | Jt808Command): Command {
  assertCommand(command);
  return command as Command;
}

/** The JT/T 808 command with the same effect, by the standard (docs/protocol/jt808.md §4). */
function counterpartOf(command: Command): Jt808Command | null {
  switch (command.type) {
    case "interval":
      // The standard has no count of reports.
      return command.count === undefined
        ? { type: "setParameters", parameters: [{ name: "reportSeconds", value: command.seconds }] }
        : null;
    case "locate":
      return { type: "queryPosition" };
    case "restart":
      return { type: "control", code: 4 };
    case "factoryReset":
      return { type: "control", code: 5 };
    default:
      return null;
  }
}

/** @throws RangeError that names the argument. */
export function encodeWire(wire: Wire, device: Device, at: Date): Uint8Array {
  const { deviceId, maker, version, encodeText } = device;
  if (wire.protocol === "h02") {
    return encodeCommand(wire.command, { deviceId, at, maker });
  }
  return encodeCommand(wire.command, {
    protocol: "jt808",
    deviceId,
    serialNumber: wire.serialNumber,
    version,
    ...(encodeText === undefined ? {} : { encodeText }),
  });
}

/** Whether no document has an answer. */
export function isUnanswered(wire: Wire): boolean {
  return wire.protocol === "h02" && SOCKET_FORMS.get(wire.command.type)!.isUnanswered === true;
}
