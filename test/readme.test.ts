/** What the README shows is so: its code blocks run, its figures are counted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { decode } from "../src/index.ts";
import { plainMessage } from "../src/vectors/index.ts";
import { start } from "./cli/harness.ts";
import { bytesOf, loadVectors } from "./vectors.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const folder = mkdtempSync(join(tmpdir(), "sinotrack-readme-"));
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(
    ([, code]) => code!,
  );
const JS = blocks("js");
/** The frame that the first block decodes. */
const FRAME = /decode\(\s*"([^"]+)"/.exec(JS[0]!)![1]!;
const SERVER = JS.filter((code) => code.includes("createServer"));

/** As JavaScript shows it, keys without quotes; `…` in a comment stands for anything. */
function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${shown(one)}`)
    .join(", ")} }`;
}

interface Check {
  readonly comment: string;
  readonly value: unknown;
}

/** Runs a block; each expression with a comment behind it is kept with its value. */
async function run(code: string): Promise<Check[]> {
  const file = ts.createSourceFile("block.js", code, ts.ScriptTarget.ES2022, true);
  let text = "";
  for (const statement of file.statements) {
    const comments = ts.getTrailingCommentRanges(code, statement.end) ?? [];
    // On its own line behind the statement, where the line would be too long.
    const below = /^\n(\/\/ .*)/.exec(code.slice(statement.end))?.[1];
    const [range] = comments;
    const comment = range === undefined ? below : code.slice(range.pos, range.end);
    const source = statement
      .getText()
      .replace(
        /from "sinotrack-protocol(\/\w+)?"/,
        (_, entry = "") => `from "${new URL(`../src${entry}/index.ts`, import.meta.url).pathname}"`,
      );
    if (ts.isExpressionStatement(statement) && comment !== undefined) {
      text += `__checks.push({ comment: ${JSON.stringify(comment.slice(3))}, value: ${source.replace(/;$/, "")} });\n`;
    } else {
      text += `${source}\n`;
    }
  }
  const path = join(folder, `block-${Math.random()}.mjs`);
  writeFileSync(path, `export const __checks = [];\n${text}`);
  const { __checks } = (await import(path)) as { __checks: Check[] };
  return __checks;
}

describe("code blocks", () => {
  it.each(JS.filter((code) => !SERVER.includes(code)))("number %#", async (code) => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const checks = await run(code);
    // Every comment behind an expression was looked at.
    expect(checks.length).toBe(code.match(/(?<!^)\/\/ /g)?.length);
    expect(checks.length).toBeGreaterThan(0);
    for (const { comment, value } of checks) {
      const parts = comment
        .split("…")
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      // Words may follow a value behind a colon.
      expect(`${shown(value)}`).toMatch(
        new RegExp(
          `^${parts.join(".*").replace(/: .*/, (rest) => (comment.startsWith("{") ? rest : ""))}$`,
        ),
      );
    }
  });

  it("the message of the first one is what the JSON shows", () => {
    const [message] = decode(FRAME);
    expect(blocks("json").map((json) => JSON.parse(json))).toEqual([plainMessage(message!)]);
  });

  it("the collector shows and acknowledges what comes", async () => {
    expect(SERVER).toHaveLength(1);
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    expect(SERVER[0]).toContain(".listen(5013)");
    await run(
      SERVER[0]!
        .replace("createServer(", "globalThis.__server = createServer(")
        .replace("5013", "0"),
    );
    const server = (globalThis as unknown as { __server: Server }).__server;
    try {
      await new Promise<void>((resolve) =>
        server.listening ? resolve() : server.once("listening", resolve),
      );
      const socket = connect((server.address() as { port: number }).port);
      const reply = new Promise<string>((resolve) =>
        socket.once("data", (data) => resolve(data.toString())),
      );
      socket.write(FRAME.slice(0, 30));
      socket.write(FRAME.slice(30));
      // h02.md section 5
      expect(await reply).toMatch(/^\*HQ,7029083742,R12,\d{6}#$/);
      expect(log).toHaveBeenCalledWith("position", "7029083742", 24.71772, 90.30347);
      socket.destroy();
    } finally {
      server.close();
    }
  });
});

describe("command lines", () => {
  const lines = blocks("sh")
    .join("\n")
    .split("\n")
    .filter((line) => line.startsWith("npx sinotrack "))
    .map((line) => line.replace("npx sinotrack ", "").replace(/ *#.*/, ""));
  const [overNetwork, alone] = [true, false].map((wanted) =>
    lines.filter((line) => /--listen|--to /.test(line) === wanted),
  );

  it("run one after the other", async () => {
    const capture = join(folder, "capture.bin");
    const vectors = join(folder, "vectors.jsonl");
    writeFileSync(capture, FRAME);
    for (const line of alone!) {
      const [text, target] = line.split(" > ");
      const argv = text!
        .split(" ")
        .map((word) => word.replace("capture.bin", capture).replace("vectors.jsonl", vectors));
      const running = start(argv);
      expect([line, await running.exit, running.err.text.includes("error")]).toEqual([
        line,
        0,
        false,
      ]);
      expect(running.out.text).not.toBe("");
      if (target !== undefined) {
        expect(target).toBe("vectors.jsonl");
        writeFileSync(vectors, running.out.text);
      }
    }
    expect(alone!.length).toBeGreaterThan(5);
  });

  it("of the set-up from a clone shows every vector", async () => {
    const { scripts } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
    );
    expect(README).toContain("npm ci && npm run build && npm run demo\n");
    expect(scripts.demo).toMatch(/^node dist\/cli\.js /);
    const running = start(scripts.demo.split(" ").slice(2));
    expect(await running.exit).toBe(0);
    const count = loadVectors().reduce((sum, { vectors }) => sum + vectors.length, 0);
    const [, frames] = /^(\d+) frames: /m.exec(running.err.text) ?? [];
    expect(Number(frames)).toBeGreaterThanOrEqual(count);
  });

  it("over the network are those that test/cli/conversation.test.ts tries", () => {
    expect(overNetwork!.map((line) => line.split(" ")[0])).toEqual(["decode", "simulate"]);
  });
});

describe("figures", () => {
  it("of the captures that both decoders were given", () => {
    const rows = readFileSync(new URL("differential/traccar.jsonl", import.meta.url), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; decoded: unknown; threw: unknown });
    const vectors = new Map(
      loadVectors().flatMap(({ vectors }) => vectors.map((vector) => [vector.id, vector] as const)),
    );
    const typed = rows.filter(({ id }) =>
      decode(bytesOf(vectors.get(id)!)).some(({ type }) => type !== "unknown" && type !== "noise"),
    ).length;
    const threw = rows.filter((row) => row.threw).length;
    const decoded = rows.filter((row) => row.decoded && !row.threw).length;
    expect(README).toContain(
      `| the ${rows.length} captured H02 frames | ${typed} typed, ${rows.length - typed} as \`unknown\` with their fields | ${decoded} decoded, ${rows.length - decoded - threw} nothing, ${threw} throw |`,
    );
  });
});
