import { describe, expect, it } from 'vitest';
import { CmdId, CmdRef, HEADER_REF, LocUri, MsgId, refTo, SessionId } from './ids.js';

describe('identifiers', () => {
  it('accept what the clauses allow, GUIDs and hexadecimal sessions among it', () => {
    expect(CmdId('1')).toBe('1');
    expect(CmdId('3f2504e0-4f89-11d3-9a0c-0305e82c3301')).toHaveLength(36);
    expect(CmdRef('0')).toBe(HEADER_REF);
    expect(refTo(CmdId('7'))).toBe('7');
    expect(MsgId('10')).toBe('10');
    expect(SessionId('BAA9')).toBe('BAA9');
    expect(LocUri('./A b/C')).toBe('./A b/C');
  });

  it.each([
    ['CmdID 0', () => CmdId('0'), /found "0", expected a CmdID other than 0.*\[dm1-model\/cmd-id, REPPRO 1.2 \(CmdID\)\]/],
    ['an empty CmdID', () => CmdId(''), /dm1-model\/cmd-id/],
    ['a CmdRef with a space', () => CmdRef('1 2'), /dm1-model\/cmd-ref/],
    ['MsgID 0', () => MsgId('0'), /dm1-model\/msg-id/],
    ['MsgID 01', () => MsgId('01'), /dm1-model\/msg-id/],
    ['a SessionID of five octets', () => SessionId('aaaé'), /dm1-model\/session-id/],
    ['an empty SessionID', () => SessionId(''), /dm1-model\/session-id/],
    ['an empty LocURI', () => LocUri(''), /dm1-model\/loc-uri/],
    ['a LocURI on a line of its own', () => LocUri('\n./A\n'), /dm1-model\/loc-uri/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
