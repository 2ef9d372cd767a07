import { assertObject } from "../argument.ts";
import {
  type EncodableMessage,
  type EncodeMessageOptions,
  encodeMessage,
} from "../command/encode-message.ts";
import { type Explanation, explain } from "../explain.ts";
import { readDollarFast } from "../generated/dollar.ts";
import { readTextFast } from "../h02/text/fast-readers.ts";
import type { Frame } from "../model/frame.ts";
import { decoderOf, type ProtocolDecoder } from "./decoder.ts";
import type { FormSet, OwnDecodeOptions } from "./form-set.ts";
import { h02 } from "./forms/h02.ts";
import { jt808 } from "./forms/jt808.ts";
import { pengaoda } from "./forms/pengaoda.ts";
import type { ProtocolSpec } from "./options.ts";
import { makeTables } from "./tables.ts";

/** The protocol of the library with your own forms. */
export interface Protocol extends ProtocolDecoder {
  /** `explain` by this protocol. */
  explain(input: Frame | Uint8Array | string, options?: OwnDecodeOptions): Explanation[];
  /** `encodeMessage` by this protocol, also for `CustomMessage`s and the values of its own tails and items. */
  encodeMessage(
    message: EncodableMessage,
    options?: Omit<EncodeMessageOptions, "protocol">,
  ): Uint8Array;
}

/** Spreading would accept anything as options. */
function given<T extends object>(options: T | undefined): T | undefined {
  if (options !== undefined) assertObject("options", options);
  return options;
}

const ALL: readonly FormSet[] = [h02, pengaoda, jt808];

/** The exported form set is for `createDecoder`, and the build removes texts and writers from it. */
function whole(set: FormSet): FormSet {
  return ALL.find(({ name }) => name === set?.name) ?? set;
}

/**
 * Creates a protocol with the text messages, `$` tails, status tables or JT/T 808 items of your own firmware, described by
 * the same kinds and rows as those of the library.
 *
 * Its methods take the options of the functions with the same names. Streams, sessions and the anonymiser take it as the
 * option `protocol`. Rows are copied: later changes of them have no effect. The anonymiser replaces a value whose row has
 * no `personal`, unless its kind is always harmless.
 *
 * @throws RangeError that names the argument: for a word, length, table or item that is already defined, an object that is
 * not a kind, rows that do not fill the frame, a name that every object has.
 * @example
 * ```ts
 * import { createProtocol, whole } from "sinotrack-protocol/layout";
 *
 * const mine = createProtocol({
 *   text: [
 *     {
 *       word: "DOOR",
 *       about: "A door was opened or closed",
 *       forms: [{ parts: [{ name: "door", kind: whole(4), about: "Which door, 1 to 4" }] }],
 *     },
 *   ],
 * });
 * mine.decode("*HQ,8168000005,DOOR,2#")[0]; // { type: "custom", … name: "DOOR", values: { door: 2 }, … }
 * ```
 */
export function createProtocol(spec: ProtocolSpec = {}): Protocol {
  assertObject("spec", spec);
  const { forms: named = ALL } = spec;
  const forms = Array.isArray(named) ? named.map(whole) : named;
  const tables = makeTables(forms, spec, { text: readTextFast, dollar: readDollarFast });
  const decoder = decoderOf(tables, forms);
  const protocol: Protocol = {
    ...decoder,
    explain: (input, options) => explain(input, { ...given(options), protocol }),
    encodeMessage: (message, options) => encodeMessage(message, { ...given(options), protocol }),
  };
  return Object.freeze(protocol);
}
