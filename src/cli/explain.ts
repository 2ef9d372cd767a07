/** `sinotrack explain`: what each byte of a frame is. */
import { type Command, Option } from "commander";
import { decode } from "../index.ts";
import { explainPrinter } from "./annotated.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { Output } from "./output.ts";
import { printFiles } from "./print-files.ts";
import { addReadingOptions, decodeOptionsOf, type ReadingOptions } from "./reading-options.ts";
import { FORMS, type Form } from "./recognise.ts";
import { hasColor } from "./terminal.ts";

interface ExplainOptions extends ReadingOptions {
  readonly input: Form | "auto";
  readonly frame?: readonly string[];
  readonly color: boolean;
}

const EXAMPLES = `
Examples:
  sinotrack explain --frame '*HQ,353271799434922,XT#'
  sinotrack explain --frame 2451159218930839471704122440659000102332181e000344fffffbffff0033
  sinotrack explain capture.bin

Exit codes: 0 explained, 1 bad input, 2 bad usage.`;

export function addExplain(program: Command, io: Io): void {
  const command: Command = program.command("explain");
  command
    .description("Explain frames byte by byte, as an annotated hex dump.")
    .argument("[file...]", "files to read; - for the standard input; a directory for its *.jsonl")
    .addOption(
      new Option("-i, --input <form>", "form of the input (hex and jsonl: one capture a line)")
        .choices(["auto", ...FORMS])
        .default("auto"),
    )
    .option("-F, --frame <frame>", "a frame as text or hex, several times", collect)
    .option("--no-color", "no colours");
  addReadingOptions(command);
  command
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: ExplainOptions) => {
      const reading = decodeOptionsOf(options);
      const printer = explainPrinter({ color: hasColor(options.color, io), reading });
      if (options.frame !== undefined) {
        if (files.length > 0) throw new Failure("--frame takes the place of files", 2);
        const output = new Output(io.stdout);
        for (const text of options.frame) {
          for (const message of decode(bytesOf(text), reading)) output.add(printer(message, {}));
        }
        await output.finish();
        return;
      }
      if (files.length === 0 && io.stdin.isTTY) {
        command.outputHelp({ error: true });
        throw new Failure("no input: name a file, or give a frame with --frame", 2);
      }
      await printFiles(files, { input: options.input, settle: 0, reading, printer, io });
    });
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** A frame from the command line: text if it begins like a text frame, else hex. */
function bytesOf(text: string): Uint8Array {
  if (text.startsWith("*")) return Buffer.from(text, "latin1");
  const digits = text.replace(/[\s:]|0x/g, "");
  if (digits.length === 0 || digits.length % 2 !== 0 || !/^[\da-f]*$/i.test(digits)) {
    throw new Failure(
      `--frame is neither text that begins with * nor hex: ${text.slice(0, 40)}`,
      2,
    );
  }
  return Buffer.from(digits, "hex");
}
