/** Options of the command line for `decode`. Without Commander, for the threads of `--jobs`. */
import { decodeGbk } from "../gbk/index.ts";
import type { DecodeOptions, StatusTableName } from "../index.ts";
import type { Jt808ProfileName } from "../jt808/profiles.ts";

export interface ReadingOptions {
  readonly statusTable?: StatusTableName;
  readonly binaryLength?: number;
  readonly jt808Profiles?: readonly Jt808ProfileName[];
  readonly jt808UtcOffset?: number;
}

/** The options of a command that affect decoding. */
export function readingOf({
  statusTable,
  binaryLength,
  jt808Profiles,
  jt808UtcOffset,
}: ReadingOptions): ReadingOptions {
  return {
    ...(statusTable === undefined ? {} : { statusTable }),
    ...(binaryLength === undefined ? {} : { binaryLength }),
    ...(jt808Profiles === undefined ? {} : { jt808Profiles }),
    ...(jt808UtcOffset === undefined ? {} : { jt808UtcOffset }),
  };
}

export function decodeOptionsOf(options: ReadingOptions): DecodeOptions {
  const { jt808UtcOffset, ...others } = readingOf(options);
  return {
    decodeText: decodeGbk,
    ...others,
    ...(jt808UtcOffset === undefined ? {} : { jt808UtcOffsetMinutes: jt808UtcOffset }),
  };
}
