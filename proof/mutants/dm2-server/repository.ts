/** Defects of the repository: content, uploads, reports of subscriptions (clauses ~5.3.11, ~6.2 and 7.2.1.4). */
import { pathOf } from '../../../reference/dm2-server/addresses.js';
import { HttpFault } from '../../../reference/dm2-server/faults.js';
import type { ServerRequest } from '../../../reference/dm2-server/model.js';
import type { ServerContext } from '../../../reference/dm2-server/parts.js';
import { onlyWhen } from '../../conditions.js';
import type { ServerMutant } from '../../defect.js';

/** Whether it comes to the address of a subscription. */
function isReport({ state }: ServerContext, { target }: ServerRequest): boolean {
  const orders = [...state.devices.values()].flatMap((device) => device.orders);
  return orders.some(({ operation }) => operation.command === 'SUB' && operation.server?.endsWith(pathOf(target)) === true);
}

export const mutants: readonly ServerMutant[] = [
  {
    id: 'dm2/server/serveruri/nothing-there',
    role: 'server',
    violates: 'DM2-SERVERURI-B-001',
    does: 'answers 404 at the addresses of content that it sends',
    parts: () => ({
      handleContent: () => {
        throw new HttpFault(404, 'nothing');
      },
    }),
  },
  {
    id: 'dm2/server/ser/one-item-only',
    role: 'server',
    violates: 'DM2-SER-B-001',
    does: 'answers 400 to an upload of several items',
    parts: (standard) => ({
      readUpload(server, args) {
        const items = standard.readUpload(server, args);
        if (items.length > 1) throw new HttpFault(400, 'one item at a time');
        return items;
      },
    }),
  },
  {
    id: 'dm2/server/ser/refuses-validators',
    role: 'server',
    violates: 'DM2-SER-S-010',
    does: 'answers 400 to an upload whose items have CV',
    parts: (standard) => ({
      readUpload(server, args) {
        const items = standard.readUpload(server, args);
        if (items.some(({ CV }) => CV !== undefined)) throw new HttpFault(400, 'CV is not known here');
        return items;
      },
    }),
  },
  {
    id: 'dm2/server/ser/labels-as-json',
    role: 'server',
    violates: 'DM2-SER-B-011',
    does: 'serves content as application/json, whatever it is',
    parts: (standard) => ({ contentResponse: (server, args) => standard.contentResponse(server, { ...args, contentType: 'application/json' }) }),
  },
  {
    id: 'dm2/server/sub/no-put',
    role: 'server',
    violates: 'DM2-SUB-S-015',
    does: 'answers 405 to PUT at the address of a subscription',
    parts: (standard) => ({
      handleUpload: onlyWhen(standard.handleUpload, (server, { request }) => request.method === 'PUT' && isReport(server, request), () => {
        throw new HttpFault(405, 'reports come by POST');
      }),
    }),
  },
  {
    id: 'dm2/server/sub/names-no-types',
    role: 'server',
    violates: 'DM2-SUB-S-008',
    does: 'answers 415 without the types that it takes',
    parts: () => ({ onUnsupportedUpload: (server) => server.parts.refusal(server, { status: 415, reason: 'no', headers: [] }) }),
  },
  {
    id: 'dm2/server/sub/cancels-in-other-letters',
    role: 'server',
    violates: 'DM2-SUB-S-012',
    does: 'writes percent-encoding with small letters in UNSUB',
    parts: (standard) => ({
      writeClientUri(server, args) {
        const written = standard.writeClientUri(server, args);
        return args.operation.command === 'UNSUB' ? written.replaceAll(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()) : written;
      },
    }),
  },
];
