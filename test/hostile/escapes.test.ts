/** Nothing from the wire, a file or a name reaches a terminal unescaped, whatever the command. */
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, type RunOptions, start } from "../cli/harness.ts";

/** ESC and BEL, CSI in one character, a line separator, a bidirectional override, a zero-width character. */
const EVIL = "\x1b]0;PWNED\x07\x1b[2J\x9b31m\u2028\u202e\u200b\x7f";
/** As bytes that a frame can contain. */
const BYTES = "\x1b]0;PWNED\x07\x1b[2J\x9b31m\x85\x7f";

const folder = mkdtempSync(join(tmpdir(), "sinotrack-escapes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FRAMES = [
  `*HQ,1,V4,${BYTES},OK,1#`,
  `*HQ,8160528000,V4,S20,${BYTES},062108,062109#`,
  `*HQ,${BYTES},V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#`,
  `*HQ,8160528000,${BYTES},1,2#`,
  `*HQ,8160528000,SMS,${BYTES}#`,
  `*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF,${BYTES}#`,
  `*HQ,8160528000,V6,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF,${BYTES}#`,
  `noise ${BYTES}`,
];

const capture = join(folder, `capture ${EVIL}.bin`);
const vectors = join(folder, `vectors ${EVIL}.jsonl`);
const broken = join(folder, `broken ${EVIL}.jsonl`);
const other = join(folder, "other.bin");

beforeAll(() => {
  writeFileSync(capture, FRAMES.join("\r\n"), "latin1");
  writeFileSync(other, `${FRAMES[0]}`, "latin1");
  const vector = {
    id: `v ${EVIL}`,
    ascii: "*HQ,353271799434922,XT#",
    source: EVIL,
    note: EVIL,
    expect: [{ type: "heartbeat", [EVIL]: EVIL, command: EVIL, issues: [[EVIL, EVIL]] }],
  };
  writeFileSync(vectors, `${JSON.stringify(vector)}\n`);
  writeFileSync(broken, `{"id": "${EVIL}", ${EVIL}\n`);
});

/** Characters that a terminal obeys or hides. */
const CONTROLS = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const tried = new Set<string>();

async function expectHarmless(
  argv: readonly string[],
  options: RunOptions = {},
  meanwhile: (running: Running) => unknown = () => {},
): Promise<string> {
  tried.add(argv[0]!);
  const running = start(argv, options);
  const { out, err, exit } = running;
  await meanwhile(running);
  await exit;
  for (const { text } of [out, err]) {
    // CSV ends its lines with CR LF.
    const plain = text.replaceAll("\r\n", "\n");
    const found = CONTROLS.exec(plain);
    const where =
      found === null ? "" : JSON.stringify(plain.slice(found.index - 40, found.index + 20));
    expect(where, argv.join(" ")).toBe("");
  }
  return out.text + err.text;
}

test.each(["ndjson", "table", "csv", "geojson", "gpx", "influx", "nmea"])(
  "decode --format %s",
  async (format) => {
    const printed = await expectHarmless(["decode", "--format", format, capture, other]);
    expect(printed).not.toBe("");
    const stdin = Buffer.from(FRAMES.join("\n"), "latin1");
    await expectHarmless(["decode", "--format", format, "--no-color"], { stdin, tty: ["stdout"] });
  },
);

test.each([
  ["explain", ["explain"]],
  ["identify", ["identify"]],
  ["record", ["record"]],
  ["record --distinct", ["record", "--distinct", "--whole"]],
  ["record --anonymise", ["record", "--anonymise", "--seed", EVIL]],
  ["check", ["check"]],
])("%s of a capture, of vectors, and of a broken file", async (_name, argv) => {
  for (const path of [capture, vectors, broken, `${capture} that is not there`]) {
    await expectHarmless([...argv, path]);
  }
});

test.each(["tap", "junit", "json", "text"])("check --reporter %s", async (reporter) => {
  await expectHarmless(["check", "--reporter", reporter, vectors, broken]);
});

test.each(["text", "ndjson", "junit"])("conform --reporter %s", async (reporter) => {
  const decoder = join(folder, "decoder.mjs");
  const answer = [
    { type: EVIL, deviceId: EVIL, [EVIL]: EVIL, latitude: EVIL, issues: [[EVIL, EVIL]] },
  ];
  writeFileSync(
    decoder,
    `import { createInterface } from "node:readline";
    for await (const _ of createInterface({ input: process.stdin })) console.log(${JSON.stringify(JSON.stringify(answer))});`,
  );
  const argv = ["conform", "--reporter", reporter, "--family", "v1", "--", process.execPath];
  const printed = await expectHarmless([...argv, decoder]);
  // The text report is a table of counts.
  expect(printed.includes("PWNED")).toBe(reporter !== "text");
  for (const text of [`console.log(${JSON.stringify(EVIL)})`, "process.exit(1)"]) {
    await expectHarmless([...argv, "-e", text]);
  }
  await expectHarmless([...argv.slice(0, -1), join(folder, EVIL)]);
});

test("diff", async () => {
  await expectHarmless(["diff", capture, other]);
  await expectHarmless(["diff", "--json", capture, other]);
  await expectHarmless(["diff", vectors, broken]);
});

test("explain --frame and --hex", async () => {
  for (const frame of FRAMES) await expectHarmless(["explain", "--frame", frame]);
});

test("arguments", async () => {
  for (const argv of [
    [EVIL],
    ["decode", `--${EVIL}`],
    ["decode", "--format", EVIL],
    ["decode", "--listen", EVIL],
    ["command", EVIL],
    ["command", "text", "--to", EVIL, "--text", EVIL],
    ["command", "interval", "--to", "8168000005", "--seconds", EVIL],
    ["sms", EVIL],
    ["sms", "apn", "--apn", EVIL],
    ["simulate", "--to", join(folder, EVIL)],
    ["simulate", "--list", join(folder, EVIL), "--to", "tcp:1"],
    ["help", EVIL],
    ["record", "--listen", "tcp:0", "-o", join(folder, EVIL, EVIL)],
    ["simulate", "--to", "tcp:1", "--route", join(folder, EVIL)],
    ["wireshark", EVIL],
    ["kaitai", EVIL],
    ["completion", EVIL],
  ]) {
    await expectHarmless(argv);
  }
});

test.each(["tcp", "udp"] as const)("decode --listen on a terminal, over %s", async (transport) => {
  const stop = new AbortController();
  const options: RunOptions = { stop: stop.signal, tty: ["stdout"] };
  const printed = expectHarmless(
    ["decode", "--listen", `${transport}:0`, "--no-color"],
    options,
    async ({ out, err }) => {
      const [, port] = await err.until(/listening on \w+ 127\.0\.0\.1:(\d+)/);
      if (transport === "tcp") {
        const socket = connect(Number(port), "127.0.0.1");
        socket.end(Buffer.from(FRAMES.join(""), "latin1"));
      } else {
        const socket = createSocket("udp4");
        const bytes = Buffer.from(FRAMES.join(""), "latin1");
        socket.send(bytes, Number(port), "127.0.0.1", () => socket.close());
      }
      await out.until(/PWNED/);
      stop.abort();
    },
  );
  expect(await printed).toContain("PWNED");
});

test("every command has a test", async () => {
  const { out, exit } = start(["--help"]);
  await exit;
  const commands = [...out.text.split("Commands:")[1]!.matchAll(/^ {2}(\w+) /gm)].map(
    ([, name]) => name!,
  );
  expect(commands.length).toBeGreaterThan(8);
  expect(commands.filter((name) => !tried.has(name))).toEqual([]);
});
