/**
 * Prints the fast readers of text frames. Words with the same fields up to their tails share one function. Rows that
 * several forms share have a function too.
 */
import {
  CELL_ROW,
  DATE_BEFORE_STATUS,
  PLACE,
  STATUS_ROW,
  TIME_ROW,
  VALID_ROW,
} from "../src/h02/text/rows.ts";
import { TextEmitter } from "../src/kind/emit.ts";
import type { TextRow } from "../src/kind/row.ts";
import {
  fieldsOf,
  type TextForm,
  type TextPart,
  type TextTail,
  type TextWord,
} from "../src/layout/text-form.ts";
import { emitText } from "./emitters.ts";
import { fileOf, inReportOrder } from "./generated-file.ts";
import { ALL_WORDS } from "./text-words.ts";

/** The modules of functions that generated code calls; all others are in src/layout/fast-text.ts. */
const MODULES: Readonly<Record<string, string>> = {
  latin1Text: "../../bytes.ts",
  batteryPercent: "../../kind/battery.ts",
  isBatteryStep: "../../kind/battery.ts",
  isDisputedStep: "../../kind/battery.ts",
  knotsToKmh: "../../kind/speed.ts",
  LATITUDE: "../../kind/text/coordinate.ts",
  LONGITUDE: "../../kind/text/coordinate.ts",
  statusOf: "../../model/status.ts",
  NO_ALARMS: "../../model/status.ts",
  alarmsWith: "../../model/pengaoda-alarms.ts",
  USER_ALARMS: "../../model/pengaoda-alarms.ts",
  IMPACT_ALARMS: "../../model/pengaoda-alarms.ts",
  isResult: "./v4.ts",
  readMileage: "./v4.ts",
  readTail: "./tail.ts",
};

interface SharedRows {
  readonly name: string;
  readonly about: string;
  readonly rows: readonly TextRow[];
}

/**
 * Rows that several forms share, longest first; each gets a function. Only one level: nested calls cost a tenth of the
 * time.
 */
const SHARED: readonly SharedRows[] = [
  {
    name: "toStatus",
    about: "From the time to the status",
    rows: [TIME_ROW, VALID_ROW, ...PLACE, DATE_BEFORE_STATUS, STATUS_ROW],
  },
  {
    name: "toDate",
    about: "From the validity to the date",
    rows: [VALID_ROW, ...PLACE, DATE_BEFORE_STATUS],
  },
];

/** The most numbers that are read ahead. */
const MOST_NUMBERS = 32;

interface Usual {
  readonly word: TextWord;
  readonly form: TextForm;
  /** The parts before the tails. */
  readonly front: readonly TextPart[];
  readonly tails: readonly TextTail[];
}

function usualForms(): Usual[] {
  return ALL_WORDS.flatMap((word) =>
    word.forms
      .filter((form) => isUsual(form))
      .map((form) => ({
        word,
        form,
        front: form.parts.filter(({ part }) => part !== "tails"),
        tails: form.parts.flatMap((part) => (part.part === "tails" ? part.tails : [])),
      })),
  );
}

/** A form with tails is usual if one of its tails is. */
function isUsual({ isUsual, parts }: TextForm): boolean {
  return (
    isUsual ??
    parts.some((part) => part.part === "tails" && part.tails.some((tail) => tail.isUsual))
  );
}

/** One function of the generated file. */
interface Reader {
  readonly name: string;
  readonly members: readonly Usual[];
}

function readersOf(forms: readonly Usual[]): Reader[] {
  const groups: Usual[][] = [];
  for (const usual of forms) {
    const same = groups.find(
      ([first]) =>
        first!.front.length === usual.front.length &&
        first!.front.every((part, i) => part === usual.front[i]) &&
        !first!.form.isUsual,
    );
    if (same === undefined) groups.push([usual]);
    else same.push(usual);
  }
  return groups.map((members) => {
    const { word, form } = members[0]!;
    const usual = word.forms.filter(isUsual);
    const number = usual.length > 1 ? `Form${usual.indexOf(form) + 1}` : "";
    return { name: `read${members.map((one) => one.word.word).join("")}${number}`, members };
  });
}

