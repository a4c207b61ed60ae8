import { describe, expect, it } from 'vitest';
import { maskXml } from './mask-documents.js';

const masked = (text: string): string => maskXml(text, '***');

describe('credentials in XML', () => {
  it.each([
    ['a provisioning document', '<parm name="AAUTHNAME" value="dev"/><parm name="AAUTHSECRET" value="p&amp;w"/>', '<parm name="AAUTHNAME" value="dev"/><parm name="AAUTHSECRET" value="***"/>'],
    ['parameters the other way round, in single quotes', "<PARM value='pw' name='PXAUTH-PW' />", '<PARM value="***" name=\'PXAUTH-PW\' />'],
    ['a parameter with the sign that ends a tag', '<parm name="AAUTHSECRET" value="p>w"/><parm name=\'PXAUTH-PW\' value=\'>"\'/>', '<parm name="AAUTHSECRET" value="***"/><parm name=\'PXAUTH-PW\' value="***"/>'],
    ['an item with its data first', '<Item><Data>pw</Data><Target><LocURI>./DMAcc/a/AAuthSecret</LocURI></Target></Item><Item><Data>n</Data><Target><LocURI>./DMAcc/a/Name</LocURI></Target></Item>', '<Item><Data>***</Data><Target><LocURI>./DMAcc/a/AAuthSecret</LocURI></Target></Item><Item><Data>n</Data><Target><LocURI>./DMAcc/a/Name</LocURI></Target></Item>'],
    ['a tag with a stray quotation mark', '<Cred"><Cred x"><Data>pw</Data></Cred>', '<Cred"><Cred x"><Data>***</Data></Cred>'],
    ['credentials of a message', '<Cred><Meta><Type>syncml:auth-basic</Type></Meta><Data>QnJ1Y2U=</Data></Cred><Data>x</Data>', '<Cred><Meta><Type>syncml:auth-basic</Type></Meta><Data>***</Data></Cred><Data>x</Data>'],
    ['credentials with a prefix and white space', '<s:Cred >\n<s:Data><![CDATA[a<b]]></s:Data ></s:Cred>', '<s:Cred >\n<s:Data>***</s:Data ></s:Cred>'],
    ['credentials that are cut off', '<Cred><Data>QnJ1', '<Cred><Data>***'],
    ['the item of a node', '<Item><Target><LocURI>./DMAcc/a/AppAuth/x/AAuthSecret?prop=Value</LocURI></Target><Data>pw</Data></Item><Item><Target><LocURI>./DMAcc/a/Name</LocURI></Target><Data>n</Data></Item>', '<Item><Target><LocURI>./DMAcc/a/AppAuth/x/AAuthSecret?prop=Value</LocURI></Target><Data>***</Data></Item><Item><Target><LocURI>./DMAcc/a/Name</LocURI></Target><Data>n</Data></Item>'],
    ['a serialized tree, within an item', '<Item><Data><![CDATA[<Node><NodeName>AAuthSecret</NodeName><RTProperties/><Value>pw</Value></Node><Node><NodeName>AAuthName</NodeName><Value>dev</Value></Node>]]></Data></Item>', '<Item><Data><![CDATA[<Node><NodeName>AAuthSecret</NodeName><RTProperties/><Value>***</Value></Node><Node><NodeName>AAuthName</NodeName><Value>dev</Value></Node>]]></Data></Item>'],
  ])('are hidden in %s', (_what, text, wanted) => {
    expect(masked(text)).toBe(wanted);
  });

  it.each([
    ['no XML', 'Data Cred AAUTHSECRET value="x"'],
    ['names that only begin alike', '<parm name="SECRETARY" value="x"/><Credit><Data>x</Data></Credit>'],
    ['empty values', '<Cred><Data></Data><Data/></Cred><parm name="AAUTHSECRET" value=""/>'],
    ['a challenge', '<Chal><Meta><NextNonce>bm9uY2U=</NextNonce></Meta></Chal><Data>401</Data>'],
  ])('leave %s as it is', (_what, text) => {
    expect(masked(text)).toBe(text);
  });

  it('are looked for in a time that grows with the text and no faster', () => {
    const start = performance.now();
    for (const piece of ['<Item>', '<Item><Data>x</Data>', '<parm name="', "<parm a='>", '<parm "" ', '<Cred>', '<Data>', '<Cred><Data>', '<parm name="PW" ', '<LocURI>', '</Data', '<parm name="AAUTHSECRET" value=" ']) masked(piece.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
