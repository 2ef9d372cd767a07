/** What a row says of a value to people and to the anonymiser, whatever its form on the wire. */

/** The values of a message while it is read or written, by the names of its properties. */
// biome-ignore lint/suspicious/noExplicitAny: kinds fill any message model; the model has the types.
export type Values = Record<string, any>;

/** What the anonymiser does with a value. */
export type Personal =
  /** Keeps it: it says nothing about who or where. */
  | "harmless"
  /** Keeps it if it can be the name of a command. */
  | "word"
  /** Replaces it by one of the same form. */
  | "id"
  | "latitude"
  | "longitude"
  | "cell"
  | "wifi"
  | "iccid"
  | "phone"
  /** Replaces all digits and letters in it. */
  | "text"
  /** Replaces ids, numbers, places and addresses in a text, and all bytes that are no text. */
  | "prose";

/** What people are told about a value. */
export interface Meaning {
  /** The property of the message; `obd.engineRpm` is a property of a property. */
  readonly name: string;
  readonly about: string;
  readonly unit?: string;
  /** How sure the meaning is; absent for what a vendor document states. */
  readonly confidence?: "inferred" | "unconfirmed";
  /** The property that has the value where the bytes are something else. */
  readonly instead?: string;
  /** The field gives all elements of a list, not the next one. */
  readonly isList?: true;
  /** A convention that the value rests on, for `explain`. */
  readonly note?: string;
  /** Where it is documented, if not where its form is. */
  readonly source?: string;
  /** What the anonymiser does. A row whose kind and which itself say nothing is replaced. */
  readonly personal?: Personal;
}

/** What somebody's own protocol adds to what kinds read; `ProtocolTables` of the model has the types. */
export interface OwnRows {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly statusTables: ReadonlyMap<string, any>;
  /** Items of JT/T 808 by their id; `undefined` if there are none. */
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly items: ReadonlyMap<number, readonly any[]> | undefined;
}
