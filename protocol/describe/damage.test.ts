/** A message that is damaged at a random byte is explained down to the byte, or line and column, or it is still legal. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMessage } from '../dm1/model/testing/arbitrary-message.js';
import { elementsFromMessage } from '../dm1/model/to-elements.js';
import { encodeWbxml } from '../dm1/wbxml/encode.js';
import { writeXml } from '../dm1/xml/write.js';
import * as samples from '../testing/codec-samples.js';
import { textOfLine } from './line.js';
import { allRemarks, readingLines } from './print.js';
import { readForPeople } from './read.js';
import type { Part, Reading } from './reading.js';

const tree = arbitraryMessage.map(elementsFromMessage);
const message = fc.oneof(tree.map((root) => writeXml(root)), tree.map((root) => encodeWbxml(root)), fc.constantFrom(...samples.everything()));

interface Damage {
  readonly at: number;
  readonly octet: number;
  readonly kind: 'change' | 'insert' | 'remove' | 'cut';
}
/** Any, and more often those that steer a terminal. */
const octet = fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0x00, 0x0a, 0x1b, 0x7f));
const damage: fc.Arbitrary<Damage> = fc.record({ at: fc.nat(), octet, kind: fc.constantFrom('change' as const, 'insert' as const, 'remove' as const, 'cut' as const) });

function damaged(bytes: Uint8Array, { at, octet, kind }: Damage): Uint8Array {
  const list = [...bytes];
  const index = at % list.length;
  if (kind === 'change') list[index] = octet;
  else if (kind === 'insert') list.splice(index, 0, octet);
  else if (kind === 'remove') list.splice(index, 1);
  else list.length = index;
  return Uint8Array.from(list);
}

/** What is wrong with an explanation; nothing is right. */
function gaps(reading: Reading, whole: Uint8Array = reading.bytes): readonly string[] {
  const own = reading.remarks.flatMap(({ code, at, found, expected }) => {
    if (at === undefined) return [`${code} has no place`];
    if (at.byte > whole.length) return [`${code} points at byte ${at.byte} of ${whole.length}`];
    if (at.line !== undefined && (at.line < 1 || (at.column ?? 0) < 1)) return [`${code} points at line ${at.line}`];
    return found === '' || expected === '' ? [`${code} does not say what was found and what would be right`] : [];
  });
  const silent = reading.state === 'unreadable' && reading.remarks.length === 0 ? ['unreadable without a reason'] : [];
  const inner = (part: Part): readonly string[] => gaps(part.reading, part.placesFrom === 'whole' ? whole : part.reading.bytes);
  return [...own, ...silent, ...reading.parts.flatMap(inner)];
}

/** What a document is and how it is built: its kind and the levels of its elements. Texts may change, and names among those that the document type has. */
function shapeOf({ what, form, rows, state, parts }: Reading): string {
  // Another name of a member makes another package of DM 2.0, which has its own.
  const kind = form === 'JSON' ? 'JSON' : /^SyncML \d\.\d message$/.test(what) ? 'SyncML' : what;
  const levels = form.startsWith('XML') || form.startsWith('WBXML') ? rows.map(({ depth }) => depth).join('') : '';
  return `${state} ${kind} ${levels} [${parts.map(({ reading }) => shapeOf(reading)).join('; ')}]`;
}

/** Fewer octets do not tell one format from another. */
const TELLING_OCTETS = 18;

/** An HTTP head is told by the version at the end of its first line; cut off before that it is a few words. */
const isStartOfHttp = (bytes: Uint8Array): boolean => /^[A-Z]+ \/[^\r\n]*$/.test(Buffer.from(bytes).toString('latin1')) && !bytes.includes(0x0a);

/** What is lost or changed without a word; the names of WBXML can be lost with its public identifier, JSON is told by its names alone: both are shown all the same. A removed or inserted octet can be an optional element of its own, which is legal. */
function unexplained(bytes: Uint8Array, how: Damage): readonly string[] {
  const changed = damaged(bytes, how);
  const reading = readForPeople(changed);
  const codes = allRemarks(reading).map(({ code }) => code);
  const isTypeLost = !reading.form.startsWith('WBXML') && reading.form !== 'JSON' && reading.remarks.some(({ code }) => code === 'decode/format') && changed.length >= TELLING_OCTETS && !isStartOfHttp(changed);
  if (isTypeLost) return [`the type of ${changed.length} octets is lost: ${Buffer.from(changed).toString('latin1')}`];
  const [before, after] = [shapeOf(readForPeople(bytes)), shapeOf(reading)];
  return codes.length === 0 && how.kind === 'change' && before !== after ? [`${before} became ${after} without a remark`] : [];
}

describe('a damaged message', () => {
  it('is explained with places, or still read', () => {
    fc.assert(fc.property(message, damage, (bytes, how) => {
      expect(gaps(readForPeople(damaged(bytes, how)))).toEqual([]);
    }), { numRuns: 200 });
  });

  it('keeps its type, and the shape of its tree unless a remark says why not', () => {
    fc.assert(fc.property(message, damage, (bytes, how) => {
      expect(unexplained(bytes, how)).toEqual([]);
    }), { numRuns: 300 });
  });

  it.each(['SyncML', 'MgmtTree', 'wap-provisioningdoc'])('says where another root stands than <%s>', (root) => {
    for (const bytes of samples.everything()) {
      const text = new TextDecoder().decode(bytes);
      if (!text.includes(`<${root} `)) continue;
      const reading = readForPeople(new TextEncoder().encode(text.replaceAll(`<${root} `, '<Other ').replaceAll(`</${root}>`, '</Other>')));
      expect(allRemarks(reading).map(({ code }) => code)).toContain('dm1-model/root');
    }
  });

  it('is named at the damage or behind it, never before the element that holds it', () => {
    const [xml = new Uint8Array()] = samples.xmlMessages();
    const text = new TextDecoder().decode(xml);
    fc.assert(fc.property(fc.nat({ max: xml.length - 1 }), fc.nat({ max: 255 }), (index, octet) => {
      const bytes = xml.slice();
      bytes[index] = octet;
      const { remarks } = readForPeople(bytes, { as: 'xml' });
      const well = remarks.find(({ code }) => code.startsWith('dm1-xml/') && code !== 'dm1-xml/leading-space');
      if (well?.at !== undefined) expect(well.at.byte).toBeGreaterThanOrEqual(Math.min(index, Math.max(0, text.lastIndexOf('<', index))));
    }), { numRuns: 200 });
  });

  it('is printed within the width and without a character that steers a terminal', () => {
    const noText = (): undefined => undefined;
    fc.assert(fc.property(message, damage, fc.constantFrom('tree' as const, 'hex' as const), (bytes, how, view) => {
      const lines = readingLines(readForPeople(damaged(bytes, how)), { label: 'x', options: { width: 100, view, values: 'short', requirementText: noText } }).map(textOfLine);
      // eslint-disable-next-line no-control-regex -- what must not be there
      expect(lines.filter((line) => /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(line))).toEqual([]);
    }), { numRuns: 100 });
  });
});
