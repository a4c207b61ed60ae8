/**
 * Package#2: which operations come next, how their commands are written, and the response that carries them
 * (OMA-TS-DM_Protocol-V2_0, 5.3, 6, ~7.2.1.2).
 */
import { formatClientUri, parseClientUri } from '../../protocol/dm2/client-uri.js';
import { formatCommand as formatStandard, type Command } from '../../protocol/dm2/commands.js';
import { HEADER_ACCEPT, MO_TYPE, PACKAGE2_TYPE } from '../../protocol/dm2/media-types.js';
import { encodePackage2 as encodeStandard } from '../../protocol/dm2/package2.js';
import { ENDPOINT_PATHS, pathOf } from './addresses.js';
import { HttpFault } from './faults.js';
import type { Operation } from './model.js';
import type { ServerParts } from './parts.js';
import { supports } from './server-config.js';

/** Operations are sent in the order of asking; while an older session of the device is open, they are that session's. */
export const nextOrders: ServerParts['nextOrders'] = ({ state }, { session }) => {
  const oldest = [...state.sessions].find(({ device }) => device === session.device);
  return oldest === session ? session.device.queue.shift() ?? [] : [];
};

/** DM2-PKG2-S-003, S-005, DM2-CMD-END-S-002: the commands, or END when there is nothing more to do. DM2-ALERT-S-002, S-003: nothing else. */
export const buildPackage2: ServerParts['buildPackage2'] = (server, { session, orders }) => {
  if (orders.length === 0) return { CMD: [server.parts.endCommand(server, { session })] };
  const CMD = orders.map((order) => {
    order.state = 'sent';
    return server.parts.writeCommand(server, { device: session.device, operation: order.operation });
  });
  return { CMD };
};

/** DM2-CMD-END-S-005: no parameters. */
export const endCommand: ServerParts['endCommand'] = () => ['END'];

/** DM2-URI-S-006, DM2-CACHE-S-010: ClientURIs are written by the server; the rest of a command is as it was asked for. */
export const writeCommand: ServerParts['writeCommand'] = (server, { device, operation }) => {
  const client = operation.client?.map((clientUri) => server.parts.writeClientUri(server, { device, operation, clientUri }));
  const written = { ...operation, ...(client === undefined ? {} : { client }) };
  if (operation.command === 'SUB') client?.forEach((clientUri) => device.subscriptions.set(normalForm(clientUri), clientUri));
  return server.parts.formatCommand(server, { command: server.parts.commandOf(server, { operation: written }) });
};

/** DM2-PKG2-S-004, S-006: the name, then the ServerURI, then the ClientURIs. */
export const formatCommand: ServerParts['formatCommand'] = (_server, { command }) => formatStandard(command);

/** The command that carries out an operation; HttpFault 400 names what is missing. */
export const commandOf: ServerParts['commandOf'] = (_server, { operation }) => {
  const { command: name } = operation;
  switch (name) {
    case 'HGET': {
      const [clientUri] = clients(operation, { least: 0, most: 1 });
      return { name, serverUri: serverUriOf(operation), ...(clientUri === undefined ? {} : { clientUri }) };
    }
    case 'HPUT':
    case 'HPOST':
      return { name, serverUri: serverUriOf(operation), clientUris: clients(operation, { least: 1 }) };
    case 'DELETE':
    case 'GET':
      return withoutServer(operation, { name, clientUris: clients(operation, { least: 1 }) });
    case 'EXEC':
      return { name, clientUri: onlyClient(operation), ...(operation.server === undefined ? {} : { serverUri: operation.server }) };
    case 'SHOW':
    case 'CONT':
      clients(operation, { least: 0, most: 0 });
      return { name, serverUri: serverUriOf(operation) };
    case 'DEFAULT':
      return { name, serverUri: serverUriOf(operation), moid: moidOf(operation) };
    case 'SUB':
      return { name, serverUri: serverUriOf(operation), clientUri: onlyClient(operation) };
    case 'UNSUB':
      return withoutServer(operation, { name, clientUri: onlyClient(operation) });
  }
};

