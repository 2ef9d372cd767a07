/** The tables of each group in groups.mjs, as Markdown, from the output of its processes. */
import { timesAsFast } from "./measure.mjs";

const thousands = (value) => Math.round(value / 1000).toLocaleString("en");
const percent = (value) => `${Math.round(value * 100)} %`;
const ratio = (value) => value.toFixed(2);
const megabytes = (rate) => (rate / 1e6).toFixed(1);
const milliseconds = (rate) => (1000 / rate).toFixed(1);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "--:"));
  return [head, rule, ...rows].map(line).join("\n");
}

/** @param hasFastReader Adds the share of frames that it takes, and the time without it. */
function formTable(rows, hasFastReader) {
  const head = ["", "bytes", "`parseFrame`", "spread", "to unchecked", "to `JSON.parse`"];
  const ofReader = ["take the fast reader", "interpreter to unchecked"];
  return table(
    [...head, ...(hasFastReader ? ofReader : []), "unchecked", "`JSON.parse`"],
    rows.map(({ title, bytes, fast, results: { parse, unchecked, json, interpreter } }) => [
      title,
      Math.round(bytes),
      thousands(parse.rate),
      percent(parse.spread),
      ratio(timesAsFast(parse, unchecked)),
      ratio(timesAsFast(parse, json)),
      ...(hasFastReader ? [percent(fast), ratio(timesAsFast(interpreter, unchecked))] : []),
      thousands(unchecked.rate),
      thousands(json.rate),
    ]),
  );
}

export function forms(units) {
  const rows = units.flat();
  return [
    "Forms with a fast reader:",
    formTable(
      rows.filter(({ hasFastReader }) => hasFastReader),
      true,
    ),
    "Forms that the interpreter reads:",
    formTable(
      rows.filter(({ hasFastReader }) => !hasFastReader),
      false,
    ),
  ].join("\n\n");
}

export function captured([{ forms, all }]) {
  return [
    `${percent(forms.fastAndClean / forms.clean)} of the ${forms.clean} captured frames of the forms with a fast reader`,
    `that have no error and no warning take it;`,
    `${percent(all.fast / all.frames)} of all ${all.frames} captured frames.`,
  ].join(" ");
}

export function streams(units) {
  const head = ["", "`parseFrame`", "spread", "`decode`", "to `parseFrame`"];
  const chunks = ["stream, 1460 bytes", "to `parseFrame`", "512 bytes", "7 bytes", "a frame"];
  return table(
    [...head, ...chunks, "`parseFrame` to obvious"],
    units
      .flat()
      .map(({ title, results: { parse, datagram, obvious, ...others } }) => [
        title,
        thousands(parse.rate),
        percent(parse.spread),
        thousands(datagram.rate),
        ratio(timesAsFast(datagram, parse)),
        thousands(others.stream1460.rate),
        ratio(timesAsFast(others.stream1460, parse)),
        thousands(others.stream512.rate),
        thousands(others.stream7.rate),
        thousands(others.streamFrame.rate),
        obvious === undefined ? "" : ratio(timesAsFast(parse, obvious)),
      ]),
  );
}

export function calls([rows]) {
  return table(
    ["", "`encodeMessage`", "`explain`", "line of NDJSON", "`JSON.stringify`", "line to it"],
    rows.map(({ title, results: { encodeMessage, explain, line, stringify } }) => [
      title,
      thousands(encodeMessage.rate),
      thousands(explain.rate),
      thousands(line.rate),
      thousands(stringify.rate),
      ratio(timesAsFast(line, stringify)),
    ]),
  );
}

export function peers([rows]) {
  return table(
    ["", "reads", "bytes", "thousand a second", "spread", "`parseFrame` to it"],
    rows.map(({ title, reads, bytes, result }) => [
      title,
      reads,
      Math.round(bytes),
      thousands(result.rate),
      percent(result.spread),
      ratio(timesAsFast(rows[0].result, result)),
    ]),
  );
}

export function sessions([rows]) {
  const head = ["", "session", "to the same by hand", "`decodeStream`", "to the same by hand"];
  return table(
    [...head, "session with replies", "to the same by hand"],
    rows.map(({ title, results: { read, readByHand, stream, answer, answerByHand } }) => [
      title,
      thousands(read.rate),
      ratio(timesAsFast(read, readByHand)),
      thousands(stream.rate),
      ratio(timesAsFast(stream, readByHand)),
      thousands(answer.rate),
      ratio(timesAsFast(answer, answerByHand)),
    ]),
  );
}

