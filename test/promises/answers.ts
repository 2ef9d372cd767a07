/** The results of the library for some inputs as texts, to compare them across processes and realms. */
import type * as Api from "../../src/index.ts";

export function answers(api: typeof Api, inputs: readonly Uint8Array[]): string[] {
  return inputs.map((bytes) => {
    const messages = api.decode(bytes);
    const encoded = messages.map((message) => {
      try {
        return api.encodeMessage(message);
      } catch (error) {
        return String(error);
      }
    });
    return JSON.stringify([messages, api.explain(bytes), api.sniff(bytes), encoded], plain);
  });
}

/** Bytes as a list of numbers, whatever their class. */
function plain(_: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
}
