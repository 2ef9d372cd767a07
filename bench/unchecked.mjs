/**
 * The practical limit: the least work with which any parser could make the same messages from the frames of one form.
 * It trusts every byte, checks nothing, and reports no issues except those that every frame of the form has. Each
 * message is one literal, and the bytes are read once from left to right. **Never use it for anything else.**
 */
import { DOLLAR_PARSERS } from "./unchecked/dollar.mjs";
import { JT808_PARSERS } from "./unchecked/jt808.mjs";
import { TEXT_PARSERS } from "./unchecked/text.mjs";

/** A few bytes identify the forms of the mix. */
function mix(frame) {
  const { bytes } = frame;
  if (bytes[0] === 0x24) return DOLLAR_PARSERS["binary-45"](frame);
  const word = bytes[14] === 0x2c ? 15 : 20;
  if (bytes[word] === 0x4e) return TEXT_PARSERS.nbr(frame);
  switch (bytes[word + 1]) {
    case 0x31:
      return TEXT_PARSERS["v1-cell"](frame);
    case 0x30:
      return TEXT_PARSERS.v0(frame);
    default:
      return TEXT_PARSERS["v4-short"](frame);
  }
}

/** Parsers by the key of the form in frames.mjs. */
export const UNCHECKED = { ...TEXT_PARSERS, ...DOLLAR_PARSERS, ...JT808_PARSERS, mix };
