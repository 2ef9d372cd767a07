/** Writes moved days and places over the old ones, in their form. */
import { hexBytes, hexText, latin1Bytes, latin1Text } from "../bytes.ts";
import type { Span } from "../explain.ts";
import type { DegreesMinutesKind } from "../kind/bytes/degrees-minutes.ts";
import type { MillionthsKind } from "../kind/bytes/millionths.ts";
import type { MomentKind } from "../kind/bytes/moment.ts";
import type { BytesKind, TextKind } from "../kind/row.ts";
import { type Place, type Turn, turnedCourse, turnedPlace } from "./turn.ts";

function kindOf({ meaning }: Span): Partial<BytesKind | TextKind> & { readonly halves?: number } {
  return (meaning as { readonly kind?: BytesKind | TextKind }).kind ?? {};
}

/** Moves the day in a span. */
export function moveDay(out: Uint8Array, span: Span, days: number): void {
  const { from, to } = span;
  const kind = kindOf(span);
  if (days === 0 || span.isBad) return;
  if (kind.kind === "date" || kind.kind === "day") {
    const text = latin1Text(out, from, to);
    out.set(latin1Bytes(text.replace(/\d{6}/, (digits) => movedDay(digits, true, days))), from);
  } else if (kind.kind === "moment") {
    const isDayFirst = (kind as unknown as MomentKind).order === "hisdmy";
    const at = isDayFirst ? from + 3 : from;
    out.set(hexBytes(movedDay(hexText(out, at, at + 3), isDayFirst, days)), at);
  }
}

/** DDMMYY or YYMMDD. A text that is not a day stays, as does the day of a clock that was not set. */
function movedDay(digits: string, isDayFirst: boolean, days: number): string {
  const parts = digits.match(/../g) ?? [];
  const [year = "", month = "", day = ""] = isDayFirst ? parts.reverse() : parts;
  const was = new Date(`20${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(was.getTime()) || year >= "80") return digits;
  const made = new Date(was.getTime() + days * 86_400_000).toISOString().slice(2, 10).split("-");
  return (isDayFirst ? made.reverse() : made).join("");
}

/** Turns the positions among the spans; returns the spans that it wrote, which must not be replaced again. */
export function turnTracks(
  out: Uint8Array,
  spans: readonly Span[],
  isText: boolean,
  turn: Turn,
): ReadonlySet<Span> {
  const done = new Set<Span>();
  let place: Place | null = null;
  spans.forEach((span, i) => {
    const { name } = span.meaning;
    if (name === "courseDegrees" && place !== null && typeof span.value === "number") {
      if (writeCourse(out, span, turnedCourse(place, span.value, turn), isText)) done.add(span);
      place = null;
    }
    if (name !== "latitude" || typeof span.value !== "number") return;
    const other = spans.slice(i + 1, i + 5).find(({ meaning }) => meaning.name === "longitude");
    if (other === undefined || typeof other.value !== "number") return;
    place = { latitude: span.value, longitude: other.value };
    const made = turnedPlace(place, turn);
    const write = isText ? writeText : writeBytes;
    const before = out.slice();
    if (write(out, span, made.latitude, 2) && write(out, other, made.longitude, 3)) {
      done.add(span).add(other);
      return;
    }
    out.set(before);
    place = null;
  });
  return done;
}

/** `DDMM.mmmm,N`, in this form alone. */
function writeText(out: Uint8Array, span: Span, degrees: number, degreeDigits: 2 | 3): boolean {
  const text = latin1Text(out, span.from, span.to);
  const found = /^(\d+)\.(\d{1,8}),([NSEW])$/.exec(text);
  if (found === null || found[1]!.length !== degreeDigits + 2) return false;
  const letters = degreeDigits === 2 ? "NS" : "EW";
  const decimals = found[2]!.length;
  const digits = minutesOf(degrees, degreeDigits, decimals);
  const at = degreeDigits + 2;
  const made = `${digits.slice(0, at)}.${digits.slice(at)},${letters[degrees < 0 ? 1 : 0]}`;
  out.set(latin1Bytes(made), span.from);
  return true;
}

/** Degrees, two digits of minutes, and decimals. */
function minutesOf(degrees: number, degreeDigits: number, decimals: number): string {
  const units = 60 * 10 ** decimals;
  const all = Math.round(Math.abs(degrees) * units);
  const whole = Math.floor(all / units);
  const minutes = String(all - whole * units).padStart(2 + decimals, "0");
  return String(whole).padStart(degreeDigits, "0") + minutes;
}

function writeBytes(out: Uint8Array, span: Span, degrees: number, degreeDigits: 2 | 3): boolean {
  const at = span.from * 2;
  const kind = kindOf(span) as unknown as DegreesMinutesKind | MillionthsKind;
  if (kind.kind === "degreesMinutes") {
    const digits = minutesOf(degrees, degreeDigits, 4);
    for (let i = 0; i < digits.length; i++) setHalf(out, at + i, Number(digits[i]));
    setBit(out, at + kind.flagAfter, kind.positive, degrees >= 0);
    return true;
  }
  if (kind.kind !== "millionths") return false;
  const digits = Math.round(Math.abs(degrees) * 1e6)
    .toString(16)
    .padStart(8, "0");
  for (let i = 0; i < 8; i++) setHalf(out, at + i, Number.parseInt(digits[i]!, 16));
  setBit(out, at + kind.flagAfter, kind.negative, degrees < 0);
  return true;
}

/** Whole degrees, as wide as before; `false` if they do not fit. */
function writeCourse(out: Uint8Array, span: Span, course: number, isText: boolean): boolean {
  const { from, to } = span;
  const digits = String(Math.round(course) % 360);
  if (isText) {
    const text = latin1Text(out, from, to);
    const width = text.search(/\D|$/);
    if (digits.length > width) return false;
    out.set(latin1Bytes(digits.padStart(width, "0") + text.slice(width).replace(/\d/g, "0")), from);
    return true;
  }
  const kind = kindOf(span);
  if (kind.kind === "bcd" && kind.halves === 3) {
    // They end with a byte and begin within one.
    for (let i = 0; i < 3; i++) setHalf(out, to * 2 - 3 + i, Number(digits.padStart(3, "0")[i]));
    return true;
  }
  if (kind.kind !== "uint" || to - from !== 2) return false;
  out[from] = Number(digits) >> 8;
  out[from + 1] = Number(digits) & 0xff;
  return true;
}

export function setHalf(bytes: Uint8Array, at: number, value: number): void {
  const i = at >> 1;
  bytes[i] = (at & 1) === 0 ? (bytes[i]! & 15) | (value << 4) : (bytes[i]! & 0xf0) | value;
}

function setBit(bytes: Uint8Array, at: number, bit: number, isSet: boolean): void {
  const half = (bytes[at >> 1]! >> ((at & 1) === 0 ? 4 : 0)) & 15;
  setHalf(bytes, at, isSet ? half | bit : half & ~bit);
}
