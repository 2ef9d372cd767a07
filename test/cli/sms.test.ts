import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMAND_ROWS } from "../../src/command/rows.ts";
import { dashed, expectBadUsage, sinotrack } from "./harness.ts";

interface CommandVector {
  readonly id: string;
  readonly command: Record<string, unknown> & { type: string };
  readonly password: string;
  readonly text: string;
}

/** Commands printed in documents, so the expected texts are not from our code. */
const VECTORS = readFileSync(new URL("../../vectors/sms/sms.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as CommandVector)
  .filter(({ command }) => command !== undefined);

/** The command line that a user would type for the command. */
function argv({ type, ...values }: CommandVector["command"], password: string): string[] {
  const words = ["sms", dashed(type), "--password", password];
  for (const [name, value] of Object.entries(values)) {
    if (name === "on") words.push(value === true ? "--on" : "--off");
    else if (name === "ignition") words.push(value === true ? "--ignition-on" : "--ignition-off");
    else if (name === "reset") words.push(...(value === true ? ["--reset"] : []));
    else if (type === "apn" && name === "password") words.push("--apn-password", String(value));
    else words.push(`--${dashed(name)}`, String(value));
  }
  return words;
}

test.each(VECTORS.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
  const { code, out, err } = await sinotrack(argv(vector.command, vector.password));
  const danger = ROWS.find(({ type }) => type === vector.command.type)?.danger;
  const warning = danger === undefined ? "" : `warning: ${danger}\n`;
  expect([out, err, code]).toEqual([`${vector.text}\n`, warning, 0]);
});

/** Commands that can be sent by SMS. */
const ROWS = COMMAND_ROWS.filter(({ sms }) => sms !== undefined);

test("the vectors have every command", () => {
  const types = new Set(VECTORS.map(({ command }) => command.type));
  expect([...types].sort()).toEqual(ROWS.map(({ type }) => type).sort());
});

test("the password defaults to the factory's", async () => {
  expect((await sinotrack(["sms", "locate"])).out).toBe("6690000\n");
});

describe("bad arguments are one plain line that names the option", () => {
  test.each<[string, string]>([
    ["interval --seconds 30", "--ignition-on or --ignition-off is missing"],
    ["interval --ignition-on", "required option '--seconds <s>' not specified"],
    ["interval --ignition-on --ignition-off --seconds 5", "'--ignition-off' cannot be used with"],
    [
      "interval --seconds 18001 --ignition-on",
      "--seconds must be a whole number from 0 to 18000, not 18001",
    ],
    ["interval --seconds 3x --ignition-on", "--seconds must be a whole number"],
    ["interval --seconds 1e3 --ignition-on", "--seconds must be a whole number"],
    ["interval --seconds= --ignition-on", "--seconds must be a whole number"],
    ["server --host a/b --port 1", "--host must be letters, digits"],
    ["apn --name a,b", "--name must be printable ASCII"],
    ["apn --name a --user b", "--apn-password must be printable ASCII"],
    ["apn --name a --apn-password b", "--user must be printable ASCII"],
    ["apn --name a --password 1", "--password must be 4 to 6 digits"],
    ["apn --name a --user b --apn-password c*", "--apn-password must be printable ASCII"],
    ["shake-alarm --on", "--seconds must be a whole number from 0 to 120, and is missing"],
    ["master-number --phone-number +49151", "--phone-number must be 3 to 20 digits"],
    ["work-mode --mode sometimes", "argument 'sometimes' is invalid"],
    ["locate --password 00", "--password must be 4 to 6 digits"],
    ["locate --seconds 5", "unknown option '--seconds'"],
    ["locate 5", "too many arguments"],
    ["fly", "unknown command 'fly'"],
    ["__proto__", "unknown command '__proto__'"],
  ])("%s", async (line, expected) => {
    await expectBadUsage(["sms", ...line.split(" ")], expected);
  });
});

describe("help", () => {
  test("of all: every command, the dangerous ones marked", async () => {
    const { code, out } = await sinotrack(["sms", "--help"]);
    expect(code).toBe(0);
    for (const { type } of ROWS) expect(out).toContain(`  ${dashed(type)} [`);
    const text = out.replace(/\s+/g, " ");
    expect(text).toContain("Cuts fuel or power of the engine by the relay (DANGEROUS)");
    const dangerous = ROWS.filter(({ danger }) => danger !== undefined).length;
    expect(text.match(/\(DANGEROUS\)/g)).toHaveLength(dangerous);
  });

  test("of one: units, range, danger, devices", async () => {
    const { out } = await sinotrack(["sms", "server", "--help"]);
    const text = out.replace(/\s+/g, " ");
    expect(text).toContain("DANGEROUS: With a wrong value the device reaches no server");
    expect(text).toContain("one ST-901-868L silently ignored it");
    expect(text).toContain("--port <n> Port (1 to 65535)");
  });
});
