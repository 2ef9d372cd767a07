import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import { sinotrack } from "./harness.ts";

const PAGE = readFileSync(new URL("../../docs/guide/conformance.md", import.meta.url), "utf8");

const folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A decoder that knows the answers, and applies the code `change` to each message. */
function decoder(name: string, change: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
const folder = ${JSON.stringify(new URL("../../vectors/", import.meta.url).pathname)};
const known = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".jsonl")))
  for (const line of readFileSync(folder + file, "utf8").split("\\n").filter(Boolean)) {
    const { ascii, hex, expect } = JSON.parse(line);
    known.set(hex ?? Buffer.from(ascii, "latin1").toString("hex"), expect);
  }
const change = ${change};
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(known.get(line).map(change)));
`,
  );
  return path;
}

const conform = (...argv: string[]) => sinotrack(["conform", ...argv]);
const run = (path: string): string[] => ["--", process.execPath, path];

describe("sinotrack conform", () => {
  it("passes a decoder that returns all expected values, and more", async () => {
    const path = decoder(
      "right",
      "({ issues, ...message }) => ({ ...message, mine: 1, latitude: message.latitude && message.latitude + 1e-8 })",
    );
    // A message without a latitude must not get one.
    const { code, out } = await conform("--family", "v1", "--family", "v8", ...run(path));
    expect(code).toBe(0);
    expect(out).toBe(
      "form            vectors  right partly  wrong  values\n" +
        "v1                  214    214      0      0   100 %\n" +
        "v8                   28     28      0      0   100 %\n" +
        "all                 242    242      0      0   100 %\n",
    );
  });

  it("distinguishes missing values from wrong ones", async () => {
    const some = decoder("partly", "({ cell, ...message }) => message");
    const { code, out } = await conform("--family", "v8", ...run(some));
    expect(code).toBe(0);
    expect(out).toMatch(/^v8 +28 +\d+ +2\d +0 +8\d %$/m);
    const knots = decoder(
      "wrong",
      "(message) => ({ ...message, speedKmh: message.speedKmh / 1.852 })",
    );
    const wrong = await conform("--family", "v8", ...run(knots));
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/^sinotrack: \d+ vectors with wrong messages\n$/);
    const judged = await conform("--family", "v8", "--fields", "latitude,longitude", ...run(knots));
    expect(judged.code).toBe(0);
  });

  it("reports each vector as NDJSON, and as JUnit", async () => {
    const path = decoder("north", "(message) => ({ ...message, latitude: 1 })");
    const { rows } = await conform("--family", "move", "-r", "ndjson", ...run(path));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ family: "move", result: "wrong" });
    expect(rows[0]?.["differences"]).toContainEqual(
      expect.objectContaining({ kind: "changed", path: "latitude", received: 1 }),
    );
    const junit = await conform("--family", "move", "-r", "junit", ...run(path));
    expect(junit.out).toContain('<testsuite name="move" tests="3" failures="3"');
  });

  it("explains in one line why a program gives no answer", async () => {
    const failing = async (...argv: string[]): Promise<string> => {
      const { code, err } = await conform("--family", "move", "--timeout", "2000", "--", ...argv);
      expect(code).toBeGreaterThan(0);
      expect(err).toMatch(/^[^\n]+\n$/);
      return err;
    };
    expect(await failing(join(folder, "nonesuch"))).toContain("cannot run");
    expect(await failing(process.execPath, "-e", "process.exit(3)")).toContain("ended with 3");
    expect(await failing(process.execPath, "-e", "setTimeout(() => {}, 9e5)")).toContain(
      "no answer",
    );
    expect((await conform("--family", "v0", "--", "true")).err).toMatch(
      /^sinotrack: --family must be one of [^\n]*, not v0\n$/,
    );
    // A line that is no JSON is a wrong answer, but does not end the run.
    const echo = "process.stdin.on('data', (data) => process.stdout.write(String(data)))";
    expect(await failing(process.execPath, "-e", echo)).toContain("3 vectors with wrong messages");
  });

  it("accepts the answer on the page", async () => {
    const [, answer] = /```json\n(\[.+\])\n```/.exec(PAGE)!;
    const [given] = JSON.parse(answer!);
    // 50°47.55372' north, 15°07.02672' east, 10 knots.
    const frame =
      "*HQ,8160528000,V1,102411,A,5047.55372,N,01507.02672,E,010.00,333,051024,FFFFFFFF#";
    expect(decode(frame)[0]).toMatchObject({
      ...given,
      latitude: expect.closeTo(given.latitude, 6),
      longitude: expect.closeTo(given.longitude, 6),
    });
  });

  const example = (name: string): string =>
    new URL(`../../examples/conform/${name}`, import.meta.url).pathname;
  /** The tables printed on the page. */
  const [inPython, inGo] = [...PAGE.matchAll(/```text\n(form .*?)```/gs)].map(([, table]) => table);

  it.skipIf(spawnSync("python3", ["-c", ""]).status !== 0)(
    "runs the example in Python, with the table of the page",
    async () => {
      const { out } = await conform("--family", "v1", "--", "python3", example("decoder.py"));
      expect(out).toBe(inPython);
    },
  );

  it.skipIf(spawnSync("go", ["version"]).status !== 0)(
    "runs the example in Go, with the table of the page (needs Go: apt-get install golang-go)",
    async () => {
      const program = join(folder, "decoder");
      const built = spawnSync("go", ["build", "-o", program, example("decoder.go")], {
        encoding: "utf8",
      });
      expect(built.stderr).toBe("");
      const { out } = await conform("--family", "v1", "--", program);
      expect(out).toBe(inGo);
    },
    120_000,
  );

  it("ends a program that prints other output, and one that answers without end", async () => {
    const babble = "setInterval(() => process.stdout.write('[]\\n'.repeat(1000)), 1)";
    const { code, err } = await conform("--family", "move", "--", process.execPath, "-e", babble);
    expect(code).toBe(1);
    expect(err).toMatch(/^sinotrack: [^\n]+\n$/);
    const endless = "setInterval(() => process.stdout.write('x'.repeat(100000)), 1)";
    const one = await conform(
      ...["--family", "move", "--timeout", "1500", "--", process.execPath, "-e", endless],
    );
    expect(one.code).toBe(1);
    expect(one.err).toMatch(/^sinotrack: [^\n]+ gave no answer to [^\n]+\n$/);
  });
});
