/**
 * The upper tester of the reference server: what an operator can have it do and can ask of it, as
 * docs/upper-tester.openapi.yaml says. Faults are answered as `{"error": …}`.
 */
import { bootstrapUrlOf, contentUrlOf, endpointOf, otherEndpointOf, pathOf, uploadBaseOf } from './addresses.js';
import { forgetDevice } from './accounts.js';
import { BOOTSTRAP_TYPE } from './bootstrap.js';
import { HttpFault, OutboundFault } from './faults.js';
import { emptyResponse, response } from './http-rules.js';
import type { Device, ServerRequest, ServerResponse } from './model.js';
import { readAccount, readBootstrapOrder, readNotificationOrder, readPackages } from './operator-input.js';
import { recordOf } from './operator-view.js';
import type { ServerContext } from './parts.js';

/** The answer to one request of the operator; rejects only for faults of the server itself. */
export async function answerOperator(server: ServerContext, request: ServerRequest): Promise<ServerResponse> {
  try {
    return await dispatch(server, request);
  } catch (fault) {
    if (fault instanceof HttpFault) return failure(fault);
    // The contract knows no 5xx but 501: that the other side did not take something is a fault of the order.
    if (fault instanceof OutboundFault) return failure(new HttpFault(424, fault.message));
    throw fault;
  }
}

const failure = ({ status, message, headers }: HttpFault): ServerResponse =>
  response({ status, headers: [...headers, ['Content-Type', 'application/json']], body: JSON.stringify({ error: message }) });

const json = (value: unknown): ServerResponse => response({ status: 200, headers: [['Content-Type', 'application/json']], body: JSON.stringify(value) });

async function dispatch(server: ServerContext, request: ServerRequest): Promise<ServerResponse> {
  const path = pathOf(request.target);
  if (path.startsWith('/repository/')) return setContent(server, { request, path: path.slice('/repository'.length) });
  const [, collection, id = '', action, ...more] = path.split('/');
  if (collection !== 'devices' || id === '' || more.length > 0) throw unknownAddress(path);
  const devId = decoded(id);
  switch (action) {
    case undefined:
      return account(server, { request, devId });
    case 'commands':
      server.parts.enqueue(server, { device: posted(server, { request, devId }), packages: readPackages(request.body) });
      return emptyResponse(202);
    case 'notification':
      await server.parts.notify(server, { device: posted(server, { request, devId }), order: readNotificationOrder(request.body) });
      return emptyResponse(202);
    case 'bootstrap':
      return bootstrap(server, { device: posted(server, { request, devId }), to: readBootstrapOrder(request.body).to });
    default:
      throw unknownAddress(path);
  }
}

const unknownAddress = (path: string): HttpFault =>
  new HttpFault(404, `${path} is no address of this contract: /devices/{devId}, below it /commands, /notification, /bootstrap, and /repository/{path}`);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpFault(400, `"${segment}" is not percent-encoded UTF-8`);
  }
}

interface Addressed {
  readonly request: ServerRequest;
  readonly devId: string;
}

function account(server: ServerContext, { request, devId }: Addressed): ServerResponse {
  server.parts.checkMethod(server, { request, allowed: ['GET', 'PUT', 'DELETE'] });
  if (request.method === 'GET') return json(recordOf(server, deviceOf(server, devId)));
  if (request.method === 'DELETE') {
    forgetDevice(server, devId);
    return emptyResponse(204);
  }
  const device = server.parts.createDevice(server, { account: readAccount(request.body, devId) });
  return json({ endpoint: endpointOf(server.state), other: otherEndpointOf(server.state), repository: uploadBaseOf(server.state, device), bootstrap: bootstrapUrlOf(server.state) });
}

function posted(server: ServerContext, { request, devId }: Addressed): Device {
  server.parts.checkMethod(server, { request, allowed: ['POST'] });
  return deviceOf(server, devId);
}

function deviceOf({ state }: ServerContext, devId: string): Device {
  const device = state.devices.get(devId);
  if (device === undefined) throw new HttpFault(404, `there is no device ${devId}; create it with PUT /devices/${encodeURIComponent(devId)}`);
  return device;
}

function setContent(server: ServerContext, { request, path }: { readonly request: ServerRequest; readonly path: string }): ServerResponse {
  server.parts.checkMethod(server, { request, allowed: ['PUT'] });
  const contentType = request.headers.get('content-type');
  if (contentType === undefined) throw new HttpFault(400, 'Content-Type is missing: content is served with the media type it was set with');
  server.state.content.set(path, { contentType, body: request.body });
  return json({ url: contentUrlOf(server.state, path) });
}

async function bootstrap(server: ServerContext, { device, to }: { readonly device: Device; readonly to: string | null }): Promise<ServerResponse> {
  const body = server.parts.encodeBootstrap(server, { items: server.parts.bootstrapItems(server, { device }) });
  if (to !== null) await server.parts.sendBootstrap(server, { url: to, contentType: BOOTSTRAP_TYPE, body });
  return json({ contentType: BOOTSTRAP_TYPE, body: Buffer.from(body).toString('base64') });
}
