/** `sinotrack kaitai`: prints Kaitai Struct definitions of the binary forms. */
import { Argument, type Command } from "commander";
import type { KaitaiName } from "../kaitai/index.ts";
import type { Io } from "./io.ts";
import { printAll } from "./output.ts";

const HELP = `
dollar reads records that begin with $, M, X or P. jt808 reads positions of
JT/T 808, without flags and escapes.

Examples:
  sinotrack kaitai dollar > sinotrack_dollar.ksy
  sinotrack kaitai jt808 > sinotrack_jt808.ksy
  kaitai-struct-compiler -t python sinotrack_dollar.ksy`;

const NAMES: readonly KaitaiName[] = ["dollar", "jt808"];

export function addKaitai(program: Command, io: Io): void {
  program
    .command("kaitai")
    .description("Print a Kaitai Struct description, for parsers in other languages.")
    .addArgument(new Argument("<form>", "the format to describe").choices(NAMES))
    .addHelpText("after", HELP)
    .action(async (name: KaitaiName) => {
      const { kaitaiStruct } = await import("../kaitai/index.ts");
      await printAll(io.stdout, [kaitaiStruct(name)]);
    });
}
