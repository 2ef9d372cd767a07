/**
 * Reads a capture of any form and size, frame by frame. It runs in a worker and touches no part of the page.
 *
 * The worker keeps the bytes of each frame; the page gets the row for its list. Everything else is computed on demand.
 */
import { InputDecoder } from "../../src/cli/decode-input.ts";
import type { Message } from "../../src/index.ts";
import type { InputForm, InputFormName } from "../../src/text/index.ts";
import { counted } from "./count.ts";
import { type FrameRow, frameRow } from "./frame-row.ts";
import type { FrameSource } from "./frame-view.ts";
import { type OtherAnswer, otherAnswer } from "./other-answer.ts";

export interface KeptFrame extends FrameSource {
  /** Name of the connection in a log. */
  readonly session: string | null;
  /** Assembled from frames that are listed too: its bytes were never sent in this form. */
  readonly isAssembled: boolean;
}

export interface Capture {
  readonly form: InputForm;
  /** Unreadable input and its likely nature, one line each. */
  readonly problems: readonly string[];
  /** Parts left out on purpose. */
  readonly notes: readonly string[];
  /** The reading as another format, if it has no frame. */
  readonly other: OtherAnswer | null;
  readonly byteCount: number;
}

/** The first rows are handed over in a small slice, so that the page soon shows something. */
const FIRST_SLICE = 100;
const SLICE = 5000;
/** Further problems of an input are not shown. */
const MOST_NOTES = 5;
/** An answer by SMS or of an adapter is short, so the first bytes of the input are enough. */
const MOST_TEXT = 65_536;

/**
 * Reads a capture to its end.
 *
 * @param chunks The bytes of the file or of the pasted text.
 * @param form `auto` detects it.
 * @param frames Receives each frame as it is read, so that it can be shown while reading goes on.
 * @param onRows Called with new rows, and the number of bytes read so far.
 */
export async function readCapture(
  chunks: AsyncIterable<Uint8Array>,
  form: InputFormName | "auto",
  frames: KeptFrame[],
  onRows: (rows: readonly FrameRow[], byteCount: number) => void = () => {},
): Promise<Capture> {
  const head: Uint8Array[] = [];
  let rows: FrameRow[] = [];
  let byteCount = 0;
  let hasFrames = false;

  const handOver = (): void => {
    onRows(rows, byteCount);
    rows = [];
  };
  const keep = (message: Message, line: number | undefined, session: string | undefined): void => {
    const { frame, deviceId, type, jt808 } = message;
    if (type !== "noise") hasFrames = true;
    const isAssembled = jt808?.assembled !== undefined;
    frames.push({ frame, deviceId, line, session: session ?? null, isAssembled });
    rows.push(frameRow(message, frames.length, line));
    if (rows.length >= (frames.length <= FIRST_SLICE ? FIRST_SLICE : SLICE)) handOver();
  };
  const decoder = new InputDecoder(form === "auto" ? {} : { form }, (message, origin) =>
    keep(message, origin.line, origin.session),
  );
  for await (const chunk of chunks) {
    if (byteCount < MOST_TEXT) head.push(chunk.slice(0, MOST_TEXT - byteCount));
    byteCount += chunk.length;
    decoder.push(chunk);
    // The first frames of a large file are shown at once.
    if (rows.length === frames.length || rows.length === 0) handOver();
  }
  decoder.end();
  handOver();
  const { form: read, problems, tally } = decoder;
  const complaint = decoder.complaint();
  const other = hasFrames ? null : otherAnswer(head);
  const shown = other === null ? problems.list.slice(0, MOST_NOTES) : [];
  const isPackets = read.name === "pcap";
  return {
    form: read,
    problems: [
      ...(complaint === null || other !== null ? [] : [complaint]),
      ...(isPackets ? [] : shown.map(({ line, text }) => `Line ${line}: ${text}`)),
    ],
    notes: [
      ...(tally.leftOut === 0
        ? []
        : [`${counted(tally.leftOut, "capture")} from the server left out.`]),
      // Packets have no lines. The part after the semicolon names an option of the command line.
      ...(isPackets ? shown.map(({ text }) => `${text.split(";", 1)[0]}.`) : []),
    ],
    other,
    byteCount,
  };
}
