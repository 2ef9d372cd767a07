/** The fast readers of text frames. Words that have the same fields up to their tails have one function. */
import { TEXT_WORDS } from "../src/h02/text/all-words.ts";
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

/** Where generated source gets what it calls; all else is in src/layout/fast-text.ts. */
const MODULES: Readonly<Record<string, string>> = {
  latin1Text: "../../bytes.ts",
  makeIssue: "../../issue.ts",
  batteryPercent: "../../kind/battery.ts",
  isBatteryStep: "../../kind/battery.ts",
  isDisputedStep: "../../kind/battery.ts",
  knotsToKmh: "../../kind/speed.ts",
  statusOf: "../../model/status.ts",
  alarmsOf: "../../model/pengaoda-alarms.ts",
  USER_ALARMS: "../../model/pengaoda-alarms.ts",
  IMPACT_ALARMS: "../../model/pengaoda-alarms.ts",
  networkOf: "../../kind/text/cell.ts",
  isResult: "./v4.ts",
  readMileage: "./v4.ts",
};

interface Usual {
  readonly word: TextWord;
  readonly form: TextForm;
  /** The parts in front of the tails. */
  readonly front: readonly TextPart[];
  readonly tails: readonly TextTail[];
}

function usualForms(): Usual[] {
  return TEXT_WORDS.flatMap((word) =>
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

/** A form of tails is usual if one of them is. */
function isUsual({ isUsual, parts }: TextForm): boolean {
  return isUsual ?? parts.some(({ part, ...rest }) => part === "tails" && hasUsualTail(rest));
}

function hasUsualTail(part: object): boolean {
  return "tails" in part && (part.tails as readonly TextTail[]).some((tail) => tail.isUsual);
}

/** One function of the file. */
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

/** What all readers are given. */
const PARAMETERS: readonly (readonly [name: string, type: string])[] = [
  ["frame", "Frame"],
  ["B", "Bytes"],
  ["start", "number"],
  ["last", "number"],
  ["command", "string"],
  ["maker", "string"],
  ["deviceId", "string"],
  ["isHexCell", "boolean"],
  ["given", "StatusTableName | undefined"],
];

/** Those that the source uses. */
function parametersOf(source: string): typeof PARAMETERS {
  return PARAMETERS.filter(([name]) => new RegExp(`\\b${name}\\b`).test(source));
}

export function textReaders(): string {
  const calls = new Set(["deviceIdOf", "digitsEnd", "makerOf"]);
  const readers = readersOf(usualForms());
  const sources = new Map(readers.map((reader) => [reader, readerSource(reader, calls)]));
  const cases = TEXT_WORDS.flatMap((word) => {
    const own = readers.filter(({ members }) => members.some((member) => member.word === word));
    if (own.length === 0) return [];
    const tries = own.map((reader) => {
      const given = parametersOf(sources.get(reader)!).map(([name]) =>
        name === "start" ? "p" : name === "command" ? `"${word.word}"` : name,
      );
      return `${reader.name}(${given.join(", ")})`;
    });
    return [`    case ${wordNumber(word.word)}: return (${tries.join(" ?? ")}) as Message | null;`];
  });
  const choose = `/** The message of a usual text frame; \`null\` for anything else. */
export function readTextFast(frame: Frame, given: StatusTableName | undefined): Message | null {
  const B: Bytes = frame.bytes, last = B.length - 1;
  if (B[0] !== 42 || B[3] !== 44 || B[last] !== 35) return null;
  const end = digitsEnd(B, 4);
  if (end === 4 || end > 68 || B[end] !== 44) return null;
  if (B[1] < 65 || B[1] > 122 || B[2] < 65 || B[2] > 122) return null;
  // Units with such ids send their cells in hexadecimal.
  const isHexCell = end === 19 && B[4] === 51 && B[5] === 53 && (B[6] === 51 || B[6] === 52 || B[6] === 54);
  const maker = makerOf(B), deviceId = deviceIdOf(B, end);
  // With a 1 in front, a word of three letters is no word of four.
  let p = end + 1, word = 1;
  while (B[p] !== 44 && B[p] !== 35) word = (word << 8) | B[p++];
  if (p - end > 5) return null;
  switch (word) {
${cases.join("\n")}
    default: return null;
  }
}`;
  return fileOf(imports(calls), [
    ...readers.map((reader) => functionOf(reader, sources.get(reader)!)),
    choose,
  ]);
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

/** As `readTextFast` computes it. */
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

function readerSource({ members }: Reader, calls: Set<string>): string {
  const e = new TextEmitter();
  emitParts(e, members[0]!.front);
  const bodies = members.map((member) => choices(member, e, calls)).map(withoutUnusedTail);
  for (const call of e.calls) calls.add(call);
  const choose =
    members.length === 1
      ? bodies[0]!
      : `switch (command) {\n${members
          .map(({ word }, i) => `case "${word.word}": {\n${bodies[i]}\n}`)
          .join("\n")}\ndefault: return null;\n}`;
  const body = [...e.lines, choose].join("\n");
  const isTailUsed = /\btail\b(?! = p)/.test(body);
  const lines = [
    body.includes("s = p;") ? "let p = start, s = 0, d = 0;" : "let p = start;",
    ...e.lines,
    ...choose.split("\n"),
  ];
  return indented(isTailUsed ? lines : lines.filter((line) => line !== "const tail = p;"));
}

/** Only tails that are told by a width or may begin anew need their place. */
function withoutUnusedTail(body: string): string {
  return /\btail\b(?! = p)/.test(body) ? body : body.replace("const tail = p;\n", "");
}

/** Indents by braces. */
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

/**
 * What may follow the front: nothing; the tails that begin with the same row as the first, which most frames have, by
 * the number of fields behind that row; the others by their number of fields.
 */
function choices(usual: Usual, front: TextEmitter, calls: Set<string>): string {
  const { tails } = usual;
  const message = (tail?: TextTail, head?: TextEmitter): string =>
    messageSource(usual, front, tail, head, calls);
  const wanted = tails.filter((tail) => tail.isUsual);
  const [row] = wanted[0]?.rows ?? [];
  if (row === undefined) return message();
  const group = wanted.filter(({ rows }) => rows[0] === row);
  const others = wanted.filter((tail) => !group.includes(tail));

  const head = new TextEmitter();
  head.giveUp = "break head";
  head.comma();
  emitText(head, row.kind.kind, row);
  for (const call of head.calls) calls.add(call);
  const alone = group.find(({ rows }) => rows.length === 1);
  const longer = group.filter((tail) => tail !== alone);
  const lines = [
    `if (p === last) {\n${message()}\n}`,
    "const tail = p;",
    "head: {",
    ...head.lines,
    ...(alone === undefined ? [] : [`if (p === last) {\n${message(alone, head)}\n}`]),
    ...byCount(
      longer.map((tail) => [fieldsOf(tail.rows) - row.kind.fields, tail]),
      (tail) => `${earlier(tail, tails)}${message(tail, head)}`,
    ),
    "}",
  ];
  if (others.length === 0) return [...lines, "return null;"].join("\n");
  const cases = byCount(
    others.map((tail) => [fieldsOf(tail.rows), tail]),
    (tail) => message(tail),
  );
  return [...lines, "p = tail;", ...cases, "return null;"].join("\n");
}

/** One case a number of fields, of those from `p` on. */
function byCount(
  tails: readonly (readonly [number, TextTail])[],
  source: (tail: TextTail) => string,
): string[] {
  if (new Set(tails.map(([fields]) => fields)).size < tails.length) {
    throw new Error("two tails have the same number of fields");
  }
  if (tails.length === 0) return [];
  const cases = tails.map(([fields, tail]) => `case ${fields}: {\n${source(tail)}\n}`);
  return [
    "let fields = 0;",
    "for (let i = p; i < last; i++) if (B[i] === 44) fields++;",
    `switch (fields) {\n${cases.join("\n")}\n}`,
  ];
}

/** Leaves frames that an earlier tail of as many fields takes to that. */
function earlier(tail: TextTail, tails: readonly TextTail[]): string {
  const before = tails
    .slice(0, tails.indexOf(tail))
    .filter(
      ({ rows, more = 0 }) =>
        fieldsOf(rows) + more === fieldsOf(tail.rows) && rows[0] !== tail.rows[0],
    );
  return before.map((other) => `${widthTest(other, 0, "tail + 1", "break head")}\n`).join("");
}

/** Gives up if the width of a field is not, or for another tail is, what tells the tail. */
function widthTest(tail: TextTail, field: number, at: string, giveUp?: string): string {
  const [, least, most] = tail.widths?.find(([index]) => index === field) ?? [];
  if (least === undefined || most === undefined) {
    if (giveUp === undefined) return "";
    throw new Error(`no width tells "${tail.about}"`);
  }
  const width = `fieldEnd(B, ${at}) - ${at.replace(" + 1", " - 1")}`;
  const isBelow = least > 0 ? [`${width} < ${least}`] : [];
  const isAbove = most < Number.POSITIVE_INFINITY ? [`${width} > ${most}`] : [];
  const isOther = [...isBelow, ...isAbove].join(" || ");
  return giveUp === undefined ? `if (${isOther}) return null;` : `if (!(${isOther})) ${giveUp};`;
}

/** Reads the rows of a tail, behind the first if `head` has read that, and makes the message. */
function messageSource(
  { word: { word, table = "tq" }, form: { type } }: Usual,
  front: TextEmitter,
  tail: TextTail | undefined,
  head: TextEmitter | undefined,
  calls: Set<string>,
): string {
  const e = new TextEmitter();
  for (const [name, source] of head?.variables ?? []) e.variables.set(name, source);
  // A tail that has to be told from others is told by decimal digits.
  e.hexCells = tail?.fits === undefined && tail?.widths === undefined;
  if (head?.lines.some((line) => line.includes("isHexCell")) && !e.hexCells)
    e.giveUpIf("isHexCell");
  let field = 0;
  for (const [i, row] of (tail?.rows ?? []).entries()) {
    const isRead = i === 0 && head !== undefined;
    if (!isRead) e.comma();
    const test = widthTest(tail!, field, isRead ? "tail + 1" : "p");
    if (test !== "") {
      e.calls.add("fieldEnd");
      e.line(test);
    }
    if (!isRead) emitText(e, row.kind.kind, row);
    field += row.kind.fields;
  }
  const count = e.variables.get("count");
  if (count !== undefined) e.giveUpIf(`${count} !== ${e.elementsOf("cells")}`);
  for (const call of e.calls) calls.add(call);
  const emitters = [front, ...(head !== undefined && tail !== undefined ? [head] : []), e];
  const gives = inReportOrder(new Map(emitters.flatMap((one) => [...one.gives])));
  const literal = [
    `type: "${type}",`,
    "command,",
    "maker,",
    "deviceId,",
    ...gives.map(([name, source]) => (name === source ? `${name},` : `${name}: ${source},`)),
    `issues: [${front.issues.join(", ")}],`,
    "frame,",
  ];
  const later = emitters.flatMap((one) => one.later);
  const usesTable = literal.some((line) => line.includes(", table)"));
  return [
    `// ${tail?.about ?? word}`,
    ...e.lines,
    "if (p !== last) return null;",
    ...(usesTable ? [`const table = given ?? "${tail?.table ?? table}";`] : []),
    later.length > 0 ? "const m: Values = {" : "return {",
    ...literal,
    "};",
    ...(later.length > 0 ? [...later, "return m;"] : []),
  ].join("\n");
}

function emitParts(e: TextEmitter, parts: readonly TextPart[]): void {
  for (const part of parts) {
    if (part.part === undefined) {
      e.comma();
      emitText(e, part.kind.kind, part);
    } else if (part.part === "optional" && part.fast !== undefined) {
      emitOptional(e, part.row, part.fast);
    } else if (part.part === "repeated") {
      if (part.fast !== undefined) emitText(e, part.fast);
      else emitLoop(e, part.list, part.rows);
    } else if (part.part === "rest" && part.isSilent) emitRest(e);
  }
}

function emitOptional(e: TextEmitter, row: TextRow, condition: string): void {
  const name = e.name(row);
  e.line(`let ${name};`);
  e.line(`if (${condition}) {`);
  e.comma();
  emitText(e, row.kind.kind, row);
  e.line(`${name} = ${e.gives.get(row.name)};`);
  e.line("}");
  e.gives.delete(row.name);
  e.later.push(`if (${name} !== undefined) m.${row.name} = ${name};`);
}

/** As many elements as the count before them says. */
function emitLoop(e: TextEmitter, list: string, rows: readonly TextRow[]): void {
  e.line(`const ${list}: Values[] = [];`);
  e.line(`for (let i = ${e.variables.get("count")}; i > 0; i--) {`);
  e.isLoop = true;
  for (const row of rows) {
    e.comma();
    emitText(e, row.kind.kind, row);
  }
  e.isLoop = false;
  e.line("}");
  e.give({ name: list, about: "" }, list);
}

/** Fields that nobody explains. */
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
