/** Defects in taking notifications (Package#0; clauses ~5.2.1 and ~7.1). */
import { NotificationFault } from '../../../reference/dm2-client/faults.js';
import type { Notification2, NotificationOption } from '../../../protocol/dm2/notification/notification.js';
import type { SessionCause } from '../../../reference/dm2-client/model.js';
import { decodeNotification } from '../../../protocol/dm2/notification/decode.js';
import { whenRefused, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { rewrittenPackage1, without } from '../../rewriting.js';

const DIGEST = 4;
/** A delta that takes more than two bits. */
const LONG_DELTA = 5;

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/pkg0/deaf',
    violates: 'DM2-PKG0-C-002',
    does: 'takes notifications and does nothing',
    parts: () => ({ receiveNotification: async () => ({ kind: 'dropped', reason: 'nobody is interested' }) }),
  },
  {
    id: 'dm2/client/pkg0/no-push',
    violates: 'DM2-PKG0-C-002',
    does: 'answers a push of the type application/http with 415',
    parts: (standard) => ({ takePush: (client, request) => (request.contentType === 'application/http' ? { status: 415, octets: undefined } : standard.takePush(client, request)) }),
  },
  {
    id: 'dm2/client/pkg0/envelope-only',
    violates: 'DM2-PKG0-C-002',
    does: 'takes a notification from its hook in an envelope only',
    parts: (standard) => ({ takePush: (client, request) => (request.contentType === 'application/http' ? standard.takePush(client, request) : { status: 400, octets: undefined }) }),
  },
  {
    id: 'dm2/client/pkg0/claims-own-idea',
    violates: 'DM2-PKG1-C-010',
    does: 'says ClientInitiatedMgmt in a session that a notification asked for',
    parts: () => ({ notifiedCause: () => ({ kind: 'client' }) }),
  },
  {
    id: 'dm2/client/pkg0/forgets-id',
    violates: 'DM2-PKG1-C-011',
    does: 'does not return the NOTIFICATION-ID',
    parts: (standard) => ({ initiationAlerts: (client, args) => standard.initiationAlerts(client, args).map(({ AlertType }) => ({ AlertType })) }),
  },
  {
    id: 'dm2/client/pkg0/no-wide-gaps',
    violates: 'DM2-PKG0-C-009',
    does: 'drops a notification in which four numbers are left out between two options',
    parts: (standard) => ({
      readNotification(client, args) {
        const notification = standard.readNotification(client, args);
        const isWide = notification.options.some(({ number }, index) => number - (notification.options[index - 1]?.number ?? 0) >= LONG_DELTA);
        if (isWide) throw new NotificationFault('the gap between two options is too wide');
        return notification;
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/stops-at-long-value',
    violates: 'DM2-PKG0-B-010',
    does: 'reads no option behind one whose length takes more than four bits',
    parts: (standard) => ({
      readNotification(client, args) {
        const notification = standard.readNotification(client, args);
        const { options } = notification;
        const long = options.findIndex(({ number }) => number === DIGEST);
        return long < 0 ? notification : { ...notification, options: options.slice(0, long + 1) };
      },
      ...rewrittenWhere(standard, ({ requestMos }) => requestMos === 'no'),
    }),
  },
  {
    id: 'dm2/client/pkg0/calls-first-account',
    violates: 'DM2-PKG0-C-013',
    does: 'calls the server of its first account, whichever of its servers asks',
    parts: (standard) => ({
      notifiedAccount(client, args) {
        const account = standard.notifiedAccount(client, args);
        return client.config.accounts[0] ?? account;
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/calls-for-strangers',
    violates: 'DM2-PKG0-C-014',
    does: 'calls its own server when a server asks that it does not know',
    parts: (standard) => ({
      notifiedAccount(client, args) {
        const [first] = client.config.accounts;
        const serverId = args.notification.options.find(isServerId)?.value;
        const account = client.config.accounts.find(({ srvId }) => srvId === serverId) ?? first;
        return account ?? standard.notifiedAccount(client, args);
      },
      authenticateNotification(client, args) {
        if (args.notification.options.find(isServerId)?.value === args.account.srvId) standard.authenticateNotification(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/no-wireline',
    violates: 'DM2-PKG0-B-015',
    does: 'drops a notification that asks for a wireline connection',
    parts: (standard) => ({
      readNotification(client, args) {
        const notification = standard.readNotification(client, args);
        if (notification.options.some((option) => option.kind === 'preferred-con-type' && option.value === 'wireline')) throw new NotificationFault('there is no such connection');
        return notification;
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/answers-every-copy',
    violates: 'DM2-PKG0-C-018',
    does: 'opens a session for each copy of a notification',
    parts: (standard) => ({ checkNotificationId: whenRefused(standard.checkNotificationId, (_client, { fault }) => fault instanceof NotificationFault, () => undefined) }),
  },
  {
    id: 'dm2/client/pkg0/looks-at-no-digest',
    violates: 'DM2-PKG0-C-022',
    does: 'takes any digest for right where the account has credentials',
    parts: (standard) => ({
      authenticateNotification(client, args) {
        if (args.account.notification === null) standard.authenticateNotification(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/believes-without-credentials',
    violates: 'DM2-PKG0-C-023',
    does: 'takes any digest for right where the account has no credentials',
    parts: (standard) => ({
      authenticateNotification(client, args) {
        if (args.account.notification !== null) standard.authenticateNotification(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/knows-no-time',
    violates: 'DM2-PKG0-C-025',
    does: 'takes a notification whatever its age',
    parts: () => ({ checkNotificationTime: () => undefined }),
  },
  {
    id: 'dm2/client/pkg0/keeps-mos',
    violates: 'DM2-PKG0-C-027',
    does: 'leaves MOS out of each session that a notification asked for',
    parts: (standard) => rewrittenWhere(standard, () => true),
  },
  {
    id: 'dm2/client/pkg0/empty-mos',
    violates: 'DM2-PKG1-C-004',
    does: 'answers REQ-MOS with an empty list',
    parts: (standard) => ({
      buildPackage1(client, args) {
        const package1 = standard.buildPackage1(client, args);
        return args.session.cause.kind === 'notification' ? { ...package1, MOS: [] } : package1;
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/knows-six-options',
    violates: 'DM2-PKG0-C-028',
    does: 'drops a notification with an option that it does not know',
    parts: (standard) => ({
      readNotification(client, args) {
        const notification = standard.readNotification(client, args);
        if (notification.options.some(({ kind }) => kind === 'other')) throw new NotificationFault('an option is unknown');
        return notification;
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/takes-pieces',
    violates: 'DM2-PKG0-C-029',
    does: 'acts on what it can read of a broken notification',
    parts: (standard) => ({
      readNotification(client, args) {
        try {
          return standard.readNotification(client, args);
        } catch (fault) {
          return piecesOf(args.octets, fault);
        }
      },
    }),
  },
  {
    id: 'dm2/client/pkg0/noti-without-data',
    violates: 'DM2-MO-DMACC-C-011',
    does: 'has no Data below Auth/Noti',
    parts: (standard) => ({
      visibleNodes: (client, args) => standard.visibleNodes(client, args).filter(({ name }) => !(args.node.name === 'Noti' && name === 'Data')),
    }),
  },
];

type ServerIdOption = Extract<NotificationOption, { readonly kind: 'server-id' }>;

const isServerId = (option: NotificationOption): option is ServerIdOption => option.kind === 'server-id';

function piecesOf(octets: Uint8Array, fault: unknown): Notification2 {
  if (octets.length < 2) throw fault;
  const { notification } = decodeNotification(octets, { coding: 'CD' });
  return notification;
}

type NotifiedCause = Extract<SessionCause, { readonly kind: 'notification' }>;

/** Package#1 without MOS in sessions that such notifications asked for. */
function rewrittenWhere(standard: Parameters<NonNullable<ClientMutant['parts']>>[0], isMeant: (cause: NotifiedCause) => boolean): ReturnType<NonNullable<ClientMutant['parts']>> {
  const silent = rewrittenPackage1(standard, (body) => without(body, 'MOS'));
  return {
    sendPackage1: within(standard.sendPackage1, ({ session: { cause } }) => (cause.kind === 'notification' && isMeant(cause) ? silent : {})),
  };
}
