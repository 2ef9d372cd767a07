/** The arguments of SMS commands: what may stand in them, for `formatSms` and for help texts alike. */
import { digits, flag, hostName, refuse, whole, word } from "../argument.ts";

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

/** The password of the device. */
export const PASSWORD: SmsArgument = {
  kind: "digits",
  least: 4,
  most: 6,
  about: "password of the device",
};

/** Arguments by name, not checked yet. */
export type Arguments = Readonly<Record<string, unknown>>;

export function isNeeded({ needed }: SmsArgument, others: Arguments): boolean {
  return needed === undefined || needed(others);
}

/** @throws RangeError that names the argument. */
export function checkArgument(name: string, argument: SmsArgument, value: unknown): void {
  switch (argument.kind) {
    case "integer":
      whole(name, value, argument.least, argument.most);
      break;
    case "digits":
      digits(name, value, argument.least, argument.most);
      break;
    case "word":
      word(name, value);
      break;
    case "host":
      hostName(name, value);
      break;
    case "boolean":
      flag(name, value);
      break;
    case "choice":
      if (!(argument.choices as readonly unknown[]).includes(value)) {
        refuse(name, argument.choices.join(", ").replace(/, ([^,]*)$/, " or $1"), value);
      }
  }
}
