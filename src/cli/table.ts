/**
 * Messages as a table for people: one row per message, with its errors and warnings below the row.
 *
 * Column widths are fixed when the first row is printed, so that rows can be printed as they arrive and no row is held.
 * Ids, types and alarms are never truncated. On a narrow terminal, state and values have lines below the row.
 */
import pc from "picocolors";
import type { Issue, Message, Position, PositionsMessage } from "../index.ts";
import { alarmsOf, describeState, describeValues } from "./describe.ts";
import type { Origin, Printer } from "./printer.ts";
import { printable, toWidth, wrapped } from "./text.ts";

type Colors = ReturnType<typeof pc.createColors>;

export interface TableOptions {
  /** Columns of the terminal; at least 80 are assumed. */
  readonly width: number;
  readonly color: boolean;
}

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: "right";
  /** Never truncated: it pushes the following columns to the right. */
  readonly isWhole?: true;
}

const MIN_WIDTH = 80;
/** From this width on, state and values have columns. */
const ONE_LINE_WIDTH = 120;
const GAP = " ";
const INDENT = "    ";

/** Stands for an empty or unusable value. A value that the frame does not carry is blank. */
const UNKNOWN = "—";

export function tablePrinter({ width, color }: TableOptions): Printer {
  const colors = pc.createColors(color);
  const total = Math.max(MIN_WIDTH, width);
  const columns = layOut(total);
  let isFirst = true;
  let lastFile: string | undefined;

  /** The row of a message, and below it the part of the state that does not fit. */
  function lines(message: Message): string {
    const texts = cells(message);
    const paint = painters(message, colors);
    const below = (text: string, color: Paint): string =>
      wrapped(printable(text), total - INDENT.length)
        .map((line) => `${INDENT}${color?.(line) ?? line}\n`)
        .join("");
    const state = describeState(message);
    const first = `${row(columns, texts, paint)}\n`;
    if (total < ONE_LINE_WIDTH) {
      const values = printable(describeValues(message));
      const shown = printable(state);
      if (shown === "" && values === "") return first;
      const both = [shown && (paint[STATE]?.(shown) ?? shown), values].filter(Boolean).join(" · ");
      return INDENT.length + shown.length + values.length + 3 <= total
        ? `${first}${INDENT}${both}\n`
        : `${first}${below(shown, paint[STATE])}${below(values, undefined)}`;
    }
    const alarms = alarmsOf(message).join(", ");
    const room = columns.find(({ title }) => title === "state")?.width ?? 0;
    return alarms.length < room ? first : `${first}${below(alarms, paint[STATE])}`;
  }

  return (message: Message, origin: Origin): string => {
    let text = "";
    if (isFirst) {
      text += `${colors.bold(
        row(
          columns,
          columns.map(({ title }) => title),
        ),
      )}\n`;
      isFirst = false;
    }
    if (origin.file !== lastFile) {
      lastFile = origin.file;
      text += `${colors.bold(toWidth(printable(lastFile ?? "stdin"), total).trimEnd())}\n`;
    }
    text += lines(message);
    if (message.type === "positions") {
      for (const position of message.positions) text += lines(partOf(message, position));
    }
    for (const issue of message.issues) {
      if (!isWorthALine(message, issue)) continue;
      text += `${colors.dim(toWidth(printable(describeIssue(issue)), total).trimEnd())}\n`;
    }
    return text;
  };
}

/** One of several positions, as a separate message. */
function partOf({ frame }: PositionsMessage, position: Position): Message {
  const { jt808: _, ...values } = position;
  // Device, type and issues belong to all of them and are in the row above.
  return { ...values, type: "position", command: "", deviceId: "", issues: [], frame };
}

