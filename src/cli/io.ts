/**
 * The environment of a run. The program takes it as an argument, so that tests can run it in-process with their own
 * streams.
 */
import type { Readable, Writable } from "node:stream";
import type { BatchOptions } from "./batch.ts";
import type { BatchThread } from "./jobs.ts";

export type InStream = Readable & { readonly isTTY?: boolean };
export type OutStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

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
  /** Reads batches of `--jobs` in place of a thread. */
  readonly batchThread?: (options: BatchOptions) => BatchThread;
}

/** A collector ends in order within three seconds (`PATIENCE_MS`), or is killed. */
const LAST_MS = 4000;

/** Node writes to terminals synchronously. */
function unblock(
  stream: OutStream & { _handle?: { setBlocking?(isBlocking: boolean): void } },
): void {
  if (stream.isTTY === true) stream._handle?.setBlocking?.(false);
}

export function processIo(): Io {
  return {
    // A getter, because reading process.stdin opens it, and a collector does not need it.
    get stdin(): InStream {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    interrupted(): AbortSignal {
      const controller = new AbortController();
      // A terminal that was stopped (Ctrl-S) must not stop the signals too.
      unblock(process.stdout);
      unblock(process.stderr);
      const end = (): void => {
        controller.abort();
        // Blocked output keeps the process alive; by then nothing else is pending.
        setTimeout(() => process.exit(process.exitCode ?? 1), LAST_MS).unref();
      };
      // `once`: a second Ctrl-C ends the process at once.
      process.once("SIGINT", end);
      process.once("SIGTERM", end);
      return controller.signal;
    },
  };
}
