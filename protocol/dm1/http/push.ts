/**
 * The OTA-HTTP envelope of a push over a TCP connection to the device (WAP-235-PushOTA, recalled): POST with a body of
 * type application/http, which is an HTTP response that carries what is pushed: Package 0 or a provisioning document.
 * Leaves out registration of terminals and the WSP form.
 */

import { finding, type Finding1 } from '../model/finding.js';
import { quoteText } from '../../quote.js';
import type { HttpLimits } from './limits.js';
import type { BodyKind } from './media-types.js';
import { fieldOf, type HttpMessage } from './message.js';
import { readHttp } from './read.js';

/** Media type of the envelope, and the header field that says its version. */
export const PUSH_TYPE = 'application/http';
export const PUSH_VERSION_FIELD = 'X-Wap-Push-OTA-Version';

export interface PushReading {
  /** The response in the envelope, with the content as its body. Its places count from the start of the envelope's body. */
  readonly inner: HttpMessage | undefined;
  /** Of the envelope, places in the input, then of the response in it, places in the body of the envelope. */
  readonly findings: readonly Finding1[];
}

/** Is the message a push envelope, by its label or its header fields? */
export function isPush({ label, fields }: Pick<HttpMessage, 'label' | 'fields'>): boolean {
  return (label.kind === 'known' && label.row.kind === 'push-envelope') || fieldOf(fields, PUSH_VERSION_FIELD) !== undefined;
}

/** Opens an envelope. Never throws. */
export function readPush(envelope: HttpMessage, limits: Partial<HttpLimits> = {}): PushReading {
  const findings: Finding1[] = [...envelopeFindings(envelope)];
  const { messages: [inner], findings: outside } = readHttp({ bytes: envelope.body, limits });
  if (inner?.start.kind !== 'response') {
    const found = inner === undefined ? 'no HTTP message' : 'a request';
    findings.push(finding({ code: 'dm1-http/push-envelope', where: envelope.start.where, path: '', found, expected: 'an HTTP response in the body' }));
    return { inner, findings: [...findings, ...outside, ...(inner?.findings ?? [])] };
  }
  return { inner, findings: [...findings, ...contentFindings(envelope, inner), ...inner.findings] };
}

function envelopeFindings({ start, fields }: HttpMessage): readonly Finding1[] {
  const version = fieldOf(fields, PUSH_VERSION_FIELD);
  const findings: Finding1[] = [];
  if (start.kind !== 'request' || start.method !== 'POST') {
    const found = start.kind === 'request' ? quoteText(start.method, 20) : 'a response';
    findings.push(finding({ code: 'dm1-http/push-method', where: start.where, path: '', found, expected: 'POST' }));
  }
  if (version?.value !== '1.0') {
    const found = version === undefined ? 'none' : quoteText(version.value, 20);
    findings.push(finding({ code: 'dm1-http/push-version', where: version?.where ?? start.where, path: PUSH_VERSION_FIELD, found, expected: '1.0' }));
  }
  return findings;
}

const PUSHED: ReadonlySet<BodyKind> = new Set<BodyKind>(['notification', 'notification-1.3', 'provisioning', 'message']);

/** Reported at the label of the envelope, so that the place is one of the input whatever the framing. */
function contentFindings(envelope: HttpMessage, { label, fields }: HttpMessage): readonly Finding1[] {
  if (label.kind === 'known' && PUSHED.has(label.row.kind)) return [];
  const field = fieldOf(fields, 'Content-Type');
  const found = field === undefined ? 'content without Content-Type in the envelope' : `${quoteText(field.value, 60)} in the envelope`;
  const expected = 'a notification, a provisioning document or a bootstrap message';
  const where = fieldOf(envelope.fields, 'Content-Type')?.where ?? envelope.start.where;
  return [finding({ code: 'dm1-http/push-content', where, path: 'Content-Type', found, expected })];
}
