/**
 * EXEC: starts the operation bound to a node, reported at once or later by an alert.
 *
 * Facts: ~5.3.5 and 5.6. With a ServerURI the report is always asynchronous; without one the operation's definition
 * says so. The late alert goes into a session of its own, opened after the ordering session ended.
 */
import type { OperationDefinition } from '../device-config.js';
import { PROBE_RESULT_ALERT } from '../definitions/probe.js';
import { CommandFault } from '../faults.js';
import type { PendingAlert, Place } from '../model.js';
import type { ClientParts } from '../parts.js';

/** DM2-CMD-EXEC-B-001, C-002, C-003, DM2-ASYNC-B-001, C-003: finds the node and chooses the way of reporting. */
export const exec: ClientParts['exec'] = async (client, { session, command: { clientUri, serverUri } }) => {
  const uri = client.parts.parseAddress(client, { text: clientUri });
  client.parts.checkUriFeatures(client, { uri });
  const right = client.parts.rightForCommand(client, { name: 'EXEC' });
  const [place, another] = client.parts.resolveUri(client, { account: session.account, uri, right });
  if (place === undefined || another !== undefined) {
    throw new CommandFault(400, 'EXEC needs the address of one node');
  }
  client.parts.checkAccessType(client, { definition: place.node.definition, access: 'Exec' });
  return serverUri !== undefined || operationOf(place)?.reporting === 'asynchronous'
    ? client.parts.execAsync(client, { session, place, serverUri })
    : client.parts.execSync(client, { session, place });
};

/** DM2-CMD-EXEC-C-002, DM2-ALERT-C-008: runs, reports the code; an alert of the operation goes the usual way. */
export const execSync: ClientParts['execSync'] = (client, { session, place }) => {
  const { account } = session;
  const sc = client.parts.performOperation(client, { place, account });
  if (operationOf(place)?.alert !== undefined) {
    const alert = client.parts.resultAlert(client, { place, sc });
    client.parts.queueAlert(client, { alert, accountId: account.id, delivery: 'waiting' });
  }
  return Promise.resolve({ sc });
};

/** DM2-ASYNC-C-003, C-004: 202 now, even if the operation is done at once. */
export const execAsync: ClientParts['execAsync'] = (client, { session, place, serverUri }) => {
  const sc = client.parts.performOperation(client, { place, account: session.account });
  const alert = client.parts.resultAlert(client, { place, sc });
  client.background.add(client.parts.reportAsync(client, { session, alert, serverUri }));
  return Promise.resolve({ sc: 202 });
};

/** DM2-CMD-EXEC-C-002: the operation's effect on its instance; returns its status code. */
export const performOperation: ClientParts['performOperation'] = (client, { place: { instance, node, path } }) => {
  const sets = operationOf({ instance, node, path })?.sets;
  const [target] = sets === undefined ? [] : client.parts.resolvePath(client, {
    instance,
    uri: {
      moid: instance.definition.moid, instance: { kind: 'name', name: instance.miid }, nv: [], other: [],
      path: sets.path.map((name) => ({ kind: 'name', name })),
    },
  });
  if (sets !== undefined && target?.node.kind === 'leaf' && target.node.value !== sets.value) {
    client.parts.replaceSubtree(client, {
      instance, path: target.path, fresh: { ...target.node, value: sets.value },
      log: { entries: [{ path: target.path, kind: 'changed' }] },
    });
  }
  return 200;
};

/** DM2-ASYNC-C-007, DM2-ALERT-C-007, C-008: names the executed node; DM 1.x operations bring their own alert. */
export const resultAlert: ClientParts['resultAlert'] = (client, { place, sc }) => {
  const { instance, path } = place;
  const own = operationOf(place)?.alert;
  return {
    AlertType: own?.type ?? PROBE_RESULT_ALERT,
    SourceURI: client.parts.addressOf(client, { moid: instance.definition.moid, miid: instance.miid, path }),
    Mark: 'informational',
    DataType: own?.dataType ?? 'application/json',
    Data: own?.data ?? { Result: sc },
  };
};

/**
 * DM2-ASYNC-C-005, C-006, C-008: waits for the end of the ordering session, then a session to the ServerURI of the EXEC,
 * or to the account's SrvURI if the client chose to report later.
 */
export const reportAsync: ClientParts['reportAsync'] = async (client, { session, alert, serverUri }) => {
  const { account } = session;
  const target = serverUri === undefined ? {} : { serverUri };
  const pending: PendingAlert = {
    alert, accountId: account.id, orderedIn: session.id, delivery: 'scheduled',
    ...(serverUri === undefined ? {} : { endpoint: serverUri }),
  };
  client.parts.queueAlert(client, pending);
  await session.ended;
  if (!client.state.alerts.includes(pending)) {
    return;
  }
  await client.parts.openSession(client, { account, cause: { kind: 'client' }, ...target });
};

function operationOf({ node }: Place): OperationDefinition | undefined {
  return node.kind === 'leaf' ? node.definition.operation : undefined;
}
