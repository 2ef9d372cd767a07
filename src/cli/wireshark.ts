/** `sinotrack wireshark`: the dissector. */
import type { Command } from "commander";
import { wiresharkDissector } from "../wireshark/index.ts";
import type { Io } from "./io.ts";
import { printAll } from "./output.ts";

const HELP = `
Examples:
  sinotrack wireshark > sinotrack.lua
  tshark -X lua_script:sinotrack.lua -r a.pcap -Y 'sinotrack.alarm == "sos"'

Put the file in the folder that Wireshark shows under Help, About Wireshark,
Folders, Personal Lua Plugins. Then choose Analyze, Reload Lua Plugins.`;

export function addWireshark(program: Command, io: Io): void {
  program
    .command("wireshark")
    .description("Print a dissector for Wireshark 4, in Lua.")
    .addHelpText("after", HELP)
    .action(async () => {
      await printAll(io.stdout, [wiresharkDissector()]);
    });
}
