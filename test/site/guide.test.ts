/** The code in the pages compiles under `strict` unchanged, and gives the values in the comments after its lines. */
import * as dgram from "node:dgram";
import { readdirSync, readFileSync } from "node:fs";
import * as net from "node:net";
import { connect, type Server } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { sinotrack } from "../cli/harness.ts";
import { type Block, blocksIn, PAGES } from "./markdown.ts";
import { problemsOf, runBlock } from "./run-block.ts";

const ROOT = new URL("../../", import.meta.url);
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Port 5013 may be in use, so the guide's server gets a free one. */
const netOnFreePort = {
  ...net,
  createServer(...given: Parameters<typeof net.createServer>): { listen(): void } {
    const server = net.createServer(...given);
    servers.push(server);
    return { listen: () => void server.listen(0, "127.0.0.1") };
  },
};

const datagramSockets: dgram.Socket[] = [];
const dgramOnFreePort = {
  ...dgram,
  createSocket(type: dgram.SocketType): dgram.Socket {
    const socket = dgram.createSocket(type);
    const { bind } = socket;
    socket.bind = () => bind.call(socket, { port: 0, address: "127.0.0.1" });
    datagramSockets.push(socket);
    return socket;
  },
};

/** The vectors that docs/regression.md reads, and the runner that receives them. */
const tested: string[] = [];
const MODULES = {
  "node:net": netOnFreePort,
  "node:dgram": dgramOnFreePort,
  "node:fs": { readFileSync: () => readFileSync(new URL("vectors/v1.jsonl", ROOT), "utf8") },
  vitest: {
    expect,
    test: {
      each:
        <T extends { vector: { id: string } }>(rows: readonly T[]) =>
        (_name: string, act: (row: T) => void) => {
          for (const row of rows) act(row);
          tested.push(...rows.map(({ vector }) => vector.id));
        },
    },
  },
};

const outdented = (text: string): string => text.replace(/^ +/gm, "");

const SRC = new URL("../../src/", import.meta.url);
const SOURCES = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => outdented(readFileSync(new URL(path, SRC), "utf8")));

const run = (code: string) => runBlock(code, MODULES);

/** Whether a block shows the library's source, as docs/guide/rows.md does, or a part of a list. */
const isSource = (code: string): boolean =>
  SOURCES.some((text) => text.includes(outdented(code))) ||
  // A source file that does not exist here: test/contributing.test.ts writes it.
  /from "\.\.\//.test(code);

const scriptsOf = (page: string): Block[] =>
  blocksIn(page).filter(({ language, code }) => language === "ts" && !isSource(code));
const SCRIPTS = PAGES.map((page) => [page, scriptsOf(page)] as const).filter(
  ([, scripts]) => scripts.length > 0,
);

it("the code of the pages compiles", () => {
  const blocks = SCRIPTS.flatMap(([page, scripts]) =>
    scripts.map(({ line, code }) => [`${page}:${line}`, code] as const),
  );
  expect(blocks.length).toBeGreaterThan(30);
  expect(problemsOf(new Map(blocks))).toEqual([]);
});

describe.each(SCRIPTS)("%s", (_page, scripts) => {
  it.each(scripts)("line $line", async ({ code }) => {
    const { checked } = await run(code);
    const hasNone = /create(Server|Socket)|from "vitest"/.test(code);
    expect(checked).toBeGreaterThanOrEqual(hasNone ? 0 : 1);
  });
});

it("the tests of docs/regression.md run", () =>
  expect(tested).toContain(tested.find((id) => id.startsWith("v1-"))));

describe("the check of the pages itself", () => {
  it("fails if code does not compile", () => {
    const careless = `import { decode } from "sinotrack-protocol";\ndecode("")[0].latitude;`;
    expect(problemsOf(new Map([["page", careless]]))).toEqual([
      expect.stringMatching(/^page, line 2: .*latitude/),
    ]);
  });

  it("fails if a value differs", async () => {
    await expect(run('"a"; // "b"')).rejects.toThrow();
    await expect(run("new Date(0); // 1970-01-01T00:00:01.000Z")).rejects.toThrow();
    await expect(run("const a = 1; // 1")).rejects.toThrow();
    expect(await run("const a: number = 1;\na; // 1: words")).toMatchObject({ checked: 1 });
  });
});

