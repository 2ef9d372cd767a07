/** What a fast reader needs where it asks the rows. */
import { unescapedFrom } from "../frame/escaped.ts";
import type { Issue } from "../issue.ts";
import { BytesReader, type BytesSettings } from "../kind/bytes-reader.ts";
import type { Frame } from "../model/frame.ts";
import type { Edition } from "./status.ts";

/**
 * Made only for frames that need it: it is a tenth of what a report allocates. `bytes` are those of the frame, or the
 * same without escapes.
 */
export function readerOf(
  frame: Frame,
  bytes: Uint8Array,
  settings: BytesSettings,
  edition: Edition,
  issues: Issue[],
): BytesReader {
  const origin = bytes === frame.bytes ? null : unescapedFrom(frame.bytes, bytes);
  const r = new BytesReader(bytes, settings, null, origin, issues);
  r.edition = edition;
  return r;
}
