/** The claims of the README: its collector and command lines run, its figures are counted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decode } from "../src/index.ts";
import { plainMessage } from "../src/vectors/index.ts";
import { start } from "./cli/harness.ts";
import { runBlock } from "./site/run-block.ts";
import { bytesOf, loadVectors } from "./vectors.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const folder = mkdtempSync(join(tmpdir(), "sinotrack-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(
    ([, code]) => code!,
  );
/** The frame in the first block. */
const FRAME = /"(\*HQ[^"]+)"/.exec(blocks("ts")[0]!)![1]!;

describe("code blocks", () => {
  it("the JSON is the message of the first one", () => {
    const [message] = decode(FRAME);
    expect(blocks("json").map((json) => JSON.parse(json))).toEqual([plainMessage(message!)]);
  });

  it("the collector prints and acknowledges reports", async () => {
    const [code] = blocks("ts").filter((one) => one.includes("createServer"));
    let server: Server | undefined;
    const onFreePort = {
      createServer: (...given: Parameters<typeof createServer>) => {
        server = createServer(...given);
        return { listen: (port: number) => port === 5013 && server?.listen(0, "127.0.0.1") };
      },
    };
    const { printed } = await runBlock(code!, { "node:net": onFreePort });
    try {
      await new Promise<void>((resolve) =>
        server!.listening ? resolve() : server!.once("listening", resolve),
      );
      const socket = connect((server!.address() as { port: number }).port);
      const reply = new Promise<string>((resolve) =>
        socket.once("data", (data) => resolve(data.toString())),
      );
      socket.write(FRAME.slice(0, 30));
      socket.write(FRAME.slice(30));
      // docs/protocol/h02.md §5
      expect(await reply).toMatch(/^\*HQ,7029083742,R12,\d{6}#$/);
      expect(printed).toEqual([
        ["position", "7029083742"],
        [24.71772, 90.30347],
      ]);
      socket.destroy();
    } finally {
      server?.close();
    }
  });
});

describe("command lines", () => {
  const lines = blocks("sh")
    .join("\n")
    .split("\n")
    .filter((line) => line.startsWith("npx sinotrack-protocol "))
    .map((line) => line.replace("npx sinotrack-protocol ", "").replace(/ *#.*/, ""));
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
    expect(scripts.demo).toMatch(/^node dist\/node\/cli\.js /);
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
  it("of $ frames in one stream, as they were measured", () => {
    const { commit, frames, bytesPerFrame, bytesPerRead, recovered } = JSON.parse(
      readFileSync(new URL("differential/traccar-stream.json", import.meta.url), "utf8"),
    );
    const count = frames.toLocaleString("en");
    expect(README).toContain(`Traccar (commit ${commit}`);
    expect(README).toContain(
      `| ${count} \`$\` frames of ${bytesPerFrame} bytes in one stream | ${count} | ${recovered} |`,
    );
    const page = readFileSync(new URL("../docs/protocol/h02.md", import.meta.url), "utf8");
    expect(page).toContain(
      `Of ${count} records of ${bytesPerFrame} bytes in reads of ${bytesPerRead.toLocaleString("en")} bytes, Traccar recovered ${recovered}, all cut to 32 (measured on ${commit})`,
    );
  });

  it("of the captures given to both decoders", () => {
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
