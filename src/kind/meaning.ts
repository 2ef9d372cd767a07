/** The part of a row for people and the anonymiser, independent of the form on the wire. */

/** The values of a message while it is read or written, by the names of its properties. */
// biome-ignore lint/suspicious/noExplicitAny: kinds fill any message model; the model has the types.
export type Values = Record<string, any>;

/** How the anonymiser treats a value. */
export type Personal =
  /** Keeps it, because it identifies neither a person nor a place. */
  | "harmless"
  /** Keeps it if it can be the name of a command. */
  | "word"
  /** Replaces it by a value of the same form. */
  | "id"
  | "latitude"
  | "longitude"
  | "cell"
  | "wifi"
  | "iccid"
  | "phone"
  /** Replaces all digits and letters in it. */
  | "text"
  /** Replaces ids, numbers, places and addresses in a text, and all bytes that are not text. */
  | "prose";

/** The description of a value. */
export interface Meaning {
  /** The property of the message; `obd.engineRpm` is a nested property. */
  readonly name: string;
  readonly about: string;
  readonly unit?: string | undefined;
  /** How certain the meaning is; absent if a vendor document states it. */
  readonly confidence?: "inferred" | "unconfirmed";
  /** Another property, which gets the value if the bytes mean something else. */
  readonly instead?: string;
  /** The field gives a whole list; without it, the next element of the list. */
  readonly isList?: true;
  /** A convention on which the value rests, for `explain`. */
  readonly note?: string;
  /** Its source, if that is not the source of its form. */
  readonly source?: string;
  /** How the anonymiser treats the value. Without an entry here or in the kind, it is replaced. */
  readonly personal?: Personal;
}

/** The additions of a protocol that kinds read; `ProtocolTables` of the model has the types. */
export interface OwnRows {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly statusTables: ReadonlyMap<string, any>;
  /** Items of JT/T 808 by their id; `undefined` if there are none. */
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly items: ReadonlyMap<number, readonly any[]> | undefined;
}
