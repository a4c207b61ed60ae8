import { describe, expect, it } from 'vitest';
import { byteOf } from '../../../protocol/dm1/model/element.js';
import { readHttp } from '../../../protocol/dm1/http/read.js';
import { judgeMessageView, MESSAGE_RULES, viewMessage, viewNotification, type MessageFinding, type MessageJudgement, type MessageView } from './index.js';
import { ALERT_CASES, DEVINFO_CASES, INTERACTION_CASES } from './testing/cases-alerts.js';
import { COMMAND_CASES, PROPERTY_CASES } from './testing/cases-commands.js';
import { DOCUMENT_CASES } from './testing/cases-document.js';
import { CREDENTIAL_CASES, HEADER_CASES } from './testing/cases-header.js';
import { HTTP_CASES } from './testing/cases-http.js';
import { OTHER_DOCUMENT_CASES } from './testing/cases-other-documents.js';
import { MARK, type RuleCase, type Sample } from './testing/messages.js';

const CASES: readonly RuleCase[] = [
  ...DOCUMENT_CASES, ...HEADER_CASES, ...CREDENTIAL_CASES, ...COMMAND_CASES, ...PROPERTY_CASES, ...ALERT_CASES, ...INTERACTION_CASES, ...DEVINFO_CASES, ...HTTP_CASES,
  ...OTHER_DOCUMENT_CASES,
];
const listOf = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? (one as readonly T[]) : [one as T]);
const named = (pick: (one: RuleCase) => readonly Sample[]): readonly (readonly [string, Sample])[] => CASES.flatMap((one) => pick(one).map((sample) => [one.requirement, sample] as const));

function octetsOf({ body }: Sample): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body.replaceAll(MARK, '')) : Uint8Array.from(Buffer.from(body.hex, 'hex'));
}

function viewOf(sample: Sample): MessageView {
  const bytes = octetsOf(sample);
  if (sample.kind === 'notification') return viewNotification(bytes);
  const head = sample.head === undefined ? undefined : new TextEncoder().encode(`${sample.head.replaceAll(MARK, '').replaceAll('\n', '\r\n')}\r\n\r\n`);
  const http = head === undefined ? undefined : readHttp({ bytes: head, body: bytes }).messages[0];
  if (head !== undefined && http === undefined) throw new TypeError(`no head in ${sample.head ?? ''}`);
  return viewMessage({ bytes: http?.body ?? bytes, http, sender: sample.sender });
}

const judge = (sample: Sample): MessageJudgement => judgeMessageView(viewOf(sample));
const against = (requirement: string, { findings }: MessageJudgement): readonly MessageFinding[] => findings.filter((finding) => finding.requirement === requirement);

/** Part and byte of the mark. */
function markedPlace({ head, body, byte }: Sample): readonly [part: string, byte: number] {
  if (byte !== undefined) return ['body', byte];
  const inHead = head?.replaceAll('\n', '\r\n').indexOf(MARK) ?? -1;
  return inHead >= 0 ? ['head', inHead] : ['body', typeof body === 'string' ? body.indexOf(MARK) : -1];
}

describe('the message rules of DM 1.x', () => {
  it('have each a failing and an odd but legal message', () => {
    expect(CASES.map(({ requirement }) => requirement).sort()).toEqual(MESSAGE_RULES.map(({ requirement }) => requirement).sort());
    for (const { fails, passes } of CASES) expect([listOf(fails).length, listOf(passes).length]).not.toContain(0);
  });

  it('judge each requirement in one place', () => {
    const ids = MESSAGE_RULES.map(({ requirement }) => requirement);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(named(({ fails }) => listOf(fails)))('%s is violated, at the place that is marked: %j', (requirement, sample) => {
    const found = against(requirement, judge(sample));
    expect(found.map(({ part, where }) => [part, byteOf(where)])).toContainEqual(markedPlace(sample));
    for (const { expected, found: seen } of found) expect(`${expected}|${seen}`).toMatch(/^\S.*\|\S/);
  });

  it.each(named(({ passes }) => listOf(passes)))('%s is met by what is odd but legal: %j', (requirement, sample) => {
    const judgement = judge(sample);
    expect(against(requirement, judgement).map(({ message }) => message)).toEqual([]);
    expect(judgement.satisfied.get(requirement) ?? 0).toBeGreaterThan(0);
  });

  it.each(named(({ ignores = [] }) => ignores))('%s says nothing about what does not show it: %j', (requirement, sample) => {
    const judgement = judge(sample);
    expect(against(requirement, judgement)).toEqual([]);
    expect(judgement.satisfied.has(requirement)).toBe(false);
  });
});