/** The parameters of readers, in the same order everywhere, so that they compress well. */
const PARAMETERS: readonly (readonly [name: string, type: string])[] = [
  ["frame", "Frame"],
  ["B", "Bytes"],
  ["p", "number"],
  ["last", "number"],
  ["command", "string"],
  ["maker", "string"],
  ["deviceId", "string"],
  ["table", "StatusTableName"],
  ["given", "StatusTableName | undefined"],
  ["cell", "object"],
  ["hasHexId", "boolean"],
];

/** The parameters that the source uses and does not declare. */
function parametersOf(source: string): typeof PARAMETERS {
  return PARAMETERS.filter(
    ([name]) => new RegExp(`\\b${name}\\b(?!:)`).test(source) && !source.includes(`let ${name} `),
  );
}

class Printer {
  readonly calls = new Set(["begin", "deviceIdOf", "digitsEnd", "issues", "makerOf"]);
  /** The variables that functions for shared rows fill. */
  readonly variables = new Map<string, string>();
  /** Functions for shared rows, by name. */
  readonly shared = new Map<string, string>();
  /** Functions for tails. */
  readonly tails = new Map<string, string>();

  take(e: TextEmitter): void {
    for (const call of e.calls) this.calls.add(call);
    for (const [name, first] of e.shared) this.variables.set(name, first);
  }
}

export function textReaders(): string {
  const printer = new Printer();
  const readers = readersOf(usualForms());
  const sources = new Map(readers.map((reader) => [reader, readerSource(reader, printer)]));
  const cases = ALL_WORDS.flatMap((word) => {
    const own = readers.filter(({ members }) => members.some((member) => member.word === word));
    if (own.length === 0) return [];
    const source = own.reduceRight((others, reader) => {
      const { form } = reader.members.find((member) => member.word === word)!;
      const given = parametersOf(sources.get(reader)!).map(([name]) => argument(name, word));
      const call = `${reader.name}(${given.join(", ")})`;
      if (others === "") return call;
      if (form.fast === undefined) return `${call} ?? ${others}`;
      printer.calls.add(/^\w+/.exec(form.fast)![0]);
      return `${form.fast} ? ${call} : ${others}`;
    }, "");
    return [`    case ${wordNumber(word.word)}: return (${source}) as Message | null;`];
  });
  const choose = `/** The message of a usual text frame; \`null\` for anything else. */
export function readTextFast(frame: Frame, given: StatusTableName | undefined, B: Bytes = frame.bytes, s = 0, to: number = B.length): Message | null {
  const id = s + 4;
  let last = to - 1;
  if (B[s] !== 42 || B[s + 3] !== 44) return null;
  if (B[last] !== 35) {
    // Some units send more behind the \`#\`. It is somewhere, so that loops need not look for the end.
    const hash = B.indexOf(35, id);
    if (hash < 0 || hash >= to) return null;
    last = -1;
  }
  const end = digitsEnd(B, id);
  if (end === id || end > id + 64 || B[end] !== 44) return null;
  if ((B[s + 1] | 32) - 97 >>> 0 > 25 || (B[s + 2] | 32) - 97 >>> 0 > 25) return null;
  // Units with such ids send their cells in hexadecimal.
  const hasHexId = end === id + 15 && B[id] === 51 && B[id + 1] === 53 && (B[id + 2] === 51 || B[id + 2] === 52 || B[id + 2] === 54);
  const maker = makerOf(B, s + 1), deviceId = deviceIdOf(B, id, end);
  // With a 1 in front, a word of three letters is no word of four, unless that begins with a 1 itself.
  let p = end + 1, word = 1;
  while (B[p] !== 44 && B[p] !== 35) word = (word << 8) | B[p++];
  if (p - end > 5 || B[end + 1] === 1) return null;
  begin(s);
  switch (word) {
${cases.join("\n")}
    default: return null;
  }
}`;
  const variables = [...printer.variables].map(([name, first]) => `let ${name} = ${first};`);
  return fileOf(imports(printer.calls), [
    `/** What shared rows have read last. */\n${variables.join("\n")}`,
    ...printer.shared.values(),
    ...printer.tails.values(),
    ...readers.map((reader) => functionOf(reader, sources.get(reader)!)),
    choose,
  ]);
}

