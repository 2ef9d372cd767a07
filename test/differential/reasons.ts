/** Why we differ from Traccar, one entry for each kind of difference. docs/differences-from-traccar.md. */
export const REASONS = {
  "type-not-decoded":
    "Traccar gives nothing for this type, or for this type without a position; we give it as its type with its values, or as unknown with its fields.",
  "form-not-matched":
    "Traccar's pattern for the type does not match this form (extension behind the #, blanks, a short status, an unusual tail), so the frame is lost. All forms come from real devices or vendor documents.",
  "out-of-range-throws":
    "Traccar throws, which closes the connection; we report an issue and keep the other values.",
  "no-position":
    "The message carries no position. Traccar then has its defaults: not valid, latitude, longitude, speed and course 0. A property that the frame does not carry is absent in ours.",
  "validity-empty": "The validity field is empty. Traccar says false, we say null: not known.",
  "coding-not-validity":
    "The digit in the place of the validity is the coding of the wanted text (HuaSunTeK document). Traccar takes it for a valid fix; we leave valid absent.",
  "zeros-are-no-position":
    "All zeros stand for no position. Traccar gives 0, 0 in the Gulf of Guinea, we give null.",
  "minus-with-north":
    "The sign stands in front of the degrees; Traccar drops it where the hemisphere is N or E. We keep it and report the conflict.",
  "no-roll-over":
    "There is no such time. Traccar rolls 69 seconds over into the next minute; we give null and an issue.",
  "clock-not-set":
    "Years 80 to 99 are the factory date of the clock, 1980 to 1999. Traccar reads 2080 to 2099.",
  "server-clock":
    "Traccar's pattern takes the date for a battery level and puts the time of the server in its place. We read the date of the frame, or null if it has none.",
  "no-time-of-day":
    "The form has a day but no time of day. Traccar gives midnight, we give null and the day in date.",
  "all-alarms":
    "Traccar reports at most one alarm and knows four bits; we report every alarm whose bit is low.",
  "backup-battery-is-a-state":
    "Bit 19 is running on the backup battery in every table, a state that portable units are always in. Traccar raises a power cut for it; we raise one for bit 28, and give onBackupBattery.",
  "bit-18-reserved":
    "Bit 18 is reserved in the SinoTrack and TQ documents and low for good on two families of units. Traccar raises SOS for it.",
  "battery-in-text":
    "The battery level at the end of text frames; Traccar leaves it as io5 or io8.",
  "cells-in-text":
    "mcc, mnc, lac and cid behind the status are the serving cell; Traccar leaves them as io1 to io4.",
  "cells-in-binary":
    "The tails of `$` frames carry the serving cell or a scan; Traccar ignores them.",
  "battery-with-alarm-bits":
    "Byte 16 of PengAoDa records is a battery step with two alarm bits above it; Traccar takes the whole byte for a level that it does not know.",
  "reply-maker":
    "Traccar answers with the maker code HQ whatever the device has; we answer with that of the device.",
  "reply-not-matched":
    "Traccar answers no frame that its pattern does not match. The device may send it again for ever.",
  "reply-pengaoda":
    "PengAoDa's servers answer V8, V9, V10 and records as well, and Traccar only V1 and NBR.",
  "status-at-end": "V19 has its status at the end, where Traccar's pattern does not look.",
} as const;

export type Reason = keyof typeof REASONS;
