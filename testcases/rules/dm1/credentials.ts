/**
 * Credentials and challenges as one message shows them (DMPRO 2.4; DMREPPRO 4.1.1.2, 4.1.1.6; DMSEC 5.1.3, 5.1.4). Left
 * out: whether a digest is right, which takes secrets and nonces of other messages.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Chal, Cred, Leaf } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { absentIn, alertsWith, base64Octets, commandsOf, dataText, headerStatuses, leafEvidence, shown, statusesOf } from './support.js';

const MD5 = 'syncml:auth-md5';
const BASIC = 'syncml:auth-basic';
const MAC = 'syncml:auth-mac';
const MD5_OCTETS = 16;
const NONCE_OCTETS = 16;
const REFUSALS = ['401', '407'];

export const CREDENTIAL_RULES: readonly MessageRule[] = [
  messageRule({
    requirement: 'DM1-AUTH-B-002',
    title: 'Status 401 or 407 for SyncHdr carries Chal',
    judge(view, check) {
      for (const { data, chal, where } of headerStatuses(view)) {
        if (REFUSALS.includes(data.value.trim())) check.holds(
          chal !== undefined,
          () => absentIn(where, `Chal in the Status for SyncHdr with ${data.value.trim()}`),
        );
      }
    },
  }),
  messageRule({
    requirement: 'DM1-AUTH-B-011',
    title: 'A message that reports failed authentication has Status elements only',
    judge(view, check) {
      const isFailure = headerStatuses(view).some(({ data }) => REFUSALS.includes(data.value.trim()));
      // The client that challenges while it repeats its own refused Package 1 sends both in one message.
      if (!isFailure || view.message === undefined || alertsWith(view, ['1200', '1201']).length > 0) return;
      for (const { kind, where } of view.message.body.commands) check.holds(
        kind === 'Status',
        () => ({ where, found: kind, expected: 'only Status elements beside a Status 401 or 407 for SyncHdr' }),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-AUTH-B-015',
    title: 'Cred stands in SyncHdr, not in commands',
    judge(view, check) {
      for (const command of commandsOf(view)) {
        if (command.kind === 'Status' || command.kind === 'Unknown') continue;
        const cred = 'cred' in command ? command.cred : undefined;
        check.holds(cred === undefined, () => ({ where: cred?.where ?? command.where, found: `Cred in ${command.kind}`, expected: 'Cred in SyncHdr only' }));
      }
    },
  }),
  messageRule({
    requirement: 'DM1-AUTH-B-016',
    title: 'Cred of syncml:auth-md5 has Format b64',
    judge(view, check) {
      for (const cred of credsOf(view, MD5)) judgeB64(check, { format: cred.meta?.format, where: cred.meta?.where ?? cred.where, of: 'Cred' });
    },
  }),
  messageRule({
    requirement: 'DM1-AUTH-B-017',
    title: 'Chal of syncml:auth-md5 and syncml:auth-MAC has Format b64 for its NextNonce',
    judge(view, check) {
      for (const { meta } of chalsOf(view, [MD5, MAC])) if (meta.nextNonce !== undefined) judgeB64(
        check,
        { format: meta.format, where: meta.where, of: 'Chal' },
      );
    },
  }),
  messageRule({
    requirement: 'DM1-AUTH-B-018',
    title: 'With syncml:auth-md5 the user name is in LocName of Source',
    judge(view, check) {
      if (view.message === undefined || credsOf(view, MD5).length === 0) return;
      const { source } = view.message.header;
      check.holds(
        source.locName !== undefined && source.locName.value !== '',
        () => absentIn(source.locName?.where ?? source.where, 'LocName in Source with the name of the user'),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-AUTH-B-019',
    title: 'The MD5 credential is Base64 of 16 octets',
    judge(view, check) {
      for (const { data } of credsOf(view, MD5)) {
        const text = dataText(data);
        const octets = base64Octets(text)?.length;
        check.holds(
          octets === MD5_OCTETS,
          () => ({
            where: data.where,
            found: octets === undefined ? `${shown(text)}, no Base64` : `${shown(text)}, Base64 of ${octets} octets`,
            expected: `Base64 of the ${MD5_OCTETS} octets of an MD5 digest`,
          }),
        );
      }
    },
  }),
  messageRule({ requirement: 'DM1-AUTH-B-020', title: 'The basic credential is Base64 of user:password with Format b64', judge: judgeBasic }),
  messageRule({
    requirement: 'DM1-AUTH-B-027',
    title: 'A nonce has 16 octets or more',
    judge(view, check) {
      for (const { meta } of chalsOf(view, [MD5, MAC])) {
        if (meta.nextNonce === undefined) continue;
        const nonce = meta.nextNonce;
        const octets = meta.format?.value.trim() === 'b64' ? base64Octets(nonce.value)?.length : new TextEncoder().encode(nonce.value).length;
        if (octets !== undefined) check.holds(
          octets >= NONCE_OCTETS,
          () => ({ where: nonce.where, found: `a nonce of ${octets} octets`, expected: `${NONCE_OCTETS} octets or more` }),
        );
      }
    },
  }),
  messageRule({
    requirement: 'DM1-SEC-B-016',
    title: 'A challenge for integrity has Type, Format and NextNonce',
    judge(view, check) {
      for (const { meta } of chalsOf(view, [MAC])) {
        for (const member of ['format', 'nextNonce'] as const) check.holds(
          meta[member] !== undefined,
          () => absentIn(meta.where, `${member === 'format' ? 'Format' : 'NextNonce'} in the Meta of the Chal`),
        );
      }
    },
  }),
  messageRule({
    requirement: 'DM1-SEC-B-017',
    title: 'syncml:auth-MAC does not stand in Cred',
    judge({ message }, check) {
      const type = message?.header.cred?.meta?.type;
      if (type !== undefined) check.holds(!isType(type, MAC), () => leafEvidence(type, 'the HMAC in the header x-syncml-hmac of the transport'));
    },
  }),
];

function credsOf({ message }: MessageView, type: string): readonly Cred[] {
  const cred = message?.header.cred;
  return cred?.meta?.type !== undefined && isType(cred.meta.type, type) ? [cred] : [];
}

function chalsOf(view: MessageView, types: readonly string[]): readonly Chal[] {
  return statusesOf(view).flatMap(({ chal }) => (chal?.meta.type !== undefined && types.some((type) => isType(chal.meta.type, type)) ? [chal] : []));
}

function isType(leaf: Leaf | undefined, type: string): boolean {
  return leaf?.value.trim().toLowerCase() === type;
}

function judgeB64(check: Parameters<MessageRule['judge']>[1], { format, where, of }: { readonly format: Leaf | undefined; readonly where: Cred['where']; readonly of: string }): void {
  const expected = `Format b64 in the Meta of ${of}`;
  check.holds(format?.value.trim() === 'b64', () => (format === undefined ? absentIn(where, expected) : leafEvidence(format, expected)));
}

function judgeBasic(view: MessageView, check: Parameters<MessageRule['judge']>[1]): void {
  for (const { data, meta, where } of credsOf(view, BASIC)) {
    judgeB64(check, { format: meta?.format, where: meta?.where ?? where, of: 'Cred' });
    const octets = base64Octets(dataText(data));
    check.holds(
      octets?.includes(':'.charCodeAt(0)) === true,
      () => ({
        where: data.where,
        found: octets === undefined ? `${shown(dataText(data))}, no Base64` : 'Base64 of a text without ":"',
        expected: 'Base64 of user:password',
      }),
    );
  }
}
