/**
 * How packages travel: HTTP POST to the endpoint of the session, with the headers of the chapter on HTTP binding.
 *
 * Credentials are sent to the DM endpoint only: see authentication.ts.
 */
import {
  HEADER_DEV_ID, MO_TYPE, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE,
} from '../../protocol/dm2/media-types.js';
import type { ClientParts } from './parts.js';

/** DM2-PKG1-B-001, DM2-SEQ-B-012: Package#1 is one HTTP POST. */
export const sendPackage1: ClientParts['sendPackage1'] = (client, { session, package1 }) => client.parts.sendPackage(client, {
  session,
  contentType: client.parts.packageContentType(client, { kind: 'initiation' }),
  body: client.parts.encodePackage1(client, { package1 }),
});

/** DM2-PKG3-B-001, DM2-SEQ-C-014: Package#3 goes to the endpoint of the running session. */
export const sendPackage3: ClientParts['sendPackage3'] = (client, { session, package3 }) => client.parts.sendPackage(client, {
  session,
  contentType: client.parts.packageContentType(client, { kind: 'response' }),
  body: client.parts.encodePackage3(client, { package3 }),
});

/** DM2-PKG1-C-003, DM2-PKG3-C-003: the media types of the two packages. */
export const packageContentType: ClientParts['packageContentType'] = (_client, { kind }) =>
  (kind === 'initiation' ? PACKAGE1_TYPE : PACKAGE3_TYPE);

/** One POST to the session's endpoint; what is asked for credentials is the business of authentication.ts. */
export const sendPackage: ClientParts['sendPackage'] = (client, { session, contentType, body }) => client.parts.requestWithCredentials(client, {
  login: session.login,
  auth: session.account.auth,
  request: { method: 'POST', url: session.endpoint, headers: client.parts.packageHeaders(client, { session, contentType }), body },
});

/** DM2-PKG1-C-002, DM2-PKG3-C-002: the device id in every package. DM2-HTTP-C-001: Accept as well. */
export const packageHeaders: ClientParts['packageHeaders'] = (client, { contentType }) => ({
  'Content-Type': contentType,
  Accept: client.parts.acceptHeader(client, { purpose: 'package' }),
  [HEADER_DEV_ID]: client.parts.deviceId(client),
});

/** DM2-PKG1-C-002, DM2-MO-DEVINFO-C-005: the value of DevInfo/DevID. */
export const deviceId: ClientParts['deviceId'] = (client) => client.config.devId;

/** DM2-HTTP-C-001, DM2-CMD-HGET-C-011, DM2-SER-B-011: what the client can take in the response. */
export const acceptHeader: ClientParts['acceptHeader'] = (_client, { purpose }) => {
  switch (purpose) {
    case 'package': return PACKAGE2_TYPE;
    case 'download': return `${MO_TYPE}, application/json;q=0.8, */*;q=0.1`;
    case 'page': return 'text/html, */*;q=0.1';
  }
};

/** DM2-MO-DMACC-C-005, DM2-CMD-CONT-C-004: sessions start at the account's SrvURI. */
export const startUriOf: ClientParts['startUriOf'] = (_client, { account }) => account.srvUri;
