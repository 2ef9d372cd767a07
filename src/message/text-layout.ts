import type { StatusTableName } from "../field/status.ts";
import type { Draft } from "./draft.ts";
import type { TextField, TextTail } from "./layout.ts";
import type { MessageType } from "./message.ts";
import type { TextReader } from "./text-reader.ts";

/** How a text frame with a certain word is read. */
export interface TextLayout {
  /** The word on the wire. */
  readonly word: string;
  /** What the message is for. */
  readonly about: string;
  /** The table of the status word, where it is not the TQ document's. */
  readonly table?: StatusTableName;
  /** The fields that every message of the type has, from the one behind the word on. */
  readonly fields: readonly TextField[];
  /** What may follow them. */
  readonly tails: readonly TextTail[];
  /**
   * Reads the fields behind the word into the draft, and says what kind of message it is: some words
   * have two meanings. `null` if the frame is of another, undocumented type that shares the word.
   */
  read(reader: TextReader, draft: Draft): MessageType | null;
}

/** Number of the first field behind the word. */
export const BODY = 3;
