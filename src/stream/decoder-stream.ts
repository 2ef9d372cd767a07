import type { Message } from "../index.ts";
import { MessageReader } from "../session/reader.ts";
import type { StreamOptions } from "./options.ts";
import { assertStreamOptions, SETTLE_MS, SYSTEM_TIMER } from "./timer.ts";
import type { WebStreamPair } from "./web-types.ts";

/** With types of its own, because a program may have no types of web streams. */
const WebTransform: new (transformer: {
  transform(chunk: Uint8Array, controller: Controller): void;
  flush(controller: Controller): void;
}) => WebStreamPair = TransformStream;

interface Controller {
  enqueue(message: Message): void;
}

/**
 * `decodeStream` as a web `TransformStream` of bytes to messages. Use one for each connection.
 *
 *     for await (const message of response.body.pipeThrough(new DecoderStream())) …
 *
 * If the source fails, web streams drop everything on the way, including the bytes that are held here; `decodeStream`
 * gives out their messages first.
 *
 * @throws RangeError for a limit out of its range or a status table that does not exist. Writing anything but a
 * Uint8Array fails the stream with a TypeError.
 * @example
 * ```ts
 * import { DecoderStream } from "sinotrack-protocol/stream";
 *
 * const body = new Response("*HQ,353271799434922,XT#*HQ,353271799434922,HTBT,85#").body;
 * const commands = [];
 * if (body !== null) for await (const { command } of body.pipeThrough(new DecoderStream())) commands.push(command);
 * commands; // ["XT", "HTBT"]
 * ```
 */
export class DecoderStream extends WebTransform {
  constructor(options: StreamOptions = {}) {
    assertStreamOptions(options);
    const { settleMs = SETTLE_MS, timer = SYSTEM_TIMER } = options;
    const decoder = new MessageReader(options);
    let silence: unknown;
    const stopWaiting = (): void => {
      if (silence !== undefined) timer.clear(silence);
      silence = undefined;
    };
    super({
      transform(chunk, controller) {
        stopWaiting();
        for (const message of decoder.push(chunk)) controller.enqueue(message);
        if (settleMs === 0 || decoder.buffered === 0) return;
        silence = timer.set(() => {
          silence = undefined;
          try {
            for (const message of decoder.settle()) controller.enqueue(message);
          } catch {
            // The stream was cancelled or aborted meanwhile, which not every runtime tells a transformer.
          }
        }, settleMs);
      },
      flush(controller) {
        stopWaiting();
        for (const message of decoder.flush()) controller.enqueue(message);
      },
    });
  }
}
