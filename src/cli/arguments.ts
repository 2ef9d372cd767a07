/** Arguments of options that several commands have. */
import { InvalidArgumentError } from "commander";
import { type Endpoint, parseEndpoint } from "./endpoint.ts";

export function collectEndpoints(
  text: string,
  before: readonly Endpoint[] = [],
): readonly Endpoint[] {
  const endpoints = text.split(",").map((part) => {
    const endpoint = parseEndpoint(part);
    if (endpoint === null) {
      throw new InvalidArgumentError("It looks like tcp:5013 or udp:0.0.0.0:5013.");
    }
    return endpoint;
  });
  return [...before, ...endpoints];
}

export function wholeNumber(text: string): number {
  // Six digits: as seconds they still fit into a timer, which counts milliseconds in 31 bits.
  if (!/^\d{1,6}$/.test(text))
    throw new InvalidArgumentError("It is a whole number of at most six digits.");
  return Number(text);
}
