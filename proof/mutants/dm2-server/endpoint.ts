/** Defects of what a server takes and refuses: Package#1, Package#3, alerts, HTTP (clauses ~5.2, ~5.4, ~5.5). */
import type { Alert } from '../../../protocol/dm2/alert.js';
import { HttpFault } from '../../../reference/dm2-server/faults.js';
import type { Session } from '../../../reference/dm2-server/model.js';
import { noting, onlyWhen } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

export const mutants: readonly ServerMutant[] = [
  {
    id: 'dm2/server/package1/not-by-post',
    role: 'server',
    violates: 'DM2-PKG1-B-001',
    does: 'answers 405 to the POST of a Package#1',
    parts: () => ({ readPackage1: () => refuse(405, 'no POST here') }),
  },
  {
    id: 'dm2/server/package1/refuses-empty',
    role: 'server',
    violates: 'DM2-PKG1-S-015',
    does: 'answers 400 to a Package#1 that has neither alerts nor an MO list',
    parts: (standard) => ({
      readPackage1(server, args) {
        const received = standard.readPackage1(server, args);
        if (Object.keys(received.value).length === 0) throw new HttpFault(400, 'nothing in it');
        return received;
      },
    }),
  },
  {
    id: 'dm2/server/package1/refuses-vendor-members',
    role: 'server',
    violates: 'DM2-PKG1-S-016',
    does: 'answers 400 to a Package#1 with a member that it does not know',
    parts: (standard) => ({
      readPackage1(server, args) {
        const received = standard.readPackage1(server, args);
        const members = typeof received.json === 'object' && received.json !== null ? Object.keys(received.json) : [];
        if (members.some((name) => name !== 'MOS' && name !== 'Alert')) throw new HttpFault(400, 'an unknown member');
        return received;
      },
    }),
  },
  {
    id: 'dm2/server/package1/welcomes-everybody',
    role: 'server',
    violates: 'DM2-PKG1-S-017',
    does: 'makes an account for every device that comes',
    config: (standard) => ({ ...standard, enrolment: { kind: 'open', serverId: 'srv-a', greeting: [] } }),
  },
  {
    id: 'dm2/server/package1/takes-nonsense',
    role: 'server',
    violates: 'DM2-PKG1-S-018',
    does: 'takes a Package#1 that it cannot read for an empty one',
    parts: (standard) => ({
      readPackage1(server, args) {
        try {
          return standard.readPackage1(server, args);
        } catch (fault) {
          if (fault instanceof HttpFault) return { value: {}, json: {} };
          throw fault;
        }
      },
    }),
  },
  {
    id: 'dm2/server/package3/not-by-post',
    role: 'server',
    violates: 'DM2-PKG3-B-001',
    does: 'answers 405 to the POST of a Package#3',
    parts: () => ({ readPackage3: () => refuse(405, 'no POST here') }),
  },
  {
    id: 'dm2/server/package3/refuses-alerts',
    role: 'server',
    violates: 'DM2-PKG3-S-007',
    does: 'answers 400 to a Package#3 with alerts',
    parts: (standard) => ({
      readPackage3(server, args) {
        const received = standard.readPackage3(server, args);
        if (received.value.Alert !== undefined) throw new HttpFault(400, 'an alert in Package#3');
        return received;
      },
    }),
  },
  {
    id: 'dm2/server/package3/opens-a-session',
    role: 'server',
    violates: 'DM2-PKG3-S-009',
    does: 'opens a session for a Package#3 that belongs to none',
    parts: (standard) => ({ onUnmatchedPackage3: (server, args) => standard.openSession(server, args) }),
  },
  {
    id: 'dm2/server/http/ignores-accept',
    role: 'server',
    violates: 'DM2-HTTP-S-002',
    does: 'does not look at Accept',
    parts: () => ({ checkAccept: () => undefined }),
  },
  {
    id: 'dm2/server/http/ignores-content-type',
    role: 'server',
    violates: 'DM2-HTTP-S-003',
    does: 'takes a body of any other type for Package#1',
    parts: (standard) => ({
      packageKind(server, args) {
        try {
          return standard.packageKind(server, args);
        } catch (fault) {
          if (fault instanceof HttpFault) return 'initiation';
          throw fault;
        }
      },
    }),
  },
  {
    id: 'dm2/server/http/needs-a-length',
    role: 'server',
    violates: 'DM2-HTTP-S-012',
    does: 'answers 411 to a chunked request',
    parts: (standard) => ({
      respond: onlyWhen(standard.respond, (_server, { request }) => request.headers.has('transfer-encoding'), () => Promise.resolve({ status: 411, headers: [], body: new Uint8Array() })),
    }),
  },
  {
    id: 'dm2/server/alert/refuses-unknown-types',
    role: 'server',
    violates: 'DM2-ALERT-S-009',
    does: 'answers 400 to an alert whose type it has never heard of',
    parts: (standard) => ({
      recordAlerts: onlyWhen(standard.recordAlerts, (_server, { alerts }) => alerts.some(({ AlertType }) => !/:(dm:2\.0|x-suite-probe:1\.0):/.test(AlertType)), () => refuse(400, 'an unknown alert')),
    }),
  },
  {
    id: 'dm2/server/http/keeps-its-formats-to-itself',
    role: 'server',
    violates: 'DM2-HTTP-S-004',
    does: 'names the formats it takes only when it refuses one',
    parts: (standard) => ({ announcedTypes: (server, args) => (args.purpose === 'package' ? undefined : standard.announcedTypes(server, args)) }),
  },
  {
    id: 'dm2/server/http/semicolons-in-accept',
    role: 'server',
    violates: 'DM2-HTTP-S-005',
    does: 'writes semicolons between the types of OMADM-Accept',
    parts: (standard) => ({ announcedTypes: (server, args) => standard.announcedTypes(server, args)?.replaceAll(', ', '; ') }),
  },
  {
    id: 'dm2/server/alert/drops-alerts',
    role: 'server',
    violates: 'DM2-ALERT-B-001',
    does: 'takes no notice of alerts',
    parts: (standard) => ({ recordAlerts: onlyWhen(standard.recordAlerts, (_server, { alerts }) => alerts.length > 0, () => undefined) }),
  },
  {
    id: 'dm2/server/alert/refuses-them-in-package1',
    role: 'server',
    violates: 'DM2-ALERT-B-001',
    does: 'answers 400 to a Package#1 with an alert of a management object',
    parts: (standard) => ({
      acceptPackage1: onlyWhen(standard.acceptPackage1, (_server, { received }) => received.value.Alert?.some(isOfAnObject) === true, () => refuse(400, 'an alert in Package#1')),
    }),
  },
  {
    id: 'dm2/server/alert/replies',
    role: 'server',
    violates: 'DM2-ALERT-S-003',
    does: 'adds a status for each alert to the next Package#2',
    parts(standard) {
      const alerts = new WeakMap<Session, number>();
      return {
        recordAlerts: noting(standard.recordAlerts, (_server, args) => alerts.set(args.session, args.alerts.length)),
        packageResponse(server, args) {
          const Status = Array.from({ length: alerts.get(args.session) ?? 0 }, () => ({ sc: 200 }));
          const response = standard.packageResponse(server, args);
          return Status.length === 0 ? response : { ...response, body: new TextEncoder().encode(JSON.stringify({ ...args.package2, Status })) };
        },
      };
    },
  },
  {
    id: 'dm2/server/alert/needs-a-source',
    role: 'server',
    violates: 'DM2-ALERT-S-010',
    does: 'answers 400 to an alert of an object that names no source',
    parts: (standard) => ({
      recordAlerts: onlyWhen(standard.recordAlerts, (_server, { alerts }) => alerts.some((alert) => alert.SourceURI === undefined && isOfAnObject(alert)), () => refuse(400, 'an alert without a source')),
    }),
  },
];

const isOfAnObject = ({ AlertType }: Alert): boolean => !AlertType.startsWith('urn:oma:at:dm:2.0:');

function refuse(status: number, reason: string): never {
  throw new HttpFault(status, reason);
}
