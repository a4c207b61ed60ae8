/** Defects of Package#3 (clauses 5.2.4 and 7.2.1.3). */
import type { ClientMutant } from '../../defect.js';
import { rewrittenPackage3, withItems } from '../../rewriting.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/package3/sent-by-put',
    violates: 'DM2-PKG3-B-001',
    does: 'sends Package#3 by HTTP PUT',
    parts: (standard) => ({
      sendPackage3: (client, args) =>
        standard.sendPackage3({ ...client, parts: { ...client.parts, httpRequest: (_, request) => standard.httpRequest(client, { ...request, method: 'PUT' }) } }, args),
    }),
  },
  {
    id: 'dm2/client/package3/no-device-id',
    violates: 'DM2-PKG3-C-002',
    does: 'leaves the header OMADM-DevID out of Package#3',
    parts: (standard) => ({
      packageHeaders(client, args) {
        const { 'OMADM-DevID': deviceId = '', ...headers } = standard.packageHeaders(client, args);
        return args.contentType.includes('response') ? headers : { ...headers, 'OMADM-DevID': deviceId };
      },
    }),
  },
  {
    id: 'dm2/client/package3/short-device-id',
    violates: 'DM2-PKG3-C-002',
    does: 'cuts the prefix off the device id in Package#3',
    parts: (standard) => ({
      packageHeaders(client, args) {
        const headers = standard.packageHeaders(client, args);
        return args.contentType.includes('response') ? { ...headers, 'OMADM-DevID': client.config.devId.replace(/^urn:uuid:/, '') } : headers;
      },
    }),
  },
  {
    id: 'dm2/client/package3/general-json-type',
    violates: 'DM2-PKG3-C-003',
    does: 'labels Package#3 as application/json',
    parts: (standard) => ({ packageContentType: (client, args) => (args.kind === 'response' ? 'application/json' : standard.packageContentType(client, args)) }),
  },
  {
    id: 'dm2/client/package3/single-quotes',
    violates: 'DM2-PKG3-C-003',
    does: 'writes strings of Package#3 in single quotes',
    parts: (standard) => rewrittenPackage3(standard, (body) => JSON.stringify(body).replaceAll('"', "'")),
  },
  {
    id: 'dm2/client/package3/codes-as-text',
    violates: 'DM2-PKG3-C-004',
    does: 'writes status codes as strings',
    parts: (standard) => rewrittenPackage3(standard, (body) => withItems(body, 'Status', (item) => ({ ...item, sc: String(item['sc']) }))),
  },
  {
    id: 'dm2/client/package3/single-status-without-array',
    violates: 'DM2-PKG3-C-004',
    does: 'writes a single status as an object instead of an array',
    parts: (standard) => rewrittenPackage3(standard, (body) => {
      const list: readonly unknown[] = Array.isArray(body['Status']) ? body['Status'] : [];
      return list.length === 1 ? { ...body, Status: list[0] } : body;
    }),
  },
  {
    id: 'dm2/client/package3/single-place-as-text',
    violates: 'DM2-PKG3-C-005',
    does: 'writes a single place as a string instead of an array',
    parts: (standard) => rewrittenPackage3(standard, (body) => withItems(body, 'Status', (item) => (Array.isArray(item['URI']) ? { ...item, URI: String(item['URI'][0]) } : item))),
  },
  {
    id: 'dm2/client/package3/places-as-paths',
    violates: 'DM2-PKG3-C-005',
    does: 'names places as paths of a device tree, not as ClientURIs',
    parts: (standard) => rewrittenPackage3(standard, (body) => withItems(body, 'Status', (item) => (Array.isArray(item['URI']) ? { ...item, URI: (item['URI'] as readonly unknown[]).map((uri) => `./${String(uri)}`) } : item))),
  },
];