function argument(name: string, { word, table = "tq" }: TextWord): string {
  if (name === "command") return `"${word}"`;
  return name === "table" ? `given ?? "${table}"` : name;
}

function imports(calls: ReadonlySet<string>): string[] {
  const modules = new Map<string, string[]>([
    ["../../kind/meaning.ts", ["type Values"]],
    ["../../layout/fast.ts", ["type Bytes"]],
    ["../../model/frame.ts", ["type Frame"]],
    ["../../model/message.ts", ["type Message"]],
    ["../../model/status.ts", ["type StatusTableName"]],
  ]);
  for (const name of calls) {
    const module = MODULES[name] ?? "../../layout/fast-text.ts";
    modules.set(module, [...(modules.get(module) ?? []), name]);
  }
  return [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) => `import { ${names.sort().join(", ")} } from "${module}";`);
}

/** The number that `readTextFast` computes of the word. */
function wordNumber(word: string): string {
  let number = 1;
  for (const letter of word) number = (number << 8) | letter.charCodeAt(0);
  return `0x${(number >>> 0).toString(16)} /* ${word} */`;
}

function functionOf({ name, members }: Reader, source: string): string {
  const { told } = members[0]!.form;
  const about = members.map(({ word }) => word.word).join(", ");
  const parameters = parametersOf(source).map(([parameter, type]) => `${parameter}: ${type}`);
  return `/** ${about}${told === undefined ? "" : `: ${told}`}. */
function ${name}(${parameters.join(", ")}): Values | null {
${source}
}`;
}

function readerSource({ members }: Reader, printer: Printer): string {
  const tails = sharedTails(members);
  // Functions for tails read the values from variables.
  const front = new TextEmitter(tails.some((tail) => !isOfNumbers(tail)));
  emitParts(front, members[0]!.front, printer);
  printer.take(front);
  const hasTails = members.some(({ tails }) => tails.length > 0);
  const lines = [...front.lines];
  if (!hasTails) lines.push("if (p !== last) return null;", ...message(members[0]!, front));
  else lines.push(...tailsSource(members, tails, front, printer));
  printer.take(front);
  return indented(lines.flatMap((line) => line.split("\n")));
}

function indented(lines: readonly string[]): string {
  let depth = 1;
  return lines
    .map((line) => {
      if (line.startsWith("}")) depth--;
      const text = "  ".repeat(depth) + line;
      if (line.endsWith("{")) depth++;
      return text;
    })
    .join("\n");
}

/** A tail with the words that use it. */
interface SharedTail {
  readonly tail: TextTail;
  readonly members: readonly Usual[];
  /** How many numbers it begins with. */
  readonly numbers: number;
  readonly fields: number;
}

function sharedTails(members: readonly Usual[]): SharedTail[] {
  const all: { tail: TextTail; members: Usual[] }[] = [];
  for (const member of members) {
    for (const tail of member.tails.filter((one) => one.isUsual)) {
      const same = all.find((other) => isSame(other.tail, tail));
      if (same === undefined) all.push({ tail, members: [member] });
      else same.members.push(member);
    }
  }
  return all.map((one) => ({
    ...one,
    numbers: numbersIn(one.tail.rows, 0),
    fields: fieldsOf(one.tail.rows),
  }));
}

function isOfNumbers({ numbers, fields }: SharedTail): boolean {
  return numbers === fields;
}

function isSame(one: TextTail, other: TextTail): boolean {
  return (
    one.rows.length === other.rows.length &&
    one.rows.every((row, i) => row === other.rows[i]) &&
    one.table === other.table &&
    one.fits === other.fits
  );
}

