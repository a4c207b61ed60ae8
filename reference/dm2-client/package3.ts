/**
 * Package#3: the statuses of one round, and alerts that came up meanwhile.
 *
 * Facts: ~5.2.4 and the Package#3 schema; results of GET stand in the member MO of the status.
 */
import { encodePackage3 as encode } from '../../protocol/dm2/package3.js';
import type { ClientParts } from './parts.js';

/**
 * DM2-PKG3-B-001, C-004, C-005, DM2-SEQ-C-003: Status and nothing that looks like a command.
 * DM2-PKG3-C-006, DM2-ALERT-C-011: pending alerts ride along.
 */
export const buildPackage3: ClientParts['buildPackage3'] = (client, { statuses, alerts }) => ({
  Status: statuses,
  ...(alerts.length === 0 ? {} : { Alert: alerts.map((alert) => client.parts.formatAlert(client, { alert })) }),
});

/** DM2-PKG3-C-003, C-004, DM2-HTTP-B-010: the body is JSON, `sc` a number. */
export const encodePackage3: ClientParts['encodePackage3'] = (_client, { package3 }) => encode(package3);
