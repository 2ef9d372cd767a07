/**
 * `npm run bench [-- --quick] [-- --write]`: prints the tables of docs/performance.md, as Markdown; `--write`
 * puts them there, and records the ratios, as `--record` does alone. `--check` prints nothing but the ratios that fell since they were recorded, and
 * fails if there are any. Each form is measured in a process of its own.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FORMS } from "./frames.mjs";
import { timesAsFast } from "./measure.mjs";
import { fallen, middle, otherRatios, ratiosOfForm, recordRatios } from "./ratios.mjs";
import { bundleSource } from "./source.mjs";

const options = process.argv.slice(2);
const PAGE = new URL("../docs/performance.md", import.meta.url);
const FROM = "<!-- npm run bench -- --write -->";
const TO = "<!-- end -->";
/** What Traccar does on this kind of machine, frames a second. */
const TRACCAR = { "v1-cell": 215_000, "binary-45": 1_600_000, mix: 300_000 };

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

/** Forms with a fast reader: the share that takes it, and the same frames without it. */
function fastTable(rows) {
  const head = ["", "bytes", "`parseFrame`", "spread", "to unchecked", "to `JSON.parse`"];
  return table(
    [...head, "take the fast reader", "interpreter to unchecked", "unchecked", "`JSON.parse`"],
    rows.map(({ title, bytes, fast, results: { parse, unchecked, json, interpreter } }) => [
      title,
      Math.round(bytes),
      thousands(parse.rate),
      percent(parse.spread),
      ratio(timesAsFast(parse, unchecked)),
      ratio(timesAsFast(parse, json)),
      percent(fast),
      ratio(timesAsFast(interpreter, unchecked)),
      thousands(unchecked.rate),
      thousands(json.rate),
    ]),
  );
}

function otherFormsTable(rows) {
  const head = ["", "bytes", "`parseFrame`", "spread", "to unchecked", "to `JSON.parse`"];
  return table(
    [...head, "unchecked", "`JSON.parse`"],
    rows.map(({ title, bytes, results: { parse, unchecked, json } }) => [
      title,
      Math.round(bytes),
      thousands(parse.rate),
      percent(parse.spread),
      ratio(timesAsFast(parse, unchecked)),
      ratio(timesAsFast(parse, json)),
      thousands(unchecked.rate),
      thousands(json.rate),
    ]),
  );
}

function streamTable(rows) {
  const head = ["", "`parseFrame`", "stream", "`decode`", "obvious", "stream to `parseFrame`"];
  return table(
    [...head, "`decode` to `parseFrame`", "`parseFrame` to obvious", "`parseFrame` to Traccar"],
    rows.map(({ form, title, results: { parse, stream, datagram, obvious } }) => [
      title,
      thousands(parse.rate),
      thousands(stream.rate),
      thousands(datagram.rate),
      obvious === undefined ? "" : thousands(obvious.rate),
      ratio(timesAsFast(stream, parse)),
      ratio(timesAsFast(datagram, parse)),
      obvious === undefined ? "" : ratio(timesAsFast(parse, obvious)),
      TRACCAR[form] === undefined ? "" : ratio(parse.rate / TRACCAR[form]),
    ]),
  );
}

function capturedText({ forms, all }) {
  return [
    `${percent(forms.fastAndClean / forms.clean)} of the ${forms.clean} captured frames of the forms with a fast reader`,
    `that have no error and no warning take it;`,
    `${percent(all.fast / all.frames)} of all ${all.frames} captured frames.`,
  ].join(" ");
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
  const cells = rates.map(({ call, form, rate, spread }) => [
    `\`${call}\`, ${FORMS[form].title}`,
    thousands(rate),
    percent(spread),
  ]);
  return table(["", "thousand a second", "spread"], cells);
}

function sessionTable({ rows }) {
  const head = ["", "session", "to the same by hand", "`decodeStream`", "to the same by hand"];
  return table(
    [...head, "session with replies", "to the same by hand"],
    rows.map(({ title, read, readToHand, stream, streamToHand, answer, answerToHand }) => [
      title,
      thousands(read),
      ratio(middle(readToHand)),
      thousands(stream),
      ratio(middle(streamToHand)),
      thousands(answer),
      ratio(middle(answerToHand)),
    ]),
  );
}

function peersTable({ rows }) {
  return table(
    ["", "reads", "bytes", "thousand a second", "spread", "`parseFrame` to it"],
    rows.map(({ title, reads, bytes, rate, spread, asFast }) => [
      title,
      reads,
      Math.round(bytes),
      thousands(rate),
      percent(spread),
      ratio(asFast),
    ]),
  );
}