/** Source of the choice after the front: no tail, numbers, other values, or a tail that only the interpreter reads. */
function tailsSource(
  members: readonly Usual[],
  all: readonly SharedTail[],
  front: TextEmitter,
  printer: Printer,
): string[] {
  const ofNumbers = all.filter(isOfNumbers);
  const others = all.filter((one) => !ofNumbers.includes(one));
  const hasCell = all.some(({ tail }) => tail.rows[0] === CELL_ROW);
  const tellWords = ({ members: own }: SharedTail): string[] =>
    own.length === members.length
      ? []
      : [own.map(({ word }) => `command === "${word.word}"`).join(" || ")];

  const lines = ["const tail = p;"];
  if (hasCell) lines.push("if (B[p] !== 44 && B[p] !== 35) return null;");
  // If the message already has optional values, those of a tail are set in the same way.
  const isLate = front.later.length > 0;
  const whole = message(members[0]!, front);
  if (isLate) lines.push(...whole.slice(0, -1));
  if (ofNumbers.length > 0 || hasCell) {
    printer.calls.add("numbersAt").add("count");
    const ofCell = hasCell ? "hasHexId ? hexNumbersAt(B, tail) : " : "";
    lines.push(`p = ${ofCell}numbersAt(B, tail, 0, ${MOST_NUMBERS});`);
  }
  if (hasCell) {
    printer.calls.add("hexNumbersAt").add("usualCell");
    lines.push("let cell = count < 4 ? null : usualCell();");
  }
  const maySwap = all.some(({ tail }) => tail.maySwap);
  if (maySwap) {
    printer.calls.add("swappedCellAt").add("cursor");
    lines.push(
      "let isSwapped = false;",
      "if (count < 4 && !hasHexId) {",
      "cell = swappedCellAt(B, p);",
      "isSwapped = cell !== null;",
      `if (isSwapped) p = numbersAt(B, cursor, 4, ${MOST_NUMBERS});`,
      "}",
    );
  }
  // Tails that begin with a cell come first: they are the quickest to test.
  others.sort((a, b) => Number(b.tail.rows[0] === CELL_ROW) - Number(a.tail.rows[0] === CELL_ROW));
  for (const one of others) {
    const own = restFunction(one, front, printer);
    const tests = [
      ...(one.tail.rows[0] === CELL_ROW ? ["cell !== null", `count === ${one.numbers}`] : []),
      ...(ofNumbers.length > 0 ? ["p !== last"] : []),
      ...tellWords(one),
    ];
    if (tests.length === 0) lines.push("{");
    else lines.push(`if (${tests.map(bracketed).join(" && ")}) {`);
    lines.push(`const m = ${own};`, "if (m !== null) return m;", "}");
  }
  if (ofNumbers.length > 0) {
    lines.push("if (p === last) {", "switch (count) {");
    const counts = [...new Set(ofNumbers.map(({ fields }) => fields))].sort((a, b) => a - b);
    for (const fields of counts) {
      const own = ofNumbers.filter((one) => one.fields === fields);
      lines.push(`case ${fields}: {`);
      for (const one of own) {
        const tests = tellWords(one);
        const source = numbersSource(one, isLate ? null : front, printer, maySwap);
        if (tests.length > 0) lines.push(`if (${tests.join(" && ")}) {`, ...source, "}");
        else lines.push(...source);
      }
      lines.push("}");
      if (own.every((one) => tellWords(one).length > 0)) lines.splice(-1, 0, "break;");
    }
    lines.push("}", "}");
  }
  if (!isLate) lines.push(...whole.slice(0, -1));
  if (hasCell) printer.calls.add("readTail");
  const rest = hasCell ? "readTail(m, tail, given)" : "null";
  return [...lines, `return tail === last ? m : ${rest};`];
}

function bracketed(test: string): string {
  return test.includes("||") ? `(${test})` : test;
}

