/**
 * A use of every entry point, in a program without the types of a platform. `types-core.mts` tests the types
 * of some in detail, `types-stream.mts` those of `./stream` with web streams.
 */
import { decode, type Message, type PositionLike, positionsOf } from "sinotrack-protocol";
import { toGeoJson, toNmea } from "sinotrack-protocol/export";
import { decodeGbk, encodeGbk } from "sinotrack-protocol/gbk";
import { kaitaiStruct } from "sinotrack-protocol/kaitai";
import { createDecoder, createProtocol, h02, TEXT } from "sinotrack-protocol/layout";
import { decodeObd, type ObdReading } from "sinotrack-protocol/obd";
import { type SessionResult, TrackerSession } from "sinotrack-protocol/session";
import { formatSms } from "sinotrack-protocol/sms";
import { type ByteSource, DecoderStream, decodeStream } from "sinotrack-protocol/stream";
import { type CapturedPiece, readInput } from "sinotrack-protocol/text";
import { loadVectors, type Vector } from "sinotrack-protocol/vectors";
import { wiresharkDissector } from "sinotrack-protocol/wireshark";

const messages: Message[] = decode("*HQ,353271799434922,XT#", { decodeText: decodeGbk });
const positions: readonly PositionLike[] = messages.flatMap((message) => positionsOf(message));
export const sentences: string[] = positions.map((position) => toNmea(position));
export const features: number = toGeoJson(messages).features.length;
export const characters: number = encodeGbk("测").length;

const mine = createProtocol({
  text: [
    { word: "DOOR", about: "", forms: [{ parts: [{ name: "door", kind: TEXT, about: "" }] }] },
  ],
});
export const read: Message[] = createDecoder({ forms: [h02] }).decode("");
export const readings: ObdReading[] = decodeObd("410C1AF8");
export const result: SessionResult = new TrackerSession({ protocol: mine }).end(new Date(0));
export const text: string = formatSms({ type: "restart" }, { password: "0000" });
export const pieces: CapturedPiece[] = readInput("2a");
export const vectors: Vector[] = loadVectors();
export const plugin: string = wiresharkDissector();
export const struct: string = kaitaiStruct("dollar");

/** The shape of a web stream, without its types. */
declare const bytes: {
  getReader(): {
    read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: undefined }>;
    cancel(): Promise<void>;
    releaseLock(): void;
  };
};
const sources: ByteSource[] = [[new Uint8Array(1)], bytes];
export async function ids(): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for (const source of sources)
    for await (const { deviceId } of decodeStream(source)) found.push(deviceId);
  for await (const { deviceId } of new DecoderStream().readable) found.push(deviceId);
  await new DecoderStream().writable.getWriter().write(new Uint8Array(1));
  return found;
}

// @ts-expect-error a number is no source of bytes
decodeStream(1);
// @ts-expect-error nor is text
decodeStream("*HQ,353271799434922,XT#");
// @ts-expect-error a stream takes bytes
new DecoderStream().writable.getWriter().write("*HQ,353271799434922,XT#");
