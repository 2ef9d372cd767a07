import { assertObject, text } from "../argument.ts";
import { isBytes } from "../bytes.ts";
import { bytesOfInput, decodeFrames } from "../frame/decode-frames.ts";
import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
import type { ProtocolLike, ProtocolTables } from "../model/protocol.ts";
import type { FormSet, OwnDecodeOptions, OwnParseOptions, ProtocolOptions } from "./form-set.ts";
import type { DecoderSpec } from "./options.ts";
import { makeTables } from "./tables.ts";

/** A protocol that only reads. */
export interface ProtocolDecoder extends ProtocolLike {
  /** `decode` by this protocol; `statusTable` may also be one of its own. */
  decode(input: Uint8Array | string, options?: OwnDecodeOptions): Message[];
  /** `parseFrame` by this protocol. */
  parseFrame(frame: Frame, options?: OwnParseOptions): Message;
}

/**
 * Like `createProtocol`, but it only decodes, and only the `forms` that you pass: a bundler drops the others. H02 alone is
 * about 30 kB (gzip). It cannot explain or encode, and is slower because it has no fast readers.
 *
 * @throws RangeError that names the argument.
 * @example
 * ```ts
 * import { createDecoder, h02 } from "sinotrack-protocol/layout";
 *
 * const mine = createDecoder({ forms: [h02] });
 * const [message] = mine.decode("*HQ,353271799434922,HTBT,85#");
 * if (message.type === "heartbeat") message.batteryPercent; // 85
 * ```
 */
export function createDecoder(spec: DecoderSpec): ProtocolDecoder {
  assertObject("spec", spec);
  return Object.freeze(decoderOf(makeTables(spec.forms, spec), spec.forms));
}

/** The methods that read. */
export function decoderOf(tables: ProtocolTables, forms: readonly FormSet[]): ProtocolDecoder {
  const assemble = forms.find(({ parts }) => parts !== undefined)?.parts;
  const check = (options: OwnDecodeOptions | undefined): ProtocolOptions => {
    if (options !== undefined) assertObject("options", options);
    for (const set of forms) set.check?.(options);
    const { deviceId, statusTable } = options ?? {};
    if (deviceId !== undefined) text("options.deviceId", deviceId);
    if (statusTable !== undefined) tables.assertStatusTable("options.statusTable", statusTable);
    return { ...options, protocol };
  };
  const protocol: ProtocolDecoder = {
    tables,
    decode(input, options) {
      const all = check(options);
      const parse = (frame: Frame, own: ProtocolOptions = all): Message =>
        tables.read(frame, own, null, false);
      return decodeFrames(bytesOfInput(input), all, parse, assemble?.(all));
    },
    parseFrame(frame, options) {
      if (typeof frame !== "object" || frame === null || !isBytes(frame.bytes)) {
        throw new TypeError("frame must be a frame from splitFrames or FrameSplitter");
      }
      return tables.read(frame, check(options), null, false);
    },
  };
  return protocol;
}