/** Source for a tail of numbers only, which have been read already. */
function numbersSource(
  { tail, members }: SharedTail,
  front: TextEmitter | null,
  printer: Printer,
  maySwap: boolean,
): string[] {
  const e = new TextEmitter();
  e.giveUp = "break";
  e.takeNumbers(0, "tail");
  // Some conditions hold for decimal digits only.
  const isTold = tail.fits !== undefined || tail.widths !== undefined || tail.rows[0] !== CELL_ROW;
  if (maySwap && isTold && !tail.maySwap) e.giveUpIf("isSwapped");
  // A country code has three digits, or one.
  const others = earlier(tail, members[0]!.tails);
  if (tail.widths !== undefined || others.length > 0) {
    const isRight = [1, 3].every(
      (width) => hasWidth(tail, width) && !others.some((other) => hasWidth(other, width)),
    );
    if (!isRight) throw new Error(`no width tells "${tail.about}"`);
    e.giveUpIf("B[tail + 4] !== 44");
  }
  for (const row of tail.rows) emitText(e, row.kind.kind, row);
  checkCount(e);
  printer.take(e);
  const given =
    front === null
      ? [...[...e.gives].map(([name, source]) => `m.${name} = ${source};`), ...e.later, "return m;"]
      : message(members[0]!, front, [tail, e]);
  return [...e.before, ...e.lines, ...given];
}

/** Prints the function that reads a tail with values other than numbers. Returns a call of it. */
function restFunction(one: SharedTail, front: TextEmitter, printer: Printer): string {
  const { tail, members } = one;
  const e = new TextEmitter();
  const hasCell = tail.rows[0] === CELL_ROW;
  const rows = tail.rows.slice(hasCell ? 1 : 0);
  if (hasCell) e.give(CELL_ROW, "cell");
  const rest = hasCell ? 4 : 0;
  emitRows(
    e,
    rows,
    printer,
    tail.widths?.map(([field, least, most]) => [field - rest, least, most]),
  );
  checkCount(e);
  // Whether an empty field may follow: with it, the frame has the same tail.
  const mayEndInComma = members[0]!.tails.every(
    ({ rows, more = 0 }) => fieldsOf(rows) + more !== fieldsOf(tail.rows) + 1,
  );
  e.giveUpIf(
    `p !== last${hasCell && mayEndInComma ? ` && !${e.call("isComma", "B", "p", "last")}` : ""}`,
  );
  printer.take(e);
  const source = indented([...e.lines, ...message(members[0]!, front, [tail, e])]);
  const name = `tail${printer.tails.size + 1}`;
  const parameters = parametersOf(source);
  const list = parameters.map(([parameter, type]) => `${parameter}: ${type}`).join(", ");
  const words = members.map(({ word }) => word.word).join(", ");
  printer.tails.set(
    name,
    `/** ${words}: ${tail.about}. */\nfunction ${name}(${list}): Values | null {\n${source}\n}`,
  );
  const place = hasCell ? "p" : "tail";
  return `${name}(${parameters.map(([parameter]) => (parameter === "p" ? place : parameter)).join(", ")})`;
}

function checkCount(e: TextEmitter): void {
  const count = e.variables.get("count");
  if (count !== undefined && e.elementsOf("cells") > 0)
    e.giveUpIf(`${count} !== ${e.elementsOf("cells")}`);
}

/** Earlier tails with the same number of fields that begin with another row. */
function earlier(tail: TextTail, tails: readonly TextTail[]): readonly TextTail[] {
  return tails
    .slice(0, tails.indexOf(tail))
    .filter(
      ({ rows, more = 0 }) =>
        fieldsOf(rows) + more === fieldsOf(tail.rows) && rows[0] !== tail.rows[0],
    );
}

/** Whether the first field of a tail may have this width. */
function hasWidth({ widths = [] }: TextTail, width: number): boolean {
  return widths.every(([field, least, most]) => field > 0 || (width >= least && width <= most));
}

/** Source that makes the message `m` from the front and a tail, and returns it. */
function message(
  { form: { type } }: Usual,
  front: TextEmitter,
  [tail, e]: readonly [TextTail?, TextEmitter?] = [],
): string[] {
  const emitters = e === undefined ? [front] : [front, e];
  const all = new Map(emitters.flatMap((one) => [...one.gives]));
  if (type === "position" && !all.has("alarms")) all.set("alarms", front.value("NO_ALARMS"));
  // The alarms are copied from the status.
  const state = all.get("status");
  if (state !== undefined) all.set("status", "state");
  const gives = inReportOrder(all);
  const about = tail === undefined ? [] : [`// ${tail.about}`];
  const ofTail = (source: string): string =>
    tail?.table === undefined ? source : source.replace(", table)", `, given ?? "${tail.table}")`);
  return [
    ...about,
    ...(state === undefined ? [] : [`const state = ${ofTail(state)};`]),
    "const m: Values = {",
    `type: "${type}",`,
    "command,",
    "maker,",
    "deviceId,",
    ...gives.map(([name, source]) => (name === source ? `${name},` : `${name}: ${source},`)),
    "issues,",
    "frame,",
    "};",
    ...emitters.flatMap((one) => one.later),
    "return m;",
  ];
}

