/**
 * Executing one Package#2: command after command, one status for each.
 *
 * Facts: ~5.2.3 (ordered list), ~5.3 (commands), dm2 status table. Optional commands that are switched off are answered
 * like unknown ones.
 */
import type { CommandName } from '../../protocol/dm2/commands.js';
import { parseCommand } from '../../protocol/dm2/commands.js';
import type { StatusItem } from '../../protocol/dm2/package3.js';
import type { FeatureName } from './device-config.js';
import { supports } from './device-config.js';
import { CommandFault } from './faults.js';
import type { ClientParts } from './parts.js';

/**
 * DM2-SEQ-C-005: each command ends before the next begins. DM2-SEQ-C-006, C-008: one status per command, in order,
 * repetitions included. DM2-SEQ-C-015: an error does not stop the rest. DM2-CMD-END-C-003: END stops nothing either.
 */
export const executePackage: ClientParts['executePackage'] = async (client, { session, package2 }) => {
  const statuses: StatusItem[] = [];
  for (const entry of package2.CMD) {
    statuses.push(await client.parts.runCommand(client, { session, entry }));
  }
  return statuses;
};

/** DM2-PKG2-C-007, C-008: a bad entry is an error of that entry only. DM2-ASYNC-C-002: the status is final. */
export const runCommand: ClientParts['runCommand'] = async (client, { session, entry }) => {
  const parsed = parseCommand(entry);
  if (!parsed.ok) {
    return parsed.fault === 'unknown-command'
      ? client.parts.statusForUnknownCommand(client, { entry })
      : client.parts.statusForBadParameters(client, { entry });
  }
  try {
    return await client.parts.dispatch(client, { session, command: parsed.command });
  } catch (fault) {
    if (fault instanceof CommandFault) {
      return { sc: fault.sc };
    }
    throw fault;
  }
};

const FEATURE_OF: Partial<Readonly<Record<CommandName, FeatureName>>> = {
  GET: 'C_GET', SHOW: 'C_SHOW', DEFAULT: 'C_DEFAULT', SUB: 'C_SUB', UNSUB: 'C_SUB',
};

/**
 * DM2-CMD-HGET-B-001 and its like for each command: twelve commands are supported.
 * DM2-CMD-GET-C-002, DM2-UI-C-002, DM2-DEFAULT-C-002, DM2-SUB-C-002, C-003: the optional ones unless switched off.
 */
export const dispatch: ClientParts['dispatch'] = (client, { session, command }) => {
  const { parts } = client;
  const feature = FEATURE_OF[command.name];
  if (feature !== undefined && !supports(client.config, feature)) {
    return Promise.resolve(parts.statusForUnsupported(client, { command }));
  }
  switch (command.name) {
    case 'HGET': return parts.hget(client, { session, command });
    case 'HPUT': return parts.hput(client, { session, command });
    case 'HPOST': return parts.hpost(client, { session, command });
    case 'DELETE': return parts.delete(client, { session, command });
    case 'GET': return parts.get(client, { session, command });
    case 'EXEC': return parts.exec(client, { session, command });
    case 'SHOW': return parts.show(client, { session, command });
    case 'CONT': return parts.cont(client, { session, command });
    case 'END': return parts.end(client, { session, command });
    case 'DEFAULT': return parts.default(client, { session, command });
    case 'SUB': return parts.sub(client, { session, command });
    case 'UNSUB': return parts.unsub(client, { session, command });
  }
};

/** DM2-PKG2-C-007: an unknown command name is answered with 501. */
export const statusForUnknownCommand: ClientParts['statusForUnknownCommand'] = () => ({ sc: 501 });

/** DM2-PKG2-C-008: missing, surplus or malformed parameters are answered with 400. */
export const statusForBadParameters: ClientParts['statusForBadParameters'] = () => ({ sc: 400 });

/** DM2-DISC-C-002: an optional command the device lacks is answered with 501. */
export const statusForUnsupported: ClientParts['statusForUnsupported'] = () => ({ sc: 501 });
