import { readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/index.ts";
import { dashed, expectBadUsage, sinotrack, start } from "./harness.ts";

interface Vector {
  readonly id: string;
  readonly command: Record<string, unknown> & { type: string };
  readonly to: { readonly deviceId: string; readonly at: string; readonly maker?: string };
  readonly ascii?: string;
  readonly hex?: string;
}

/** The examples of the documents. */
const VECTORS = readFileSync(
  new URL("../../vectors/commands/encode.jsonl", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Vector);

/** The command line that a user would type. */
function argv({ command: { type, ...values }, to }: Vector): string[] {
  const words = ["command", dashed(type)];
  if (type !== "text") {
    words.push("--id", to.deviceId, "--at", to.at.replace(".000Z", "Z"));
    if (to.maker !== undefined) words.push("--maker", to.maker);
  }
  for (const [name, value] of Object.entries(values)) {
    const option = `--${dashed(name)}`;
    if (name === "on") words.push(value === true ? "--on" : "--off");
    else if (name === "reset" || name === "withoutTime")
      words.push(...(value === true ? [option] : []));
    else if (Array.isArray(value)) for (const item of value) words.push(option, String(item));
    else if (typeof value === "object") words.push(option, (value as { hex: string }).hex);
    else words.push(option, String(value));
  }
  return words;
}

test.each(VECTORS.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
  const hex = vector.hex ?? Buffer.from(vector.ascii as string, "latin1").toString("hex");
  const digits = await sinotrack([...argv(vector), "--hex"]);
  const danger = COMMANDS.find(({ type }) => type === vector.command.type)?.danger;
  const warning = danger === undefined ? "" : `warning: ${danger}\n`;
  expect([digits.out, digits.err, digits.code]).toEqual([hex, warning, 0]);
  if (vector.ascii === undefined) return;
  // A frame to a device has no line end.
  expect((await sinotrack(argv(vector))).out).toBe(vector.ascii);
});

test("the vectors have every command", () => {
  const types = new Set(VECTORS.map(({ command }) => command.type));
  expect([...types].sort()).toEqual(COMMANDS.map(({ type }) => type).sort());
});

const INTERVAL = ["command", "interval", "--id", "8168000005", "--seconds", "30"];

test("a terminal gets a line end, and hex digits for a binary frame", async () => {
  const at = ["--at", "2026-01-01T06:21:08Z"];
  const plain = await sinotrack([...INTERVAL, ...at], { tty: ["stdout"] });
  expect(plain.out).toBe("*HQ,8168000005,D1,062108,30,1#\n");
  const line = ["command", "chinese-address", "--id", "4106000054", "--text", "广东", ...at];
  const digits = await sinotrack(line, { tty: ["stdout"] });
  expect(digits.out).toMatch(/^2a4851[\da-f]+5e7f4e1c23\n$/);
});

test("a pipe gets the bytes unchanged", async () => {
  const chunks: Buffer[] = [];
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  const line = "command chinese-address --id 1 --at 2026-01-01T13:03:05Z --text 广东".split(" ");
  expect(await start(line, { stdout }).exit).toBe(0);
  expect(Buffer.concat(chunks).toString("hex")).toBe(
    Buffer.from("*HQ,1,I1,130305,10,1,4,^\u007fN\u001c#", "latin1").toString("hex"),
  );
});

test("a raw command may have no parameters", async () => {
  const { out } = await sinotrack([
    "command",
    "raw",
    "--id",
    "1",
    "--word",
    "FOO",
    "--without-time",
  ]);
  expect(out).toBe("*HQ,1,FOO#");
});

test("the time defaults to now", async () => {
  const before = Date.now();
  const { out } = await sinotrack(INTERVAL);
  const time = /,D1,(\d\d)(\d\d)(\d\d),/.exec(out) as RegExpExecArray;
  const day = new Date(before).toISOString().slice(0, 11);
  const shown = Date.parse(`${day}${time[1]}:${time[2]}:${time[3]}Z`);
  // Midnight may have passed in between.
  expect((shown - Math.floor(before / 1000) * 1000 + 86_400_000) % 86_400_000).toBeLessThan(5000);
});

describe("bad arguments are one plain line that names the option", () => {
  test.each<[string, string]>([
    ["interval --seconds 30", "required option '--id <digits>' not specified"],
    ["interval --id 1", "required option '--seconds <s>' not specified"],
    ["interval --id 1 --seconds 9", "--seconds must be a whole number from 10 to 65535, not 9"],
    ["interval --id 1 --seconds 65536", "--seconds must be a whole number from 10 to 65535"],
    ["interval --id 1 --seconds ten", "--seconds must be a whole number"],
    ["interval --id 1, --seconds 30", "--id must be 1 to 15 digits"],
    ["interval --id 1 --maker H# --seconds 30", "--maker must be two ASCII letters or digits"],
    ["interval --id 1 --at noon --seconds 30", "It must be a time in UTC like"],
    ["interval --id 1 --at 2026-02-30T25:00:00Z --seconds 30", "It must be a time in UTC like"],
    ["cut-fuel --id 1 --pulses 3 --pulses 0", "--pulses[1] must be a whole number"],
    ["sos-numbers --id 1 --phone-numbers 12a", "--phone-numbers[0] must be"],
    [
      "rectangular-fence --id 1 --fence 1 --mode 1 --min-latitude 5 --max-latitude 3 --min-longitude 5 --max-longitude 7",
      "--max-latitude must be greater than --min-latitude",
    ],
    ["alarm-enable --id 1 --alarm 1", "--on or --off is missing"],
    ["huasuntek-address --id 1 --coding gb2312 --bytes 1", "--bytes must be pairs of hexadecimal"],
    ["text --text a#b", "--text must be printable ASCII"],
    ["raw --id 1 --word D1 --parameters a,b", "--parameters[0] must be printable ASCII"],
    ["fly --id 1", "unknown command 'fly'"],
  ])("%s", async (line, expected) => {
    await expectBadUsage(["command", ...line.split(" ")], expected);
  });
});

describe("help", () => {
  test("of all: every command, the dangerous ones marked", async () => {
    const { code, out } = await sinotrack(["command", "--help"]);
    expect(code).toBe(0);
    for (const { type } of COMMANDS) expect(out).toContain(`  ${dashed(type)} [`);
    const dangerous = COMMANDS.filter(({ danger }) => danger !== undefined).length;
    expect(out.replace(/\s+/g, " ").match(/\(DANGEROUS\)/g)).toHaveLength(dangerous);
  });

  test("of one: danger, devices, answer, ranges", async () => {
    const { out } = await sinotrack(["command", "cut-fuel", "--help"]);
    const text = out.replace(/\s+/g, " ");
    expect(text).toContain("DANGEROUS: Stops the engine, even while the vehicle is moving");
    expect(text).toContain("Confirmation: V4 with OK, DONE or ERROR");
    expect(text).toContain("(give it 1 to 30 times; each 1 to 65535 s; default 1)");
  });
});

test("the danger is printed to standard error, and the frame alone to standard output", async () => {
  const at = ["--at", "2026-01-01T06:11:58Z"];
  const cut = await sinotrack(["command", "cut-fuel", "--id", "8168000005", ...at]);
  expect(cut).toMatchObject({ code: 0, out: "*HQ,8168000005,S20,061158,1,1#" });
  expect(cut.err).toMatch(/^warning: Stops the engine, [^\n]+\n$/);
  const calm = await sinotrack(["command", "locate", "--id", "8168000005", ...at]);
  expect(calm.err).toBe("");
  expect((await sinotrack(["sms", "cut-fuel"])).err).toMatch(/^warning: Stops the engine/);
  const control = ["command", "jt808", "control", "--id", "1", "--code", "5"];
  expect((await sinotrack(control)).err).toMatch(/^warning: /);
});
