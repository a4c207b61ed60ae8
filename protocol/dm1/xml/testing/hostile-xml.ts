/** XML that broke readers elsewhere, or that could make this one slow. Tests only. */

import type { HostileInput } from '../../../testing/hostile-inputs.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (name: string, content: string): HostileInput => ({ name, bytes: utf8(content) });
const filled = (length: number, octet: number): Uint8Array => new Uint8Array(length).fill(octet);
const MANY = 50_000;

/** Built when asked for: some are megabytes. */
export function hostileXml(): readonly HostileInput[] {
  return [
    text('fifty thousand open elements', '<a>'.repeat(MANY)),
    text('fifty thousand end tags', '</a>'.repeat(MANY)),
    text('fifty thousand wrong end tags', `<a>${'</b>'.repeat(MANY)}`),
    text('fifty thousand elements side by side', `<a>${'<b/>'.repeat(MANY)}</a>`),
    text('fifty thousand attributes', `<a ${Array.from({ length: MANY }, (_, index) => `b${index}=""`).join(' ')}/>`),
    text('fifty thousand equal attributes', `<a ${'b="" '.repeat(MANY)}/>`),
    text('fifty thousand less-than signs', '<'.repeat(MANY)),
    text('fifty thousand ampersands', `<a>${'&'.repeat(MANY)}</a>`),
    text('twenty thousand ampersands', `<a>${'&'.repeat(20_000)}</a>`),
    text('fifty thousand unclosed comments', '<a>' + '<!--'.repeat(MANY)),
    text('fifty thousand comments and one ampersand', `<a>${'<!---->'.repeat(MANY)}&</a>`),
    text('fifty thousand unclosed CDATA sections', `<a>&${'<![CDATA['.repeat(MANY)}`),
    text('fifty thousand unknown declarations', `<a>${'<!x>'.repeat(MANY)}`),
    text('fifty thousand quotes', `<a b=${'"'.repeat(MANY)}`),
    text('a name of a megabyte', `<${'a'.repeat(1_000_000)}>`),
    text('a text of a megabyte', `<a>${'x'.repeat(1_000_000)}</a>`),
    text('a text of a megabyte of line ends', `<a>${'\n'.repeat(1_000_000)}<b/></a>`),
    text('a text of a megabyte of carriage returns', `<a>${'\r'.repeat(1_000_000)}<b/></a>`),
    text('line ends and a carriage return at the end', `<a>${'<b/>\n'.repeat(MANY)}\r</a>`),
    text('a text with a bad reference on each line', `<a>${'&#0;\né'.repeat(20_000)}</a>`),
    text('mixed content on many lines', `<a>${'é\n<b/>'.repeat(20_000)}</a>`),
    text('a billion laughs', `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 26 }, (_, index) => `<!ENTITY a${index} "${`&a${index - 1};`.repeat(10)}">`).join('')}]><a>&a25;</a>`),
    text('an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    text('nested default namespaces', Array.from({ length: 120 }, (_, index) => `<a xmlns="n${index}">`).join('')),
    text('a prefix that is looked up at every depth', `${'<a>'.repeat(120)}${'<p:b/>'.repeat(10_000)}`),
    text('a declaration without end', `<?xml ${'version="1.0" '.repeat(MANY)}`),
    { name: 'a megabyte of 0xff', bytes: filled(1_000_000, 0xff) },
    { name: 'a megabyte of NUL', bytes: filled(1_000_000, 0) },
    { name: 'UTF-16 of odd length', bytes: Uint8Array.of(0xff, 0xfe, 0x3c, 0x00, 0x61) },
    { name: 'UTF-16 of surrogates', bytes: Uint8Array.from([0xfe, 0xff, ...filled(10_000, 0xd8)]) },
  ];
}
