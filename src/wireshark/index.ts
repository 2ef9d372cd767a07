/**
 * A dissector for Wireshark 4, made from the same rows as the decoder.
 *
 * @packageDocumentation
 */
import { DISSECTOR } from "../generated/wireshark-lua.ts";

/**
 * Returns the source of a plugin in Lua. Put it into the folder "Personal Lua Plugins" as `sinotrack.lua`, or pass it to
 * `tshark -X lua_script:sinotrack.lua`. It reads H02 and JT/T 808 on TCP and UDP port 5013, on the ports of its
 * preferences, and by heuristic on others. Fields have the names of message properties: `sinotrack.speedKmh`,
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
