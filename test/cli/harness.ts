/** Runs the command in-process, with streams instead of a terminal. */
import { Readable, Writable } from "node:stream";
import { expect } from "vitest";
import { BatchReader } from "../../src/cli/batch.ts";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/program.ts";

/** A stream that keeps its text. */
export class Sink extends Writable {
  isTTY = false;
  columns?: number;
  rows?: number;
  text = "";
  readonly #waiting = new Set<() => void>();

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    for (const check of this.#waiting) check();
    done();
  }

  get lines(): string[] {
    return this.text.split("\n").slice(0, -1);
  }

  /** Waits for text that matches, and returns the match. */
  async until(pattern: RegExp, milliseconds = 3000): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const match = pattern.exec(this.text);
        if (match === null) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(match);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`no ${pattern} in: ${this.text}`));
      }, milliseconds);
      this.#waiting.add(check);
      check();
    });
  }
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array | Readable;
  /** The streams that are a terminal. */
  readonly tty?: readonly ("stdin" | "stdout" | "stderr")[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdout?: Writable;
  readonly stop?: AbortSignal;
}

export interface Running {
  readonly out: Sink;
  readonly err: Sink;
  readonly exit: Promise<number>;
}

/** Starts `sinotrack` with these arguments. */
export function start(argv: readonly string[], options: RunOptions = {}): Running {
  const { stdin = "", tty = [], columns, rows, env = {}, stop } = options;
  const out = new Sink();
  const err = new Sink();
  out.isTTY = tty.includes("stdout");
  err.isTTY = tty.includes("stderr");
  if (columns !== undefined) out.columns = columns;
  if (rows !== undefined) out.rows = rows;
  const input: Readable & { isTTY?: boolean } =
    stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]);
  input.isTTY = tty.includes("stdin");
  const io: Io = {
    stdin: input,
    stdout: options.stdout ?? out,
    stderr: err,
    env,
    interrupted: () => stop ?? new AbortController().signal,
    batchThread: (batchOptions) => {
      const reader = new BatchReader(batchOptions);
      return {
        // A batch is copied on its way to another thread and back.
        read: async (batch) => structuredClone(reader.read(structuredClone(batch))),
        end: async () => {},
      };
    },
  };
  return { out, err, exit: run(argv, io) };
}

/** Runs `sinotrack` to its end. */
export async function sinotrack(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<{ code: number; out: string; err: string; rows: Row[] }> {
  const { out, err, exit } = start(argv, options);
  const code = await exit;
  return { code, out: out.text, err: err.text, rows: rowsOf(out.text) };
}

/** A property as an option: `phoneNumber` as `phone-number`. */
export function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** Runs a wrong command line: it must print one plain line that contains `expected`. */
export async function expectBadUsage(argv: readonly string[], expected: string): Promise<void> {
  const { code, out, err } = await sinotrack(argv);
  expect(out).toBe("");
  expect(err.split("\n")).toHaveLength(2);
  expect(err).toMatch(/^sinotrack: /);
  expect(err).toContain(expected);
  expect(code).toBe(2);
}

export type Row = Record<string, unknown> & { frame: { hex: string; offset: number } };

/** The rows of NDJSON; none if the text is no NDJSON. */
export function rowsOf(text: string): Row[] {
  if (!text.startsWith("{")) return [];
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);
}

/** Frames that trackers send, each form as vendors print it. */
export const V1 = "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
export const SOS =
  "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFD#";
export const NO_FIX =
  "*HQ,8160528000,V1,102411,V,5047.5537,N,01507.0267,E,000.00,000,051024,FFFFFFFF#";
export const HEARTBEAT = "*HQ,135790246811220,HTBT,100#";
/** A `$` report of 45 bytes. Only the following bytes show that it ends there, so it is held. */
export const BINARY =
  "24207212919310521901102534036769060582643222016334fffffbff0006fdd300000000000000df54000000";

export function toHexText(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}