it("docs/guide/streams.md: the collector decodes, acknowledges and survives", async () => {
  const [collector] = blocksIn("docs/guide/streams.md").filter(({ code }) =>
    code.includes("createServer"),
  );
  const { printed } = await run(collector?.code ?? "");
  const server = servers.at(-1) as Server;
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as net.AddressInfo;
  const socket = connect(port, "127.0.0.1");
  let answers = "";
  socket.on("data", (chunk) => {
    answers += chunk.toString("latin1");
  });
  socket.write("*HQ,135790246811220,HT");
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.write("BT,100#");
  // The X record mileage-002 and the $ frame binary-45-001 of vectors/: only the silence after the $ frame shows that
  // it is whole.
  socket.write(
    Buffer.from(
      "58000000100010111215062422349273ff113543980e012090ffffdfffff0021" +
        "24207212919310521901102534036769060582643222016334fffffbff0006fdd300000000000000df54000000",
      "hex",
    ),
  );
  await expect.poll(() => printed.length, { timeout: 5000 }).toBe(3);
  expect(printed).toEqual([
    ["heartbeat", "135790246811220", 0],
    ["position", "135790246811220", 0],
    ["position", "2072129193", 0],
  ]);
  // The document requires the echo of HTBT and R12 to a $ frame, and has no reply to X.
  const expected = /^\*HQ,135790246811220,HTBT,100#\*HQ,2072129193,R12,\d{6}#$/;
  await expect.poll(() => answers, { timeout: 5000 }).toMatch(expected);
  socket.destroy();
});

it("docs/guide/sessions.md: the collectors decode and acknowledge over TCP and UDP", async () => {
  const page = blocksIn("docs/guide/sessions.md");
  const tcp = await run(page.find(({ code }) => code.includes("createServer"))?.code ?? "");
  const server = servers.at(-1) as Server;
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const socket = connect((server.address() as net.AddressInfo).port, "127.0.0.1");
  let answers = "";
  socket.on("data", (chunk) => {
    answers += chunk.toString("latin1");
  });
  const dollar =
    "24207212919310521901102534036769060582643222016334fffffbff0006fdd300000000000000df54000000";
  socket.write("*HQ,135790246811220,HTBT,100#");
  socket.write(Buffer.from(dollar, "hex"));
  await expect.poll(() => tcp.printed.length, { timeout: 5000 }).toBe(2);
  expect(tcp.printed).toEqual([
    ["heartbeat", "135790246811220"],
    ["position", "2072129193"],
  ]);
  const expected = /^\*HQ,135790246811220,HTBT,100#\*HQ,2072129193,R12,\d{6}#$/;
  await expect.poll(() => answers, { timeout: 5000 }).toMatch(expected);
  socket.destroy();

  const udp = await run(page.find(({ code }) => code.includes("createSocket"))?.code ?? "");
  const collector = datagramSockets.at(-1)!;
  await expect.poll(() => collector.address().port, { timeout: 5000 }).toBeGreaterThan(0);
  const device = dgram.createSocket("udp4");
  const replied = new Promise<string>((resolve) => {
    device.on("message", (bytes) => resolve(bytes.toString("latin1")));
  });
  device.send(Buffer.from(dollar, "hex"), collector.address().port, "127.0.0.1");
  expect(await replied).toMatch(/^\*HQ,2072129193,R12,\d{6}#$/);
  expect(udp.printed).toEqual([["position", "2072129193"]]);
  device.close();
  for (const one of datagramSockets.splice(0)) one.close();
});

/** A command line, and the output below it. */
const SHOWN = PAGES.flatMap((page) => {
  const blocks = blocksIn(page);
  return blocks.flatMap(({ language, code, line }, index) => {
    const output = blocks[index + 1];
    // The end of its block, an empty line, the start of the next one.
    const isBelow = output?.line === line + code.split("\n").length + 3;
    const isOutput = isBelow && ["json", "text"].includes(output.language);
    return language === "sh" && isOutput ? [{ page, code, output: output.code }] : [];
  });
});

describe("the output of a command line", () => {
  it("is shown below it", () =>
    expect(SHOWN.map(({ page }) => page)).toEqual([
      "docs/guide/command-line.md",
      "docs/guide/command-line.md",
      "docs/guide/i-have-a-log.md",
    ]));

  it.each(SHOWN)("$page: $code", async ({ code, output }) => {
    const [, stdin, command] =
      /^(?:echo '([^']*)' \| )?npx sinotrack-protocol (.+)$/.exec(code) ?? [];
    const words = [...(command ?? "").matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? "");
    const { code: exitCode, out } = await sinotrack(words, { stdin: `${stdin ?? ""}\n` });
    expect(exitCode).toBe(0);
    expect(out.trimEnd()).toBe(output);
  });
});