export function collectors([rows]) {
  const hand = "to the same by hand";
  return table(
    ["", "collector of the README", hand, "command, `decode --listen`", hand],
    rows.map(({ title, results: { readme, byHand, listen, printing } }) => [
      title,
      thousands(readme.rate),
      ratio(timesAsFast(readme, byHand)),
      thousands(listen.rate),
      ratio(timesAsFast(listen, printing)),
    ]),
  );
}

const INPUTS = { raw: "raw capture", traccar: "log of Traccar" };

export function command([{ cores, decoded, simulated }]) {
  const rows = decoded.flatMap(({ form, size, results: { decode, jobs, byHand } }) =>
    [
      ["`decode`", decode],
      ["`decode --jobs 2`", jobs],
      ["the same by hand", byHand],
    ].map(([title, result]) => [
      `${title}, ${INPUTS[form]} of ${Math.round(size / 1e6)} MB`,
      megabytes(result.rate),
      percent(result.spread),
      ratio(timesAsFast(result, byHand)),
      megabytes(result.wall.rate),
      ratio(timesAsFast(result.wall, decode.wall)),
    ]),
  );
  const { simulate, byHand } = simulated;
  const head = ["MB a second of CPU", "spread", "to the same by hand"];
  return [
    table(["", ...head, `by the clock, on ${cores} cores`, "to one job"], rows),
    `\`simulate\` of 10,000 devices: ${thousands(simulate.rate)} thousand messages a second, ${ratio(timesAsFast(simulate, byHand))} of what it takes to read the same lines with \`JSON.parse\` and write them with \`JSON.stringify\`.`,
  ].join("\n\n");
}

export function anonymise([{ bytesPerFrame, results }]) {
  const rows = [
    ["10 ids", results.few, results.fewDecoded],
    ["10,000 ids", results.many, results.manyDecoded],
  ];
  return table(
    [
      "10,000 frames of the mix with",
      "thousand frames a second",
      "MB a second",
      "spread",
      "`decode` to it",
    ],
    rows.map(([title, result, decoded]) => [
      title,
      (result.rate / 1000).toFixed(1),
      megabytes(result.rate * bytesPerFrame),
      percent(result.spread),
      ratio(timesAsFast(decoded, result)),
    ]),
  );
}

export function start([results]) {
  const { empty, version, emptyModule, emptyScript } = results;
  const rows = [
    ["`node -e 0`", empty, empty],
    ["command with `--version`", version, empty],
    ["empty module", emptyModule, emptyModule],
    ["`import` of the root", results.import, emptyModule],
    ["empty script", emptyScript, emptyScript],
    ["`require` of the root", results.require, emptyScript],
  ];
  return table(
    ["", "milliseconds of CPU", "spread", "times as long"],
    rows.map(([title, result, floor]) => [
      title,
      milliseconds(result.rate),
      percent(result.spread),
      ratio(timesAsFast(floor, result)),
    ]),
  );
}

export function memory([rows]) {
  return table(
    ["behind a whole V1", "bytes kept"],
    rows.map(({ title, bytes }) => [title, Math.round(bytes).toLocaleString("en")]),
  );
}

const sizeName = (size) => (size < 1 << 20 ? `${size >> 10} KB` : `${size >> 20} MB`);
/** The index of 32 KB, where no input is large. */
const USUAL = 1;

export function growth([{ sizes, turns, rows }]) {
  const mix = rows.find(({ title }) => title === "mix");
  const toMix = ({ turns }) => timesAsFast(mix.turns[USUAL], turns[USUAL]);
  const dearest = rows.toSorted((a, b) => toMix(a) - toMix(b)).at(-1);
  const range = `most to least, ${sizeName(sizes[0])} to ${sizeName(sizes[turns - 1])}`;
  return [
    table(
      ["ns a byte", ...sizes.map(sizeName), range, "to the mix"],
      rows.map((row) => {
        const { title, costs } = row;
        const few = costs.slice(0, turns);
        return [
          title,
          // JSON has no infinity: a cost that was not measured is null.
          ...costs.map((cost) => (cost === null ? "not measured" : cost.toFixed(2))),
          ratio(Math.max(...few) / Math.min(...few)),
          ratio(toMix(row)),
        ];
      }),
    ),
    `The dearest is ${dearest.title}: ${toMix(dearest).toFixed(1)} times the mix, a byte.`,
  ].join("\n\n");
}
