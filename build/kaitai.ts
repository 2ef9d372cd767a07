/**
 * Kaitai Struct specifications of `$` records and of JT/T 808, made from the rows. `npm run generate` writes
 * src/generated/kaitai-ksy.ts. build/kaitai/kinds.ts has a function for each kind.
 */
import { stringify } from "yaml";
import { HEAD, LONG_HEAD } from "../src/h02/dollar/head.ts";
import { MILEAGE_ROWS } from "../src/h02/dollar/mileage.ts";
import { PICTURE_ROWS } from "../src/h02/dollar/picture.ts";
import { DOLLAR_TAILS } from "../src/h02/dollar/tails.ts";
import { HEADER_2013, HEADER_2019 } from "../src/jt808/header.ts";
import { jt808Forms } from "../src/jt808/messages.ts";
import { POSITION } from "../src/jt808/position.ts";
import type { MarkKind } from "../src/kind/bytes/id.ts";
import type { BytesRow } from "../src/kind/row.ts";
import { halvesOf, placed } from "../src/layout/bytes-rows.ts";
import {
  EXTENSIONS,
  RECORD_BATTERY,
  RECORD_HEAD_LENGTH,
  RECORD_ROWS,
} from "../src/pengaoda/record.ts";
import { Block, type Ksy, KsyFile, snake } from "./kaitai/block.ts";
import { addRow, addRows } from "./kaitai/kinds.ts";

function fileOf(id: string, title: string, doc: string, root: Ksy, file: KsyFile): string {
  const ksy = {
    meta: { id, title, license: "MIT", "ks-version": "0.9", endian: "be", "bit-endian": "be" },
    doc,
    ...root,
    types: file.types,
    enums: file.enums,
  };
  const text = stringify(ksy, { lineWidth: 0, aliasDuplicateObjects: false });
  return `# Made by sinotrack-protocol from the rows that its decoder runs on.\n${text}`;
}

interface Variant {
  /** Expression that is true if the frame has this variant. */
  readonly when: string;
  readonly rows: readonly BytesRow[];
}

/** Adds rows that most variants share. If no other variant applies, the usual one does. */
function addVariants(block: Block, usual: readonly BytesRow[], others: readonly Variant[]): void {
  let at = 0;
  for (const [i, row] of usual.entries()) {
    const own = others.filter(({ rows }) => rows[i] !== row);
    const when = own.map((one) => one.when);
    block.when = when.length === 0 ? undefined : `not (${when.join(" or ")})`;
    addRow(block, row, at);
    for (const { when, rows } of own) {
      block.when = when;
      addRow(block, rows[i]!, at);
    }
    at += row.kind.halves;
  }
  block.when = undefined;
}

/** Bytes of the head of all records except those of 42 bytes. */
const HEAD_LENGTH = halvesOf(HEAD) / 2;