/** How many consecutive fields from row `i` on are whole numbers. */
function numbersIn(rows: readonly TextPart[], i: number): number {
  const row = rows[i];
  if (row === undefined || row.part !== undefined) return 0;
  const e = new TextEmitter();
  e.takeNumbers(0, "p");
  emitText(e, row.kind.kind, row);
  return e.taken === row.kind.fields && row.kind.fields > 0 ? e.taken + numbersIn(rows, i + 1) : 0;
}

function emitParts(e: TextEmitter, parts: readonly TextPart[], printer: Printer): void {
  const wanted = parts.filter(
    (part) => part.part !== "comma" && (part.part !== "optional" || part.fast !== undefined),
  );
  e.keepsNumbers = true;
  emitRows(e, wanted, printer);
}

function emitRows(
  e: TextEmitter,
  parts: readonly TextPart[],
  printer: Printer,
  widths: TextTail["widths"] = [],
): void {
  for (let i = 0, field = 0; i < parts.length; ) {
    const shared = sharedAt(parts, i);
    const numbers = numbersIn(parts, i);
    const part = parts[i]!;
    if (shared !== undefined) {
      emitShared(e, shared, parts.slice(i, i + shared.rows.length) as TextRow[], printer);
      i += shared.rows.length;
    } else if (numbers > 0) {
      const rows: TextRow[] = [];
      for (; fieldsOf(rows) < numbers; i++) rows.push(parts[i] as TextRow);
      emitWithWidth(e, field, widths, () => emitNumbers(e, rows));
      field += numbers;
    } else {
      if (part.part === undefined) {
        emitWithWidth(e, field, widths, () => {
          emitRow(e, part);
        });
        field += part.kind.fields;
      } else emitPart(e, part, printer);
      i++;
    }
  }
}

/** Gives up if the width of a field is not that of the tail. */
function emitWithWidth(
  e: TextEmitter,
  field: number,
  widths: TextTail["widths"],
  emit: () => void,
): void {
  const [, least, most] = widths?.find(([index]) => index === field) ?? [];
  const from = least === undefined ? "" : e.keep("from", "p");
  emit();
  if (least === undefined || most === undefined) return;
  if (least === most) e.giveUpIf(`p - ${from} !== ${least + 1}`);
  else if (most === Number.POSITIVE_INFINITY) e.giveUpIf(`p - ${from} <= ${least}`);
  else throw new Error("no such width");
}

/** Emits rows of numbers, which are read in one call. */
function emitNumbers(e: TextEmitter, rows: readonly TextRow[]): void {
  const fields = fieldsOf(rows);
  const start = e.lines.length;
  e.takeNumbers(0, "p");
  for (const row of rows) emitText(e, row.kind.kind, row);
  e.endNumbers();
  const behind = e.lines.splice(start);
  e.lines.push(...e.before.splice(0));
  e.line(`p = ${e.call("numbersAt", "B", "p", "0", `${fields}`)};`);
  e.giveUpIf(`${e.value("count")} !== ${fields}`);
  e.lines.push(...behind);
}

function emitPart(e: TextEmitter, part: Exclude<TextPart, TextRow>, printer: Printer): void {
  if (part.part === "optional" && part.fast !== undefined) {
    emitOptional(e, part.row, part.fast, printer);
  } else if (part.part === "repeated") {
    if (part.fast !== undefined) emitText(e, part.fast);
    else emitLoop(e, part.list, part.rows, printer);
  } else if (part.part === "rest" && part.isSilent) emitRest(e);
}

