/**
 * Descriptions (DDF) of the management objects that devices list: each is fetched once, whatever device names it
 * (OMA-TS-DM_Protocol-V2_0, ~7.2, ~11). No description of a whole device is needed (DM2-DISC-S-004).
 *
 * A device may name any address, so only hosts of the configuration are asked.
 */
import { DecodeError } from '../../protocol/decode-error.js';
import { ddfEntries, type AccessCommand } from '../../protocol/dm1/ddf/description.js';
import { readDdf } from '../../protocol/dm1/ddf/read.js';
import { HttpFault, OutboundFault } from './faults.js';
import type { Description } from './model.js';
import type { ServerContext, ServerParts } from './parts.js';

/** What the server needs to address a node. */
export interface DescribedNode {
  /** Names from the root on; '' for a name that is given at run time. */
  readonly path: readonly string[];
  readonly access: readonly AccessCommand[];
  /** Undefined where the description does not say. */
  readonly format: string | undefined;
}

/** DM2-DISC-S-004: starts fetching what is not known yet; the session does not wait for it. */
export const learnDescriptions: ServerParts['learnDescriptions'] = (server, { package1 }) => {
  const { descriptions } = server.state;
  for (const url of new Set((package1.MOS ?? []).flatMap(({ DDF }) => DDF ?? []))) {
    const known = descriptions.get(url);
    if (known !== undefined && known.state !== 'failed') continue;
    if (known === undefined && descriptions.size >= server.config.limits.descriptions) continue;
    if (server.parts.mayFetch(server, { url })) fetchInBackground(server, url);
    else descriptions.set(url, { state: 'refused', reason: 'its host is not among those that descriptions are fetched from' });
  }
};

function fetchInBackground(server: ServerContext, url: string): void {
  const { descriptions } = server.state;
  descriptions.set(url, { state: 'fetching' });
  server.background.add(server.parts.fetchDescription(server, { url }).then((description) => void descriptions.set(url, description)));
}

/** Only http and https, only hosts that the operator trusts. */
export const mayFetch: ServerParts['mayFetch'] = ({ config }, { url }) => {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return false;
  return config.descriptionHosts.includes(new URL(url).hostname.replace(/^\[|\]$/g, ''));
};

/** One GET; a failure is remembered until a device names the address again. */
export const fetchDescription: ServerParts['fetchDescription'] = async (server, { url }): Promise<Description> => {
  try {
    const { status, body } = await server.outbound.http({ method: 'GET', url, headers: { Accept: 'application/xml, text/xml, */*;q=0.1' } });
    if (status !== 200) return { state: 'failed', reason: `${url} answered HTTP ${status}` };
    return { state: 'known', nodes: server.parts.readDescription(server, { body }) };
  } catch (fault) {
    if (fault instanceof OutboundFault || fault instanceof DecodeError || fault instanceof HttpFault) return { state: 'failed', reason: fault.message };
    throw fault;
  }
};

/** DM2-MO-S-011, DM2-MO-B-012, B-013: the syntax of DM 1.3; run-time properties and everything optional may stand there and is not used. */
export const readDescription: ServerParts['readDescription'] = (_server, { body }) => {
  const { description, findings } = readDdf(body);
  if (description === undefined) throw new HttpFault(502, findings[0] === undefined ? 'there is no description' : `no description: found ${findings[0].found}, expected ${findings[0].expected}`);
  return ddfEntries(description).map(({ segments, node }) => ({ path: segments, access: node.framework.access, format: node.framework.format }));
};