function serverUriOf({ command, server }: Operation): string {
  if (server === undefined) throw new HttpFault(400, `${command} needs "server", an absolute http or https URI`);
  return server;
}

function moidOf({ command, moid }: Operation): string {
  if (moid === undefined) throw new HttpFault(400, `${command} needs "moid"`);
  return moid;
}

function onlyClient(operation: Operation): string {
  const [clientUri = ''] = clients(operation, { least: 1, most: 1 });
  return clientUri;
}

function clients({ command, client = [] }: Operation, { least, most = Number.POSITIVE_INFINITY }: { readonly least: number; readonly most?: number }): readonly string[] {
  if (client.length >= least && client.length <= most) return client;
  const wanted = most === 0 ? 'no "client"' : least === most ? 'one ClientURI in "client"' : least === 0 ? 'at most one ClientURI in "client"' : 'at least one ClientURI in "client"';
  throw new HttpFault(400, `${command} takes ${wanted}, here are ${client.length}`);
}

function withoutServer({ command, server }: Operation, written: Command): Command {
  if (server !== undefined) throw new HttpFault(400, `${command} takes no "server"`);
  return written;
}

/** Commands that read, and may therefore be answered with 304. */
const READING: ReadonlySet<Operation['command']> = new Set(['GET', 'HPUT', 'HPOST']);

/**
 * DM2-URI-S-001, S-006, B-007: written anew, so that everything is percent-encoded that has to be.
 * DM2-CACHE-S-010: with `cv` where a validator is known. DM2-SUB-S-012: UNSUB repeats its SUB to the letter.
 */
export const writeClientUri: ServerParts['writeClientUri'] = (server, { device, operation, clientUri }) => {
  const uri = parseClientUri(clientUri);
  const written = formatClientUri(uri);
  if (operation.command === 'UNSUB') return device.subscriptions.get(written) ?? written;
  const cv = READING.has(operation.command) && uri.cv === undefined ? server.parts.validatorFor(server, { device, uri }) : undefined;
  return cv === undefined ? written : formatClientUri({ ...uri, cv });
};

const normalForm = (clientUri: string): string => formatClientUri(parseClientUri(clientUri));

/** DM2-PKG2-S-002, DM2-HTTP-B-010: JSON. */
export const encodePackage2: ServerParts['encodePackage2'] = (_server, { package2 }) => encodeStandard(package2);

/** DM2-SEQ-S-004, DM2-HTTP-S-004: Package#2 is the body of a 200; more types than those of the specification are announced. */
export const packageResponse: ServerParts['packageResponse'] = (server, { session, package2 }) => {
  const types = server.parts.announcedTypes(server, { purpose: 'package' });
  return {
    status: 200,
    headers: [['Content-Type', server.parts.package2Type(server, { session })], ...(types === undefined ? [] : [[HEADER_ACCEPT, types] as const])],
    body: server.parts.encodePackage2(server, { package2 }),
  };
};

/** DM2-PKG2-S-002 */
export const package2Type: ServerParts['package2Type'] = () => PACKAGE2_TYPE;

/** DM2-HTTP-S-004, S-005, DM2-SUB-S-008: written like Accept; announced in packages only if it says more than the specification. */
export const announcedTypes: ServerParts['announcedTypes'] = (server, { purpose }) => {
  if (purpose === 'package' && !supports(server.config, 'S_EXTRA_MIME')) return undefined;
  return server.parts.uploadTypes(server, { purpose: 'upload' }).map((type) => (type === MO_TYPE ? type : `${type};q=0.5`)).join(', ');
};

/** DM2-CMD-CONT-S-005: after CONT the session goes on there; where the device could not follow, it still goes on here. */
export const continuation: ServerParts['continuation'] = ({ state }, { session, orders }) => {
  const target = orders.findLast(({ operation }) => operation.command === 'CONT')?.operation.server;
  const path = target?.startsWith(`${state.origin}/`) === true ? pathOf(target) : undefined;
  const isOurs = ENDPOINT_PATHS.some((endpoint) => path === endpoint || path?.startsWith(`${endpoint}/`) === true);
  return path === undefined || !isOurs || session.paths.includes(path) ? session.paths : [path, ...session.paths];
};
