import type { TextForm } from "../layout/text-form.ts";
import type { OwnItem, OwnTail } from "../model/protocol.ts";
import type { AlarmBit } from "../model/status.ts";
import type { FormSet } from "./form-set.ts";

/** A text message of your firmware: `*HQ,<id>,<word>,…#`. */
export interface OwnTextWord {
  /** The type on the wire, printable ASCII without blanks, `*`, `#` and commas. */
  readonly word: string;
  /** What `CustomMessage.name` is; the word if absent. */
  readonly name?: string;
  /** What the message is for. */
  readonly about: string;
  /** The table of its status word; that of the TQ document if absent. */
  readonly table?: string;
  /** The first that fits is the form of a frame. If none does, the frame is of an unknown type. */
  readonly forms: readonly OwnTextForm[];
}

/** The fields behind the word. */
export interface OwnTextForm extends Pick<TextForm, "told" | "fits" | "parts" | "numbers"> {
  /**
   * `custom` if absent: the values are in `CustomMessage.values`. A `position` has its values as all positions have
   * them; it needs rows for `time`, `latitude` and `longitude`.
   */
  readonly type?: "custom" | "position";
}

/** What stands behind the 29 bytes of the head of a `$` frame. */
export interface OwnDollarTail extends OwnTail {}

/** An additional item of a JT/T 808 position, by its id. */
export interface OwnJt808Item extends OwnItem {}

/** What a protocol has besides what the library reads. */
export interface OwnForms {
  /** Text messages whose words the library does not have. */
  readonly text?: readonly OwnTextWord[];
  /** Tails of `$` frames of 33 to 255 bytes whose lengths the library does not have. */
  readonly dollarTails?: readonly OwnDollarTail[];
  /** Tables of the status word by name: which bits raise which alarm when they are low. */
  readonly statusTables?: Readonly<Record<string, readonly AlarmBit[]>>;
  /** Items of JT/T 808 positions that the standard does not have. They go before those of profiles. */
  readonly jt808Items?: readonly OwnJt808Item[];
}

/** What `createDecoder` takes. */
export interface DecoderSpec extends OwnForms {
  /** What is read: a bundler drops what is not named. */
  readonly forms: readonly FormSet[];
}

/** What `createProtocol` takes. */
export interface ProtocolSpec extends OwnForms {
  /** What is read: `h02`, `pengaoda` and `jt808` by default. Frames of other forms come out as `unknown`, whole. */
  readonly forms?: readonly FormSet[];
}
