/** Files of any form as captures, each held whole. */
import type { Readable } from "node:stream";
import { createReader } from "./create-reader.ts";
import { Failure, reasonOf } from "./failure.ts";
import type { Piece } from "./pieces.ts";
import type { Form } from "./recognise.ts";
import { findSources } from "./sources.ts";

export interface CapturesOptions {
  readonly input: Form | "auto";
  readonly join: boolean;
  readonly port?: number;
  readonly note?: (line: string) => void;
}

export interface Capture {
  /** Of the file. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One capture after the other; a file has one, or one a line, row, connection or datagram. */
export async function* capturesOf(
  paths: readonly string[],
  options: CapturesOptions,
  stdin: () => Readable,
): AsyncGenerator<Capture> {
  for (const { name, open } of await findSources(paths, stdin)) {
    const { input: form, ...rest } = options;
    const reader = createReader({ name, form, ...rest });
    let held: Uint8Array[] = [];
    function* whole(pieces: Iterable<Piece>): Generator<Capture> {
      for (const { bytes, ends } of pieces) {
        // A copy: a piece is only valid until the next one.
        held.push(bytes.slice());
        if (!ends) continue;
        const all = Buffer.concat(held);
        held = [];
        if (all.length > 0) yield { name, bytes: new Uint8Array(all) };
      }
    }
    try {
      for await (const chunk of open()) yield* whole(reader.push(chunk as Buffer));
      yield* whole(reader.end());
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(`cannot read ${name}: ${reasonOf(error)}`);
    }
  }
}
