/**
 * `7E … 7E`: a text or `$` record of PengAoDa units (docs/protocol/h02.md §8.4), or JT/T 808 (docs/protocol/jt808.md §3).
 * Both escape their flag byte, both end with an XOR.
 */

import { type Span, spansOf } from "../explain.ts";
import { type Contents, contentsOf, escapeBytes } from "../frame/escaped.ts";
import { FLAG } from "../frame/start.ts";
import { type Jt808ProfileName, knownProfiles } from "../jt808/profiles.ts";
import { lazy } from "../lazy.ts";
import type { Frame } from "../model/frame.ts";
import { type ParseOptions, parseInner } from "../parse.ts";
import { sumOf } from "../pengaoda/checksum.ts";
import { unwrapPengAoDa } from "../pengaoda/pengaoda-frame.ts";
import { type Counts, replaceFields } from "./fields.ts";
import type { Replacer } from "./replacer.ts";

/**
 * The frame with other values. It may be longer or shorter by the escapes that its bytes need.
 *
 * @param body For a part of a message: its new body.
 */
export function anonymiseEscaped(
  frame: Frame,
  replacer: Replacer,
  options: ParseOptions,
  counts: Counts,
  body?: Uint8Array,
): Uint8Array {
  const { bytes: sent } = frame;
  // A flag may have closed the frame before it as well.
  const open = sent[0] === FLAG ? 1 : 0;
  const contents = contentsOf(sent, open, sent.length - 1);
  const { bytes, from, to } = contents;
  const check = to - 1;
  if (check <= from) return sent.slice();
  const inner = unwrapPengAoDa(frame)?.inner;
  const made =
    inner === undefined
      ? replaceFields(
          bytes,
          "escaped",
          plainSpans(frame, contents, options),
          replacer,
          counts,
        ).slice(from, check)
      : replaceFields(
          inner.bytes,
          inner.format,
          spansOf(inner, options, parseInner),
          replacer,
          counts,
        );
  if (body !== undefined) made.set(body, made.length - body.length);
  // Right with either start, or wrong by as much as before.
  const error = bytes[check]! ^ sumOf(bytes.subarray(from), check - from);
  const content = [...made, error ^ sumOf(made, made.length)];
  return new Uint8Array([
    ...sent.subarray(0, open),
    ...(contents.isUnescaped ? content : escapeBytes(content)),
    FLAG,
  ]);
}

/** Profiles whose items differ from those of other makers only by id and length; the others may hold anything. */
const GUESSED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "obd-91-94",
  "gps51",
  "bsj-eb",
  "aovx",
]);
const sureProfiles: () => readonly Jt808ProfileName[] = /* @__PURE__ */ lazy(() =>
  knownProfiles()
    .map(({ name }) => name)
    .filter((name) => !GUESSED.has(name)),
);

/** The spans between the flags, by the offsets of unescaped bytes. */
function plainSpans(frame: Frame, contents: Contents, options: ParseOptions): readonly Span[] {
  const [first, end] = [contents.place(contents.from), contents.place(contents.to)];
  let at = contents.from;
  // Spans are in order.
  const plain = (place: number): number => {
    while (contents.place(at) < place) at++;
    return at;
  };
  return spansOf(frame, { ...options, jt808Profiles: sureProfiles() })
    .filter(({ from, to }) => from >= first && to <= end)
    .map((span) => ({ ...span, from: plain(span.from), to: plain(span.to) }));
}
