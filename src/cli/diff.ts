/** `sinotrack diff`: compares two captures. */
import type { Command } from "commander";
import { decode, type Message } from "../index.ts";
import { plural } from "../plural.ts";
import { plainMessage } from "../vectors/plain.ts";
import { CHANGE_KINDS, type Change, type ChangeKind, Profile } from "../vectors/profile.ts";
import { type JsonObject, type Vector, vectorBytes } from "../vectors/vector.ts";
import { capturesOf } from "./captures.ts";
import { Failure } from "./failure.ts";
import { addInputOptions, type InputChoice } from "./input-options.ts";
import type { Io } from "./io.ts";
import { printAll } from "./output.ts";
import { printable, printableJson, say } from "./text.ts";
import { readVectorFiles } from "./vector-files.ts";

interface DiffOptions extends InputChoice {
  readonly json?: true;
  readonly exitCode?: true;
}

const EXAMPLES = `
Examples:
  sinotrack diff before.pcap after.pcap             changes by a new firmware
  sinotrack diff desk.jsonl today.hex --exit-code   for CI: 1 if they differ

Files of vectors are compared by their expected messages, captures by their
decoded ones. The order and the number of messages do not matter.`;

export function addDiff(program: Command, io: Io): void {
  const command = program.command("diff");
  addInputOptions(command);
  command
    .description("Compare message types, fields, states and issues of two captures.")
    .argument("<before>", "a capture in any form, or a file of vectors")
    .argument("<after>", "another")
    .option("--json", "the differences as JSON")
    .option("--exit-code", "exit with 1 if there are differences")
    .addHelpText("after", EXAMPLES)
    .action(async (before: string, after: string, options: DiffOptions) => {
      if (before === "-" && after === "-")
        throw new Failure("only one of the two files can be -", 2);
      const profile = await profileOf(before, options, io);
      const changes = profile.changesTo(await profileOf(after, options, io));
      await printAll(io.stdout, [
        options.json ? `${printableJson(JSON.stringify(changes))}\n` : report(changes),
      ]);
      if (options.exitCode && changes.length > 0) {
        throw new Failure(`${plural(changes.length, "difference")}`);
      }
    });
}

async function profileOf(path: string, options: DiffOptions, io: Io): Promise<Profile> {
  const profile = new Profile();
  const add = (shown: readonly JsonObject[], messages: readonly Message[]): void => {
    for (const [i, message] of shown.entries()) profile.add(message, lengthOf(messages[i]));
  };
  const vectors = path === "-" ? null : await vectorsIn(path, io);
  for (const vector of vectors ?? []) add(vector.expect, decode(vectorBytes(vector)));
  if (vectors !== null) return profile;
  const note = (line: string): void => say(io, line);
  const reading = { ...options, join: false, note };
  for await (const { messages } of capturesOf([path], reading, () => io.stdin)) {
    add(messages.map(plainMessage), messages);
  }
  return profile;
}

/** The vectors, if it is a file of vectors. */
async function vectorsIn(path: string, io: Io): Promise<readonly Vector[] | null> {
  try {
    const files = await readVectorFiles([path], () => io.stdin);
    const vectors = files.flatMap((file) => file.vectors);
    return vectors.length === 0 ? null : vectors;
  } catch (error) {
    // A capture; if it cannot be read, the next reader reports it.
    if (error instanceof Failure) return null;
    throw error;
  }
}

/** For text frames the number of fields, because their values have any length. */
function lengthOf(message: Message | undefined): string | null {
  if (message === undefined || message.type === "noise") return null;
  const { format, bytes } = message.frame;
  if (format !== "ascii") return plural(bytes.length, "byte");
  return plural(bytes.filter((byte) => byte === 0x2c).length + 1, "field");
}

const TITLES: Readonly<Record<ChangeKind, string>> = {
  word: "message types",
  field: "fields",
  length: "lengths",
  status: "states and alarms",
  issue: "issues",
};

function report(changes: readonly Change[]): string {
  if (changes.length === 0)
    return "no difference in types, fields, lengths, states, alarms and issues\n";
  let text = "";
  for (const kind of CHANGE_KINDS) {
    const some = changes.filter((change) => change.kind === kind);
    if (some.length === 0) continue;
    text += `${TITLES[kind]}\n`;
    for (const { change, word, what, count, of } of some) {
      const shown = what === "" ? word : `${word}: ${what}`;
      const often = what === "" ? plural(count, "message") : `${count} of ${of}`;
      text += `  ${change === "new" ? "+" : "-"} ${printable(shown)} (${often})\n`;
    }
  }
  return text;
}