/** The columns for a terminal of this width. */
function layOut(width: number): Column[] {
  const isNarrow = width < ONE_LINE_WIDTH;
  const columns: Column[] = [
    { title: "time (UTC)", width: 19 },
    { title: "device", width: isNarrow ? 19 : 15, isWhole: true },
    { title: "type", width: 6, isWhole: true },
    { title: "position", width: 20 },
    { title: "km/h", width: 5, align: "right" },
    { title: "deg", width: 3, align: "right" },
  ];
  const issues: Column = { title: "!", width: 2, align: "right" };
  if (isNarrow) return [...columns, issues];
  const used = [...columns, issues].reduce((sum, column) => sum + column.width + GAP.length, 0);
  const room = width - used;
  // People look for the state, so it grows first.
  const state = Math.max(20, Math.floor(room / 2));
  columns.push({ title: "state", width: state });
  columns.push({ title: "more", width: room - state - GAP.length });
  return [...columns, issues];
}

type Paint = ((text: string) => string) | undefined;

function row(
  columns: readonly Column[],
  texts: readonly string[],
  paint: readonly Paint[] = [],
): string {
  // The issue count is in the last column, even without a column for the values.
  const last = texts.length - 1;
  return columns
    .map(({ width, align, isWhole }, index) => {
      const from = index === columns.length - 1 ? last : index;
      // Painted after truncation, so that no colour code is split.
      const whole = printable(texts[from] ?? "");
      const text = isWhole ? whole.padEnd(width) : toWidth(whole, width, align);
      return whole === "" ? text : (paint[from]?.(text) ?? text);
    })
    .join(GAP)
    .trimEnd();
}

/** Indexes of cells. */
const STATE = 6;

function cells(message: Message): string[] {
  const issues = message.issues.filter(isNotable).length;
  return [
    time(message),
    shortId(message.deviceId),
    message.type === "noise" ? "noise" : message.command,
    position(message),
    number("speedKmh" in message ? message.speedKmh : undefined, 1),
    number("courseDegrees" in message ? message.courseDegrees : undefined, 0),
    describeState(message),
    describeValues(message),
    issues === 0 ? "" : String(issues),
  ];
}

/** The leading zeros in the 20 digits of JT/T 808 are padding. */
function shortId(id: string | null): string {
  if (id === null) return UNKNOWN;
  return id.length > 15 ? id.replace(/^0+(?=\d{10})/, "") : id;
}

/** In the order of `cells`. */
function painters(message: Message, colors: Colors): Paint[] {
  const isAlarm = alarmsOf(message).length > 0;
  const isValid = "valid" in message && message.valid === true;
  const isUnsure = "valid" in message && !isValid;
  const all = message.type === "noise" || message.type === "unknown" ? colors.dim : undefined;
  const state = isAlarm ? colors.red : isUnsure ? colors.yellow : isValid ? colors.green : all;
  const place = isUnsure ? colors.dim : all;
  const hasError = message.issues.some(({ severity }) => severity === "error");
  return [all, all, all, place, place, place, state, all, hasError ? colors.red : colors.dim];
}

function time(message: Message): string {
  if (!("time" in message) || message.time === undefined) return "";
  if (message.time === null && "date" in message && message.date !== undefined) return message.date;
  return message.time === null
    ? UNKNOWN
    : message.time.toISOString().slice(0, 19).replace("T", " ");
}

function position(message: Message): string {
  if (!("latitude" in message) || !("longitude" in message)) return "";
  const { latitude, longitude } = message;
  if (latitude === undefined || longitude === undefined) return "";
  if (latitude === null && longitude === null) return UNKNOWN;
  return `${number(latitude, 5)},${number(longitude, 5)}`;
}

function number(value: number | null | undefined, decimals: number): string {
  if (value === undefined) return "";
  return value === null ? UNKNOWN : value.toFixed(decimals);
}

function describeIssue({ severity, code, field, received, expected }: Issue): string {
  const found = received === "" ? "nothing" : `"${received}"`;
  return `    ${severity} ${code}  ${field}: ${found}, expected ${expected}`;
}

/** Quirks of form with a certain value are not shown; half of all real frames have one. */
function isNotable({ severity }: Issue): boolean {
  return severity !== "info";
}

function isWorthALine(message: Message, issue: Issue): boolean {
  // For noise the row already shows it.
  return isNotable(issue) && !(message.type === "noise" && issue.code === "noise");
}
