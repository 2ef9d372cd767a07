/** Values given to encoders, checked one by one. Every RangeError names the value. */

export function flag(name: string, value: unknown): boolean {
  return typeof value === "boolean" ? value : refuse(name, "true or false", value);
}

export function whole(name: string, value: unknown, least: number, most: number): number {
  const isGood =
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
  return isGood ? value : refuse(name, `a whole number from ${least} to ${most}`, value);
}

export function digits(name: string, value: unknown, least: number, most: number): string {
  const isGood =
    typeof value === "string" &&
    value.length >= least &&
    value.length <= most &&
    everyCode(value, isDigit);
  return isGood ? value : refuse(name, `${least} to ${most} digits`, value);
}

/** Printable ASCII without characters that would split the command. */
export function word(name: string, value: unknown): string {
  const isGood = typeof value === "string" && value !== "" && everyCode(value, isInWord);
  return isGood ? value : refuse(name, "printable ASCII without spaces, *, # and commas", value);
}

export function hostName(name: string, value: unknown): string {
  const isGood = typeof value === "string" && value !== "" && everyCode(value, isInHost);
  return isGood ? value : refuse(name, "letters, digits, dots, hyphens and underscores", value);
}

export function everyCode(text: string, isGood: (code: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!isGood(text.charCodeAt(i))) return false;
  return true;
}

export function isDigit(code: number): boolean {
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

/** @throws TypeError that names it. */
export function assertObject(name: string, value: unknown): asserts value is object {
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} must be an object`);
}

/** @throws TypeError for options that are not an object; RangeError for an option that its check refuses. */
export function checkOptions(
  options: unknown,
  checks: Readonly<Record<string, (name: string, value: unknown) => unknown>>,
): void {
  if (options === undefined) return;
  assertObject("options", options);
  for (const name in checks) {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) checks[name]!(`options.${name}`, value);
  }
}

/** A check of a name: the refusal lists the choices. */
export function oneOf(...choices: readonly string[]): (name: string, value: unknown) => void {
  return (name, value) => {
    if (!choices.includes(value as string)) refuse(name, `one of ${choices.join(", ")}`, value);
  };
}

export function text(name: string, value: unknown): void {
  if (typeof value !== "string") refuse(name, "a string", value);
}

/** @throws TypeError that names it. */
export function callable(name: string, value: unknown): void {
  if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
}

/** The value itself is not in the message: it may be a password. */
export function refuse(name: string, expected: string, value: unknown): never {
  throw new RangeError(`${name} must be ${expected}, not ${describe(value)}`);
}

function describe(value: unknown): string {
  if (typeof value === "string") return `a string of length ${value.length}`;
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const isShown = typeof value === "number" || typeof value === "boolean" || value === null;
  return isShown ? String(value) : typeof value;
}
