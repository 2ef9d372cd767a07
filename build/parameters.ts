/**
 * Prints small tables from the rows of JT/T 808 parameters, for reading and setting them: the rows with their texts
 * would be a tenth of the size of `decode`.
 */

import { type CodesKind, PARAMETER_TEXT, RAW } from "../src/jt808/parameter-kinds.ts";
import { jt808Parameters, type ParameterRow } from "../src/jt808/parameter-rows.ts";
import type { NumberKind } from "../src/kind/bytes/number.ts";

const PRINTED = "Printed from src/jt808/parameter-rows.ts by `npm run generate`: change it there.";

/** Files by path. */
export function parameterFiles(): ReadonlyMap<string, () => string> {
  return new Map([
    ["src/generated/jt808-parameter-table.ts", readingTable],
    ["src/generated/jt808-setting-table.ts", settingTable],
  ]);
}

const texts = jt808Parameters().filter(({ kind }) => kind === PARAMETER_TEXT);
const raws = jt808Parameters().filter(({ kind }) => kind === RAW);
const numbers = jt808Parameters().filter((row) => !texts.includes(row) && !raws.includes(row));

function readingTable(): string {
  const names = (rows: readonly ParameterRow[]): string =>
    rows.map(({ id, name }) => `  ${hex(id)}: "${name}",`).join("\n");
  const scales = numbers.flatMap(({ id, kind }) => {
    const { times, over, isPlain = true } = kind as NumberKind;
    return isPlain ? [] : [`  ${hex(id)}: [${times}, ${over}],`];
  });
  const codes = numbers.flatMap(({ id, kind }) =>
    "codes" in kind ? [`  ${hex(id)}: [${(kind as CodesKind).codes.join(", ")}],`] : [],
  );
  return `/** The parameters of JT/T 808 by id. ${PRINTED} */

/** Text. */
export const TEXT_PARAMETERS = {
${names(texts)}
} as const;

/** Numbers of one to four bytes. */
export const NUMBER_PARAMETERS = {
${names(numbers)}
} as const;

/** Several values in one. */
export const RAW_PARAMETERS = {
${names(raws)}
} as const;

/** What the number on the wire is multiplied with, and divided by. */
export const SCALED_PARAMETERS: Readonly<Record<number, readonly [times: number, over: number]>> = {
${scales.join("\n")}
};

/** What each number on the wire stands for. */
export const CODED_PARAMETERS: Readonly<Record<number, readonly number[]>> = {
${codes.join("\n")}
};

type NameIn<Table> = Table[keyof Table];
export type Jt808TextParameter = NameIn<typeof TEXT_PARAMETERS>;
export type Jt808NumberParameter = NameIn<typeof NUMBER_PARAMETERS>;
/** A parameter of the standard or of JT/T 1078. */
export type Jt808ParameterName =
  | Jt808TextParameter
  | Jt808NumberParameter
  | NameIn<typeof RAW_PARAMETERS>;
`;
}

function settingTable(): string {
  const lines = [...texts, ...numbers].map(({ id, name, kind, bytes, most }) => {
    const limits = kind === PARAMETER_TEXT ? "" : `, ${bytes}, ${most}`;
    return `  ["${name}", [${hex(id)}${limits}]],`;
  });
  return `/** How the parameters of JT/T 808 are set by name. ${PRINTED} */

/** Id, and of numbers their bytes and the greatest number on the wire. */
export const SETTING_TABLE: readonly (readonly [
  name: string,
  form: readonly [id: number, bytes?: number, most?: number],
])[] = [
${lines.join("\n")}
];
`;
}

function hex(id: number): string {
  return `0x${id.toString(16).padStart(4, "0")}`;
}
