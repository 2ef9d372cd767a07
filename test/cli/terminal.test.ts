/**
 * Nothing from the wire, a file or a name reaches a terminal unescaped: the output of any subcommand, on either stream,
 * has no control characters except line ends, and no characters that hide or reorder text.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bytesOf, loadVectors } from "../vectors.ts";
import { HEARTBEAT, sinotrack, V1 } from "./harness.ts";

/**
 * Sets the title and clears the screen, with one-byte controls too; names also contain characters that reorder or hide
 * text.
 */
const ESCAPES = "\x1b]0;PWNED\x07\x1b[2J\x9d0;PWNED\x9c\x9b2J";
const NAME = `evil${ESCAPES}\u202egnp\u200b\u2028\ufeff\u{e0041}`;

function unsafe(text: string): string[] {
  return (text.match(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu) ?? []).slice(0, 9);
}

async function expectSafe(
  argv: readonly string[],
  options: Parameters<typeof sinotrack>[1] = {},
): Promise<{ out: string; err: string }> {
  const { out, err } = await sinotrack(argv, options);
  expect(unsafe(out), `the output of ${argv[0]}`).toEqual([]);
  expect(unsafe(err), `the messages of ${argv[0]}`).toEqual([]);
  return { out, err };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terminal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Frames of every form with the escapes in each field, and over some of their bytes; one line of hex each. */
const HOSTILE: string = loadVectors()
  .flatMap(({ vectors }) => vectors.map((vector) => Buffer.from(bytesOf(vector))))
  .flatMap((bytes, number) => {
    const changed = Buffer.from(bytes);
    changed.write("\x1b[2J\x9b2J", 1 + ((number * 7) % bytes.length), "latin1");
    if (bytes[0] !== 0x2a) return [changed];
    const fields = bytes.toString("latin1").split(",");
    // A different field in each vector: every form has many vectors.
    const at = 1 + (number % (fields.length - 1));
    fields[at] = at === fields.length - 1 ? `${ESCAPES}#` : ESCAPES;
    return [changed, Buffer.from(fields.join(","), "latin1")];
  })
  .map((bytes) => `${bytes.toString("hex")}\n`)
  .join("");

const READERS: readonly (readonly string[])[] = [
  ["decode", "--format", "table"],
  ["decode", "--format", "ndjson"],
  ["explain"],
  ["identify"],
  ["identify", "--json"],
  ["record"],
  // A capture whose result cannot be judged is refused without --force.
  ["record", "--anonymise", "--force"],
];

describe.each(READERS)("%s %s %s", (...words) => {
  const argv = words.filter((word) => word !== undefined);
  it("of frames", async () => {
    const { out } = await expectSafe([...argv, "-i", "hex"], { stdin: HOSTILE });
    expect(out.length).toBeGreaterThan(100);
  });

  it("of a file with such a name, of a broken one, and of a missing one", async () => {
    const path = file(`${NAME}.log`, V1 + HEARTBEAT);
    const broken = file(`${NAME}.hex`, "2a48\n2a4x\n");
    const rows = file(`${NAME}.jsonl`, `{"${ESCAPES}":1}\n`);
    for (const files of [[path, path], [broken], [rows], [join(folder, `${NAME}.none`)]]) {
      await expectSafe([...argv, ...files]);
    }
  });
});

it("an answer to V4 that set the window title", async () => {
  const stdin = "*HQ,1,V4,\x1b]0;PWNED\x07\x1b[2J,OK,1#";
  const { out } = await expectSafe(["decode", "--format", "table"], { stdin });
  expect(out).toContain("confirms ␛]0;PWNED␇");
  const colored = await sinotrack(["decode", "--format", "table"], { stdin, tty: ["stdout"] });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only the colours remain
  expect(unsafe(colored.out.replace(/\x1b\[\d+m/g, ""))).toEqual([]);
});

it("diff", async () => {
  const before = file(`${NAME}.hex`, Buffer.from(V1).toString("hex"));
  const after = file("after.hex", HOSTILE);
  await expectSafe(["diff", before, after, "-i", "hex"]);
  await expectSafe(["diff", "--json", before, after, "-i", "hex"]);
  await expectSafe(["diff", before, join(folder, `${NAME}.none`)]);
});

describe("check", () => {
  const vector = (id: string, more: object = {}) => ({
    id,
    ascii: V1,
    source: "",
    note: "",
    expect: [{ type: `p${ESCAPES}`, [`x${NAME}`]: { [ESCAPES]: NAME }, command: NAME }],
    ...more,
  });
  const write = (...rows: object[]): string =>
    file(`${NAME}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

  it.each(["text", "json", "junit"])("%s", async (reporter) => {
    const path = write(vector(`a${NAME}`), vector(`b${NAME}`, { review: "pending" }));
    const { out } = await expectSafe(["check", "--reporter", reporter, path]);
    expect(out).toContain("PWNED");
  });

  it("messages about a file", async () => {
    const path = write(vector("a"), vector(`b${NAME}`, { review: "pending" }));
    await expectSafe(["check", "--accept", `b${NAME}`, path]);
    await expectSafe(["check", "--accept", NAME, path]);
    expect((await expectSafe(["check", "--update", path])).err).toContain("2 vectors rewritten");
    await expectSafe(["check", write({ ...vector("a"), [NAME]: 1 })]);
    await expectSafe(["check", write(vector(NAME), vector(NAME))]);
    mkdirSync(join(folder, `${NAME}.d`));
    await expectSafe(["check", join(folder, `${NAME}.d`)]);
  });
});

it("record into a file", async () => {
  const capture = file(`${NAME}.log`, V1);
  const path = join(folder, `${NAME}.out`);
  expect((await expectSafe(["record", capture, "-o", path])).err).toContain("1 vector recorded");
  await expectSafe(["record", capture, "-o", path]);
  await expectSafe(["record", capture, "-o", join(folder, `${NAME}.none`, "x")]);
});

it.each([
  ["an option that is none", ["decode", `--${ESCAPES}`]],
  ["a choice that is none", ["decode", "--status-table", ESCAPES]],
  ["an endpoint that is none", ["decode", "--listen", `tcp:${ESCAPES}:1`]],
  ["a frame that is none", ["explain", "--frame", ESCAPES]],
  ["a device that is not there", ["identify", "--device", NAME]],
  ["an argument of a command", ["command", "interval", "--id", ESCAPES, "--seconds", "30"]],
  ["an argument of an SMS", ["sms", "server", "--host", ESCAPES, "--port", "5013"]],
  ["a subcommand that is none", [ESCAPES]],
])("%s", async (_what, argv) => {
  expect((await expectSafe(argv, { stdin: V1 })).err).toMatch(/^sinotrack: /);
});
