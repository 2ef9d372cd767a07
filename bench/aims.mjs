/** The ratios that we aim at, by the names in ratios.mjs. Higher is better. */
import { recordedRatios } from "./ratios.mjs";

const TEXT_FORMS = ["v1-cell", "v8", "nbr", "mix"];
const DOLLAR_FORMS = ["binary-32", "binary-45"];
const named = (forms, what, aim) => forms.map((form) => [`${form}: ${what}`, aim]);

const AIMS = [
  ...named([...TEXT_FORMS, ...DOLLAR_FORMS, "0200"], "datagram to parse", 0.8),
  ...named([...TEXT_FORMS, ...DOLLAR_FORMS], "stream to parse", 0.7),
  ["0200: stream to parse", 0.85],
  ...named(["v1-cell", "binary-45", "0200", "mix"], "session to hand", 0.9),
  ["v1-cell: decodeStream to hand", 0.8],
  ["binary-45: decodeStream to hand", 0.65],
  // At most 1.25 and 1.4 times as long.
  ["start: import to an empty module", 1 / 1.25],
  ["start: --version to node -e 0", 1 / 1.4],
  // At most eight times as slow.
  ...["`*` only", "`$` only", "`*,`", "`*HQ,`", "`7E 01`", "random bytes"].map((input) => [
    `mix to ${input}, a byte`,
    1 / 8,
  ]),
];

/** The aims that the recorded ratios miss, as Markdown. */
export function missedAims() {
  const ratios = recordedRatios();
  const rows = AIMS.flatMap(([name, aim]) =>
    ratios[name] === undefined || ratios[name] >= aim
      ? []
      : [`| ${name} | ${aim.toPrecision(2)} | ${ratios[name]} |`],
  );
  const head = ["| ratio | aim | measured |", "| --- | --: | --: |"];
  return `${AIMS.length - rows.length} of ${AIMS.length} aims are met.${rows.length > 0 ? ` Missed:\n\n${[...head, ...rows].join("\n")}` : ""}`;
}
