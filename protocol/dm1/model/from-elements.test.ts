import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMessage, withoutPlaces } from './testing/arbitrary-message.js';
import { MODEL_FAULTS } from './testing/fault-samples.js';
import { LEGAL_TREE } from './testing/legal-tree.js';
import { MODEL_ERROR_CODES } from './error-codes.js';
import { element, opaque, text, type Element } from './element.js';
import { describeFinding } from './finding.js';
import { messageFromElements } from './from-elements.js';
import { buildIllegalMessage } from './illegal-builder.js';
import { elementsFromMessage } from './to-elements.js';

describe('a message and its tree', () => {
  it('are the same message, whatever legal message it is, and nothing is found', () => {
    fc.assert(fc.property(arbitraryMessage, (message) => {
      const reading = messageFromElements(elementsFromMessage(message));
      expect(reading.findings.map(describeFinding)).toEqual([]);
      expect(withoutPlaces(reading.message)).toEqual(withoutPlaces(message));
    }));
  });

  it('are the same tree for a message that uses everything the DTD has', () => {
    const { message, findings } = messageFromElements(LEGAL_TREE);
    expect(findings).toEqual([]);
    expect(message).toBeDefined();
    if (message !== undefined) expect(withoutPlaces(elementsFromMessage(message))).toEqual(withoutPlaces(LEGAL_TREE));
  });
});

describe('a fault of the content model', () => {
  it.each(MODEL_FAULTS)('is $code at $path: $name', ({ tree, code, path, found }) => {
    const findings = messageFromElements(tree).findings.map((finding) => ({ code: finding.code, path: finding.path, found: finding.found }));
    expect(findings).toEqual([{ code, path, found }]);
  });

  it('has a sample for each code but those raised elsewhere', () => {
    const sampled = new Set(MODEL_FAULTS.map(({ code }) => code));
    const elsewhere = ['dm1-model/path'];
    expect([...sampled, ...elsewhere].sort()).toEqual(Object.keys(MODEL_ERROR_CODES).sort());
  });

  it('does not hide the faults after it', () => {
    const tree = buildIllegalMessage(LEGAL_TREE, [
      { kind: 'drop', path: 'SyncML/SyncHdr/VerDTD' },
      { kind: 'text', path: 'SyncML/SyncBody/Alert/CmdID', text: '0' },
      { kind: 'repeat', path: 'SyncML/SyncBody/Get/Item/Target' },
      { kind: 'rename', path: 'SyncML/SyncBody/Final', name: 'Finale' },
    ]);
    expect(messageFromElements(tree).findings.map(({ code }) => code)).toEqual(['dm1-model/missing', 'dm1-model/unknown-element', 'dm1-model/cmd-id', 'dm1-model/repeated']);
  });
});

describe('a message that lacks a required element', () => {
  it('has an empty one that says where it is absent, and is written without it', () => {
    const tree = buildIllegalMessage(LEGAL_TREE, [{ kind: 'drop', path: 'SyncML/SyncBody/Status/CmdRef' }]);
    const { message } = messageFromElements(tree);
    const status = message?.body.commands.find(({ kind }) => kind === 'Status');
    expect(status?.kind === 'Status' ? status.cmdRef : undefined).toMatchObject({ value: '', where: { kind: 'absent' } });
    if (message !== undefined) expect(withoutPlaces(elementsFromMessage(message))).toEqual(withoutPlaces(tree));
  });

  it('reports a missing SyncHdr once and still gives the body', () => {
    const tree = buildIllegalMessage(LEGAL_TREE, [{ kind: 'drop', path: 'SyncML/SyncHdr' }]);
    const { message, findings } = messageFromElements(tree);
    expect(findings).toMatchObject([{ code: 'dm1-model/missing', requirement: 'DM1-XML-B-003' }]);
    expect(message?.body.commands.length).toBeGreaterThan(0);
  });
});

describe('Meta', () => {
  const meta = (children: readonly Element[], wrapped: 'wrapped' | 'direct'): Element => {
    const inner = wrapped === 'wrapped' ? [element({ name: 'MetInf', namespace: 'metinf', children })] : children;
    return buildIllegalMessage(LEGAL_TREE, [{ kind: 'insert', path: 'SyncML/SyncBody/Delete', node: element({ name: 'Meta', children: inner }), to: 1 }]);
  };
  const type = element({ name: 'Type', namespace: 'metinf', children: [text('text/plain')] });
  const format = element({ name: 'Format', namespace: 'metinf', children: [text('chr')] });

  it('is read with its children direct or in MetInf', () => {
    for (const form of ['direct', 'wrapped'] as const) {
      const { message, findings } = messageFromElements(meta([format, type], form));
      expect(findings).toEqual([]);
      expect(message?.body.commands.find(({ kind }) => kind === 'Delete')).toMatchObject({ meta: { form, format: { value: 'chr' }, type: { value: 'text/plain' } } });
    }
  });

  it('may have its children in any order, which is odd; within MetInf the order is that of the DTD', () => {
    expect(messageFromElements(meta([type, format], 'direct')).findings).toMatchObject([{ code: 'dm1-model/meta-order', severity: 'oddity' }]);
    expect(messageFromElements(meta([type, format], 'wrapped')).findings).toMatchObject([{ code: 'dm1-model/order', severity: 'violation' }]);
  });
});

describe('Data', () => {
  const withData = (children: Element['children']): Element =>
    buildIllegalMessage(LEGAL_TREE, [{ kind: 'insert', path: 'SyncML/SyncBody/Delete/Item', node: element({ name: 'Data', children }), to: 1 }]);
  const dataOf = (tree: Element): unknown => {
    const command = messageFromElements(tree).message?.body.commands.find(({ kind }) => kind === 'Delete');
    return command?.kind === 'Delete' ? withoutPlaces(command.items[0]?.data) : undefined;
  };

  it('is text, octets or a tree', () => {
    const bytes = Uint8Array.of(0, 255);
    const mgmtTree = element({ name: 'MgmtTree', namespace: 'dmddf' });
    expect(dataOf(withData([text('a'), text('b')]))).toEqual({ kind: 'text', text: 'ab' });
    expect(dataOf(withData([opaque(bytes)]))).toEqual({ kind: 'octets', bytes });
    expect(dataOf(withData([mgmtTree]))).toEqual({ kind: 'tree', nodes: [withoutPlaces(mgmtTree)] });
    expect(dataOf(withData([text('a'), opaque(bytes)]))).toMatchObject({ kind: 'tree' });
  });
});

describe('a document without any namespace', () => {
  it('is reported once, at its root', () => {
    const strip = (node: Element): Element => ({
      ...node, namespace: 'none', uri: '', children: node.children.map((child) => (child.kind === 'element' ? strip(child) : child)),
    });
    expect(messageFromElements(strip(LEGAL_TREE)).findings).toMatchObject([{ code: 'dm1-model/syncml-namespace', path: 'SyncML' }]);
  });
});

describe('a command of data synchronization', () => {
  it('is kept with its CmdID so that it can be answered', () => {
    const sync = element({ name: 'Sync', children: [element({ name: 'CmdID', children: [text('77')] })] });
    const { message, findings } = messageFromElements(buildIllegalMessage(LEGAL_TREE, [{ kind: 'insert', path: 'SyncML/SyncBody', node: sync, to: 0 }]));
    expect(findings).toMatchObject([{ code: 'dm1-model/unused-element', requirement: 'DM1-XML-B-006' }]);
    expect(message?.body.commands[0]).toMatchObject({ kind: 'Unknown', name: 'Sync', cmdId: { value: '77' } });
  });
});
