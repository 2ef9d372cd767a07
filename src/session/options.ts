import { refuse } from "../argument.ts";
import type { DecodeOptions } from "../decode.ts";
import { assertAscii } from "../jt808/writer.ts";

/** How a session reads, answers and waits. */
export interface SessionOptions extends DecodeOptions {
  /**
   * How reports are acknowledged. `r12`, `v4` and `none` are those of `replyTo`. `auto`, the default, begins with
   * `r12`, that of the official document, and follows what `identify` says of the first 16 messages: `v4` or
   * nothing for the families that are known to want that.
   */
  readonly acknowledgement?: "auto" | "r12" | "v4" | "none";
  /** The device, where it is known before it speaks. What it says itself counts more. */
  readonly deviceId?: string;
  /** The code in the answer to a JT/T 808 registration; the device id by default. */
  readonly authenticationCode?: string;
  /** Encodes text to a JT/T 808 device that is not ASCII: `encodeGbk` of `sinotrack-protocol/gbk`. */
  readonly encodeText?: (text: string) => Uint8Array;
  /** Milliseconds that a device may take for its answer to a command, 1 to 2147483647; 30,000 by default. */
  readonly answerTimeoutMs?: number;
}

export const ANSWER_TIMEOUT_MS = 30_000;

const ACKNOWLEDGEMENTS: readonly unknown[] = ["auto", "r12", "v4", "none"];

/** @throws RangeError that names the option and what it can be. Those for reading are looked at by the reader. */
export function assertSessionOptions(options: SessionOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError("options must be an object");
  }
  const { acknowledgement = "auto", deviceId, answerTimeoutMs = ANSWER_TIMEOUT_MS } = options;
  if (!ACKNOWLEDGEMENTS.includes(acknowledgement)) {
    refuse("options.acknowledgement", "auto, r12, v4 or none", acknowledgement);
  }
  const { authenticationCode = "", encodeText } = options;
  if (encodeText !== undefined && typeof encodeText !== "function") {
    throw new TypeError("options.encodeText must be a function");
  }
  // What it makes of this code is looked at when it is sent.
  if (encodeText === undefined) assertAscii(authenticationCode, 255, "options.authenticationCode");
  if (deviceId !== undefined && (typeof deviceId !== "string" || deviceId === "")) {
    refuse("options.deviceId", "a text", deviceId);
  }
  const isTime = Number.isInteger(answerTimeoutMs) && answerTimeoutMs >= 1;
  if (!isTime || answerTimeoutMs > 0x7fffffff) {
    refuse("options.answerTimeoutMs", "a whole number from 1 to 2147483647", answerTimeoutMs);
  }
}
