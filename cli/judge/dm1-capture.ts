/**
 * Captures of DM 1.x for `judge`: a message in XML or WBXML, a serialized tree, a device description, a provisioning
 * document, a notification, or recorded HTTP with any of these. Left out: pushes and text dumps, which `decode` reads.
 */
import { sniffEncoding } from '../../protocol/dm1/http/media-types.js';
import type { HttpMessage } from '../../protocol/dm1/http/message.js';
import { readHttp } from '../../protocol/dm1/http/read.js';
import type { Place } from '../../protocol/dm1/model/element.js';
import { pushStart, recognise } from '../../protocol/describe/recognise.js';
import type { Role } from '../../harness/judge/requirement.js';
import { embeddedTrees, judgeMessageView, viewMessage, viewNotification, type MessageFinding, type MessageView } from '../../testcases/rules/dm1/index.js';
import type { Input } from '../decode/input.js';

export interface JudgedDm1 {
  readonly messages: number;
  readonly judgements: number;
  readonly findings: readonly Dm1Finding[];
}

/** A violation as `judge --json` prints it. */
export interface Dm1Finding {
  readonly requirement: string;
  readonly level: string;
  readonly clause: string;
  readonly outcome: 'violated';
  readonly severity: 'fail' | 'warning';
  readonly leniency?: string;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly at: Dm1At;
}

/** A place in the head or in the body; `line` and `column` count from 1, `byte` from 0. `message` counts HTTP messages of one file from 1. */
export interface Dm1At {
  readonly message?: number;
  readonly part: 'head' | 'body';
  readonly byte: number;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/** Judges one file; undefined when it holds nothing of DM 1.x. `sender` is who sent a message that came without its HTTP head. */
export function judgeDm1({ bytes, body }: Pick<Input, 'bytes' | 'body'>, sender?: Role): JudgedDm1 | undefined {
  switch (recognise(bytes)) {
    case 'xml':
    case 'wbxml':
      return judgeViews([{ view: viewMessage({ bytes, sender }) }]);
    case 'notification':
      return pushStart(bytes) === undefined ? judgeViews([{ view: viewNotification(bytes) }]) : undefined;
    case 'http':
      return judgeHttp(readHttp({ bytes, body }).messages);
    case 'json':
    case 'dm2-notification':
    case 'hex':
    case 'base64':
    case 'unknown':
      return undefined;
  }
}

interface NumberedView {
  readonly view: MessageView;
  /** From 1, where a file has several. */
  readonly number?: number;
}

function judgeHttp(messages: readonly HttpMessage[]): JudgedDm1 | undefined {
  const views = messages.flatMap((http, index) => (isOfDm(http) ? [{ view: viewMessage({ bytes: http.body, http }), ...(messages.length > 1 ? { number: index + 1 } : {}) }] : []));
  return views.length === 0 ? undefined : judgeViews(views);
}

/** An error page of HTTP is no DM message, whatever it is written in. */
function isOfDm({ body, label }: HttpMessage): boolean {
  if (body.length === 0) return false;
  if (label.kind === 'known') return true;
  const encoding = sniffEncoding(body);
  return encoding === 'wbxml' || (encoding === 'xml' && /<(?:[\w.-]+:)?(?:SyncML|MgmtTree|wap-provisioningdoc)\b/.test(LATIN1.decode(body.subarray(0, SAMPLE_BYTES))));
}
const LATIN1 = new TextDecoder('latin1');
const SAMPLE_BYTES = 1024;

function judgeViews(views: readonly NumberedView[]): JudgedDm1 {
  const judged = views.map((one) => judgeOne(one));
  return {
    messages: views.length,
    judgements: judged.reduce((sum, { judgements }) => sum + judgements, 0),
    findings: judged.flatMap(({ findings }) => findings),
  };
}

function judgeOne({ view, number }: NumberedView): Omit<JudgedDm1, 'messages'> {
  const own = judgeMessageView(view);
  const inner = embeddedTrees(view).map((tree) => ({ tree, judgement: judgeMessageView(tree.view) }));
  const findings = [
    ...own.findings.map((finding) => reported(finding, { where: finding.where, path: finding.path, number })),
    // Places inside text or octets count from their start, so the Data that holds them is named.
    ...inner.flatMap(({ tree, judgement }) => judgement.findings.map((finding) => reported(finding, { where: tree.placesFrom === 'message' ? finding.where : tree.where, path: `${tree.path}/${finding.path}`, number }))),
  ];
  const satisfied = [own, ...inner.map(({ judgement }) => judgement)].reduce((sum, judgement) => sum + [...judgement.satisfied.values()].reduce((all, count) => all + count, 0), 0);
  return { findings, judgements: satisfied + findings.length };
}

interface Located {
  readonly where: Place;
  readonly path: string;
  readonly number: number | undefined;
}

function reported(finding: MessageFinding, { where, path, number }: Located): Dm1Finding {
  const { requirement, level, clause, severity, leniency, message, expected, found, part } = finding;
  const at = { ...(number === undefined ? {} : { message: number }), part, ...positionOf(where), ...(path === '' ? {} : { path }) };
  return { requirement, level, clause, outcome: 'violated', severity, ...(leniency === undefined ? {} : { leniency }), message, expected, found, at };
}

function positionOf(where: Place): { readonly byte: number; readonly line?: number; readonly column?: number } {
  switch (where.kind) {
    case 'xml':
      return { byte: where.byte, line: where.line, column: where.column };
    case 'wbxml':
      return { byte: where.byte };
    case 'absent':
      return positionOf(where.parent);
    case 'built':
      return { byte: 0 };
  }
}
