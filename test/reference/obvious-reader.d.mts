import type { Frame, Message } from "../../src/index.ts";

export function readObviously(frame: Frame): Message;
