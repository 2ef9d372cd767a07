/** Exports frames in the formats of other programs, anonymised on request. */

import { createAnonymiser } from "../../src/anonymise/anonymise.ts";
import { concat, hexText, latin1Text } from "../../src/bytes.ts";
import { toCsv, toGeoJson, toGpx } from "../../src/export/index.ts";
import { decode, type Message, parseFrame, toJson } from "../../src/index.ts";
import type { KeptFrame } from "./capture.ts";
import type { ExportFormat } from "./export-formats.ts";
import type { Exported } from "./protocol.ts";
import { vectorLines } from "./vector.ts";

/** Frames that are read together: a record without an id has it from an earlier frame. */
type Run = readonly KeptFrame[];

const MOST_IN_A_RUN = 1000;

/** @param seed Seed of the anonymiser: whoever knows it can test which id became which. */
export function exportFrames(
  frames: readonly KeptFrame[],
  format: ExportFormat,
  isAnonymised: boolean,
  seed: string = randomSeed(),
): Exported {
  const runs = runsOf(frames);
  const counts = new Map<string, number>();
  let notJudged = 0;
  let pieces = runs.map(bytesOfRun);
  if (isAnonymised) {
    const anonymiser = createAnonymiser(seed);
    const take = (bytes: Uint8Array): Uint8Array | null => {
      const report = anonymiser.report(bytes);
      if (report.notJudged.length > 0) return null;
      for (const [kind, count] of Object.entries(report.replaced)) {
        counts.set(kind, (counts.get(kind) ?? 0) + count);
      }
      return report.bytes;
    };
    pieces = runs.flatMap((run, index) => {
      const whole = take(pieces[index] as Uint8Array);
      if (whole !== null) return [whole];
      // A frame that fails must not take the others of its run with it.
      return run.flatMap((one) => {
        const alone = run.length === 1 ? null : take(one.frame.bytes);
        if (alone === null) notJudged++;
        return alone ?? [];
      });
    });
  }
  const text = WRITTEN[format](pieces, isAnonymised ? null : frames);
  return { text, frameCount: frames.length - notJudged, replaced: [...counts], notJudged };
}

/**
 * @param frames The frames of the pieces as they were read, with their lines; `null` if the bytes have changed since.
 */
type Write = (pieces: readonly Uint8Array[], frames: readonly KeptFrame[] | null) => string;

const WRITTEN: Readonly<Record<ExportFormat, Write>> = {
  frames: (pieces) => linesOf(pieces),
  geojson: (...from) => `${JSON.stringify(toGeoJson(messagesOf(...from)))}\n`,
  gpx: (...from) => toGpx(messagesOf(...from)),
  csv: (...from) => toCsv(messagesOf(...from)),
  ndjson: (pieces, frames) => {
    const lines = messagesOf(pieces, frames).map((message, index) => {
      const { line, session = null } = frames?.[index] ?? {};
      const origin = {
        ...(line === undefined ? {} : { line }),
        ...(session === null ? {} : { session }),
      };
      const values = toJson(message);
      return JSON.stringify(Object.keys(origin).length > 0 ? { origin, ...values } : values);
    });
    return lines.map((line) => `${line}\n`).join("");
  },
  vectors: (pieces) => {
    let lines: string[] = [];
    for (const piece of pieces) lines = [...lines, ...vectorLines(piece, lines.length + 1)];
    return lines.map((line) => `${line}\n`).join("");
  },
};

function messagesOf(
  pieces: readonly Uint8Array[],
  frames: readonly KeptFrame[] | null,
): readonly Message[] {
  if (frames === null) return pieces.flatMap((piece) => decode(piece));
  return frames.map(({ frame, deviceId }) =>
    parseFrame(frame, deviceId === null ? {} : { deviceId }),
  );
}

/** One piece per line, as text if all of them are text. */
function linesOf(pieces: readonly Uint8Array[]): string {
  const isText = pieces.every((piece) => piece.every((byte) => byte >= 0x20 && byte < 0x7f));
  const lineOf = isText ? latin1Text : hexText;
  return pieces.map((piece) => `${lineOf(piece, 0, piece.length)}\n`).join("");
}

function runsOf(frames: readonly KeptFrame[]): Run[] {
  const runs: KeptFrame[][] = [];
  for (const one of frames) {
    // Its parts are exported themselves.
    if (one.isAssembled) continue;
    const run = runs.at(-1);
    const before = run?.at(-1);
    const isNew =
      run === undefined ||
      before === undefined ||
      run.length >= MOST_IN_A_RUN ||
      !(hasNoId(one) || (one.session !== null && one.session === before.session));
    if (isNew) runs.push([one]);
    else run.push(one);
  }
  return runs;
}

function hasNoId({ frame, deviceId }: KeptFrame): boolean {
  return deviceId !== null && (frame.format === "mileage" || frame.format === "picture");
}

function bytesOfRun(run: Run): Uint8Array {
  return concat(run.map(({ frame }) => frame.bytes));
}

function randomSeed(): string {
  return crypto.randomUUID();
}
