/** gzip, and zip with one file: unpacked while the bytes arrive, up to a limit. */
import { Gunzip, Unzip, UnzipInflate } from "fflate/browser";
import type { Problems } from "./piece.ts";

/** A stage that turns bytes into other bytes. */
export interface Stage {
  push(chunk: Uint8Array): void;
  end(): void;
  /** Call it after a silence: it releases held whole lines. */
  settle?(): void;
}

/** Number of bytes to inflate at once, because one byte may become a thousand. */
const BITE = 4096;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

export class Unpacker implements Stage {
  readonly #next: Stage;
  readonly #problems: Problems;
  readonly #input: Gunzip | Unzip;
  #room: number;
  /** Nothing more is read: an error, or the limit. */
  #isDone = false;
  #isWhole = false;
  #isOpen = false;

  constructor(form: "gzip" | "zip", most: number, next: Stage, problems: Problems) {
    this.#next = next;
    this.#problems = problems;
    this.#room = most;
    this.#input =
      form === "gzip" ? new Gunzip((bytes, isEnd) => this.#take(bytes, isEnd)) : this.#unzip();
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && !this.#isDone; at += BITE) {
      // A copy, because the inflater keeps unused bytes.
      this.#give(chunk.slice(at, at + BITE), false);
    }
  }

  end(): void {
    if (!this.#isDone) this.#give(new Uint8Array(0), true);
    if (!this.#isWhole && !this.#isDone) this.#fail("damaged");
    this.#next.end();
  }

  #give(chunk: Uint8Array, isEnd: boolean): void {
    try {
      this.#input.push(chunk, isEnd);
    } catch {
      this.#fail("damaged");
    }
  }

  #fail(code: "damaged" | "too-large" | "encrypted"): void {
    if (!this.#isDone) this.#problems.add(code, 1, 1);
    this.#isDone = true;
  }

  #take(bytes: Uint8Array, isEnd: boolean): void {
    if (this.#isDone) return;
    const part = bytes.length > this.#room ? bytes.subarray(0, this.#room) : bytes;
    this.#room -= part.length;
    if (part.length > 0) this.#next.push(part);
    if (part.length < bytes.length) this.#fail("too-large");
    if (isEnd) this.#isWhole = true;
  }

  #unzip(): Unzip {
    const unzip = new Unzip((file) => {
      // A folder, or a file that macOS adds beside each file.
      if (file.name.endsWith("/") || file.name.startsWith("__MACOSX/")) return;
      if (this.#isOpen) {
        this.#problems.add("several-files", 1, 1);
        this.#isDone = true;
        return;
      }
      this.#isOpen = true;
      file.ondata = (error, bytes, isEnd) => {
        if (error !== null) this.#fail("damaged");
        else this.#take(bytes, isEnd);
      };
      try {
        file.start();
      } catch {
        this.#fail("encrypted");
      }
    });
    unzip.register(UnzipInflate);
    return unzip;
  }
}
