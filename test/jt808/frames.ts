/** Frames for the tests of JT/T 808, built by hand: shares no code with src/. */

export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ""), "hex"));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Header and body in hex become a frame with checksum, escapes and flags. */
export function frameOf(contents: string): Uint8Array {
  const bytes = [...fromHex(contents)];
  const checksum = bytes.reduce((xor, byte) => xor ^ byte, 0);
  const text = [...bytes, checksum]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .map((byte) => (byte === "7e" ? "7d02" : byte === "7d" ? "7d01" : byte))
    .join("");
  return fromHex(`7e${text}7e`);
}

/** A frame with that id and body from phone 019176652184, number 179. */
export function device(id: string, body: string): Uint8Array {
  const length = (body.replace(/\s/g, "").length / 2).toString(16).padStart(4, "0");
  return frameOf(`${id} ${length} 019176652184 00b3 ${body}`);
}

/** The 28 bytes of a position at 22.583558, 113.905623 on 2021-11-29 at 11:17:05 in GMT+8. */
export const POSITION = "00000000 00000003 01589906 06ca0fd7 0004 0000 0000 211129111705";
