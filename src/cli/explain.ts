/** `sinotrack explain`: explains each byte of a frame. */
import type { Command } from "commander";
import { bytesOfText } from "../text/utf16.ts";
import { explainPrinter } from "./annotated.ts";
import { InputDecoder } from "./decode-input.ts";
import { decodeOptionsOf, type ReadingOptions } from "./decode-options.ts";
import { Failure } from "./failure.ts";
import { addInputOptions, type InputChoice, inputOptionsOf } from "./input-options.ts";
import type { Io } from "./io.ts";
import { collect } from "./option-values.ts";
import { Output } from "./output.ts";
import { printFiles } from "./print-files.ts";
import type { Printer } from "./printer.ts";
import { addReadingOptions } from "./reading-options.ts";
import { hasColor, PIPE_WIDTH } from "./terminal.ts";
import { say } from "./text.ts";
import { verdictOf } from "./verdict.ts";

interface ExplainOptions extends ReadingOptions, InputChoice {
  readonly frame?: readonly string[];
  readonly color: boolean;
}

const EXAMPLES = `
Examples:
  sinotrack explain --frame '*HQ,353271799434922,XT#'
  sinotrack explain --frame '10:24:11 RX: 2a48512c3335333237312c585423'
  sinotrack explain capture.bin

Exit codes: 0 explained, 1 bad input, 2 bad usage.`;

export function addExplain(program: Command, io: Io): void {
  const command: Command = program.command("explain");
  command
    .description("Explain frames byte by byte, as an annotated hex dump.")
    .argument(
      "[file...]",
      "files to read; - for the standard input; a directory for its *.jsonl files",
    )
    .option(
      "-F, --frame <frame>",
      "a frame as text or hex, or a line that contains one; repeatable",
      collect,
    )
    .option("--no-color", "no colours");
  addInputOptions(command);
  addReadingOptions(command);
  command
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: ExplainOptions) => {
      const reading = decodeOptionsOf(options);
      const printer = explainPrinter({
        width: io.stdout.columns ?? PIPE_WIDTH,
        color: hasColor(options.color, io),
        reading,
      });
      if (options.frame !== undefined) {
        if (files.length > 0) throw new Failure("--frame takes the place of files", 2);
        await explainTexts(options.frame, options, printer, io);
        return;
      }
      if (files.length === 0 && io.stdin.isTTY) {
        command.outputHelp({ error: true });
        throw new Failure("no input: name a file, or give a frame with --frame", 2);
      }
      await printFiles(files, { ...options, direction: "both", settle: 0, reading, printer, io });
    });
}

/** Explains frames from the command line, in any form of one line. */
async function explainTexts(
  texts: readonly string[],
  options: ExplainOptions,
  printer: Printer,
  io: Io,
): Promise<void> {
  const output = new Output(io.stdout);
  let failure: Failure | null = null;
  for (const text of texts) {
    const reading = decodeOptionsOf(options);
    const decoder = new InputDecoder(
      { ...inputOptionsOf(options), reading, direction: "both" },
      (message, { direction }) =>
        void output.add(printer(message, direction === undefined ? {} : { direction })),
    );
    decoder.push(bytesOfText(text));
    decoder.end();
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const isChosen = options.input !== "auto";
    const verdict = verdictOf(`--frame ${shown}`, decoder, isChosen, (line) => say(io, line));
    // A text in no form of a frame is a wrong argument.
    const code = decoder.form.name === null ? 2 : 1;
    if (verdict !== null) failure ??= new Failure(verdict.message, code);
  }
  await output.finish();
  if (failure !== null) throw failure;
}
