import { describe, expect, it } from 'vitest';
import { maskLeafItems } from './mask-items.js';

const masked = (text: string): string => maskLeafItems(text, '***');
const KEY = '"ClientURI":"urn:oma:mo:oma-dm-dmacc:1.2//Auth/Noti/Secret?cv=1"';

describe('an item whose address is that of a key', () => {
  it('loses its value, alone or under a name', () => {
    const item = (data: string): string => `[{"ClientURI":"urn:oma:mo:oma-dm-dmacc:1.2//Auth/Noti/Secret?cv=1","MOData":${data}},{"ClientURI":"m//Secret/Name","MOData":{"Name":"x"}}]`;
    expect(masked(item('{"Key":"a\\"b"}'))).toBe(item('{"Key":"***"}'));
    expect(masked(item('"ab"'))).toBe(item('"***"'));
  });

  it.each([
    ['with an escaped solidus in its address', '{"ClientURI":"m\\/\\/Noti\\/Secret","MOData":{"Key":"SECRET"}}'],
    ['with its address escaped', '{"ClientURI":"m//Noti/S\\u0065cret","MOData":{"Key":"SECRET"}}'],
    ['with its names escaped', '{"Client\\u0055RI":"m//Noti/Secret","\\u004dOData":{"Key":"SECRET"}}'],
    ['with solidi behind its address', '{"ClientURI":"m//Noti/Secret/\\/?cv=1","MOData":{"Key":"SECRET"}}'],
    ['with a DDF', `{${KEY},"DDF":"http://x/y","MOData":{"Key":"SECRET"}}`],
    ['with its data first', `{"MOData":{"Key":"SECRET"},"CV":"1",${KEY}}`],
    ['with a number for its CV', `{${KEY}, "CV" : 7 ,\n "MOData":{"Key":"SECRET"}}`],
    ['in an object', `{"MO":[{"ClientURI":"m//Name","MOData":{"Name":"x"}},{${KEY},"MOData":["SECRET",{"a":"SECRET","b":{"c":"SECRET"}}]},{"ClientURI":"m//Name","MOData":{"Name":"x"}}]}`],
    ['in other text', `the client says "no": {"a":1} and [{"MOData":"SECRET",${KEY}}] besides`],
    ['behind one quotation mark', `the screen of 5" shows {${KEY},"CV":1,"DDF":"http:\\/\\/x","MOData":{"Key":"SECRET"}}`],
    ['with its data first, behind one quotation mark', `say " then {"MOData":{"a":"SECRET","b":["SECRET"]},${KEY}}`],
    ['behind a quotation mark on a line of its own', `5"\n{"a":"\\"x", ${KEY},\n"MOData":"SECRET"}`],
    ['between quotation marks of other text', `[{"CV":"5"", ${KEY},"MOData":"SECRET"}] " {"MOData":"SECRET","ClientURI":"m\\/Secret"}, 7" x\\" {"MOData":"x","ClientURI":"m//Name"}`],
    ['without its beginning', `${KEY},"MOData":{"Key":"SECRET"}},{"ClientURI":"m//Name","MOData":{"Name":"x"}}`],
    ['without an end', `[{${KEY},"MOData":{"Key":"SECRET`],
  ])('loses its value %s', (_how, text) => {
    expect(masked(text.replaceAll('SECRET', 'a\\"b'))).toBe(text.replaceAll('SECRET', '***'));
  });

  it('loses a value with a line break in it, which JSON does not allow', () => {
    expect(masked(`{${KEY},"MOData":"a\nb"}`)).toBe(`{${KEY},"MOData":"***"}`);
  });

  it('loses a value that is a number', () => {
    expect(masked(`{"MOData":{"Key":-1.5e3},${KEY}}`)).toBe(`{"MOData":{"Key":"***"},${KEY}}`);
  });

  it.each([
    ['empty', `{${KEY},"MOData":{"Key":"","b":null}}`],
    ['of another item', `[{${KEY}},{"MOData":{"Key":"x"}},{"ClientURI":"m//Secrets","MOData":{"Key":"x"}}]`],
    ['of no item', '"ClientURI" MOData "'],
  ])('leaves a value as it is that is %s', (_what, text) => {
    expect(masked(text)).toBe(text);
  });

  it('is looked for in a time that grows with the text and no faster', () => {
    const start = performance.now();
    for (const piece of ['{', '"', '\\"', '"ClientURI"', '"ClientURI":"', '"ClientURI":"\\/', `{${KEY},`, '"a" ', '{"MOData":', `[{${KEY},"MOData":{"a":`, '"ClientURI":"x', '/Secret?', ' "ClientURI":"/Secret?', '"\\"{', '" {"a', '{"\\" ', '{ "\n']) {
      masked(`ClientURI Secret ${piece.repeat(100_000)}`);
      masked(`"ClientURI":"Secret ${piece.repeat(100_000)}{"M`);
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
