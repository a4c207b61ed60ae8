/** Defects of alerts that the rules for every message see (clauses 5.4 and 7.2.1.5). */
import type { ClientMutant } from '../../defect.js';
import { rewrittenPackages, withItems, without, type JsonObject } from '../../rewriting.js';

/** A defect in each alert that reports something; initiation alerts stay as they are. */
const inReports = (id: string, does: string, change: (alert: JsonObject) => unknown): Pick<ClientMutant, 'id' | 'does' | 'parts'> => ({
  id: `dm2/client/alert-rules/${id}`,
  does,
  parts: (standard) => rewrittenPackages(standard, (body) => withItems(body, 'Alert', (alert) => (alert['SourceURI'] === undefined ? alert : change(alert)))),
});

export const mutants: readonly ClientMutant[] = [
  { violates: 'DM2-ALERT-C-004', ...inReports('no-type', 'leaves AlertType out of alerts that report something', (alert) => without(alert, 'AlertType')) },
  { violates: 'DM2-ALERT-C-004', ...inReports('numeric-type', 'writes AlertType as a number, as DM 1.x has it', (alert) => ({ ...alert, AlertType: 1226 })) },
  { violates: 'DM2-ALERT-C-005', ...inReports('text-in-data', 'puts text into Data instead of an object', (alert) => ({ ...alert, Data: JSON.stringify(alert['Data'] ?? '') })) },
  { violates: 'DM2-ALERT-C-005', ...inReports('own-member', 'adds a member of its own to alerts', (alert) => ({ ...alert, Timestamp: '2016-02-09T00:00:00Z' })) },
  { violates: 'DM2-ALERT-C-005', ...inReports('numeric-data-type', 'writes DataType as a number', (alert) => ({ ...alert, DataType: 1 })) },
  { violates: 'DM2-ALERT-C-006', ...inReports('mark-in-capitals', 'writes Mark with a capital letter', (alert) => ({ ...alert, Mark: 'Informational' })) },
  { violates: 'DM2-ALERT-C-007', ...inReports('source-as-path', 'names the source by a path of the device tree', (alert) => ({ ...alert, SourceURI: `./${String(alert['SourceURI']).split('/').slice(2).join('/')}` })) },
  {
    id: 'dm2/client/alert-rules/nested-list',
    violates: 'DM2-ALERT-C-011',
    does: 'puts the list of alerts into a second member Alert',
    parts: (standard) => rewrittenPackages(standard, (body) => (body['Alert'] === undefined ? body : { ...body, Alert: { Alert: body['Alert'] } })),
  },
];
