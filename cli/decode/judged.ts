/**
 * Readings with the rules of DM 1.x applied: what `decode` and `judge` print of a message is what `judgeMessageView` says of
 * it, findings as faults and warnings, the rest as oddities and limits. Nothing here weighs anything. What no rule speaks of
 * (DM 2.0, pushes, documents of synchronization) stays as it was read.
 */
import type { MessageView } from '../../harness/judge/dm1/message-view.js';
import type { Role } from '../../harness/judge/requirement.js';
import { atOf, inOrder } from '../../protocol/describe/remarks.js';
import type { Fact, Part, Reading, Remark } from '../../protocol/describe/reading.js';
import type { HttpMessage } from '../../protocol/dm1/http/message.js';
import type * as dm1Rules from '../../testcases/rules/dm1/index.js';

type MessageFinding = dm1Rules.MessageFinding;
type MessageJudgement = dm1Rules.MessageJudgement;
type MessageRemark = dm1Rules.MessageRemark;

export interface Judged {
  readonly reading: Reading;
  /** Documents that the rules were applied to. */
  readonly documents: number;
  /** How often a requirement was met. */
  readonly satisfied: number;
}

/** Judges what is in a reading. `sender` is who sent a message that came without its HTTP head. */
export async function judged(reading: Reading, sender?: Role): Promise<Judged> {
  if (!isJudged(reading)) return { reading, documents: 0, satisfied: 0 };
  // The rules bring the whole catalogue; a reading that they say nothing about has no use for it.
  const rules = await import('../../testcases/rules/dm1/index.js');
  const job: Job = { rules, sender, documents: 0, satisfied: 0 };
  return { reading: withRules(reading, job), documents: job.documents, satisfied: job.satisfied };
}

interface Job {
  readonly rules: Pick<typeof dm1Rules, 'judgeMessageView' | 'viewMessage' | 'viewNotification'>;
  readonly sender: Role | undefined;
  documents: number;
  satisfied: number;
}

function isJudged({ subject, parts }: Reading): boolean {
  return subject.kind !== 'other' || parts.some((part) => isJudged(part.reading));
}

function withRules(reading: Reading, job: Job): Reading {
  const { subject, parts } = reading;
  const [body] = parts;
  switch (subject.kind) {
    case 'http-message':
      return body === undefined || !carriesDocument(subject.message, body) ? withJudgedParts(reading, job) : judgedHttp(reading, { http: subject.message, body, job });
    case 'dm1-document': {
      const view = job.rules.viewMessage({ bytes: reading.bytes, sender: job.sender });
      // A format that was demanded may be another than the one the rules see in the bytes.
      return view.encoding.kind === subject.encoding ? judgedDocument(reading, weigh(view, job)) : reading;
    }
    case 'package0':
      return judgedDocument(reading, weigh(job.rules.viewNotification(reading.bytes), job));
    case 'other':
      return withJudgedParts(reading, job);
  }
}

function withJudgedParts(reading: Reading, job: Job): Reading {
  return { ...reading, parts: reading.parts.map((part) => ({ ...part, reading: withRules(part.reading, job) })) };
}

/** An error page of HTTP is no message, whatever it is written in; what is labelled as one is, whatever it is. */
function carriesDocument({ label }: HttpMessage, { reading }: Part): boolean {
  return reading.subject.kind === 'dm1-document' || (label.kind === 'known' && label.row.kind === 'message');
}

function weigh(view: MessageView, job: Job): MessageJudgement {
  const judgement = job.rules.judgeMessageView(view);
  job.documents += 1;
  for (const count of judgement.satisfied.values()) job.satisfied += count;
  return judgement;
}

interface HttpJob {
  readonly http: HttpMessage;
  readonly body: Part;
  readonly job: Job;
}

/** What stands in the head belongs to the head: its places count in other bytes than those of the body. */
function judgedHttp(reading: Reading, { http, body, job }: HttpJob): Reading {
  const judgement = weigh(job.rules.viewMessage({ bytes: body.reading.bytes, http }), job);
  const entries = entriesOf(judgement);
  const head = entries.filter(({ of }) => of.part === 'head').map(({ of, more }) => ({ ...remarkOf(of, more), at: atOf(of.where) }));
  const content = entries.filter(({ of }) => of.part !== 'head');
  return { ...reading, remarks: inOrder(head), parts: [{ ...body, reading: withEntries(body.reading, { entries: content, judgement }) }] };
}

function judgedDocument(reading: Reading, judgement: MessageJudgement): Reading {
  return withEntries(reading, { entries: entriesOf(judgement), judgement });
}

interface Entry {
  readonly of: MessageFinding | MessageRemark;
  /** How many of its requirement are not listed. */
  readonly more: number | undefined;
}

/** Findings and remarks; the last finding of a requirement says how many more there are. */
function entriesOf({ findings, remarks, leftOut }: MessageJudgement): readonly Entry[] {
  const last = new Map(findings.map((finding) => [finding.requirement, finding] as const));
  return [
    ...findings.map((of) => ({ of, more: last.get(of.requirement) === of ? leftOut.get(of.requirement) : undefined })),
    ...remarks.map((of) => ({ of, more: undefined })),
  ];
}

interface Entries {
  readonly entries: readonly Entry[];
  readonly judgement: MessageJudgement;
}

/** The reading with what was found in place of what its codecs said; a tree in Data has its own. */
function withEntries(reading: Reading, { entries, judgement }: Entries): Reading {
  const left = new Set(entries);
  const parts = reading.parts.map((part) => {
    const inside = entries.filter((entry) => left.has(entry) && isInside(entry, part));
    for (const entry of inside) left.delete(entry);
    return inside.length === 0 ? part : { ...part, reading: { ...part.reading, remarks: inOrder(inside.map(innerRemark)) } };
  });
  const remarks = [...left].map(({ of, more }) => ({ ...remarkOf(of, more), at: atOf(of.where) }));
  return { ...reading, facts: [...reading.facts, ...senderFacts(reading, judgement)], remarks: inOrder(remarks), parts };
}

function isInside({ of: { inside, path } }: Entry, part: Part): boolean {
  return inside !== undefined && part.path !== undefined && (path === part.path || path.startsWith(`${part.path}/`));
}

function innerRemark({ of, more }: Entry): Remark {
  const { inside, where } = of;
  const outer = atOf(where);
  if (inside === undefined || inside.placesFrom === 'message') return { ...remarkOf(of, more), at: outer };
  return { ...remarkOf(of, more), at: atOf(inside.where), outer, path: inside.path };
}

function remarkOf(of: MessageFinding | MessageRemark, more: number | undefined): Remark {
  const { code = '', requirement, clause, path, found, expected } = of;
  const base = { code, requirement, clause, path, found, expected, ...(more === undefined ? {} : { more }) };
  if ('kind' in of) return { ...base, severity: of.kind };
  const { severity, level, leniency } = of;
  return { ...base, severity: severity === 'warning' ? 'warning' : 'fault', level, ...(leniency === undefined ? {} : { leniency }) };
}

/** Who is taken for the sender decides which rules were applied. */
function senderFacts({ what }: Reading, { sender }: MessageJudgement): readonly Fact[] {
  if (sender !== undefined) return [['sender', `taken for a ${sender.role}: ${SENDER_WORDS[sender.basis]}`]];
  return what.startsWith('SyncML') ? [['sender', 'not told by the message, so rules of one role are not applied; --role names it']] : [];
}

const SENDER_WORDS = Object.freeze({ given: '--role says so', head: 'the HTTP head says so', opening: 'only such opens a session by Alert', content: 'only such sends what is in it' });
