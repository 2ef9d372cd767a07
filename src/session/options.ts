import { callable, checkOptions, oneOf, refuse, text, whole } from "../argument.ts";
import type { DecodeOptions } from "../decode.ts";
import { assertAscii } from "../jt808/writer.ts";
import { assertParseOptions } from "../parse.ts";

/** Options of a session. */
export interface SessionOptions extends DecodeOptions {
  /**
   * The acknowledgement of reports. `r12`, `v4` and `none` are those of `replyTo`. `auto`, the default, begins with
   * `r12`, the form of the official document, and changes by the family that `identify` finds in the first 16 messages:
   * `v4` or nothing for the families that are known to expect that.
   */
  readonly acknowledgement?: "auto" | "r12" | "v4" | "none";
  /** Device id, if it is known before the first message. An id in a message takes precedence. */
  readonly deviceId?: string;
  /** The code in the answer to a JT/T 808 registration; the device id by default. */
  readonly authenticationCode?: string;
  /** Encodes text to a JT/T 808 device that is not ASCII: `encodeGbk` of `sinotrack-protocol/gbk`. */
  readonly encodeText?: (text: string) => Uint8Array;
  /** Time limit for the answer to a command, in milliseconds, 1 to 2147483647; 30,000 by default. */
  readonly answerTimeoutMs?: number;
}

export const ANSWER_TIMEOUT_MS = 30_000;

/** @throws RangeError that names the option and what it can be. */
export function assertSessionOptions(options: SessionOptions): void {
  assertParseOptions(options);
  checkOptions(options, {
    acknowledgement: oneOf("auto", "r12", "v4", "none"),
    encodeText: callable,
    // What `encodeText` makes of it is looked at when it is sent.
    authenticationCode: (name, value) =>
      options.encodeText === undefined
        ? assertAscii(value as string, 255, name)
        : text(name, value),
    deviceId: (name, value) => value === "" && refuse(name, "a string that is not empty", value),
    answerTimeoutMs: (name, value) => whole(name, value, 1, 0x7fffffff),
  });
}
