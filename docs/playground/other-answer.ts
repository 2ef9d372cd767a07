/** An input without frames that the library can read all the same: an answer by SMS, or of an OBD adapter. */
import { latin1Text } from "../../src/bytes.ts";
import { decodeObd } from "../../src/obd/index.ts";
import { parseSms } from "../../src/sms/index.ts";
import { type EngineView, engineViews } from "./frame-view.ts";

export type OtherAnswer =
  | {
      readonly kind: "sms";
      /** `status`, `location`, `alarm` … */
      readonly type: string;
      readonly values: readonly (readonly [name: string, value: string])[];
    }
  | { readonly kind: "obd"; readonly readings: readonly EngineView[] };

/** `null` if it is neither. */
export function otherAnswer(chunks: readonly Uint8Array[]): OtherAnswer | null {
  const text = chunks.map((chunk) => latin1Text(chunk, 0, chunk.length)).join("");
  if (text.trim() === "") return null;
  return smsAnswer(text.trim()) ?? obdAnswer(text);
}

function smsAnswer(text: string): OtherAnswer | null {
  const { type, text: _, issues: __, ...values } = parseSms(text);
  if (type === "text") return null;
  const shown = Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, valueText(value)] as const);
  return { kind: "sms", type, values: shown };
}

function valueText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Digits alone may be anything, so at least one PID must be known. */
function obdAnswer(text: string): OtherAnswer | null {
  if (!/^[\s>]*(?:AT|ELM|SEARCHING|NO DATA|[0-9A-F]{2})/i.test(text)) return null;
  const readings = decodeObd(text);
  const isRead = readings.some(
    ({ issues, values }) => issues.length === 0 && Object.keys(values).length > 0,
  );
  return isRead ? { kind: "obd", readings: engineViews(readings) } : null;
}
