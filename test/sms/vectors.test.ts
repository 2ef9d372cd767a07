import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatSms, parseSms, type SmsCommand } from "../../src/sms/index.ts";

/** A line of vectors/sms/sms.jsonl: a reply with its expected result, or a command and its text. */
interface SmsVector {
  readonly id: string;
  readonly text: string;
  readonly expect?: Record<string, unknown>;
  readonly command?: SmsCommand;
  readonly password?: string;
}

const VECTORS = readFileSync(new URL("../../vectors/sms/sms.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as SmsVector);
const REPLIES = VECTORS.filter((vector) => vector.expect !== undefined);
const COMMANDS = VECTORS.filter((vector) => vector.command !== undefined);

describe("vectors/sms/sms.jsonl", () => {
  it("has replies and commands, every line once", () => {
    expect(REPLIES.length + COMMANDS.length).toBe(VECTORS.length);
    expect(new Set(VECTORS.map(({ id }) => id)).size).toBe(VECTORS.length);
    // Every type of reply is among them.
    expect(new Set(REPLIES.map((vector) => vector.expect!["type"]))).toEqual(
      new Set(["configuration", "status", "location", "ok", "alarm", "text"]),
    );
  });
  it.each(REPLIES.map((vector) => [vector.id, vector] as const))("reads %s", (_id, vector) => {
    // Strict: an absent property must not be present as undefined.
    const reply = parseSms(vector.text);
    const issues = reply.issues.map(({ code, field }) => [code, field]);
    expect({ ...reply, issues }).toStrictEqual(vector.expect);
  });
  it.each(COMMANDS.map((vector) => [vector.id, vector] as const))("writes %s", (_id, vector) => {
    expect(formatSms(vector.command!, { password: vector.password! })).toBe(vector.text);
  });
});
