/**
 * The data repository: content that devices fetch (HGET, DEFAULT) and data that they bring (HPUT, HPOST, SUB)
 * (OMA-TS-DM_Protocol-V2_0, ~5.3, ~5.5; ranges: RFC 9110, 14).
 *
 * Which device brings something is told by the address alone: no text says that a device names itself here.
 */
import { HEADER_ACCEPT, MO_TYPE } from '../../protocol/dm2/media-types.js';
import { decodeMoOrItem } from '../../protocol/dm2/mo.js';
import { sha256 } from '../../protocol/digests.js';
import { hexOf } from '../../protocol/octets.js';
import { HttpFault } from './faults.js';
import { emptyResponse, essenceOf, orFault } from './http-rules.js';
import type { Device, ServerResponse } from './model.js';
import type { ServerContext, ServerParts } from './parts.js';
import { readRange } from './range.js';
import { addRecord } from './records.js';

/** DM2-SERVERURI-B-001: content by GET. DM2-HTTP-S-002: 406 when the device cannot take its type. */
export const handleContent: ServerParts['handleContent'] = (server, { request, path }) => {
  server.parts.checkMethod(server, { request, allowed: ['GET', 'HEAD'] });
  const content = server.state.content.get(path);
  if (content === undefined) throw new HttpFault(404, 'there is no content at this address');
  server.parts.checkAccept(server, { request, offered: content.contentType });
  return server.parts.contentResponse(server, { request, ...content });
};

/** The whole or the part that Range names; a range is only honoured while the content is what the device began to load. */
export const contentResponse: ServerParts['contentResponse'] = (_server, { request, contentType, body }) => {
  const etag = `"${hexOf(sha256(body)).slice(0, 32)}"`;
  const common = [['ETag', etag], ['Accept-Ranges', 'bytes']] as const;
  const condition = request.headers.get('if-range');
  const wanted = request.method === 'GET' && (condition === undefined || condition === etag) ? request.headers.get('range') : undefined;
  const range = wanted === undefined ? { kind: 'whole' as const } : readRange(wanted, body.byteLength);
  switch (range.kind) {
    case 'whole':
      return { status: 200, headers: [['Content-Type', contentType], ...common], body };
    case 'part': {
      const { first, last } = range;
      const headers = [['Content-Type', contentType], ['Content-Range', `bytes ${first}-${last}/${body.byteLength}`], ...common] as const;
      return { status: 206, headers, body: body.subarray(first, last + 1) };
    }
    case 'beyond':
      return emptyResponse(416, [['Content-Range', `bytes */${body.byteLength}`], ...common]);
  }
};

/** DM2-SUB-S-015, DM2-SER-S-010: takes data by PUT and POST; every attempt is recorded with the answer it got. */
export const handleUpload: ServerParts['handleUpload'] = (server, { request, path }) => {
  server.parts.checkMethod(server, { request, allowed: ['PUT', 'POST'] });
  const [, key = '', ...rest] = path.split('/');
  const device = [...server.state.devices.values()].find((candidate) => candidate.key === key);
  if (device === undefined || rest.length === 0) throw new HttpFault(404, 'no device has this address for its data');
  const contentType = request.headers.get('content-type') ?? null;
  const answer = received({ server, device, path: `/${rest.join('/')}`, contentType, body: request.body });
  const method = request.method === 'PUT' ? 'PUT' : 'POST';
  const entry = { method, path: `/${rest.join('/')}`, contentType, body: request.body, status: answer.status } as const;
  addRecord(device.uploads, { entry, limits: server.config.limits, bytesOf: ({ body }) => body.byteLength });
  return answer;
};

interface Delivery {
  readonly server: ServerContext;
  readonly device: Device;
  readonly path: string;
  readonly contentType: string | null;
  readonly body: Uint8Array;
}

function received({ server, device, path, contentType, body }: Delivery): ServerResponse {
  const essence = contentType === null ? undefined : essenceOf(contentType);
  const types = server.parts.uploadTypes(server, { purpose: 'upload' });
  if (essence === undefined || !types.includes(essence)) {
    return server.parts.onUnsupportedUpload(server, { contentType: contentType ?? 'nothing' });
  }
  try {
    const items = server.parts.readUpload(server, { body });
    server.parts.rememberItems(server, { device, items });
    return emptyResponse(server.parts.uploadStatus(server, { device, path }));
  } catch (fault) {
    if (!(fault instanceof HttpFault)) throw fault;
    return server.parts.refusal(server, { status: fault.status, reason: fault.message, headers: fault.headers });
  }
}

/** DM2-SER-B-011: the serialization, and the same under the general name of JSON where the server says so. */
export const uploadTypes: ServerParts['uploadTypes'] = ({ config }) => (config.features.S_EXTRA_MIME === false ? [MO_TYPE] : [MO_TYPE, 'application/json']);

/** DM2-SUB-S-008, DM2-HTTP-S-003: 415 together with the types that are taken. */
export const onUnsupportedUpload: ServerParts['onUnsupportedUpload'] = (server, { contentType }) => {
  const types = server.parts.announcedTypes(server, { purpose: 'refusal' });
  return server.parts.refusal(server, {
    status: 415, reason: `data labelled ${contentType} cannot be read here`, headers: types === undefined ? [] : [[HEADER_ACCEPT, types]],
  });
};

/** DM2-SER-B-001, DM2-SER-S-010: items with or without DDF and CV, members in any order; one item alone is taken as well. */
export const readUpload: ServerParts['readUpload'] = (_server, { body }) => orFault(400, () => decodeMoOrItem(body).value);

/** DM2-SUB-S-015 */
export const uploadStatus: ServerParts['uploadStatus'] = () => 200;
