/**
 * Writes src/generated/*.ts: the fast readers, from the rows of forms seen in real traffic, and the parts of tables of
 * higher layers that lower layers need. They are committed, so that they can be read and debugged. `npm run generate`
 * runs this; test/generated.test.ts fails if a file differs from its print.
 */
import { commandFiles } from "./commands.ts";
import { dollarTable } from "./dollar-table.ts";
import { gbkTable } from "./gbk.ts";
import { kaitaiModule } from "./kaitai.ts";
import { obdSignals } from "./obd-signals.ts";
import { parameterFiles } from "./parameters.ts";
import { dollarReaders } from "./readers-dollar.ts";
import { jt808Readers } from "./readers-jt808.ts";
import { textReaders } from "./readers-text.ts";
import { textWords } from "./text-words.ts";
import { wiresharkModule } from "./wireshark.ts";

/** The print of each generated file, by path. */
export function printers(): ReadonlyMap<string, () => string> {
  return new Map([
    ...commandFiles(),
    ...parameterFiles(),
    ["src/generated/gbk-table.ts", gbkTable],
    ["src/generated/dollar.ts", dollarReaders],
    ["src/jt808/fast-readers.ts", jt808Readers],
    ["src/h02/text/all-words.ts", textWords],
    ["src/h02/text/fast-readers.ts", textReaders],
    ["src/generated/dollar-tail-table.ts", dollarTable],
    ["src/generated/obd-signals-table.ts", obdSignals],
    ["src/generated/kaitai-ksy.ts", kaitaiModule],
    ["src/generated/wireshark-lua.ts", wiresharkModule],
  ]);
}

/** The text of each generated file, by path. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([...printers()].map(([path, print]) => [path, print()]));
}
