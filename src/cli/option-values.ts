/** Values of options, from the text on the command line. */
import { InvalidArgumentError } from "commander";
import { type Endpoint, parseEndpoint } from "./endpoint.ts";

/** Collects the values of a repeated option. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** A moment in UTC, whole seconds. */
export function utcTime(text: string): Date {
  const date = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text) ? text : Number.NaN);
  // The 30th of February would become a day of March.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text.slice(0, 16))) {
    throw new InvalidArgumentError("It must be a time in UTC like 2026-01-01T00:00:00Z.");
  }
  return date;
}

/** `tcp:5013,udp:5013`; the option may be given several times. */
export function collectEndpoints(
  text: string,
  before: readonly Endpoint[] = [],
): readonly Endpoint[] {
  const endpoints = text.split(",").map((part) => {
    const endpoint = parseEndpoint(part);
    if (endpoint === null) {
      throw new InvalidArgumentError("It must look like tcp:5013 or udp:0.0.0.0:5013.");
    }
    return endpoint;
  });
  return [...before, ...endpoints];
}
