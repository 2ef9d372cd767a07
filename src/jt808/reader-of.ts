/** The reader of rows for a fast reader. */
import { unescapedFrom } from "../frame/escaped.ts";
import type { Issue } from "../issue.ts";
import { BytesReader, type BytesSettings, type Origin } from "../kind/bytes-reader.ts";
import { type Frame, SplitFrame } from "../model/frame.ts";
import type { Edition } from "./status.ts";

/**
 * Created only for frames that need it: it takes a tenth of the memory that a report allocates. `bytes` are the buffer
 * of the frame, or its bytes without escapes.
 */
export function readerOf(
  frame: Frame,
  bytes: Uint8Array,
  settings: BytesSettings,
  edition: Edition,
  issues: Issue[],
): BytesReader {
  const r = new BytesReader(bytes, settings, null, originOf(frame, bytes), issues);
  r.edition = edition;
  return r;
}

function originOf(frame: Frame, bytes: Uint8Array): Origin | null {
  if (frame instanceof SplitFrame && bytes === SplitFrame.bufferOf(frame)) {
    const start = SplitFrame.startOf(frame);
    return { place: (at) => at - start };
  }
  return bytes === frame.bytes ? null : unescapedFrom(frame.bytes, bytes);
}
