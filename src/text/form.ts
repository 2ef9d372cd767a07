import { frozen } from "../frozen.ts";

const TABLE = {
  raw: "bytes as they came over the network",
  text: "text frames, as they came or one a line",
  traccar: "a log of Traccar, of any generation",
  log: "lines of a log with frames in them, syslog and READ/WRITE logs included",
  jsonl: "JSON, one row a line",
  csv: "a table with commas, semicolons or tabs",
  dump: "a hex dump: xxd, hexdump, od, Wireshark, tcpdump, Netty",
  hex: "hexadecimal digits, also wrapped",
  base64: "base64",
  code: "bytes as a program writes them: arrays, Buffer, b'…', \\x24",
  pcap: "captured packets, pcap or pcapng",
} as const;

/** The forms of inputs, with a description of each. */
export const INPUT_FORMS: typeof TABLE = /* @__PURE__ */ frozen(TABLE);

export type InputFormName = keyof typeof INPUT_FORMS;

/** The recognised form of an input. */
export interface InputForm {
  /** `null` until it is recognised. */
  readonly name: InputFormName | null;
  /** The evidence, in order. */
  readonly reasons: readonly string[];
}

/** Number of characters that are kept of lines without a capture. */
const MOST_LEFT_OUT = 2000;

/** Collects the evidence for a form. The first capture decides. */
export class FormFinder {
  name: InputFormName | null = null;
  readonly #reasons: string[] = [];
  readonly #known = new Set<string>();
  #leftOut = "";
  #lines = 0;

  /** A packing around the input, which does not show the form of the contents. */
  box(reason: string): void {
    this.#reasons.push(reason);
  }

  found(name: InputFormName, line: number, about: string): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.name ??= name;
    this.#reasons.push(`line ${line}: ${about}`);
  }

  /** A line in which there is no capture. */
  leaveOut(line: string): void {
    if (line.trim() === "") return;
    this.#lines++;
    if (this.#leftOut.length < MOST_LEFT_OUT) {
      this.#leftOut += `${line.slice(0, MOST_LEFT_OUT)}\n`;
    }
  }

  /** The first lines without a capture, and how many there are. */
  get leftOut(): { readonly text: string; readonly lines: number } {
    return { text: this.#leftOut, lines: this.#lines };
  }

  get form(): InputForm {
    return Object.freeze({ name: this.name, reasons: Object.freeze([...this.#reasons]) });
  }
}
