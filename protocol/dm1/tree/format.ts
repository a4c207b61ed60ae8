/**
 * Formats of leaf values (META 1.2; the names also DMTND 8.5.4) and the lexical form of a value in each. Base64 and the
 * forms of numbers and times are known from memory. Leaves out xml, whose content is judged by who knows it.
 */

import { quoteText } from '../../quote.js';
import type { TreeFault } from './fault.js';

export const FORMAT_NAMES = Object.freeze(['b64', 'bin', 'bool', 'chr', 'int', 'node', 'null', 'xml', 'date', 'time', 'float'] as const);
export type FormatName = (typeof FORMAT_NAMES)[number];

export function isFormatName(name: string): name is FormatName {
  return NAMES.has(name);
}
const NAMES: ReadonlySet<string> = new Set(FORMAT_NAMES);

/** What is wrong with a value written as text in its Format. An empty value is left alone: it says that there is none. */
export function valueFaults(format: FormatName, value: string): readonly TreeFault[] {
  const expected = value === '' ? undefined : complaintOf(format, value);
  return expected === undefined ? [] : [{ code: 'dm1-tree/value', index: 0, found: quoteText(value, 40), expected: `${expected} (Format ${format})` }];
}

function complaintOf(format: FormatName, value: string): string | undefined {
  switch (format) {
    case 'chr':
    case 'xml':
    case 'bin':
      return undefined;
    case 'node':
      return 'no value, or a list of children';
    case 'null':
      return 'no value';
    case 'b64':
      return isBase64(value) ? undefined : 'Base64 with padding';
    case 'bool':
      return value === 'true' || value === 'false' ? undefined : 'true or false';
    case 'int':
      return isInt(value) ? undefined : 'a decimal number of 32 bits, such as -7';
    case 'float':
      return FLOAT.test(value) ? undefined : 'a number of XML Schema, such as 1.5E3';
    case 'date':
      return isDay(value.replaceAll('-', '')) && DATE.test(value) ? undefined : 'a day such as 2024-02-29 or 20240229';
    case 'time':
      return isTime(value) ? undefined : 'a time such as 23:59:59 or 235959Z';
  }
}

/** White space is allowed in Base64 of MIME (RFC 2045, 6.8). */
function isBase64(value: string): boolean {
  const digits = value.replaceAll(/[\t\r\n ]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function isInt(value: string): boolean {
  return /^[+-]?[0-9]{1,10}$/.test(value) && Number(value) >= -0x8000_0000 && Number(value) <= 0x7fff_ffff;
}

const FLOAT = /^(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN)$/;
const DATE = /^[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|[0-9]{4})$/;

function isTime(value: string): boolean {
  const [, hour = '', minute = '', second = ''] = /^([0-9]{2}):?([0-9]{2}):?([0-9]{2})(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?$/.exec(value) ?? [];
  return hour !== '' && Number(hour) <= 24 && Number(minute) < 60 && Number(second) <= 60;
}

/** Eight digits that are a day of the Gregorian calendar. */
export function isDay(digits: string): boolean {
  const [, year = '', month = '', day = ''] = /^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(digits) ?? [];
  if (year === '') return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(month) >= 1 && Number(month) <= 12 && date.getUTCDate() === Number(day) && Number(day) > 0;
}
