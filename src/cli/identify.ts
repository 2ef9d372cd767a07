/** `sinotrack identify`: identifies the firmware family of a capture, with the evidence. */
import type { Command } from "commander";
import { identify, type Message, type VariantGuess } from "../index.ts";
import { plural } from "../plural.ts";
import { capturesOf } from "./captures.ts";
import { Failure } from "./failure.ts";
import { addInputOptions, type InputChoice } from "./input-options.ts";
import type { Io } from "./io.ts";
import { printAll } from "./output.ts";
import { printable, printableJson, say } from "./text.ts";

interface IdentifyOptions extends InputChoice {
  readonly device?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  sinotrack identify capture.pcap
  sinotrack identify --device 7029083742 capture.pcap
  sinotrack identify --json log.hex

A single device is shown with its evidence, several with one line each.

Exit codes: 0 identified or unknown, 1 bad input, 2 bad usage.`;

export function addIdentify(program: Command, io: Io): void {
  const command = program.command("identify");
  addInputOptions(command);
  command
    .description("Identify the firmware of each device in a capture, with the evidence.")
    .argument("[file...]", "captures; - for the standard input")
    .option("-d, --device <id>", "only this device")
    .option("--json", "print each device with all its candidates as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (files: readonly string[], options: IdentifyOptions) => {
      if (files.length === 0 && io.stdin.isTTY) {
        command.outputHelp({ error: true });
        throw new Failure("no input: name a file, or - for the standard input", 2);
      }
      const note = (line: string): void => say(io, line);
      const reading = { ...options, join: false, note };
      const devices = new Map<string | null, Message[]>();
      for await (const { messages: found } of capturesOf(
        files.length === 0 ? ["-"] : files,
        reading,
        () => io.stdin,
      )) {
        let device: string | null = null;
        for (const message of found) {
          device = message.deviceId ?? device;
          const messages = devices.get(device);
          if (messages === undefined) devices.set(device, [message]);
          else messages.push(message);
        }
      }
      // Messages before the first id are left out if there is an id.
      if (devices.size > 1) devices.delete(null);
      const { device } = options;
      if (device !== undefined && !devices.has(device)) throw new Failure(`no device ${device}`, 1);
      const found = [...devices]
        .filter(([id]) => device === undefined || id === device)
        .map(([deviceId, messages]) => ({ deviceId, messages, guesses: identify(messages) }));
      await printAll(io.stdout, [
        options.json
          ? `${printableJson(JSON.stringify(found.map((one) => ({ ...one, messages: one.messages.length }))))}\n`
          : found.length > 1
            ? found.map(line).join("")
            : report(found[0]?.guesses ?? [], found[0]?.messages ?? []),
      ]);
    });
}

interface Device {
  readonly deviceId: string | null;
  readonly messages: readonly Message[];
  readonly guesses: readonly VariantGuess[];
}

function line({ deviceId, messages, guesses }: Device): string {
  const [first, ...others] = guesses.map(({ family, score }) => `${family} (${score})`);
  const rest = others.length === 0 ? "" : `; also possible: ${others.join(", ")}`;
  return `${printable(deviceId ?? "").padEnd(15)}  ${first ?? "unknown"}, from ${plural(messages.length, "message")}${rest}\n`;
}

/** A cell or a list of access points as JSON. */
function shown(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function report(guesses: readonly VariantGuess[], messages: readonly Message[]): string {
  const from = `${plural(messages.length, "message")}`;
  const [first, ...others] = guesses;
  if (first === undefined) return `unknown: nothing in ${from} identifies a family\n`;
  const { title, statusTable, acknowledgement, commands, jt808Profile } = first;
  const rest = others.map(({ family, score }) => `${family} (${score})`);
  return [
    `${first.family} (${first.score}), from ${from}`,
    `  ${title}`,
    "  evidence",
    ...first.evidence.map(
      ({ weight, about, source, message, field, value, count }) =>
        `    ${String(weight).padStart(2)}  ${about} (${source})\n        message ${message + 1}, ${field} ${printable(shown(value))}${count > 1 ? `, ${count} times` : ""}`,
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
