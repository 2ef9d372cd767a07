/**
 * `npm run bench [-- --quick] [-- --write]`: prints the tables of docs/performance.md, as Markdown; `--write`
 * puts them there. Each kind of frame is measured in a process of its own.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { KINDS } from "./frames.mjs";

const options = process.argv.slice(2);
const PAGE = new URL("../docs/performance.md", import.meta.url);
const FROM = "<!-- npm run bench -- --write -->";
const TO = "<!-- end -->";
/** What Traccar does on this kind of machine, frames a second. */
const TRACCAR = { v1: 215_000, binary45: 1_600_000, mix: 300_000 };

function run(script, ...args) {
  process.stderr.write(`${script} ${args.join(" ")}\n`);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const quick = options.filter((option) => option === "--quick");
  return JSON.parse(
    execFileSync(process.execPath, [path, ...args, ...quick], { encoding: "utf8" }),
  );
}

const thousands = (value) => Math.round(value / 1000).toLocaleString("en");
const percent = (value) => `${Math.round(value * 100)} %`;
const ratio = (value) => value.toFixed(2);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "--:"));
  return [head, rule, ...rows].map(line).join("\n");
}

function speedTable(rows) {
  const head = ["", "bytes", "`parseFrame`", "spread", "stream", "`decode`"];
  return table(
    [...head, "`JSON.parse`", "unchecked", "obvious"],
    rows.map(({ title, bytes, results }) => [
      title,
      Math.round(bytes),
      thousands(results.parse.rate),
      percent(results.parse.spread),
      thousands(results.stream.rate),
      thousands(results.datagram.rate),
      thousands(results.json.rate),
      thousands(results.unchecked.rate),
      results.obvious === undefined ? "" : thousands(results.obvious.rate),
    ]),
  );
}

function ratioTable(rows) {
  const head = ["`parseFrame` to", "`JSON.parse`", "unchecked", "obvious"];
  return table(
    [...head, "stream to `parseFrame`", "unchecked to `JSON.parse`", "to Traccar"],
    rows.map(({ kind, title, results }) => [
      title,
      ratio(results.parse.rate / results.json.rate),
      ratio(results.parse.rate / results.unchecked.rate),
      results.obvious === undefined ? "" : ratio(results.parse.rate / results.obvious.rate),
      ratio(results.stream.rate / results.parse.rate),
      ratio(results.unchecked.rate / results.json.rate),
      TRACCAR[kind] === undefined ? "" : ratio(results.parse.rate / TRACCAR[kind]),
    ]),
  );
}

const sizeName = (size) => (size < 1 << 20 ? `${size >> 10} KB` : `${size >> 20} MB`);

function costTable({ sizes, rows }) {
  const head = ["ns per byte", ...sizes.map(sizeName), "most to least"];
  // JSON has no infinity: what was not measured is null.
  return table(
    head,
    rows.map(({ title, costs }) => {
      const measured = costs.filter((cost) => cost !== null);
      return [
        title,
        ...costs.map((cost) => (cost === null ? "not measured" : cost.toFixed(2))),
        ratio(Math.max(...measured) / Math.min(...measured)),
      ];
    }),
  );
}

function otherTable({ rates }) {
  const cells = Object.entries(rates).map(([name, { rate, spread }]) => {
    const [work, kind] = name.split("-");
    const call = work === "encode" ? "`encodeMessage`" : "`explain`";
    return [`${call}, ${KINDS[kind].title}`, thousands(rate), percent(spread)];
  });
  return table(["", "thousand a second", "spread"], cells);
}

function idleTable({ idle }) {
  return table(
    ["unfinished bytes held", "bytes kept in all", "beyond the unfinished"],
    idle.map(({ unfinished, bytes }) => [
      unfinished,
      Math.round(bytes),
      Math.round(bytes - unfinished),
    ]),
  );
}

const speeds = Object.keys(KINDS).flatMap((kind) => run("kind.mjs", kind));
const others = run("others.mjs");
const costs = run("cost-per-byte.mjs");
const [{ model }] = cpus();
const text = [
  `Machine: ${cpus().length} × ${model.trim()}, Node ${process.version}, ${process.platform} ${process.arch}.`,
  "Thousand frames a second on one core, the best round; spread: how much longer the median round took.",
  speedTable(speeds),
  "Ratios of the best rounds.",
  ratioTable(speeds),
  otherTable(others),
  "One `FrameSplitter` behind a complete frame.",
  idleTable(others),
  "Split and parse in chunks of 1460 bytes.",
  costTable(costs),
].join("\n\n");
console.log(text);

if (options.includes("--write")) {
  const page = readFileSync(PAGE, "utf8");
  const from = page.indexOf(FROM) + FROM.length;
  const to = page.indexOf(TO);
  if (to < from) throw new Error(`${PAGE.pathname} has no place for the tables`);
  writeFileSync(PAGE, `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`);
}
