/** Server-sent events: stored records and changed commands, a few times a second. */

const FLUSH_MS = 250;
/** Lets both ends notice a dead connection. */
const BEAT_MS = 15_000;
/** Unsent bytes at which a browser that does not read is disconnected; it reconnects by itself. */
const UNSENT = 4_194_304;
const MOST_VIEWERS = 50;

export class Live {
  #viewers = new Set();
  /** Entries by kind of event. */
  #waiting = new Map();
  #timer;
  #beat = setInterval(() => this.#write(": beat\n\n"), BEAT_MS).unref();

  add(kind, entries) {
    if (this.#viewers.size === 0) return;
    if (!this.#waiting.has(kind)) this.#waiting.set(kind, []);
    this.#waiting.get(kind).push(...entries);
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  serve(response) {
    if (this.#viewers.size >= MOST_VIEWERS) return response.writeHead(503).end();
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("retry: 2000\n\n");
    this.#viewers.add(response);
    response.on("close", () => this.#viewers.delete(response));
    response.on("error", () => {});
  }

  close() {
    clearInterval(this.#beat);
    clearTimeout(this.#timer);
  }

  #flush() {
    this.#timer = undefined;
    for (const [kind, entries] of this.#waiting) {
      // JSON escapes line breaks, which would end the event.
      this.#write(`event: ${kind}\ndata: ${JSON.stringify(entries)}\n\n`);
    }
    this.#waiting.clear();
  }

  #write(text) {
    for (const viewer of this.#viewers) {
      if (viewer.writableLength > UNSENT) viewer.destroy();
      else viewer.write(text);
    }
  }
}
