/**
 * The measurements, in groups that can be run alone. Each group has processes, tables, and from each process the ratios
 * that are comparable between machines: of contestants that took turns, as pairs of a name and the ratios of all rounds
 * in ascending order. Higher is better.
 */
import { FORMS } from "./frames.mjs";
import { roundRatios } from "./measure.mjs";
import * as tables from "./tables.mjs";

/** The ratios of some pairs of contestants, if both took part. */
function pairsOf(name, results, pairs) {
  return pairs.flatMap(([one, other, what = `${one} to ${other}`]) =>
    results[one] === undefined || results[other] === undefined
      ? []
      : [[`${name}: ${what}`, roundRatios(results[one], results[other])]],
  );
}

/** The same pairs for each form. */
function ofForms(...pairs) {
  return (rows) =>
    rows.flatMap(({ form, title, results }) => {
      // Measured twice: alone, and after the mix in one process.
      const name = title.endsWith("after the mix") ? `${form} after the mix` : form;
      return pairsOf(name, results, pairs);
    });
}

/** Forms that are also read as a stream and as datagrams. */
const STREAMED = "v1-cell v8 binary-32 binary-45 nbr 0200 mix".split(" ");
const MIB = 2 ** 20;

/** @param source A file made by `source.mjs`. */
export const groupsWith = (source) => ({
  streams: {
    units: STREAMED.map((form) => ["streams.mjs", form]),
    text: tables.streams,
    ratios: ofForms(
      ["stream1460", "parse", "stream to parse"],
      ["stream512", "parse", "stream of 512 bytes to parse"],
      ["stream7", "parse", "stream of 7 bytes to parse"],
      ["streamFrame", "parse", "stream of one frame a chunk to parse"],
      ["datagram", "parse"],
      ["parse", "obvious"],
    ),
  },
  sessions: {
    units: [["sessions.mjs"]],
    text: tables.sessions,
    ratios: ofForms(
      ["read", "readByHand", "session to hand"],
      ["stream", "readByHand", "decodeStream to hand"],
      ["answer", "answerByHand", "session with replies to hand"],
    ),
  },
  collectors: {
    units: [["collectors.mjs"]],
    text: tables.collectors,
    ratios: ofForms(
      ["readme", "byHand", "collector to hand"],
      ["listen", "printing", "decode --listen to hand"],
    ),
  },
  command: {
    units: [["command.mjs"]],
    text: tables.command,
    // CPU time, since other work on the machine can take a core from `--jobs`.
    ratios: ({ decoded, simulated }) => [
      ...decoded.flatMap(({ form, results }) =>
        pairsOf(form, results, [
          ["decode", "byHand", "decode to hand"],
          ["jobs", "decode", "decode --jobs 2 to decode, CPU"],
        ]),
      ),
      ...pairsOf("list", simulated, [["simulate", "byHand", "simulate to JSON"]]),
    ],
  },
  calls: {
    units: [["calls.mjs", source]],
    text: tables.calls,
    ratios: ofForms(
      ["encodeMessage", "parse"],
      ["explain", "parse"],
      ["line", "stringify", "line to JSON.stringify"],
    ),
  },
  anonymise: {
    units: [["anonymise.mjs"]],
    text: tables.anonymise,
    ratios: ({ results }) =>
      pairsOf("anonymise", results, [
        ["few", "fewDecoded", "to decode"],
        ["many", "few", "10,000 ids to 10"],
      ]),
  },
  start: {
    units: [["start.mjs"]],
    text: tables.start,
    ratios: (results) =>
      pairsOf("start", results, [
        ["version", "empty", "--version to node -e 0"],
        ["import", "emptyModule", "import to an empty module"],
        ["require", "emptyScript", "require to an empty script"],
      ]),
  },
  memory: {
    units: [["memory.mjs"]],
    text: tables.memory,
    // Equal on all machines.
    ratios: (rows) => rows.map(({ title, bytes }) => [`memory: ${title} in 1 MiB`, [MIB / bytes]]),
  },
  peers: {
    units: [["peers.mjs"]],
    text: tables.peers,
    // The readers of a form are compared with `JSON.parse` already.
    ratios: () => [],
  },
  growth: {
    units: [["growth.mjs"]],
    text: tables.growth,
    ratios({ rows }) {
      const mix = rows.find(({ title }) => title === "mix");
      return rows.flatMap(({ title, turns }) => [
        ...(title === "mix"
          ? []
          : [[`mix to ${title}, a byte`, roundRatios(turns[1], mix.turns[1])]]),
        [`${title}: 1 MB to 1 KB, a byte`, roundRatios(turns[2], turns[0])],
      ]);
    },
  },
  captured: { units: [["captured.mjs", source]], text: tables.captured, ratios: () => [] },
  forms: {
    units: Object.keys(FORMS).map((form) => ["form.mjs", form, source]),
    text: tables.forms,
    ratios: ofForms(["parse", "unchecked"], ["parse", "json"], ["interpreter", "unchecked"]),
  },
});
