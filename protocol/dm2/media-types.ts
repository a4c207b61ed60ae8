/**
 * Media types and header names of DM 2.0 (OMA-TS-DM_Protocol-V2_0, ~5.5 and 7.2.1). Types are compared without
 * parameters. Not here: the types of Package#0 and of bootstrap, which no text at hand names.
 */

/** Body of the POST that opens a session. */
export const PACKAGE1_TYPE = 'application/vnd.oma.dm.initiation+json';
/** Body of the answer to Package#1 and Package#3. */
export const PACKAGE2_TYPE = 'application/vnd.oma.dm.request+json';
/** Body of the POST that reports results. */
export const PACKAGE3_TYPE = 'application/vnd.oma.dm.response+json';
/** Management object serialization; the name is that of the known implementation. */
export const MO_TYPE = 'application/dmmo+json';

/** Client to server: the value of DevInfo/DevID. */
export const HEADER_DEV_ID = 'OMADM-DevID';
/** Server to client: types it can take in later bodies; written like `Accept`. */
export const HEADER_ACCEPT = 'OMADM-Accept';
