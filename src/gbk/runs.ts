/** How GBK is laid out: a lead byte 81 to FE, a trail byte 40 to FE without 7F (GB 18030-2000, annex D and E). */

interface Run {
  readonly lead: readonly [first: number, last: number];
  readonly trail: readonly [first: number, last: number];
}

/** Runs whose characters are in no order: symbols, those of GB 2312 by sound and radical, compatibility ideographs. */
export const GBK_RUNS: readonly Run[] = [
  { lead: [0xa1, 0xa9], trail: [0xa1, 0xfe] },
  { lead: [0xa8, 0xa9], trail: [0x40, 0xa0] },
  { lead: [0xb0, 0xf7], trail: [0xa1, 0xfe] },
  { lead: [0xfd, 0xfd], trail: [0x9c, 0xa0] },
  { lead: [0xfe, 0xfe], trail: [0x40, 0x4f] },
];

/**
 * Code points from here on are listed minus a constant, so that three digits suffice. No listed code point is
 * ambiguous.
 */
export const FIRST_HIGH = 0xf900;
export const HIGH_SHIFT = 0x5000;

/** Runs that hold the other ideographs of Unicode 1.1, U+4E00 to U+9FA5, in its order. */
export const ORDERED_RUNS: readonly Run[] = [
  { lead: [0x81, 0xa0], trail: [0x40, 0xfe] },
  { lead: [0xaa, 0xfd], trail: [0x40, 0xa0] },
];
export const FIRST_IDEOGRAPH = 0x4e00;
export const LAST_IDEOGRAPH = 0x9fa5;
