/** Checks the patterns of own forms. */
import { refuse } from "../argument.ts";

/** @throws RangeError that names the invalid part of a pattern. */
export function checkFits(argument: string, fits: unknown): void {
  if (fits === undefined || typeof fits === "function") return;
  if (!Array.isArray(fits)) refuse(argument, "a list of patterns, or a function", fits);
  for (const [i, pattern] of fits.entries()) checkPattern(`${argument}[${i}]`, pattern);
}

function checkPattern(argument: string, pattern: unknown): void {
  if (!Array.isArray(pattern)) refuse(argument, "a list of forms of fields", pattern);
  for (const [i, one] of pattern.entries()) {
    const at = `${argument}[${i}]`;
    if (Array.isArray(one)) checkFits(at, one);
    else if (!Number.isInteger(one)) checkForm(at, one);
  }
}

function checkForm(argument: string, form: unknown): void {
  if (typeof form === "object" && form !== null && !(form instanceof RegExp))
    checkParts(argument, form);
  else checkExpression(argument, form);
}

function checkParts(argument: string, parts: object): void {
  for (const [name, value] of Object.entries(parts)) {
    const at = `${argument}.${name}`;
    if (name === "id") checkExpression(at, value);
    else if (name === "whole" || name === "most") {
      if (typeof value !== "number") refuse(at, "a number", value);
    } else if (name === "each") checkForm(at, value);
    else refuse(at, "id, whole, each or most", value);
  }
}

/** With a flag, the result could depend on an earlier match; the dissector supports none. */
function checkExpression(argument: string, value: unknown): void {
  if (!(value instanceof RegExp) || value.flags !== "")
    refuse(argument, "a regular expression without flags", value);
}
