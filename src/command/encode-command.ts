/**
 * Commands to the device (h02.md section 6):
 *
 *     *HQ,8168000005,D1,062108,30,1#
 *
 * maker code, device id, word, time that the confirmation echoes, parameters. Dialects put the time
 * last or leave it out; table.ts says which.
 */
import { refuse } from "../argument.ts";
import { latin1Bytes } from "../bytes.ts";
import { argumentFields } from "./argument-text.ts";
import type { Command } from "./command.ts";
import type { CommandSpec } from "./spec.ts";
import { commandSpec } from "./table.ts";
import {
  assertDate,
  type CommandTarget,
  DEFAULT_MAKER,
  hhmmss,
  isDeviceId,
  isMaker,
} from "./target.ts";

/**
 * The bytes of a command, to be written to the connection of the device. `text` is the bare text, all
 * others a frame `*…#`. The members of `Command` say what each does, which firmware obeys it and what
 * it answers; `matchConfirmation` recognises the answer.
 *
 * Source: h02.md section 6.
 *
 * @throws RangeError, naming the argument, for an unknown type, a number out of range, and a text that
 * could not go on the wire: `*`, `#`, `,`, control characters and whatever is not ASCII would split the
 * frame or change it. Also for an argument of a wrong type.
 * @throws TypeError if `command` or `to` is no object, or `to.at` no Date.
 */
export function encodeCommand(command: Command, to: CommandTarget): Uint8Array {
  const spec = assertCommand(command);
  if (typeof to !== "object" || to === null) throw new TypeError("to must be an object");
  const { deviceId, at, maker = DEFAULT_MAKER } = to;
  if (!isDeviceId(deviceId)) refuse("to.deviceId", "1 to 15 digits", deviceId);
  if (!isMaker(maker)) refuse("to.maker", "two ASCII letters or digits", maker);
  assertDate(at, "to.at");

  const parameters = parameterFields(spec, command);
  if (spec.time === "bare") return latin1Bytes(parameters.join(","));
  const fields = [`*${maker}`, deviceId];
  if (spec.word !== null) fields.push(spec.word);
  if (spec.time === "first") fields.push(hhmmss(at));
  if (spec.subword !== undefined) fields.push(spec.subword);
  fields.push(...parameters);
  if (spec.time === "last") fields.push(hhmmss(at));
  return latin1Bytes(`${fields.join(",")}#`);
}

/** The row of the table. */
export function assertCommand(command: unknown): CommandSpec {
  if (typeof command !== "object" || command === null) {
    throw new TypeError("command must be an object");
  }
  const { type } = command as { type?: unknown };
  const spec = commandSpec(type);
  if (spec !== undefined) return spec;
  const shown = typeof type === "string" ? JSON.stringify(type.slice(0, 40)) : typeof type;
  throw new RangeError(`command.type must be the type of a known command, not ${shown}`);
}

function parameterFields(spec: CommandSpec, command: Command): string[] {
  const values = command as unknown as Readonly<Record<string, unknown>>;
  return spec.parameters.flatMap((parameter) =>
    typeof parameter === "string" ? [parameter] : argumentFields(parameter, values),
  );
}