function dollarKsy(): string {
  const file = new KsyFile();
  const head = new Block(file);
  const marks = placed(RECORD_ROWS, HEAD_LENGTH * 2).flatMap(({ row, at }) =>
    row.kind.kind === "mark" ? [{ at: at / 2, byte: (row.kind as MarkKind).bytes[0] }] : [],
  );
  for (const { at } of marks)
    head.peek(`byte_${at}`, { pos: at, type: "u1", if: `_io.size > ${at}` });
  const isMarked = marks.map(({ at, byte }) => `byte_${at} == ${byte}`).join(" and ");
  head.give(
    "isPengaoda",
    { value: `command == "$" and _io.size >= ${RECORD_HEAD_LENGTH} and ${isMarked}` },
    "By its marks",
  );
  head.tables = { usual: "tq", other: "pengaoda", when: "is_pengaoda" };
  const withStep = HEAD.map((row) => (row.name === "batteryPercent" ? RECORD_BATTERY : row));
  addVariants(head, HEAD, [
    { when: "_io.size == 42", rows: LONG_HEAD },
    { when: `command == "X"`, rows: MILEAGE_ROWS },
    { when: "is_pengaoda", rows: withStep },
  ]);

  const forms: { name: string; when: string; type: Ksy }[] = [];
  const addTail = (name: string, when: string, rows: readonly BytesRow[]): Block => {
    const tail = new Block(file, head);
    addRows(tail, rows, HEAD_LENGTH * 2);
    forms.push({ name, when, type: {} });
    return tail;
  };
  const pengaoda = addTail("pengaoda", "head.is_pengaoda", RECORD_ROWS);
  addExtension(pengaoda, file);
  const tails = [
    pengaoda,
    addTail("mileage", `head.command == "X"`, MILEAGE_ROWS.slice(HEAD.length)),
  ];
  tails.push(addTail("picture", `head.command == "P"`, PICTURE_ROWS));
  for (const { name, length, begins, rows } of DOLLAR_TAILS) {
    const isMarked =
      begins === undefined
        ? ""
        : ` and tail_begins == 0x${((begins[0] << 8) | begins[1]).toString(16)}`;
    tails.push(addTail(snake(name), `_io.size == ${length}${isMarked}`, rows));
  }
  file.types["head"] = head.make();
  for (const [i, { name }] of forms.entries()) file.types[`tail_${name}`] = tails[i]!.make();
  const cases = Object.fromEntries(forms.map(({ name }, i) => [i + 1, `tail_${name}`]));
  const root: Ksy = {
    seq: [
      { id: "head", type: "head" },
      {
        id: "tail",
        "size-eos": true,
        type: { "switch-on": "form", cases },
      },
    ],
    instances: {
      tail_begins: { pos: HEAD_LENGTH, type: "u2", if: `_io.size >= ${HEAD_LENGTH + 2}` },
      form: {
        value: `${forms.map(({ when }, i) => `${when} ? ${i + 1} : `).join("")}0`,
        doc: `By length and first bytes: ${forms.map(({ name }, i) => `${i + 1} tail_${name}`).join(", ")}; 0 none of them`,
      },
    },
  };
  return fileOf(
    "sinotrack_dollar",
    "Binary record of SinoTrack, TK-Star and PengAoDa trackers",
    "One record, which begins with `$`, `M`, `X` or `P`: no more bytes and no fewer, since only its length shows what its tail is. Of a PengAoDa record between flags the bytes between them, unescaped, without the checksum.",
    root,
    file,
  );
}

/** Adds the part of the extension after its length. */
function addExtension(block: Block, file: KsyFile): void {
  const at = RECORD_HEAD_LENGTH - HEAD_LENGTH;
  block.peek("extension_mark", {
    pos: at,
    type: "u1",
    if: `_io.size > ${at} and len_extension > 0`,
  });
  const cases: Record<string, string> = {};
  const choice: string[] = [];
  for (const { kind, mark, rows, repeated } of EXTENSIONS) {
    const name = `extension_${snake(kind)}`;
    const extension = new Block(file);
    extension.uint("mark", 0, 2);
    addRows(extension, rows, 2);
    if (repeated !== undefined) {
      const element = new Block(file);
      addRow(element, repeated, 0);
      const type = `${snake(repeated.name)}_element`;
      file.types[type] = element.make();
      extension.field(snake(repeated.name), {
        type,
        repeat: "expr",
        // Counted from the size: the position moves while they are read.
        "repeat-expr": `(_io.size - ${1 + halvesOf(rows) / 2}) / ${repeated.kind.halves / 2}`,
      });
    }
    extension.field("kept", { "size-eos": true });
    file.types[name] = extension.make();
    const least = 1 + halvesOf(rows) / 2;
    cases[`0x${mark.toString(16)}`] = name;
    choice.push(
      `pengaoda_record_kind == pengaoda_record_kind::${snake(kind)} and extension_mark == 0x${mark.toString(16)} and len_extension >= ${least} and _io.size >= ${at + least}`,
    );
  }
  block.give("size", { value: "_io.size" });
  block.give("extension_number", {
    value: "extension_mark + 0",
    if: `size > ${at} and len_extension > 0`,
  });
  block.give("extension_length", { value: "len_extension + 0" });
  block.give("left", { value: "_io.size - _io.pos" }, "Bytes of the extension and behind it");
  block.give("extensionForm", {
    value: `_io.size > ${at} and len_extension > 0 and (${choice.join(" or ")}) ? extension_number : 0`,
  });
  block.field("extension", {
    size: "extension_length < left ? extension_length : left",
    type: { "switch-on": "extension_form", cases },
  });
  block.field("record_number", { type: "u1", if: "not _io.eof" }, "Counts up by one a record");
  block.field(
    "checksum",
    { type: "u1", if: "_io.size - _io.pos == 1" },
    "XOR of 7E and all bytes before",
  );
  block.field("behind", { "size-eos": true });
}