function pipelineTable(rows) {
  return table(
    ["", "collector of the README", "the same by hand", "to the same by hand"],
    rows.map(({ title, readme, byHand, toHand }) => [
      title,
      thousands(readme),
      thousands(byHand),
      ratio(toHand),
    ]),
  );
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

const folder = mkdtempSync(join(tmpdir(), "sinotrack-bench-"));
const source = join(folder, "source.mjs");

function measureForm(form) {
  return run("form.mjs", form, source);
}

/** What does not belong to one form. */
function measureOthers() {
  return {
    others: run("others.mjs"),
    sessions: run("session.mjs"),
    costs: run("cost-per-byte.mjs"),
  };
}

const ratiosOf = (form) => measureForm(form).flatMap(ratiosOfForm);
const ratiosOfOthers = () => otherRatios(measureOthers());

/** A second look at what seems to have fallen: on a busy machine much does once, and little does twice. */
function fallenTwice(measure) {
  const first = fallen(measure());
  if (first.length === 0) return [];
  return fallen(measure()).filter(({ name }) => first.some((one) => one.name === name));
}

function check() {
  const lost = [
    ...Object.keys(FORMS).flatMap((form) => fallenTwice(() => ratiosOf(form))),
    ...fallenTwice(ratiosOfOthers),
  ];
  for (const { name, before, now } of lost) {
    console.log(`${name}: ${now.toPrecision(3)}, was ${before}`);
  }
  if (lost.length > 0) process.exitCode = 1;
  else console.log("No ratio fell by more than a tenth.");
}

/** Prints the tables. */
function print({ captured, speeds }) {
  const { others, sessions, costs } = measureOthers();
  const peers = run("peers.mjs");
  const pipeline = run("pipeline.mjs");
  const [{ model }] = cpus();
  const text = [
    `Machine: ${cpus().length} × ${model.trim()}, Node ${process.version}, ${process.platform} ${process.arch}.`,
    "Thousand frames a second on one core, the best round; spread: how much longer the median round took. Ratios: the median of those of each round.",
    "Forms with a fast reader:",
    fastTable(speeds.filter(({ hasFastReader }) => hasFastReader)),
    capturedText(captured),
    "Forms that the interpreter reads:",
    otherFormsTable(speeds.filter(({ hasFastReader }) => !hasFastReader)),
    "Streams and datagrams:",
    streamTable(speeds.filter(({ results }) => results.stream !== undefined)),
    otherTable(others),
    "Beside parsers that people know:",
    peersTable(peers),
    "`TrackerSession` and `decodeStream`, in chunks of 1460 bytes, beside splitter, `parseFrame` and `replyTo` by hand:",
    sessionTable(sessions),
    "Whole collectors over TCP, replies included: that of the README beside splitter, `parseFrame`, `replyTo` and one write a chunk by hand. 8 devices, each of which sends 1460 bytes when all before is answered; the CPU time is that of the collector's process.",
    pipelineTable(pipeline),
    `An idle session keeps ${Math.round(sessions.idle)} bytes.`,
    "One `FrameSplitter` behind a complete frame.",
    idleTable(others),
    "Split and parse in chunks of 1460 bytes.",
    costTable(costs),
  ].join("\n\n");
  console.log(text);

  if (options.includes("--write")) {
    recordRatios([...speeds.flatMap(ratiosOfForm), ...otherRatios({ others, sessions, costs })]);
    const page = readFileSync(PAGE, "utf8");
    const from = page.indexOf(FROM) + FROM.length;
    const to = page.indexOf(TO);
    if (to < from) throw new Error(`${PAGE.pathname} has no place for the tables`);
    writeFileSync(PAGE, `${page.slice(0, from)}\n\n${text}\n\n${page.slice(to)}`);
  }
}

if (!existsSync(new URL("node_modules", import.meta.url))) {
  throw new Error("npm run bench:install comes first");
}
let measured;
try {
  await bundleSource(source);
  if (options.includes("--check")) check();
  else if (options.includes("--record"))
    recordRatios([...Object.keys(FORMS).flatMap(ratiosOf), ...ratiosOfOthers()]);
  else {
    const captured = run("captured.mjs", source);
    measured = { captured, speeds: Object.keys(FORMS).flatMap(measureForm) };
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (measured !== undefined) print(measured);
