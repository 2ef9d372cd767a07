import { readFileSync } from "node:fs";
import type { Channel } from "./command-view.ts";

const FILES: Readonly<Record<Channel, string>> = {
  socket: "commands/encode.jsonl",
  sms: "sms/sms.jsonl",
  jt808: "jt808/commands.jsonl",
};

export interface CommandVector {
  readonly id: string;
  readonly command: { readonly type: string; readonly [argument: string]: unknown };
  readonly to?: {
    readonly deviceId: string;
    readonly at?: string;
    readonly maker?: string;
    readonly serialNumber?: number;
    readonly version?: number;
    /** The encoder for its texts, `gbk`. */
    readonly text?: string;
  };
  readonly password?: string;
  readonly ascii?: string;
  readonly hex?: string;
  readonly text?: string;
}

/** The test vectors of commands in one channel. */
export function commandVectors(channel: Channel): CommandVector[] {
  const file = new URL(`../../vectors/${FILES[channel]}`, import.meta.url);
  return (
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line): CommandVector => JSON.parse(line))
      // The file also has replies of devices.
      .filter(({ command }) => command !== undefined)
  );
}

/** Arguments as typed, by channel and type (`socket interval`). */
export function exampleValues(): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (const channel of Object.keys(FILES) as Channel[]) {
    for (const { command, to } of commandVectors(channel)) {
      // The form has no encoder for other alphabets.
      if (to?.text === undefined) found[`${channel} ${command.type}`] ??= typed(command);
    }
  }
  return found;
}

/** The arguments of a command as one would type them. */
export function typed({ type, ...values }: { readonly type: string }): Record<string, string> {
  const { parameters } = values as { parameters?: unknown };
  const [setting] = Array.isArray(parameters) && type === "setParameters" ? parameters : [];
  const entries = Object.entries(setting ?? values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : plain(value)]),
  );
}

function plain(value: unknown): string {
  return typeof value === "object" ? (value as { readonly hex: string }).hex : String(value);
}
