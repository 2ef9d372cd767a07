/**
 * What a run touches of the world. The program takes it as an argument, so that the tests run it
 * in-process with streams of their own.
 */
import type { Readable, Writable } from "node:stream";

export type InStream = Readable & { readonly isTTY?: boolean };
export type OutStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Io {
  readonly stdin: InStream;
  readonly stdout: OutStream;
  readonly stderr: OutStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Aborted when the user wants the run to end. Only commands that shut down in order ask for it:
   * the others keep the usual effect of Ctrl-C.
   */
  interrupted(): AbortSignal;
}

export function processIo(): Io {
  return {
    // A getter: merely touching process.stdin opens it, and a collector has no use for it.
    get stdin(): InStream {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    interrupted(): AbortSignal {
      const controller = new AbortController();
      // `once`: a second Ctrl-C ends the process at once, should the shutdown ever hang.
      process.once("SIGINT", () => controller.abort());
      process.once("SIGTERM", () => controller.abort());
      return controller.signal;
    },
  };
}
