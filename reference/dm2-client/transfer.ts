/**
 * Transfers on the data plane: downloads for HGET and DEFAULT, uploads for HPUT, HPOST and subscription reports.
 *
 * Facts: chapter on HTTP binding (types, errors), A-19 (no repetition), A-17 and A-20 (what a download may hold).
 */
import { DecodeError } from '../../protocol/decode-error.js';
import { parseMediaType, preferredType } from '../../protocol/dm2/accept.js';
import { MO_TYPE } from '../../protocol/dm2/media-types.js';
import { decodeMoOrItem, encodeMo } from '../../protocol/dm2/mo.js';
import { supports } from './device-config.js';
import { CommandFault, ConnectionFault } from './faults.js';
import type { HttpRequest, HttpResponse, Place } from './model.js';
import type { ClientContext, ClientParts } from './parts.js';

const JSON_TYPE = 'application/json';

/** DM2-SERVERURI-B-001, C-003, C-004, DM2-HTTP-C-011: one HTTP exchange, https under the rules of the session. */
export const httpRequest: ClientParts['httpRequest'] = (client, request) => client.connections.send(request);

/** DM2-CMD-HGET-C-002, C-009, C-010, C-011: one GET; anything but success ends the command without another try. */
export const download: ClientParts['download'] = async (client, { serverUri }) => {
  const first = await transfer(client, {
    method: 'GET', url: serverUri, headers: { Accept: client.parts.acceptHeader(client, { purpose: 'download' }) },
  });
  const resumable = first.extent === 'truncated' && first.status === 200 && first.body.byteLength > 0;
  const response = resumable && supports(client.config, 'C_HTTP_RANGE')
    ? await client.parts.resumeDownload(client, { serverUri, partial: first })
    : first;
  const sc = client.parts.onRepositoryStatus(client, { status: response.status });
  if (sc !== 200) {
    throw new CommandFault(sc, `${serverUri} answered HTTP ${response.status}`);
  }
  if (response.extent === 'truncated') {
    const message = `the download from ${serverUri} broke off after ${response.body.byteLength} bytes`;
    throw new CommandFault(client.parts.onRepositoryLoss(client, { message }), message);
  }
  return response;
};

/** DM2-HTTP-C-013: asks once for the missing rest and takes either the rest or the whole. */
export const resumeDownload: ClientParts['resumeDownload'] = async (client, { serverUri, partial }) => {
  const have = partial.body.byteLength;
  const etag = partial.headers.get('etag');
  const rest = await transfer(client, {
    method: 'GET',
    url: serverUri,
    headers: {
      Accept: client.parts.acceptHeader(client, { purpose: 'download' }),
      Range: `bytes=${have}-`,
      ...(etag === undefined || etag.startsWith('W/') ? {} : { 'If-Range': etag }),
    },
  });
  if (rest.status !== 206) {
    return rest;
  }
  if (rest.headers.get('content-range')?.startsWith(`bytes ${have}-`) !== true) {
    return partial;
  }
  return { ...partial, body: Buffer.concat([partial.body, rest.body]), extent: rest.extent };
};

async function transfer(client: ClientContext, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await client.parts.httpRequest(client, request);
  } catch (fault) {
    if (fault instanceof ConnectionFault) {
      throw new CommandFault(client.parts.onRepositoryLoss(client, { message: fault.message }), fault.message);
    }
    throw fault;
  }
}

/** DM2-CMD-HPUT-C-002, C-004, DM2-CMD-HPOST-C-002, DM2-SER-B-011: one request with labelled body, never repeated. */
export const uploadRequest: ClientParts['uploadRequest'] = (client, { method, serverUri, contentType, body }) =>
  transfer(client, { method, url: serverUri, headers: { 'Content-Type': contentType }, body });

/** DM2-CMD-HGET-C-009, C-010, DM2-CMD-HPUT-C-004: the repository's own code; anything that is neither success nor error is 502. */
export const onRepositoryStatus: ClientParts['onRepositoryStatus'] = (_client, { status }) => {
  if (status >= 200 && status < 300) {
    return 200;
  }
  return status >= 400 && status < 600 ? status : 502;
};

/** A repository that cannot be reached, is not trusted (DM2-SERVERURI-C-004) or breaks off. */
export const onRepositoryLoss: ClientParts['onRepositoryLoss'] = () => 504;

/** DM2-SUB-C-007: the MO serialization, and the same under the general JSON type. */
export const uploadTypes: ClientParts['uploadTypes'] = (client) =>
  (supports(client.config, 'C_EXTRA_MIME') ? [MO_TYPE, JSON_TYPE] : [MO_TYPE]);

/** DM2-HTTP-C-006, C-007: the type the server likes best; undefined when it takes none of ours. */
export const negotiateUploadType: ClientParts['negotiateUploadType'] = (client, { session }) => {
  const offered = client.parts.uploadTypes(client);
  return session.accepted === undefined ? offered[0] : preferredType(session.accepted, offered);
};

/** DM2-SER-B-001: both types have the same body, an array of items. */
export const encodeUpload: ClientParts['encodeUpload'] = (_client, { items }) => encodeMo(items);

/**
 * DM2-CMD-HGET-C-014, DM2-SER-C-012: the MO serialization, a single item tolerated.
 * DM2-CMD-HGET-C-015: raw content if the addressed leaf takes that type; 415 otherwise.
 */
export const decodeFetched: ClientParts['decodeFetched'] = (_client, { response, target }) => {
  const mediaType = essenceOf(response.headers.get('content-type') ?? MO_TYPE);
  if (mediaType === MO_TYPE || mediaType === JSON_TYPE) {
    return { kind: 'items', items: itemsOf(response.body) };
  }
  if (target !== undefined && takesRaw(target, mediaType)) {
    return { kind: 'raw', mediaType, bytes: response.body };
  }
  throw new CommandFault(415, `content of type ${mediaType} has no place here; send ${MO_TYPE}`);
};

function essenceOf(contentType: string): string {
  return unlessUnreadable(() => parseMediaType(contentType).essence, 415);
}

const itemsOf = (body: Uint8Array): ReturnType<typeof decodeMoOrItem>['value'] => unlessUnreadable(() => decodeMoOrItem(body).value, 400);

function unlessUnreadable<Result>(read: () => Result, sc: number): Result {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof DecodeError) {
      throw new CommandFault(sc, fault.message);
    }
    throw fault;
  }
}

function takesRaw({ node }: Place, mediaType: string): boolean {
  const types = node.kind === 'leaf' ? node.definition.rawTypes ?? [] : [];
  return types.some((type) => type === mediaType || (type.endsWith('/*') && mediaType.startsWith(type.slice(0, -1))));
}
