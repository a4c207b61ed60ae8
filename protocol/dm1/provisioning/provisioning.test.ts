import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { octetsOf } from '../../octets.js';
import { hostileInputs, truncations } from '../../testing/hostile-inputs.js';
import { text } from '../model/element.js';
import { describeFinding } from '../model/finding.js';
import { DM1_ERROR_CODES } from '../error-codes.js';
import { CHARACTERISTICS, rowOfType } from './characteristics.js';
import { decodeProvisioning } from './decode.js';
import { dmAccLeaves } from './dm-acc.js';
import { characteristic, parm, provisioningDocument, type Characteristic } from './document.js';
import { PROVISIONING_ERROR_CODES } from './error-codes.js';
import { readProvisioning } from './read.js';
import { SMALL_DOCUMENT, W7_XML, WORKED_DOCUMENT } from './testing/documents.js';
import { outcomeOf, PROVISIONING_FAULTS } from './testing/fault-samples.js';
import { provisioningTree, writeProvisioningWbxml, writeProvisioningXml } from './write.js';

describe('a document', () => {
  it('of the worked example is read from WBXML, with what its w7 part lacks', () => {
    const { encoding, document, findings } = decodeProvisioning(WORKED_DOCUMENT);
    expect(encoding).toBe('wbxml');
    expect(document).toMatchObject({ version: '1.0', characteristics: [{ type: 'APPLICATION', parms: [{ name: 'APPID', value: 'w7', where: { kind: 'wbxml' } }] }] });
    expect(findings.map(({ code, found }) => `${code}: ${found}`)).toEqual(['dm1-prov/w7-missing: no PROVIDER-ID', 'dm1-prov/w7-missing: no address', 'dm1-prov/w7-missing: no APPAUTH']);
  });

  it('with all that w7 refers to has no finding, in XML and in WBXML', () => {
    const fromXml = decodeProvisioning(octetsOf(W7_XML));
    expect(fromXml.findings.map(describeFinding)).toEqual([]);
    const again = decodeProvisioning(writeProvisioningWbxml(fromXml.document ?? SMALL_DOCUMENT));
    expect(again).toMatchObject({ encoding: 'wbxml', findings: [] });
    expect(again.document?.characteristics.map(plain)).toEqual(fromXml.document?.characteristics.map(plain));
  });

  it('of a vendor may hold anything below VENDORCONFIG', () => {
    const inner = characteristic('ACME', { parms: [parm('COLOUR', 'red')], characteristics: [characteristic('PORT', { parms: [parm('PORTNBR', '1')] })] });
    const document = provisioningDocument([characteristic('VENDORCONFIG', { parms: [parm('NAME', 'acme'), parm('X', 'y')], characteristics: [inner] })]);
    expect(decodeProvisioning(writeProvisioningXml(document)).findings.map(describeFinding)).toEqual([]);
  });

  it('of another application may have parms that its registration defines', () => {
    const document = provisioningDocument([characteristic('APPLICATION', { parms: [parm('APPID', 'w4'), parm('CM', 'x')] })]);
    expect(decodeProvisioning(writeProvisioningXml(document)).findings).toEqual([]);
  });
});

describe('the account of w7', () => {
  const { accounts } = decodeProvisioning(octetsOf(W7_XML));

  it('names server, addresses, credentials and the connections it finds in the document', () => {
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({
      serverId: 'com.mgmtsrv.manage', name: 'Manager', init: 'present',
      connections: [{ kind: 'TO-PROXY', id: 'PX1', target: { type: 'PXLOGICAL' } }, { kind: 'TO-NAPID', id: 'INTERNET', target: undefined }],
      addresses: [{ address: 'https://dm.example.com/dm', addressType: 'URI', ports: ['443'] }],
      auths: [{ level: 'APPSRV', type: 'DIGEST', name: 'devuser', secret: 'devpwd', data: octetsOf('Nonce') }, { level: 'CLIENT' }],
    });
  });

  it('becomes the leaves of DMAcc', () => {
    const leaves = accounts.flatMap(dmAccLeaves);
    expect(leaves.map(({ path, value }) => `${path}=${value}`)).toEqual([
      'AppID=w7', 'ServerID=com.mgmtsrv.manage', 'Name=Manager', 'ToConRef/1/ConRef=PX1', 'ToConRef/2/ConRef=INTERNET',
      'AppAddr/1/Addr=https://dm.example.com/dm', 'AppAddr/1/AddrType=URI', 'AppAddr/1/Port/1/PortNbr=443',
      'AppAuth/1/AAuthLevel=CLCRED', 'AppAuth/1/AAuthType=DIGEST', 'AppAuth/1/AAuthName=devuser', 'AppAuth/1/AAuthSecret=devpwd', 'AppAuth/1/AAuthData=Tm9uY2U=',
      'AppAuth/2/AAuthLevel=SRVCRED', 'AppAuth/2/AAuthType=DIGEST', 'AppAuth/2/AAuthName=com.mgmtsrv.manage', 'AppAuth/2/AAuthSecret=srvpwd', 'AppAuth/2/AAuthData=Tm9uY2U=',
    ]);
    expect(leaves.filter(({ format }) => format === 'bin').map(({ path }) => path)).toEqual(['AppAuth/1/AAuthData', 'AppAuth/2/AAuthData']);
  });

  it('with one connection and a short address has PrefConRef and the address type URI', () => {
    const { accounts: small } = decodeProvisioning(octetsOf('<wap-provisioningdoc><characteristic type="APPLICATION"><parm name="APPID" value="w7"/><parm name="TO-NAPID" value="INTERNET"/><parm name="ADDR" value="a"/></characteristic></wap-provisioningdoc>'));
    expect(small.flatMap(dmAccLeaves).map(({ path, value }) => `${path}=${value}`)).toEqual(['AppID=w7', 'PrefConRef=INTERNET', 'AppAddr/1/Addr=a', 'AppAddr/1/AddrType=URI']);
  });
});

