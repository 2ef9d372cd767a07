/** What is kept from frame to frame: the id of the device, for records without one, and the parts of messages. */
import { describe, expect, it } from "vitest";
import { decodeFrames, type FramesOptions } from "../../src/frame/decode-frames.ts";
import type { Frame } from "../../src/index.ts";
import type { Message } from "../../src/model/message.ts";
import { ascii, fromHex, join } from "./streams.ts";

const TEXT = ascii("*HQ,1234567890,V1#");
/** A mileage record, which has no id. */
const MILEAGE = fromHex(
  "58 0000098149 235959 311224 55523920 50 012107187c 000000 fffbffff ff0005",
);

/** The options that each frame was read with, and the messages. The texts have the ids, in their order. */
function read(
  bytes: Uint8Array,
  options: FramesOptions | undefined,
  ids: readonly (string | null)[] = [],
) {
  const seen: (FramesOptions | undefined)[] = [];
  let i = 0;
  decodeFrames(
    bytes,
    options,
    ({ format }: Frame, given) => {
      seen.push(given);
      return { deviceId: format === "ascii" ? (ids[i++] ?? null) : null } as Message;
    },
    undefined,
  );
  return seen;
}

describe("the device id", () => {
  it("of the last frame that had one is an option for the records behind it", () => {
    const options = { maxFrameLength: 4096 };
    const bytes = join(MILEAGE, TEXT, MILEAGE, TEXT, MILEAGE);
    const seen = read(bytes, options, ["1", "2"]);
    expect(seen).toEqual([
      options,
      options,
      { ...options, deviceId: "1" },
      options,
      { ...options, deviceId: "2" },
    ]);
  });
  it("that the options have is for the records until a frame has another", () => {
    const options = { deviceId: "9" };
    expect(read(join(MILEAGE, TEXT, MILEAGE, TEXT, MILEAGE), options, [null, "2"])).toEqual([
      options,
      options,
      options,
      options,
      { deviceId: "2" },
    ]);
  });
  it("needs no options, and a frame before the first one has the same as none", () => {
    expect(read(join(MILEAGE, TEXT, MILEAGE), undefined, ["1"])).toStrictEqual([
      undefined,
      undefined,
      { deviceId: "1" },
    ]);
    const options = {};
    const seen = read(join(MILEAGE, TEXT, TEXT, MILEAGE), options, ["1", "1"]);
    expect(seen.map((one) => one === options)).toEqual([true, true, true, false]);
  });
});

describe("parts of messages", () => {
  const part = { deviceId: null, jt808: { part: { number: 1, count: 2 } } } as unknown as Message;
  const lone = { deviceId: null, jt808: {} } as unknown as Message;
  const text = { deviceId: null } as unknown as Message;
  const whole = { deviceId: "whole" } as unknown as Message;
  const bytes = join(TEXT, TEXT, TEXT, TEXT);
  /** Answers each frame with the next message. */
  const parse = (messages: readonly Message[]) => {
    let i = 0;
    return (): Message => messages[i++]!;
  };

  it("are added alone, and the whole message stands behind the last of them", () => {
    const added: Message[] = [];
    const parts = {
      add: (message: Message) => {
        added.push(message);
        return added.length === 2 ? whole : null;
      },
    };
    const messages = [part, lone, text, part];
    expect(decodeFrames(bytes, {}, parse(messages), parts)).toEqual([...messages, whole]);
    expect(added).toEqual([part, part]);
  });
  it("are messages like others where nothing assembles them", () => {
    const messages = [part, part, lone, text];
    expect(decodeFrames(bytes, {}, parse(messages), undefined)).toEqual(messages);
  });
});
