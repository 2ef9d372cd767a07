/** Prints a frame for a device, raw or as hexadecimal digits. */
import type { Io } from "./io.ts";
import { toHex } from "./ndjson.ts";
import { Output } from "./output.ts";

export async function printFrame(bytes: Uint8Array, hex: boolean, { stdout }: Io): Promise<void> {
  const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  const isForPeople = stdout.isTTY === true;
  const output = new Output(stdout);
  if (hex || (isForPeople && !isPlain)) output.add(toHex(bytes));
  else await output.write(bytes);
  // A device would read a line end as a part of the text.
  if (isForPeople) output.add("\n");
  await output.finish();
}
