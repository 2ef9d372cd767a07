/**
 * Kaitai Struct definitions of the binary forms, for parsers in Python, Go, Java, C# and other languages, made from the
 * rows of the decoder.
 *
 * @packageDocumentation
 */
import { refuse } from "../argument.ts";
import { KSY } from "../generated/kaitai-ksy.ts";

/** `dollar`: records that begin with `$`, `M`, `X` or `P`. `jt808`: positions of JT/T 808. */
export type KaitaiName = "dollar" | "jt808";

/**
 * Returns the text of a `.ksy` file; save it as `sinotrack_dollar.ksy` or `sinotrack_jt808.ksy`. It has fields with the raw
 * bytes, and instances with the values of messages in their units: `speed_kmh` for `speedKmh`. A value that is absent or
 * `null` in a message has no instance.
 *
 * @throws RangeError for another name.
 * @example
 * ```ts
 * import { kaitaiStruct } from "sinotrack-protocol/kaitai";
 *
 * kaitaiStruct("dollar").includes("id: sinotrack_dollar"); // true
 * ```
 */
export function kaitaiStruct(name: KaitaiName): string {
  return Object.hasOwn(KSY, name) ? KSY[name] : refuse("name", Object.keys(KSY).join(", "), name);
}