const names = fc.oneof(fc.constantFrom('APPID', 'NAME', 'ADDR', 'PORTNBR', 'INIT', 'VENDOR', 'TO-NAPID'), fc.string({ minLength: 1, maxLength: 12 }));
const parms = fc.array(fc.tuple(names, fc.option(fc.string({ maxLength: 20 }), { nil: undefined })).map(([name, value]) => parm(name, value)), { maxLength: 4 });
const types = fc.constantFrom('APPLICATION', 'NAPDEF', 'PXLOGICAL', 'APPADDR', 'VENDORCONFIG', 'OWN');
const { tree: characteristics } = fc.letrec<{ readonly tree: Characteristic }>((tie) => ({
  tree: fc.tuple(types, parms, fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), fc.array(tie('tree'), { maxLength: 2 }))).map(([type, list, inner]) => characteristic(type, { parms: list, characteristics: inner })),
}));
const documents = fc.array(characteristics, { minLength: 1, maxLength: 3 }).map(provisioningDocument);

describe('any document', () => {
  it('comes back from XML and from WBXML as it went', () => {
    fc.assert(fc.property(documents, fc.constantFrom(writeProvisioningXml, writeProvisioningWbxml), (document, write) => {
      const { document: read } = decodeProvisioning(write(document));
      expect(read?.version).toBe('1.0');
      expect(read?.characteristics.map(plain)).toEqual(document.characteristics.map(plain));
    }));
  });

  it('keeps a value that is empty apart from one that is absent', () => {
    for (const write of [writeProvisioningXml, writeProvisioningWbxml]) {
      const document = provisioningDocument([characteristic('VENDORCONFIG', { parms: [parm('NAME', ''), parm('INIT')] })]);
      expect(decodeProvisioning(write(document)).document?.characteristics[0]?.parms.map(({ value }) => value)).toEqual(['', undefined]);
    }
  });

  it('cut at any byte is refused or reported', () => {
    for (const whole of [octetsOf(W7_XML), writeProvisioningWbxml(SMALL_DOCUMENT)]) {
      for (const { bytes } of truncations(whole)) {
        const outcome = outcomeOf(() => decodeProvisioning(bytes));
        expect(outcome).toMatch(/dm1-(xml|wbxml)\/(truncated|unclosed|empty|root)/);
      }
    }
  });

  it('with any byte changed is read or refused with a code of the table', () => {
    fc.assert(fc.property(documents, fc.nat(), fc.nat({ max: 255 }), fc.constantFrom(writeProvisioningXml, writeProvisioningWbxml), (document, at, octet, write) => {
      const bytes = write(document);
      bytes[at % bytes.length] = octet;
      expect(readable(bytes)).toBe(true);
    }), { numRuns: 100 });
  });

  it.each(hostileInputs().map(({ name, bytes }) => [name, bytes] as const))('that is hostile is read or refused: %s', (_name, bytes) => {
    expect(readable(bytes)).toBe(true);
  });

  it('of fifty thousand characteristics has findings up to the limit', () => {
    const [one] = provisioningTree(provisioningDocument([characteristic('X', {})])).children;
    const root = { ...provisioningTree(provisioningDocument([])), children: Array.from({ length: 50_000 }, () => one ?? text('')) };
    const { findings } = readProvisioning(root);
    expect(findings).toHaveLength(201);
    expect(findings.at(-1)).toMatchObject({ code: 'dm1-prov/findings', found: '49800 faults more' });
  });
});

describe('a fault of a provisioning document', () => {
  it.each(PROVISIONING_FAULTS)('is named: $name', ({ make, expected }) => {
    expect(outcomeOf(make)).toBe(expected);
  });

  it('has a sample for each code', () => {
    const sampled = new Set(PROVISIONING_FAULTS.flatMap(({ expected }) => expected.split(', ').map((one) => one.split(' ')[0])));
    expect([...sampled].filter((code) => code?.startsWith('dm1-prov/')).sort()).toEqual(Object.keys(PROVISIONING_ERROR_CODES).sort());
  });

  it('stands at the element that has it', () => {
    const xml = '<wap-provisioningdoc><characteristic type="CLIENTIDENTITY">\n <parm name="X" value="1"/></characteristic></wap-provisioningdoc>';
    expect(decodeProvisioning(octetsOf(xml)).findings.map(describeFinding)).toEqual([
      'line 1, column 22 (byte 21) (wap-provisioningdoc/characteristic): found no CLIENT-ID, expected CLIENTIDENTITY with CLIENT-ID [dm1-prov/missing, PROVCONT 1.1]',
      'line 2, column 2 (byte 61) (wap-provisioningdoc/characteristic/parm): found "X", expected a parm of CLIENTIDENTITY [dm1-prov/unknown-parm, PROVCONT 1.1]',
    ]);
  });
});

describe('the table of characteristics', () => {
  it('names parents and needs that have rows', () => {
    for (const { type, parents, needs } of CHARACTERISTICS) {
      for (const name of [...parents.filter((parent) => parent !== ''), ...needs]) expect(rowOfType(name), `${type}: ${name}`).toBeDefined();
    }
  });
});

function plain({ type, parms: list, characteristics: inner }: Characteristic): unknown {
  return { type, parms: list.map(({ name, value }) => [name, value]), characteristics: inner.map(plain) };
}

function readable(bytes: Uint8Array): boolean {
  try {
    decodeProvisioning(bytes);
    return true;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return Object.hasOwn(DM1_ERROR_CODES, error.fault.code);
  }
}
