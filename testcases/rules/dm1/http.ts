/**
 * The HTTP around a message (DMREPPRO 4.1.2.1; SYNCHTTP 1.2, recalled) and the HMAC in its head (DMSEC 5.1.4.3). Only for
 * messages that came with their head. Left out: what takes several messages, and the value of the HMAC.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import { HMAC_HEADER, readHmacHeader, type HmacHeader } from '../../../protocol/dm1/credentials/hmac-header.js';
import { fieldOf, type HeaderField, type HttpMessage } from '../../../protocol/dm1/http/message.js';
import { readContentType, type BootstrapType } from '../../../protocol/dm1/provisioning/content-type.js';
import { messageRule } from '../../define.js';
import { headerStatuses, leafEvidence, shown } from './support.js';

const always = (): boolean => true;

export const HTTP_RULES: readonly MessageRule[] = [
  messageRule({ requirement: 'DM1-XML-B-001', title: 'The media type is one of the two of DM', judge: binding('DM1-XML-B-001', always) }),
  messageRule({ requirement: 'DM1-XML-B-002', title: 'Media type and body are of one encoding', judge: binding('DM1-XML-B-002', ({ label }) => label.kind === 'known') }),
  messageRule({
    requirement: 'DM1-HTTP-C-001',
    title: 'A client message is the body of a POST',
    role: 'client',
    judge: binding('DM1-HTTP-C-001', ({ start }) => start.kind === 'request'),
  }),
  messageRule({
    requirement: 'DM1-HTTP-S-002',
    title: 'A server message is the body of a 200 response',
    role: 'server',
    judge: binding('DM1-HTTP-S-002', ({ start }) => start.kind === 'response'),
  }),
  messageRule({
    requirement: 'DM1-HTTP-B-003',
    title: 'Content-Length or chunked coding delimits the body',
    judge: binding('DM1-HTTP-B-003', ({ framing }) => framing.kind === 'length' || framing.kind === 'chunked'),
  }),
  messageRule({
    requirement: 'DM1-HTTP-C-004',
    title: 'A client names the media types it takes, and itself',
    role: 'client',
    judge: binding('DM1-HTTP-C-004', ({ start }) => start.kind === 'request'),
  }),
  messageRule({
    requirement: 'DM1-HTTP-B-005',
    title: 'Cache-Control keeps the message out of caches',
    judge: binding('DM1-HTTP-B-005', ({ fields }) => fieldOf(fields, 'Cache-Control') !== undefined),
  }),
  messageRule({
    requirement: 'DM1-XML-B-020',
    title: 'The parameters verdtd and verproto of the media type repeat the values of SyncHdr',
    judge({ http, message }, check) {
      if (http?.label.kind !== 'known' || message === undefined) return;
      const { parameters } = http.label.mediaType;
      for (const [name, leaf] of [['verdtd', message.header.verDtd], ['verproto', message.header.verProto]] as const) {
        const value = parameters.get(name);
        if (value !== undefined) check.holds(value === leaf.value.trim(), () => leafEvidence(leaf, `${shown(value)} as in the parameter ${name} of Content-Type`));
      }
    },
  }),
  messageRule({ requirement: 'DM1-BOOT-B-013', title: 'The label of a DM bootstrap has a SEC of the profile and a MAC of 40 digits', judge: bootstrapLabel('dm') }),
  messageRule({ requirement: 'DM1-BOOT-B-027', title: 'The label of a provisioning document has a SEC and a MAC of 40 digits', judge: bootstrapLabel('cp') }),
  messageRule({
    requirement: 'DM1-SEC-B-020',
    title: 'The header x-syncml-hmac has username in quotes and mac',
    judge(view, check) {
      for (const { header, field } of hmacsOf(view)) {
        for (const name of ['username', 'mac'] as const) check.holds(
          header[name] !== undefined,
          () => ({ part: 'head', where: field.where, found: `no ${name} in ${field.name}`, expected: 'username="…" and mac=…, separated by commas' }),
        );
      }
    },
  }),
  messageRule({
    requirement: 'DM1-SEC-B-022',
    title: 'The username of x-syncml-hmac is LocName of Source',
    judge(view, check) {
      for (const { header, field } of hmacsOf(view)) {
        const locName = view.message?.header.source.locName?.value;
        if (header.username === undefined || view.message === undefined) continue;
        check.holds(
          header.username === locName,
          () => ({
            part: 'head',
            where: field.where,
            found: `username ${shown(header.username ?? '')}`,
            expected: locName === undefined ? 'LocName in Source, with the same name' : `${shown(locName)}, LocName of Source`,
          }),
        );
      }
    },
  }),
  messageRule({
    requirement: 'DM1-SEC-B-025',
    title: 'With an HMAC the Status for SyncHdr is never 212',
    judge(view, check) {
      if (hmacsOf(view).length === 0) return;
      for (const { data } of headerStatuses(view)) check.holds(
        data.value.trim() !== '212',
        () => leafEvidence(data, '200, as each message of such a session is authenticated for itself'),
      );
    },
  }),
];

/** The label of a bootstrap, known by its parameters: who sends such a document over HTTP without them may be telling of it otherwise. */
function bootstrapLabel(profile: BootstrapType['profile']): MessageRule['judge'] {
  return ({ http }, check) => {
    const field = http === undefined ? undefined : fieldOf(http.fields, 'Content-Type');
    if (field === undefined || !/;\s*(?:sec|mac)\s*=/i.test(field.value)) return;
    const { type, findings } = readContentType(field.value);
    if (type.profile !== profile) return;
    const [first] = findings;
    check.holds(first === undefined, () => ({ part: 'head', where: field.where, found: first?.found ?? '', expected: first?.expected ?? '' }));
  };
}

/** What the reader of HTTP found against the requirement. */
function binding(requirement: string, shows: (http: HttpMessage) => boolean): MessageRule['judge'] {
  return ({ http }, check) => {
    if (http === undefined) return;
    const broken = http.findings.filter((finding) => finding.severity === 'violation' && finding.requirement === requirement);
    if (broken.length > 0 || shows(http)) check.reports(broken, 'head');
  };
}

interface Hmac {
  readonly field: HeaderField;
  readonly header: HmacHeader;
}

function hmacsOf({ http }: MessageView): readonly Hmac[] {
  const field = http === undefined ? undefined : fieldOf(http.fields, HMAC_HEADER);
  return field === undefined ? [] : [{ field, header: readHmacHeader(field.value).header }];
}
