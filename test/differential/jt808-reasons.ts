/** Why we differ from Traccar on JT/T 808, one entry for each kind of difference. */
export const JT808_REASONS = {
  "type-not-decoded":
    "Traccar returns nothing for messages without a position, and for 0x0201; we return a message of the type with its values.",
  "maker-message":
    "0x0900 and the messages of single makers (0x0210, 0x0701, 0x1300, 0x2070, 0x5501, 0x5502, 0x6006): Traccar reads some of them, we keep their bytes; profiles read two kinds of 0x0900. 0x0107 and 0x0702 are messages of type identity here.",
  "maker-items":
    "These items have a different meaning with every maker. Traccar reads them, choosing by model or length; we read the items of the standard and of the active profiles, and keep the others in items.",
  "obd-speed":
    "Item 80 is the speed from the engine. Traccar reads it as a wrapper of the others and drops its value.",
  "flow-scale":
    "Item 87, intake flow: Traccar gives the number as sent, we read it as hundredths of g/s, marked unconfirmed.",
  "range-left":
    "Item 8D: Traccar reads a trip. It is 6.5 km per percent of fuel in both frames, so we read it as the remaining range, marked inferred.",
  "iccid-item": "Item CC is the ICCID; Traccar does not read it.",
  "fixed-tail":
    "Traccar reads 18 bytes of items as a fixed tail of odometer, battery and signal. In one frame they are whole items; in the other they are not items and stay raw.",
  "alarm-names":
    "We report every bit of the alarm word by the standard. Traccar has other names for some, reads bit 18 as a low battery, and reports nothing for bit 12.",
  "alarms-in-items":
    "The alarm word has no standard bit set; Traccar takes alarms from items of the maker, from bits 16 and 17 of the word, or from the door bit of the status.",
  "zeros-are-no-position":
    "All zeros mean no position. Traccar gives 0, 0 in the Gulf of Guinea, we give null.",
  "out-of-range-throws":
    "A latitude above 90 degrees: Traccar throws, we report an issue and keep the other values.",
  "short-throws":
    "The frame ends too early: Traccar throws, we report it and keep the bytes, or the records before.",
  "no-signal-level":
    "67 is not a signal quality of 3GPP TS 27.007; Traccar passes it on, we give null.",
} as const;

export type Jt808Reason = keyof typeof JT808_REASONS;
