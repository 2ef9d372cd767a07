import type { Frame } from "../model/frame.ts";
import type { Message } from "../model/message.ts";
export function readJt808Fast(_f: Frame, _o: number): Message | null { return null; }
