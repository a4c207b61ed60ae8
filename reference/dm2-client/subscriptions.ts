/**
 * Subscriptions: changes in a subscribed part of the tree are reported by HTTP PUT, without a DM session.
 *
 * Facts: ~5.3.9, ~5.3.10; A-26 (coalescing, persistence, deletion = subtree without the node or an empty list). One
 * round of commands gives one report per subscription.
 */
import { parseAccept, preferredType } from '../../protocol/dm2/accept.js';
import { DecodeError } from '../../protocol/decode-error.js';
import { parseClientUri } from '../../protocol/dm2/client-uri.js';
import { accountOf } from './access-control.js';
import { CommandFault } from './faults.js';
import type { Change, Subscription } from './model.js';
import type { ClientParts } from './parts.js';

const keyOf = ({ srvId, clientUri }: Pick<Subscription, 'srvId' | 'clientUri'>): string => `${srvId} ${clientUri}`;

/** DM2-SUB-C-002, C-013, C-014: one subscription per server and ClientURI; the last address counts. */
export const subscribe: ClientParts['subscribe'] = (client, subscription) => {
  client.state.subscriptions.set(keyOf(subscription), subscription);
};

/** DM2-SUB-C-010, C-011: the ClientURI has to be the same to the letter. */
export const unsubscribe: ClientParts['unsubscribe'] = (client, subscription) =>
  (client.state.subscriptions.delete(keyOf(subscription)) ? 'removed' : 'unknown');

/** The changes since the last report, which are thereby dealt with. */
export const takeChanges: ClientParts['takeChanges'] = (client) => {
  const { changes } = client.state;
  client.state.changes = [];
  return changes;
};

/** DM2-SUB-C-004, C-006, C-013: tells every subscription that is concerned; reports go out beside the session, in order. */
export const reportChanges: ClientParts['reportChanges'] = (client) => {
  const changes = client.parts.takeChanges(client);
  if (changes.length === 0) {
    return;
  }
  for (const [key, subscription] of client.state.subscriptions) {
    if (client.parts.subscriptionConcerned(client, { subscription, changes })) {
      const items = client.parts.reportItems(client, { subscription });
      if (items !== undefined) {
        const before = client.reports.get(key) ?? Promise.resolve();
        const report = before.then(() => client.parts.reportSubscription(client, { subscription, items }));
        client.reports.set(key, report.catch(() => undefined));
        client.background.add(report);
      }
    }
  }
};

/** DM2-SUB-C-004, C-006: a change at, below or above the subscribed address concerns it. */
export const subscriptionConcerned: ClientParts['subscriptionConcerned'] = (_client, { subscription, changes }) => {
  const uri = parseClientUri(subscription.clientUri);
  const steps = [uri.instance, ...uri.path];
  return changes.some((change: Change) => change.moid === uri.moid
    && [change.miid, ...change.path].every((name, index) => {
      const step = steps[index];
      return step === undefined || step.kind !== 'name' || step.name === name;
    }));
};

/** DM2-SUB-C-004, C-014: where the subscription's reports go. */
export const reportTarget: ClientParts['reportTarget'] = (_client, { subscription }) => subscription.serverUri;

/** DM2-SUB-C-005: the subscribed subtree as it is now, empty if it is gone. DM2-ACL-C-015: nothing without the read right. */
export const reportItems: ClientParts['reportItems'] = (client, { subscription }) => {
  const account = accountOf(client, subscription.srvId);
  if (account === undefined) {
    return undefined;
  }
  const right = client.parts.rightForCommand(client, { name: 'SUB' });
  try {
    return client.parts.readNodes(client, { account, clientUris: [subscription.clientUri], right }).items;
  } catch (fault) {
    if (fault instanceof CommandFault) {
      return fault.sc === 404 ? [] : undefined;
    }
    throw fault;
  }
};

/** DM2-SUB-C-004, C-005, C-007: one PUT; a repository that fails gets no second one, except for another type. */
export const reportSubscription: ClientParts['reportSubscription'] = async (client, { subscription, items }) => {
  const { contentType } = subscription;
  const response = await client.parts.uploadRequest(client, {
    method: 'PUT', serverUri: client.parts.reportTarget(client, { subscription }), contentType,
    body: client.parts.encodeUpload(client, { items, contentType }),
  }).catch(unlessCommandFault);
  if (response?.status === 415) {
    await client.parts.reportAgain(client, { subscription, items, response });
  }
};

function unlessCommandFault(fault: unknown): undefined {
  if (!(fault instanceof CommandFault)) {
    throw fault;
  }
}

/** DM2-SUB-C-009: once more in a type that the repository lists and the client has; it stays with that type. */
export const reportAgain: ClientParts['reportAgain'] = async (client, { subscription, items, response }) => {
  const contentType = listedType(response.headers.get('omadm-accept') ?? '', client.parts.uploadTypes(client));
  if (contentType === undefined) {
    return;
  }
  const key = keyOf(subscription);
  if (client.state.subscriptions.get(key) === subscription) {
    client.state.subscriptions.set(key, { ...subscription, contentType });
  }
  await client.parts.uploadRequest(client, {
    method: 'PUT', serverUri: client.parts.reportTarget(client, { subscription }), contentType,
    body: client.parts.encodeUpload(client, { items, contentType }),
  }).catch(unlessCommandFault);
};

function listedType(header: string, offered: readonly string[]): string | undefined {
  try {
    return preferredType(parseAccept(header), offered);
  } catch (fault) {
    if (fault instanceof DecodeError) {
      return undefined;
    }
    throw fault;
  }
}
