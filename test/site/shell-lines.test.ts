/**
 * Every command line in the pages is run here or in the test named below, or is an npm script that exists. Others are
 * listed with the reason why nothing runs them.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sinotrack } from "../cli/harness.ts";
import { blocksIn, PAGES } from "./markdown.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

/** Pages whose lines are run by another test, in order. */
const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  "README.md": "test/readme.test.ts",
  "docs/regression.md": "test/cli/regression.test.ts",
  "docs/setup-a-tracker.md": "test/cli/setup-page.test.ts",
};
/** Beginnings of lines that are not run as they are. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "npx sinotrack-protocol conform ": "test/cli/conform.test.ts runs examples/conform",
  "go build ": "needs Go",
  "kaitai-struct-compiler ": "test/readers compiles the files",
  "DATABASE_URL=": "examples/recipes/recipes.test.mjs runs the program",
  "INFLUX_URL=": "examples/recipes/recipes.test.mjs runs the program",
  "export MQTT_URL=": "examples/forward/forward.test.mjs gives the URL",
  "TILES=": "asks a server of maps",
  "curl localhost:9013": "examples/collector/web.test.mjs asks the same",
  "node --inspect-brk": "waits for a debugger",
};

/** Without comments; continued lines are joined. */
function linesOf(page: string): string[] {
  return blocksIn(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => code.replace(/\\\n/g, "").split("\n"))
    .map((line) => line.replace(/ +# .*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

const LINES = PAGES.filter((page) => !(page in RUN_ELSEWHERE)).flatMap((page) =>
  linesOf(page).map((line) => ({ page, line })),
);
const isNotRun = (line: string): boolean =>
  Object.keys(NOT_RUN).some((start) => line.startsWith(start));

const folder = mkdtempSync(join(tmpdir(), "sinotrack-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The input of the lines. */
const FRAME = "*HQ,353271799434922,HTBT,85#";
const LOG = `2026-08-31 13:27:47  INFO: [Tf5d9a4e1: h02 < 10.0.0.7] ${FRAME}\n`;
const ROUTE =
  '<gpx><trk><trkseg><trkpt lat="52.5" lon="13.4"/><trkpt lat="52.6" lon="13.5"/></trkseg></trk></gpx>';
const FILES: Readonly<Record<string, string>> = {
  "capture.bin": FRAME,
  "week.bin": FRAME,
  "tracker-server.log": LOG,
  "drive.gpx": ROUTE,
};
for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);

async function runCommand(line: string): Promise<void> {
  const [, stdin = "", rest = "", target] =
    /^(?:echo '([^']*)' \| )?npx sinotrack-protocol (.*?)(?: > (\S+))?$/.exec(line)!;
  const words = [...rest.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? "",
  );
  const argv = words.map((word) => {
    const name = word.replace(/^.*\//, "");
    const isFile = name in FILES || words[words.indexOf(word) - 1] === "-o";
    if (isFile) return join(folder, name);
    // The port in the page may be in use.
    return words[words.indexOf(word) - 1] === "--listen" ? "tcp:127.0.0.1:0" : word;
  });
  const isOfNetwork = words.some((word) => word === "--listen" || word === "--to");
  // Aborted before it starts, so that nothing is sent and no port is opened.
  const stop = isOfNetwork ? AbortSignal.abort() : undefined;
  const { code, out, err } = await sinotrack(argv, {
    stdin: `${stdin}\n`,
    ...(stop === undefined ? {} : { stop }),
  });
  expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
  if (!isOfNetwork && !argv.includes("-o")) expect(out).not.toBe("");
  if (target !== undefined) writeFileSync(join(folder, target), out);
}

/** The scripts of the folder in which the page tells the reader to be. */
function scriptsOf(page: string): Record<string, string> {
  const [example] = /^examples\/[^/]+\//.exec(page) ?? [""];
  return JSON.parse(read(`${example}package.json`)).scripts;
}

describe.each(LINES)("$page: $line", ({ page, line }) => {
  if (isNotRun(line)) return it("is listed", () => {});
  const parts = line.split(" && ");
  it.each(parts)("%s", async (part) => {
    const npm = /^npm (run |start\b|ci\b|test\b|install )(\S*)/.exec(part);
    if (part.includes("npx sinotrack-protocol ")) return runCommand(part);
    if (npm !== null) {
      const [, verb = "", name = ""] = npm;
      if (verb.startsWith("install"))
        return expect(name).toBe(JSON.parse(read("package.json")).name);
      if (verb === "ci") return;
      const script = verb === "run " ? name : verb;
      return expect(Object.keys(scriptsOf(page))).toContain(script);
    }
    if (part.startsWith("git diff ")) {
      const paths = part.split(" ").slice(2);
      return expect(paths.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
    }
    if (part.startsWith("grep ")) {
      // docs/guide/rpm.md searches a recording for engine data: here it is the frame of the page.
      const [, hex] = /"(7e[0-9a-f]+)"/.exec(read(page))!;
      writeFileSync(
        join(folder, "drive.ndjson"),
        (await sinotrack(["decode"], { stdin: hex! })).out,
      );
      const found = execFileSync("sh", ["-c", part], { cwd: folder, encoding: "utf8" });
      return expect(found).toContain('"engineRpm":1137');
    }
    throw new Error("nothing runs this line, and it is not listed");
  });
});

/** `npx` finds the program by the name of the package; outside a project it knows no package of the program's name. */
it.each(PAGES.filter((page) => !page.startsWith(".changeset/")))(
  "%s names the command by the package",
  (page) => {
    const commands = read(page).match(/(?<![-/.\w])sinotrack [a-z-]+/g) ?? [];
    expect(commands).toEqual([]);
  },
);

it("checks every page, and the tests that run the others", () => {
  expect(LINES.length).toBeGreaterThan(40);
  for (const [page, test] of Object.entries(RUN_ELSEWHERE)) {
    expect(linesOf(page).length).toBeGreaterThan(1);
    expect(read(test)).toContain(page.replace(/^.*\//, ""));
  }
  const unused = Object.keys(NOT_RUN).filter(
    (start) => !LINES.some(({ line }) => line.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
