/** The global tokens of WBXML (WAP-192-WBXML, ~5.8.4, table of global tokens): the same in every code page and space. */

export const TOKEN = Object.freeze({
  SWITCH_PAGE: 0x00,
  END: 0x01,
  ENTITY: 0x02,
  STR_I: 0x03,
  LITERAL: 0x04,
  EXT_I_0: 0x40,
  EXT_I_1: 0x41,
  EXT_I_2: 0x42,
  PI: 0x43,
  LITERAL_C: 0x44,
  EXT_T_0: 0x80,
  EXT_T_1: 0x81,
  EXT_T_2: 0x82,
  STR_T: 0x83,
  LITERAL_A: 0x84,
  EXT_0: 0xc0,
  EXT_1: 0xc1,
  EXT_2: 0xc2,
  OPAQUE: 0xc3,
  LITERAL_AC: 0xc4,
} as const);

/** Bits of a tag token. */
export const HAS_ATTRIBUTES = 0x80;
export const HAS_CONTENT = 0x40;
/** The rest of a tag token. */
export const TAG_MASK = 0x3f;
/** The first tag of a page; what is below is global in all four combinations of the bits. */
export const FIRST_TAG = 0x05;
/** Attribute tokens from here on are values. */
export const FIRST_ATTRIBUTE_VALUE = 0x80;

/** Is it one of the nine extension tokens? */
export function isExtension(token: number): boolean {
  const low = token & TAG_MASK;
  return low <= 2 && token >= TOKEN.EXT_I_0;
}
