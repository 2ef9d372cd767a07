import type { SplitOptions } from "../frame/scan.ts";
import type { TraceEntry } from "../kind/trace.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import type { ProtocolTables } from "../model/protocol.ts";
import type { StatusTableName } from "../model/status.ts";
import type { ParseOptions } from "../parse.ts";

/** Options for decoding and explaining with a protocol, which replaces the option `protocol`. */
export interface OwnDecodeOptions extends Omit<SplitOptions & ParseOptions, "protocol"> {}

/** Options for parsing a frame with a protocol. */
export interface OwnParseOptions extends Omit<ParseOptions, "protocol"> {}

/** The same with the protocol. */
export interface ProtocolOptions extends SplitOptions, ParseOptions {}

/** The settings for reading one frame. */
export interface Reading {
  readonly options: ProtocolOptions;
  /** The table of the status word that the caller chose. */
  readonly given: StatusTableName | undefined;
  readonly tables: ProtocolTables;
  readonly trace: TraceEntry[] | null;
  /** Between the flags of PengAoDa. */
  readonly isFramed: boolean;
}

/** Forms of one family: `h02`, `pengaoda` or `jt808`. */
export interface FormSet {
  readonly name: "h02" | "pengaoda" | "jt808";
  /** Internal, like everything below: `null` for a frame of another form. */
  read(frame: Frame, reading: Reading): Message | null;
  /** Whether such a text message, `$` frame of this length or item with this id already exists. */
  has(what: "word" | "length" | "item", value: string | number): boolean;
  /** @throws RangeError or TypeError that names one of its options. */
  check?(options: ProtocolOptions | undefined): void;
  /** Assembles the parts of messages. */
  parts?(options: ProtocolOptions): { add(message: Message): Message | null };
}
