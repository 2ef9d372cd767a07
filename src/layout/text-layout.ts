import type { TextReader } from "../kind/text-reader.ts";
import type { NumberForm } from "../kind/text-writer.ts";
import type { Draft } from "../model/draft.ts";
import type { MessageType } from "../model/message.ts";
import type { StatusTableName } from "../model/status.ts";
import type { TextField, TextTail } from "./layout.ts";

/** How a text frame with a certain word is read. */
export interface TextLayout {
  /** The word on the wire. */
  readonly word: string;
  /** What the message is for. */
  readonly about: string;
  /** The table of the status word, where it is not the TQ document's. */
  readonly table?: StatusTableName;
  /** Whether every message of the type has all of the position body. */
  readonly isReport?: boolean;
  /** The fields that every message of the type has, from the one behind the word on. */
  readonly fields: readonly TextField[];
  /** What may follow them. */
  readonly tails: readonly TextTail[];
  /**
   * Reads the fields behind the word into the draft, and says what kind of message it is: some words
   * have two meanings. `null` if the frame is of another, undocumented type that shares the word.
   */
  read(reader: TextReader, draft: Draft): MessageType | null;
  /**
   * The forms that a message with these values may have on the wire, as lists of fields, the usual one
   * first. Whether one carries all the values is found out by reading it.
   */
  forms(values: Draft, type: MessageType): readonly TextForm[];
}

/** What is written, be it a value of its own (every `TextField`) or made from others (a count). */
export type WrittenField = Pick<TextField, "write">;

/** The fields left over, where they do not stand at the end. */
export const REST: WrittenField = { write: (values, writer) => writer.putRest(values) };

/** One form of a message: the fields behind the word. */
export interface TextForm {
  readonly fields: readonly WrittenField[];
  /** `long` if absent. */
  readonly numbers?: NumberForm;
}

/** The form of some fields with each of some tails, and without. */
export function formsOf(
  fields: readonly WrittenField[],
  tails: readonly TextTail[],
  numbers: NumberForm = "long",
): TextForm[] {
  const forms: TextForm[] = tails.map((tail) => ({
    fields: [...fields, ...tail.fields],
    numbers: tail.numbers ?? numbers,
  }));
  forms.push({ fields, numbers });
  return forms;
}

/** Number of the first field behind the word. */
export const BODY = 3;
