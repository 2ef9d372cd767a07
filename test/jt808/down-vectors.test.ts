/** vectors/jt808/commands.jsonl and replies.jsonl: messages from a server. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeGbk } from "../../src/gbk/index.ts";
import {
  decode,
  encodeCommand,
  type Jt808Command,
  type Jt808Target,
  type ReplyOptions,
  replyTo,
} from "../../src/index.ts";
import { refusal } from "../refusal.ts";
import { fromHex, toHex } from "./frames.ts";

interface CommandVector {
  readonly id: string;
  readonly command: Jt808Command;
  readonly to: Omit<Jt808Target, "protocol"> & { readonly text?: "gbk" };
  readonly hex: string;
}

interface ReplyVector {
  readonly id: string;
  readonly hex: string;
  readonly at: string;
  readonly options?: ReplyOptions & { readonly text?: "gbk" };
  readonly reply: string | null;
}

function read<T extends { readonly id: string }>(file: string): (readonly [string, T])[] {
  return readFileSync(new URL(`../../vectors/jt808/${file}.jsonl`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T)
    .map((vector) => [vector.id, vector]);
}

function textOf({ text, ...rest }: { readonly text?: "gbk" }): object {
  return text === undefined ? rest : { ...rest, encodeText: encodeGbk };
}

it.each(read<CommandVector>("commands"))("%s", (_, { command, to, hex }) => {
  const target = { protocol: "jt808", ...textOf(to) } as Jt808Target;
  expect(toHex(encodeCommand(command, target))).toBe(hex);
});

it.each(read<ReplyVector>("replies"))("%s", (_, { hex, at, options = {}, reply }) => {
  const [message, ...others] = decode(fromHex(hex));
  expect(others).toEqual([]);
  const bytes = replyTo(message!, { at: new Date(at), ...textOf(options) });
  expect(bytes && toHex(bytes)).toBe(reply);
  expect(replyTo(message!, { at: new Date(at), acknowledgement: "none" })).toBeNull();
});

describe("commands", () => {
  const to = { protocol: "jt808", deviceId: "012345678901" } as const;
  it.each<[string, Jt808Command]>([
    [
      "command.seconds must be a whole number from 1 to 65535, not 0",
      { type: "track", seconds: 0, durationSeconds: 1 },
    ],
    [
      "command.durationSeconds must be a whole number from 1 to 4294967295, not 4294967296",
      { type: "track", seconds: 1, durationSeconds: 2 ** 32 },
    ],
    [
      "command.durationSeconds must be a whole number from 1 to 4294967295, not undefined",
      { type: "track", seconds: 1 } as never,
    ],
    [
      "command.alarms must be a list of 1 to 7 elements, not a list of length 0",
      { type: "confirmAlarms", alarms: [] },
    ],
    [
      "command.alarms[1] must be sos, danger, geofence, routeCrossing, sectionTime, illegalIgnition or displacement, not a string of length 9",
      { type: "confirmAlarms", alarms: ["sos", "overspeed" as never] },
    ],
    [
      "command.alarmSerialNumber must be a whole number from 0 to 65535, not 65536",
      { type: "confirmAlarms", alarms: ["sos"], alarmSerialNumber: 65536 },
    ],
    [
      "command.kind must be absent for headers before 2019, not a string of length 6",
      { type: "text", text: "x", kind: "notice" },
    ],
  ])("%s", (message, command) => {
    expect(refusal(() => encodeCommand(command, to))).toBe(message);
  });
  it("a text to a device of 2019 is a notice or a service", () => {
    const of2019 = { ...to, version: 2019 } as const;
    expect(
      refusal(() => encodeCommand({ type: "text", text: "x", kind: "urgent" as never }, of2019)),
    ).toBe("command.kind must be notice or service, not a string of length 6");
  });
});

it("a reply names the option that is wrong", () => {
  const [asks] = decode(fromHex(read<ReplyVector>("replies")[1]![1].hex));
  expect(refusal(() => replyTo(asks!, { at: new Date(0), serialNumber: 65536 }))).toMatch(
    /^options\.serialNumber/,
  );
});
