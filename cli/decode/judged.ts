/** Readings of DM 1.x messages with the message rules applied: what a rule forbids takes the place of what the codec said of it. */
import { atOf, inOrder, remarkOfFinding } from '../../protocol/describe/remarks.js';
import type { Reading, Remark } from '../../protocol/describe/reading.js';
import type { HttpMessage } from '../../protocol/dm1/http/message.js';
import type { Place } from '../../protocol/dm1/model/element.js';
import type { judgeMessage, MessageFinding } from '../../testcases/rules/dm1/index.js';

/** Judges the messages in a reading, those in its parts as well. */
export async function judged(reading: Reading): Promise<Reading> {
  if (!holdsMessage(reading)) return reading;
  // The rules bring the whole catalogue; a reading without a message has no use for it.
  const rules = await import('../../testcases/rules/dm1/index.js');
  return withRules(reading, rules.judgeMessage);
}

type Judge = typeof judgeMessage;

function holdsMessage({ subject, parts }: Reading): boolean {
  return subject.kind === 'dm1-message' || parts.some((part) => holdsMessage(part.reading));
}

function withRules(reading: Reading, judge: Judge): Reading {
  const { subject, parts } = reading;
  const [body] = parts;
  if (subject.kind === 'http-message' && body?.reading.subject.kind === 'dm1-message') {
    const { head, content } = splitRemarks({ http: subject.message, body: body.reading, judge });
    const inner = { ...body.reading, parts: judgedParts(body.reading, judge), remarks: content };
    return { ...reading, remarks: head, parts: [{ ...body, reading: inner }] };
  }
  const own = { ...reading, parts: judgedParts(reading, judge) };
  return subject.kind === 'dm1-message' ? { ...own, remarks: remarksOf(judge({ bytes: reading.bytes })) } : own;
}

function judgedParts({ parts }: Reading, judge: Judge): Reading['parts'] {
  return parts.map((part) => ({ ...part, reading: withRules(part.reading, judge) }));
}

interface Split {
  readonly http: HttpMessage;
  readonly body: Reading;
  readonly judge: Judge;
}

/** What stands in the head belongs to the head: its places count in other bytes than those of the body. */
function splitRemarks({ http, body, judge }: Split): { readonly head: readonly Remark[]; readonly content: readonly Remark[] } {
  const { findings, remarks } = judge({ bytes: body.bytes, http });
  const places = new Set<Place>([http.start.where, ...http.fields.map(({ where }) => where), ...http.findings.map(({ where }) => where)]);
  const isOfHead = ({ where }: { readonly where: Place }): boolean => places.has(where.kind === 'absent' ? where.parent : where);
  return {
    head: remarksOf({ findings: findings.filter(isOfHead), remarks: remarks.filter(isOfHead) }),
    content: remarksOf({ findings: findings.filter((one) => !isOfHead(one)), remarks: remarks.filter((one) => !isOfHead(one)) }),
  };
}

function remarksOf({ findings, remarks }: Pick<ReturnType<Judge>, 'findings' | 'remarks'>): readonly Remark[] {
  return inOrder([...findings.map(remarkOfRule), ...remarks.map(remarkOfFinding)]);
}

function remarkOfRule({ severity, leniency, code, requirement, clause, where, path, found, expected }: MessageFinding): Remark {
  const why = leniency === undefined ? '' : `; a warning only: ${leniency}`;
  return { severity: severity === 'warning' ? 'warning' : 'fault', code: code ?? '', requirement, clause: `${clause}${why}`, at: atOf(where), path, found, expected };
}