/** Bodies with positions, built from their rows. */
const BODIES = jt808Forms().filter(
  ({ type, fits }) => (type === "position" || type === "positions") && fits === undefined,
);

function jt808Ksy(): string {
  const file = new KsyFile("_root.is_2019");
  const position = new Block(file);
  addRows(position, POSITION, 0);
  file.types["position"] = position.make();
  const cases: Record<string, string> = {};
  for (const { id, rows } of BODIES) {
    const hex = id.toString(16).padStart(4, "0");
    if (rows !== POSITION) {
      const body = new Block(file);
      addRows(body, rows, 0);
      file.types[`body_${hex}`] = body.make();
    }
    cases[`0x${hex}`] = rows === POSITION ? "position" : `body_${hex}`;
  }

  const root = new Block(file);
  const is2019 = "is_2019";
  let at = 0;
  for (const row of HEADER_2019) {
    const old = HEADER_2013.find(({ name }) => name === row.name);
    const isSame = old?.kind.kind === row.kind.kind && old.kind.halves === row.kind.halves;
    root.when = isSame ? undefined : is2019;
    addRow(root, row, at);
    root.when = `not ${is2019}`;
    if (!isSame && old !== undefined) addRow(root, old, at);
    at += row.kind.halves;
  }
  root.when = undefined;
  const bits = (word: string) => `(attributes & 0x${word}) != 0`;
  root.peek("peeked_id", {
    pos: 5,
    type: "b4",
    repeat: "expr",
    "repeat-expr": 20,
    if: "_io.size >= 15",
  });
  const digits = Array.from({ length: 20 }, (_, i) => `peeked_id[${i}] <= 9`).join(" and ");
  root.give("hasParts", { value: bits("2000") });
  root.give("size", { value: "_io.size" });
  root.give("short_header", { value: "(has_parts ? 16 : 12) + 0" }, "Bytes, without those of 2019");
  root.give("declared", { value: "attributes & 0x3ff" }, "Bytes of the body, as sent");
  root.give("surplus", { value: "size - short_header - declared - 1" });
  root.give(
    "is_2019",
    { value: `${bits("4000")} ? surplus != 0 : surplus == 5 and size >= 15 and ${digits}` },
    "By length: some units set bit 14 wrongly, or forget it",
  );
  root.field("jt808_part_total", { type: "u2", if: "has_parts" });
  root.field("jt808_part_number", { type: "u2", if: "has_parts" });
  root.give("body_form", {
    value:
      "(attributes & 0x1c00) == 0 and (not has_parts or jt808_part_total <= 1) ? message_number : 0",
  });
  root.field(
    "body",
    { size: "_io.size - _io.pos - 1", type: { "switch-on": "body_form", cases } },
    "Raw where it is encrypted, a part, or none of these messages",
  );
  root.field("checksum", { type: "u1" }, "XOR of all bytes before");
  return fileOf(
    "sinotrack_jt808",
    "JT/T 808 position of SinoTrack and other trackers",
    "One message: what stands between two 7E, with 7D 02 replaced by 7E and 7D 01 by 7D. Items of the standard and of the profile shenzhen-obd-80.",
    root.make(),
    file,
  );
}

/** src/generated/kaitai-ksy.ts */
export function kaitaiModule(): string {
  const files = Object.entries({ dollar: dollarKsy(), jt808: jt808Ksy() }).map(
    ([name, text]) => `  ${name}: ${JSON.stringify(text.split("\n"), null, 2)}.join("\\n"),\n`,
  );
  return `/** Kaitai Struct, as \`./kaitai\` gives it. */\nexport const KSY: { readonly dollar: string; readonly jt808: string } = {\n${files.join("")}};\n`;
}
