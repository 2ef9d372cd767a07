/** The arguments of SMS commands: what may stand in them, for `formatSms` and for help texts alike. */

interface Base {
  /** What it is, for people. */
  readonly about: string;
  /**
   * Whether it must be given beside these others; always, if absent. One that need not be given is
   * checked all the same if it is.
   */
  readonly needed?: (others: Arguments) => boolean;
}

/** What an argument may be. */
export type SmsArgument = Base &
  (
    | {
        readonly kind: "integer";
        readonly least: number;
        readonly most: number;
        readonly unit?: string;
      }
    /** Decimal digits as a text, `least` to `most` of them. */
    | { readonly kind: "digits"; readonly least: number; readonly most: number }
    /** Printable ASCII without what would split the command. */
    | { readonly kind: "word" }
    /** The name or address of a host. */
    | { readonly kind: "host" }
    | { readonly kind: "boolean" }
    | { readonly kind: "choice"; readonly choices: readonly string[] }
  );

/** Arguments by name, not checked yet. */
export type Arguments = Readonly<Record<string, unknown>>;

export function isNeeded({ needed }: SmsArgument, others: Arguments): boolean {
  return needed === undefined || needed(others);
}

/** What an argument must be, in words: `a whole number from 0 to 18000`. */
export function describeArgument(argument: SmsArgument): string {
  switch (argument.kind) {
    case "integer":
      return `a whole number from ${argument.least} to ${argument.most}`;
    case "digits":
      return `${argument.least} to ${argument.most} digits`;
    case "word":
      return "printable ASCII without blanks, *, # and commas";
    case "host":
      return "letters, digits, dots, hyphens and underscores";
    case "boolean":
      return "true or false";
    case "choice":
      return argument.choices.join(", ").replace(/, ([^,]*)$/, " or $1");
  }
}

/** @throws RangeError that names the argument. */
export function checkArgument(name: string, argument: SmsArgument, value: unknown): void {
  if (!isGood(argument, value)) refuse(name, describeArgument(argument), value);
}

/** The value itself is not in the message: it may be a password. */
export function refuse(name: string, expected: string, value: unknown): never {
  throw new RangeError(`${name} must be ${expected}, not ${describe(value)}`);
}

function describe(value: unknown): string {
  if (typeof value === "string") {
    return `a text of ${value.length} character${value.length === 1 ? "" : "s"}`;
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value;
}

function isGood(argument: SmsArgument, value: unknown): boolean {
  switch (argument.kind) {
    case "integer":
      return (
        typeof value === "number" &&
        Number.isInteger(value) &&
        value >= argument.least &&
        value <= argument.most
      );
    case "digits":
      return (
        typeof value === "string" &&
        value.length >= argument.least &&
        value.length <= argument.most &&
        everyCode(value, isDigit)
      );
    case "word":
      return typeof value === "string" && value !== "" && everyCode(value, isInWord);
    case "host":
      return typeof value === "string" && value !== "" && everyCode(value, isInHost);
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && argument.choices.includes(value);
  }
}

function everyCode(text: string, isGoodCode: (code: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!isGoodCode(text.charCodeAt(i))) return false;
  return true;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isInWord(code: number): boolean {
  // Not # 23, * 2A, comma 2C.
  return code > 0x20 && code < 0x7f && code !== 0x23 && code !== 0x2a && code !== 0x2c;
}

function isInHost(code: number): boolean {
  const capital = code & ~0x20;
  const isLetter = capital >= 0x41 && capital <= 0x5a;
  return isLetter || isDigit(code) || code === 0x2d || code === 0x2e || code === 0x5f;
}