function emitRow(e: TextEmitter, row: TextRow): void {
  e.comma();
  emitText(e, row.kind.kind, row);
  e.lines.push(...e.behind.splice(0));
}

/** The shared rows that begin at row `i`, also if other rows are read in the same way. */
function sharedAt(
  parts: readonly TextPart[],
  i: number,
  besides?: SharedRows,
): SharedRows | undefined {
  return SHARED.find(
    (shared) =>
      shared !== besides &&
      shared.rows.every((row, k) => {
        const part = parts[i + k];
        return part?.part === undefined && part !== undefined && linesOf(row) === linesOf(part);
      }),
  );
}

function linesOf(row: TextRow): string {
  const e = new TextEmitter(true);
  emitText(e, row.kind.kind, row);
  return e.lines.join("\n");
}

/** Calls the function of shared rows; prints it on first use. */
function emitShared(
  e: TextEmitter,
  { name, about, rows: all }: SharedRows,
  rows: readonly TextRow[],
  printer: Printer,
): void {
  if (!printer.shared.has(name))
    printer.shared.set(name, sharedFunction(name, about, all, printer));
  e.line(`p = ${name}(B, p);`);
  e.giveUpIf("p === 0");
  // Properties computed from the values differ by form, so they are not shared.
  const own = new TextEmitter(true);
  const clock = e.variables.get("clock");
  if (clock !== undefined) own.variables.set("clock", clock);
  for (const row of rows) emitText(own, row.kind.kind, row);
  for (const [property, source] of own.gives) e.gives.set(property, source);
  e.lines.push(...own.behind);
  printer.take(own);
  if (own.mayJoinNext) e.mayJoin();
}

function sharedFunction(
  name: string,
  about: string,
  rows: readonly TextRow[],
  printer: Printer,
): string {
  const e = new TextEmitter(true);
  e.giveUp = "return 0";
  e.isInPlace = true;
  for (let i = 0; i < rows.length; ) {
    const inner = sharedAt(
      rows,
      i,
      SHARED.find((one) => one.name === name),
    );
    if (inner !== undefined) emitShared(e, inner, inner.rows, printer);
    else emitRow(e, rows[i]!);
    i += inner?.rows.length ?? 1;
  }
  printer.take(e);
  const hasDecimals = e.lines.some((line) => line.startsWith("s = p;"));
  return `/** ${about}. */
function ${name}(B: Bytes, p: number): number {
${indented([...(hasDecimals ? ["let s = 0, d = 0, v = 0, o = 1;"] : []), ...e.lines, "return p;"])}
}`;
}

function emitOptional(e: TextEmitter, row: TextRow, condition: string, printer: Printer): void {
  const name = e.name(row);
  e.line(`let ${name};`);
  e.line(`if (${condition}) {`);
  emitRows(e, [row], printer);
  e.line(`${name} = ${e.gives.get(row.name)};`);
  e.line("}");
  e.gives.delete(row.name);
  e.later.push(`if (${name} !== undefined) m.${row.name} = ${name};`);
}

/** Emits a loop over as many elements as the count before them. */
function emitLoop(e: TextEmitter, list: string, rows: readonly TextRow[], printer: Printer): void {
  e.line(`const ${list}: Values[] = [];`);
  e.line(`for (let i = ${e.variables.get("count")}; i > 0; i--) {`);
  e.isLoop = true;
  e.keepsNumbers = false;
  emitRows(e, rows, printer);
  e.keepsNumbers = true;
  e.isLoop = false;
  e.line("}");
  e.give({ name: list, about: "" }, list);
}

/** Emits the rest of the fields, which no row describes. */
function emitRest(e: TextEmitter): void {
  e.line("let extra: string[] | undefined;");
  e.line("while (B[p] === 44) {");
  e.line("const from = ++p;");
  e.line(`p = ${e.call("fieldEnd", "B", "from")};`);
  e.giveUpIf("p === from");
  e.line("extra ??= [];");
  e.line(`extra.push(${e.call("latin1Text", "B", "from", "p")});`);
  e.line("}");
  e.later.push("if (extra !== undefined) m.extra = extra;");
}
