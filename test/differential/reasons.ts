/** Why we differ from Traccar, one entry for each kind of difference. docs/differences-from-traccar.md. */
export const REASONS = {
  "type-not-decoded":
    "Traccar returns nothing for this type, or for this type without a position; we return a message of the type with its values, or an unknown message with its fields.",
  "form-not-matched":
    "Traccar's pattern for the type does not match this form (extension behind the #, blanks, a short status, an unusual tail), so the frame is lost. All forms come from real devices or vendor documents.",
  "out-of-range-throws":
    "Traccar throws, which closes the connection; we report an issue and keep the other values.",
  "no-position":
    "The message carries no position. Traccar then gives its defaults: not valid, latitude, longitude, speed and course 0. We leave out a property that the frame does not carry.",
  "validity-empty": "The validity field is empty. Traccar gives false, we give null: not known.",
  "coding-not-validity":
    "The digit in the place of the validity is the coding of the requested text (HuaSunTeK document). Traccar reads it as a valid fix; we leave out valid.",
  "zeros-are-no-position":
    "All zeros mean no position. Traccar gives 0, 0 in the Gulf of Guinea, we give null.",
  "minus-with-north":
    "A minus sign stands before the degrees; Traccar drops it if the hemisphere is N or E. We keep it and report the conflict.",
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
    "Bit 18 is reserved in the SinoTrack and TQ documents and always low on two families of units. Traccar raises SOS for it.",
  "battery-in-text":
    "Text frames may end with the battery level. We read it; Traccar leaves it as io5 or io8.",
  "cells-in-text":
    "mcc, mnc, lac and cid behind the status are the serving cell. Traccar leaves them as io1 to io4.",
  "cells-in-binary":
    "The tails of `$` frames carry the serving cell or a list of cells; Traccar ignores them.",
  "battery-with-alarm-bits":
    "Byte 16 of PengAoDa records is a battery step with two alarm bits above it; Traccar reads the whole byte as a level that it does not know.",
  "reply-maker":
    "Traccar always answers with the maker code HQ; we answer with the maker code of the device.",
  "reply-not-matched":
    "Traccar does not answer frames that its pattern does not match. The device may send them again for ever.",
  "reply-pengaoda":
    "PengAoDa's servers also answer V8, V9, V10 and records; Traccar answers only V1 and NBR.",
  "status-at-end": "V19 has its status at the end, where Traccar's pattern does not look for it.",
} as const;

export type Reason = keyof typeof REASONS;
