/**
 * The record of all parts as the specification wants them.
 *
 * A mutant or variant is this record with one member replaced: `{ ...DEFAULT_PARTS, endCommand: … }`.
 */
import * as accounts from './accounts.js';
import * as authentication from './authentication.js';
import * as bootstrap from './bootstrap.js';
import * as copies from './copies.js';
import * as descriptions from './descriptions.js';
import * as endpoint from './endpoint.js';
import * as rules from './http-rules.js';
import * as notification from './notification.js';
import * as package2 from './package2.js';
import type { ServerParts } from './parts.js';
import * as repository from './repository.js';
import * as secure from './secure.js';
import * as sessions from './sessions.js';
import * as web from './web.js';

/** Every part, as it should be. */
export const DEFAULT_PARTS: ServerParts = {
  respond: endpoint.respond, handlePackage: endpoint.handlePackage, identifyDevice: endpoint.identifyDevice,
  onUnknownDevice: endpoint.onUnknownDevice, readPackage1: endpoint.readPackage1, readPackage3: endpoint.readPackage3,
  checkMethod: rules.checkMethod, packageKind: rules.packageKind, checkAccept: rules.checkAccept, refusal: rules.refusal,
  tlsOptions: secure.tlsOptions, tlsSuites: secure.tlsSuites, tlsVersions: secure.tlsVersions,
  demandCertificate: secure.demandCertificate, sharedKey: secure.sharedKey,
  authenticate: authentication.authenticate, challenges: authentication.challenges, checkBasic: authentication.checkBasic,
  checkDigest: authentication.checkDigest, newNonce: authentication.newNonce, useNonce: authentication.useNonce,
  openSession: sessions.openSession, findSession: sessions.findSession, onUnmatchedPackage3: sessions.onUnmatchedPackage3,
  endSession: sessions.endSession, acceptPackage1: sessions.acceptPackage1, acceptPackage3: sessions.acceptPackage3,
  relateStatuses: sessions.relateStatuses, noteStatus: sessions.noteStatus, stateAfter: sessions.stateAfter,
  onMissingStatus: sessions.onMissingStatus, contentOf: sessions.contentOf, recordAlerts: sessions.recordAlerts,
  operationCompleted: sessions.operationCompleted, sourceMatches: sessions.sourceMatches,
  nextOrders: package2.nextOrders, buildPackage2: package2.buildPackage2, writeCommand: package2.writeCommand,
  commandOf: package2.commandOf, formatCommand: package2.formatCommand, writeClientUri: package2.writeClientUri,
  endCommand: package2.endCommand, encodePackage2: package2.encodePackage2, packageResponse: package2.packageResponse,
  package2Type: package2.package2Type, announcedTypes: package2.announcedTypes, continuation: package2.continuation,
  createDevice: accounts.createDevice, enqueue: accounts.enqueue, checkPermission: accounts.checkPermission,
  withAddresses: accounts.withAddresses,
  handleContent: repository.handleContent, contentResponse: repository.contentResponse, handleUpload: repository.handleUpload,
  uploadTypes: repository.uploadTypes, onUnsupportedUpload: repository.onUnsupportedUpload, readUpload: repository.readUpload,
  uploadStatus: repository.uploadStatus, handlePage: web.handlePage,
  rememberItems: copies.rememberItems, validatorFor: copies.validatorFor, storedCopy: copies.storedCopy,
  learnDescriptions: descriptions.learnDescriptions, mayFetch: descriptions.mayFetch,
  fetchDescription: descriptions.fetchDescription, readDescription: descriptions.readDescription,
  notify: notification.notify, notificationFacts: notification.notificationFacts,
  encodeNotification: notification.encodeNotification, sendNotification: notification.sendNotification,
  bootstrapItems: bootstrap.bootstrapItems, encodeBootstrap: bootstrap.encodeBootstrap, sendBootstrap: bootstrap.sendBootstrap,
  handleBootstrap: bootstrap.handleBootstrap,
};
