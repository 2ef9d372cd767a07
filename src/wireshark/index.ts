/**
 * A dissector for Wireshark 4, made from the same rows as the decoder.
 *
 * @packageDocumentation
 */
import { DISSECTOR } from "../generated/wireshark-lua.ts";

/**
 * The source of a plugin in Lua. Put it into the folder "Personal Lua Plugins" as `sinotrack.lua`, or give it to
 * `tshark -X lua_script:sinotrack.lua`. It reads H02 and JT/T 808 on TCP and UDP port 5013, on the ports of its
 * preferences, and by heuristic on others. Fields are named as the properties of messages: `sinotrack.speedKmh`,
 * `sinotrack.alarm == "sos"`.
 *
 * @example
 * ```ts
 * import { writeFileSync } from "node:fs";
 * import { wiresharkDissector } from "sinotrack-protocol/wireshark";
 *
 * const lua = wiresharkDissector();
 * writeFileSync("sinotrack.lua", lua);
 * lua.includes("speedKmh"); // true
 * ```
 */
export function wiresharkDissector(): string {
  return DISSECTOR;
}
