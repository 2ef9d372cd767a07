/** Files of any form as captures, each held whole. */
import type { Readable } from "node:stream";
import { concat } from "../bytes.ts";
import { decode, type Message } from "../index.ts";
import { plural } from "../plural.ts";
import { InputFinder } from "../text/input-reader.ts";
import { Failure, reasonOf } from "./failure.ts";
import { type InputChoice, inputOptionsOf } from "./input-options.ts";
import { findSources } from "./sources.ts";
import { Tally } from "./tally.ts";
import { verdictOf } from "./verdict.ts";

export interface CapturesOptions extends InputChoice {
  /** Whether lines without a connection are one capture. */
  readonly join: boolean;
  readonly port?: number;
  readonly note: (line: string) => void;
}

export interface Capture {
  /** Name of the file. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly messages: readonly Message[];
}

/**
 * The data of devices, capture by capture: each connection and datagram, and each capture of a log or paste without a
 * connection. Complete captures come as they are read, connections after the end of the file.
 *
 * @throws Failure after the last capture of a file with an unreadable part, or without a capture.
 */
export async function* capturesOf(
  paths: readonly string[],
  options: CapturesOptions,
  stdin: () => Readable,
): AsyncGenerator<Capture> {
  const { note, join, port } = options;
  for (const { name, open } of await findSources(paths, stdin)) {
    const tally = new Tally();
    /** Complete captures, and streams in the order of their beginning. */
    let order: (Uint8Array | Uint8Array[])[] = [];
    const streams = new Map<string, Uint8Array[]>();
    const finder = new InputFinder(
      { ...inputOptionsOf(options), ...(port === undefined ? {} : { port }) },
      (found) => {
        if (found.direction === "down") {
          tally.leftOut++;
          return;
        }
        tally.capture(found.bytes);
        if (found.flow === "whole" && !join) {
          order.push(found.bytes);
          return;
        }
        const key = found.session ?? "";
        const parts = streams.get(key) ?? [];
        if (parts.length === 0) {
          streams.set(key, parts);
          order.push(parts);
        }
        parts.push(found.bytes);
      },
    );
    const capture = (bytes: Uint8Array): Capture => {
      const messages = decode(bytes);
      for (const message of messages) tally.add(message);
      return { name, bytes, messages };
    };
    try {
      for await (const chunk of open()) {
        tally.read(chunk as Buffer);
        finder.push(chunk as Buffer);
        for (const one of order) if (!Array.isArray(one)) yield capture(one);
        order = order.filter((one) => Array.isArray(one));
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(`cannot read ${name}: ${reasonOf(error)}`);
    }
    finder.end();
    for (const one of order) yield capture(Array.isArray(one) ? concat(one) : one);
    const complaint = tally.complaint(finder, "only data of devices is recorded");
    if (tally.leftOut > 0 && complaint === null) {
      note(`${name}: ${plural(tally.leftOut, "capture")} from the server left out`);
    }
    const read = { problems: finder.problems, complaint: () => complaint };
    const failure = verdictOf(name, read, options.input !== "auto", note);
    if (failure !== null) throw failure;
  }
}
