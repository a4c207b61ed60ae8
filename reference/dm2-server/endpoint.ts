/**
 * The DM endpoint: a POST with Package#1 or Package#3 in, Package#2 out (OMA-TS-DM_Protocol-V2_0, 5.2, ~5.5).
 *
 * Nothing is changed before the whole request has been found right. Left out: TLS, which is the listener's.
 */
import { HEADER_DEV_ID, PACKAGE2_TYPE } from '../../protocol/dm2/media-types.js';
import { decodePackage1 } from '../../protocol/dm2/package1.js';
import { decodePackage3 } from '../../protocol/dm2/package3.js';
import { pathOf, routeOf } from './addresses.js';
import { HttpFault } from './faults.js';
import { orFault } from './http-rules.js';
import type { ServerRequest, ServerResponse } from './model.js';
import type { ServerContext, ServerParts } from './parts.js';

/** DM2-SEQ-B-012: everything travels in HTTP requests and their responses. */
export const respond: ServerParts['respond'] = async (server, { request }) => {
  try {
    return dispatch(server, request);
  } catch (fault) {
    if (fault instanceof HttpFault) {
      return server.parts.refusal(server, { status: fault.status, reason: fault.message, headers: fault.headers });
    }
    throw fault;
  }
};

function dispatch(server: ServerContext, request: ServerRequest): ServerResponse {
  const route = routeOf(request.target);
  switch (route.kind) {
    case 'package':
      return server.parts.handlePackage(server, { request });
    case 'content':
      return server.parts.handleContent(server, { request, path: route.path });
    case 'upload':
      return server.parts.handleUpload(server, { request, path: route.path });
    case 'bootstrap':
      return server.parts.handleBootstrap(server, { request });
    case 'page':
      return server.parts.handlePage(server, { request });
    case 'unknown':
      throw new HttpFault(404, 'there is nothing at this address');
  }
}

/** DM2-SEQ-B-001, DM2-SEQ-S-004, DM2-PKG2-B-001: the answer to a package is the next Package#2. */
export const handlePackage: ServerParts['handlePackage'] = (server, { request }) => {
  const { parts } = server;
  parts.checkMethod(server, { request, allowed: ['POST'] });
  const kind = parts.packageKind(server, { request });
  parts.checkAccept(server, { request, offered: PACKAGE2_TYPE });
  const device = parts.identifyDevice(server, { request });
  parts.authenticate(server, { request, device });
  const path = pathOf(request.target);
  if (kind === 'initiation') {
    const received = parts.readPackage1(server, { request });
    const session = parts.openSession(server, { device, path });
    parts.acceptPackage1(server, { session, received });
    return nextPackage(server, session);
  }
  const received = parts.readPackage3(server, { request });
  const session = parts.findSession(server, { device, path }) ?? parts.onUnmatchedPackage3(server, { device, path });
  session.paths = [path];
  parts.acceptPackage3(server, { session, received });
  return nextPackage(server, session);
};

function nextPackage(server: ServerContext, session: Parameters<ServerParts['nextOrders']>[1]['session']): ServerResponse {
  const { parts } = server;
  const orders = parts.nextOrders(server, { session });
  const package2 = parts.buildPackage2(server, { session, orders });
  session.sent = orders;
  session.paths = parts.continuation(server, { session, orders });
  if (orders.length === 0) parts.endSession(server, { session });
  return parts.packageResponse(server, { session, package2 });
}

/** DM2-HTTP-S-014: the header names the device. DM2-PKG1-S-017: without it the request is refused. */
export const identifyDevice: ServerParts['identifyDevice'] = (server, { request }) => {
  const devId = request.headers.get(HEADER_DEV_ID.toLowerCase())?.trim() ?? '';
  if (devId === '') throw new HttpFault(400, `${HEADER_DEV_ID} is missing: it names the device`);
  return server.state.devices.get(devId) ?? server.parts.onUnknownDevice(server, { devId });
};

/** DM2-PKG1-S-017: an identity without an account is refused, unless the server takes every device. */
export const onUnknownDevice: ServerParts['onUnknownDevice'] = (server, { devId }) => {
  const { enrolment } = server.config;
  if (enrolment.kind === 'closed') throw new HttpFault(403, 'this device has no account here');
  if (server.state.devices.size >= server.config.limits.devices) throw new HttpFault(403, 'this server holds as many devices as it can');
  const device = server.parts.createDevice(server, {
    account: { devId, serverId: enrolment.serverId, credentials: null, notification: null, permissions: [] },
  });
  server.parts.enqueue(server, { device, packages: enrolment.greeting });
  return device;
};

/** DM2-PKG1-S-018, S-015, S-016: 400 for what breaks the schema; lists may be absent or empty, more members may stand there. */
export const readPackage1: ServerParts['readPackage1'] = (_server, { request }) => {
  const { value, document } = orFault(400, () => decodePackage1(request.body));
  return { value, json: document.value };
};

/** DM2-PKG3-B-001, DM2-PKG3-S-007: `Alert` and `URI` may be absent. */
export const readPackage3: ServerParts['readPackage3'] = (_server, { request }) => {
  const { value, document } = orFault(400, () => decodePackage3(request.body));
  return { value, json: document.value };
};
