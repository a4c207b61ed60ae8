/** Defects of Package#1 (clauses 5.2.2 and 7.2.1.1). */
import { PRIVATE_MOID } from '../../../reference/dm2-client/definitions/probe.js';
import type { ClientMutant } from '../../defect.js';
import { rewrittenPackage1, withItems, without } from '../../rewriting.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/package1/sent-by-put',
    violates: 'DM2-PKG1-B-001',
    does: 'sends Package#1 by HTTP PUT',
    parts: (standard) => ({
      sendPackage1: (client, args) =>
        standard.sendPackage1({ ...client, parts: { ...client.parts, httpRequest: (_, request) => standard.httpRequest(client, { ...request, method: 'PUT' }) } }, args),
    }),
  },
  {
    id: 'dm2/client/package1/no-device-id',
    violates: 'DM2-PKG1-C-002',
    does: 'leaves the header OMADM-DevID out of Package#1',
    parts: (standard) => ({
      packageHeaders(client, args) {
        const { 'OMADM-DevID': deviceId = '', ...headers } = standard.packageHeaders(client, args);
        return args.contentType.includes('initiation') ? headers : { ...headers, 'OMADM-DevID': deviceId };
      },
    }),
  },
  {
    id: 'dm2/client/package1/serial-number-as-device-id',
    violates: 'DM2-PKG1-C-002',
    does: 'puts the serial number of the device into OMADM-DevID of Package#1 instead of DevInfo/DevID',
    parts: (standard) => ({
      packageHeaders(client, args) {
        const headers = standard.packageHeaders(client, args);
        return args.contentType.includes('initiation') ? { ...headers, 'OMADM-DevID': 'SN:0001' } : headers;
      },
    }),
  },
  {
    id: 'dm2/client/package1/general-json-type',
    violates: 'DM2-PKG1-C-003',
    does: 'labels Package#1 as application/json',
    parts: (standard) => ({ packageContentType: (client, args) => (args.kind === 'initiation' ? 'application/json' : standard.packageContentType(client, args)) }),
  },
  {
    id: 'dm2/client/package1/ends-with-nul',
    violates: 'DM2-PKG1-C-003',
    does: 'sends the terminating NUL of its text buffer as part of Package#1',
    parts: (standard) => rewrittenPackage1(standard, (body) => `${JSON.stringify(body)}\0`),
  },
  {
    id: 'dm2/client/package1/relative-ddf-link',
    violates: 'DM2-PKG1-C-006',
    does: 'links to DDF files by a relative path',
    parts: () => ({ ddfLink: (_client, { definition }) => definition.ddfFile }),
  },
  {
    id: 'dm2/client/package1/forgets-instances',
    violates: 'DM2-PKG1-C-006',
    does: 'states an empty list of instances for every MO',
    parts: () => ({ visibleMiids: () => [] }),
  },
  {
    id: 'dm2/client/package1/no-miid-without-instances',
    violates: 'DM2-PKG1-C-007',
    does: 'leaves MIID out where an MO has no instance',
    config: (standard) => ({ ...standard, mos: standard.mos.map((mo) => (mo.definition.moid.includes('dcmo') ? { ...mo, instances: [] } : mo)) }),
    parts: (standard) => rewrittenPackage1(standard, (body) => withItems(body, 'MOS', (entry) => (Array.isArray(entry['MIID']) && entry['MIID'].length === 0 ? without(entry, 'MIID') : entry))),
  },
  {
    id: 'dm2/client/package1/single-miid-as-text',
    violates: 'DM2-PKG1-C-007',
    does: 'writes a single MIID as a string instead of an array',
    parts: (standard) => rewrittenPackage1(standard, (body) => withItems(body, 'MOS', (entry) => ({ ...entry, MIID: Array.isArray(entry['MIID']) && entry['MIID'].length === 1 ? String(entry['MIID'][0]) : entry['MIID'] }))),
  },
  {
    id: 'dm2/client/package1/shows-foreign-mo',
    violates: 'DM2-PKG1-C-008',
    does: 'lists an MO that was not set for the server at bootstrap',
    parts: (standard) => ({ listedMoids: (client, args) => [...standard.listedMoids(client, args), PRIVATE_MOID] }),
  },
  {
    id: 'dm2/client/package1/hides-mo',
    violates: 'DM2-PKG1-C-008',
    does: 'lists only the standard MOs of OMA',
    parts: (standard) => ({ listedMoids: (client, args) => standard.listedMoids(client, args).filter((moid) => moid.startsWith('urn:oma:mo:oma-')) }),
  },
  {
    id: 'dm2/client/package1/shows-all-instances',
    violates: 'DM2-PKG1-C-009',
    does: 'lists instances to servers that have no right on them',
    parts: () => ({ visibleMiids: (client, { account, moid }) => client.parts.instancesOf(client, { account, moid }).map(({ miid }) => miid) }),
  },
  {
    id: 'dm2/client/package1/claims-notification',
    violates: 'DM2-PKG1-C-012',
    does: 'says ServerInitiatedMgmt although it began the session itself',
    parts: () => ({ initiationAlerts: () => [{ AlertType: 'urn:oma:at:dm:2.0:ServerInitiatedMgmt' }] }),
  },
  {
    id: 'dm2/client/package1/two-reasons',
    violates: 'DM2-PKG1-C-014',
    does: 'states the reason of the session twice',
    parts: (standard) => ({ initiationAlerts: (client, args) => [...standard.initiationAlerts(client, args), ...standard.initiationAlerts(client, args)] }),
  },
];
