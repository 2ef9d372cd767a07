import type { TextForm } from "../layout/text-form.ts";
import type { OwnItem, OwnTail } from "../model/protocol.ts";
import type { AlarmBit } from "../model/status.ts";
import type { FormSet } from "./form-set.ts";

/** A text message of your firmware: `*HQ,<id>,<word>,…#`. */
export interface OwnTextWord {
  /** The message type on the wire, printable ASCII without spaces, `*`, `#` and commas. */
  readonly word: string;
  /** Value of `CustomMessage.name`; by default the word. */
  readonly name?: string;
  /** Purpose of the message. */
  readonly about: string;
  /** The table of its status word; by default that of the TQ document. */
  readonly table?: string;
  /** The first form that fits is used. If none fits, the frame is of an unknown type. */
  readonly forms: readonly OwnTextForm[];
}

/** The fields behind the word. */
export interface OwnTextForm extends Pick<TextForm, "told" | "fits" | "parts" | "numbers"> {
  /**
   * By default `custom`: the values are in `CustomMessage.values`. A `position` has the properties of all positions; it
   * needs rows for `time`, `latitude` and `longitude`.
   */
  readonly type?: "custom" | "position";
}

/** The bytes behind the 29 bytes of the head of a `$` frame. */
export interface OwnDollarTail extends OwnTail {}

/** An additional item of a JT/T 808 position, by its id. */
export interface OwnJt808Item extends OwnItem {}

/** The forms that a protocol adds to those of the library. */
export interface OwnForms {
  /** Text messages whose words the library does not have. */
  readonly text?: readonly OwnTextWord[];
  /** Tails of `$` frames of 33 to 255 bytes whose lengths the library does not have. */
  readonly dollarTails?: readonly OwnDollarTail[];
  /** Tables of the status word by name: which bits raise which alarm when they are low. */
  readonly statusTables?: Readonly<Record<string, readonly AlarmBit[]>>;
  /** Items of JT/T 808 positions that the standard does not have. They take precedence over those of profiles. */
  readonly jt808Items?: readonly OwnJt808Item[];
}

/** The argument of `createDecoder`. */
export interface DecoderSpec extends OwnForms {
  /** The forms to decode: a bundler drops the others. */
  readonly forms: readonly FormSet[];
}

/** The argument of `createProtocol`. */
export interface ProtocolSpec extends OwnForms {
  /** The forms to decode: `h02`, `pengaoda` and `jt808` by default. Frames of other forms become `unknown` messages. */
  readonly forms?: readonly FormSet[];
}
