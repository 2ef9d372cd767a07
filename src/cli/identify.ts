/** `sinotrack identify`: which firmware family sent a capture, and what speaks for it. */
import { type Command, Option } from "commander";
import { decode, identify, type Message, type VariantGuess } from "../index.ts";
import { capturesOf } from "./captures.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { Output } from "./output.ts";
import { FORMS, type Form } from "./recognise.ts";
import { plural } from "./summary.ts";
import { printable } from "./text.ts";

interface IdentifyOptions {
  readonly input: Form | "auto";
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  sinotrack identify capture.pcap
  sinotrack identify --json log.hex

Exit codes: 0, also for unknown; 1 bad input, 2 bad usage.`;

export function addIdentify(program: Command, io: Io): void {
  const command = program.command("identify");
  command
    .description("Tell which firmware family sent a capture, with the evidence.")
    .argument("[file...]", "captures of one device; - for the standard input")
    .addOption(
      new Option("-i, --input <form>", "form of the input")
        .choices(["auto", ...FORMS])
        .default("auto"),
    )
    .option("--json", "all guesses as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: IdentifyOptions) => {
      if (files.length === 0 && io.stdin.isTTY) {
        command.outputHelp({ error: true });
        throw new Failure("no input: name a file, or - to type it in", 2);
      }
      const note = (line: string): void => void io.stderr.write(`${line}\n`);
      const reading = { input: options.input, join: false, note };
      const messages: Message[] = [];
      for await (const { bytes } of capturesOf(
        files.length === 0 ? ["-"] : files,
        reading,
        () => io.stdin,
      )) {
        messages.push(...decode(bytes));
      }
      const guesses = identify(messages);
      const output = new Output(io.stdout);
      output.add(options.json ? `${JSON.stringify(guesses)}\n` : report(guesses, messages));
      await output.finish();
    });
}

function report(guesses: readonly VariantGuess[], messages: readonly Message[]): string {
  const from = `${plural(messages.length, "message")}`;
  const [first, ...others] = guesses;
  if (first === undefined) return `unknown: nothing in ${from} tells one family from another\n`;
  const { title, statusTable, acknowledgement, commands, jt808Profile } = first;
  const rest = others.map(({ family, score }) => `${family} (${score})`);
  return [
    `${first.family} (${first.score}), from ${from}`,
    `  ${title}`,
    "  evidence",
    ...first.evidence.map(
      ({ weight, about, source, message, field, value, count }) =>
        `    ${String(weight).padStart(2)}  ${about} (${source})\n        message ${message + 1}, ${field} ${printable(String(value))}${count > 1 ? `, ${count} times` : ""}`,
    ),
    jt808Profile === undefined
      ? `  status table     ${statusTable ?? "unknown"}`
      : `  jt808 profile    ${jt808Profile}`,
    `  acknowledgement  ${acknowledgement.style}: ${acknowledgement.about} (${acknowledgement.source})`,
    `  commands         ${commands.length === 0 ? "none known" : commands.join(" ")}`,
    ...(rest.length === 0 ? [] : [`also possible: ${rest.join(", ")}`]),
    "",
  ].join("\n");
}
