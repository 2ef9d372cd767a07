/** The figures of the home page: from the comparison in the README, whose rows have tests, or counted. */
import { readFileSync } from "node:fs";
import { COMMAND_ROWS } from "../../src/command/rows.ts";
import { FAMILIES } from "../../src/variant/families.ts";
import { fileVectors } from "./vectors.ts";

export interface Figure {
  readonly value: string;
  readonly what: string;
  /** The figure of Traccar. */
  readonly other: string | null;
  /** The page of the site with the evidence. */
  readonly link: string;
}

/** Three cells of a row of the comparison. */
function compared(readme: string, row: RegExp): readonly string[] {
  const found = row.exec(readme);
  if (found === null) throw new Error(`README.md has no row ${row}`);
  return found.slice(1);
}

function read(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
}

export function figures(): Figure[] {
  const readme = read("README.md");
  const [captured, typed, decoded] = compared(
    readme,
    /^\| the (\d+) captured H02 frames \| (\d+) typed,[^|]*\| (\d+) decoded/m,
  );
  const [sent, here, there] = compared(
    readme,
    /^\| ([\d,]+) `\$` frames of 45 bytes in one stream \| ([\d,]+) \| ([\d,]+) \|/m,
  );
  const { dependencies = {} }: { dependencies?: object } = JSON.parse(read("package.json"));
  const vectors = fileVectors().length;
  const forms = COMMAND_ROWS.flatMap(({ socket, sms, jt808 }) =>
    [socket, sms, jt808].filter((form) => form !== undefined),
  ).length;
  return [
    {
      value: `${typed} of ${captured}`,
      what: "captured H02 frames decoded",
      other: `Traccar: ${decoded}`,
      link: "/differences-from-traccar.html",
    },
    {
      value: `${here} of ${sent}`,
      what: "$ frames found in one stream",
      other: `Traccar: ${there}`,
      link: "/differences-from-traccar.html",
    },
    {
      value: vectors.toLocaleString("en"),
      what: "test vectors, each worked out from the bytes",
      other: null,
      link: "/vectors.html",
    },
    {
      value: String(FAMILIES.length),
      what: "families of firmware told apart",
      other: null,
      link: "/identify.html",
    },
    {
      value: String(forms),
      what: "forms of commands, with what they answer",
      other: null,
      link: "/commands.html",
    },
    {
      value: String(Object.keys(dependencies).length),
      what: "dependencies",
      other: null,
      link: "/size.html",
    },
  ];
}
