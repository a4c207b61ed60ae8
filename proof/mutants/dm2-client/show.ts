/** Defects of SHOW and of how the UI session stands beside the DM session (clauses 5.3.7 and 5.1.5). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import { notingResult, onlyWhen, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/show/unsupported',
    violates: 'DM2-UI-C-002',
    does: 'answers every SHOW as an unknown command',
    parts: () => ({ show: () => Promise.reject(new CommandFault(501, 'SHOW is not supported')) }),
  },
  {
    id: 'dm2/client/show/drops-the-query',
    violates: 'DM2-UI-C-003',
    does: 'loads the page without the query of its address',
    parts: (standard) => ({ startBrowser: (client, { serverUri }) => standard.startBrowser(client, { serverUri: serverUri.split('?')[0] ?? serverUri }) }),
  },
  {
    id: 'dm2/client/show/waits-for-the-page',
    violates: 'DM2-UI-C-004',
    does: 'goes on with the next command only when the page has been loaded',
    parts: (standard) => ({
      async show(client, args) {
        const loading: Promise<unknown>[] = [];
        const status = await standard.show({ ...client, parts: { ...client.parts, httpRequest: (inner, request) => {
          const page = standard.httpRequest(inner, request);
          loading.push(page.catch(() => undefined));
          return page;
        } } }, args);
        await Promise.all(loading);
        return status;
      },
    }),
  },
  {
    id: 'dm2/client/show/stops-without-browser',
    violates: 'DM2-UI-C-005',
    does: 'skips the commands after a SHOW whose browser did not start',
    parts: (standard) => ({
      executePackage: within(standard.executePackage, () => {
        let isStopped = false;
        const watched = notingResult(standard.runCommand, (_client, { args, result }) => {
          isStopped = args.entry[0] === 'SHOW' && result.sc === 503;
        });
        return { runCommand: onlyWhen(watched, () => isStopped, () => Promise.resolve({ sc: 503 })) };
      }),
    }),
  },
  {
    id: 'dm2/client/show/reports-the-page',
    violates: 'DM2-UI-B-006',
    does: 'sends the content of the page to the DM server in an alert',
    parts: (standard) => ({
      startBrowser: (client, args) =>
        standard.startBrowser({ ...client, parts: { ...client.parts, async httpRequest(inner, request) {
          const page = await standard.httpRequest(inner, request);
          const alert = { AlertType: 'urn:oma:at:x-suite-probe:1.0:Page', Data: { page: Buffer.from(page.body).toString('utf8') } };
          client.parts.queueAlert(client, { alert, accountId: client.config.accounts[0]?.id ?? '', delivery: 'failed' });
          return page;
        } } }, args),
    }),
  },
];
