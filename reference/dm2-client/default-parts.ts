/**
 * The record of all parts as the specification wants them.
 *
 * A mutant or variant is this record with one member replaced: `{ ...DEFAULT_PARTS, hget: … }`.
 */
import * as access from './access-control.js';
import * as alerts from './alerts.js';
import * as authentication from './authentication.js';
import * as bootstrap from './bootstrap.js';
import * as browser from './browser.js';
import * as caching from './caching.js';
import { deleteCommand } from './commands/delete.js';
import * as exec from './commands/exec.js';
import * as hget from './commands/hget.js';
import * as others from './commands/others.js';
import * as payload from './commands/payload.js';
import * as read from './commands/read.js';
import * as anywhere from './commands/store-anywhere.js';
import * as store from './commands/store.js';
import * as defaults from './defaults.js';
import * as notification from './notification.js';
import * as package1 from './package1.js';
import * as package3 from './package3.js';
import type { ClientParts } from './parts.js';
import * as rounds from './rounds.js';
import * as secure from './secure.js';
import * as sender from './sender.js';
import * as session from './session.js';
import * as state from './state.js';
import * as subscriptions from './subscriptions.js';
import * as transfer from './transfer.js';
import * as build from './tree/build.js';
import * as check from './tree/check.js';
import * as reading from './tree/read.js';
import * as serialize from './tree/serialize.js';
import * as write from './tree/write.js';
import * as resolver from './uri-resolver.js';

/** Every part, as it should be. */
export const DEFAULT_PARTS: ClientParts = {
  openSession: session.openSession, conductSession: session.conductSession, acceptPackage2: session.acceptPackage2,
  nextAction: session.nextAction, continueAt: session.continueAt, onServerError: session.onServerError,
  onConnectionLoss: session.onConnectionLoss, onInvalidPackage2: session.onInvalidPackage2,
  noteServerAccept: session.noteServerAccept, afterSession: session.afterSession,
  executePackage: rounds.executePackage, runCommand: rounds.runCommand, dispatch: rounds.dispatch,
  statusForUnknownCommand: rounds.statusForUnknownCommand, statusForBadParameters: rounds.statusForBadParameters,
  statusForUnsupported: rounds.statusForUnsupported,
  buildPackage1: package1.buildPackage1, moEntries: package1.moEntries, listedMoids: package1.listedMoids,
  visibleMiids: package1.visibleMiids, ddfLink: package1.ddfLink, initiationAlerts: package1.initiationAlerts,
  encodePackage1: package1.encodePackage1,
  buildPackage3: package3.buildPackage3, encodePackage3: package3.encodePackage3,
  sendPackage1: sender.sendPackage1, sendPackage3: sender.sendPackage3,
  packageContentType: sender.packageContentType, sendPackage: sender.sendPackage,
  packageHeaders: sender.packageHeaders, deviceId: sender.deviceId, acceptHeader: sender.acceptHeader,
  startUriOf: sender.startUriOf,
  requestWithCredentials: authentication.requestWithCredentials, isAsked: authentication.isAsked,
  credentialsAtOnce: authentication.credentialsAtOnce, authorization: authentication.authorization,
  chooseChallenge: authentication.chooseChallenge, basicCredentials: authentication.basicCredentials,
  digestCredentials: authentication.digestCredentials, digestParameters: authentication.digestParameters,
  newCnonce: authentication.newCnonce, mayTryAgain: authentication.mayTryAgain,
  bootstrap: bootstrap.bootstrap, isAuthorisedSource: bootstrap.isAuthorisedSource, userConsents: bootstrap.userConsents,
  factoryAccount: bootstrap.factoryAccount, fetchBootstrap: bootstrap.fetchBootstrap, refuseBootstrapUrl: bootstrap.refuseBootstrapUrl,
  bootstrapCredentials: bootstrap.bootstrapCredentials, readBootstrap: bootstrap.readBootstrap,
  accountsOfSerialization: bootstrap.accountsOfSerialization, accountsOfProvisioning: bootstrap.accountsOfProvisioning,
  installAccount: bootstrap.installAccount, newAccountInstance: bootstrap.newAccountInstance,
  announceBootstrap: bootstrap.announceBootstrap,
  queueAlert: alerts.queueAlert, accountForAlert: alerts.accountForAlert, pendingAlerts: alerts.pendingAlerts,
  formatAlert: alerts.formatAlert, alertsDelivered: alerts.alertsDelivered,
  alertsUndelivered: alerts.alertsUndelivered, deliverPending: alerts.deliverPending,
  connectSecurely: secure.connectSecurely, tlsOptions: secure.tlsOptions, tlsVersions: secure.tlsVersions,
  tlsSuites: secure.tlsSuites, clientCertificate: secure.clientCertificate, preSharedKey: secure.preSharedKey,
  checkTlsVersion: secure.checkTlsVersion, checkTrust: secure.checkTrust, checkServerName: secure.checkServerName,
  httpRequest: transfer.httpRequest, download: transfer.download, resumeDownload: transfer.resumeDownload,
  uploadRequest: transfer.uploadRequest, onRepositoryStatus: transfer.onRepositoryStatus,
  onRepositoryLoss: transfer.onRepositoryLoss, uploadTypes: transfer.uploadTypes,
  negotiateUploadType: transfer.negotiateUploadType, encodeUpload: transfer.encodeUpload,
  decodeFetched: transfer.decodeFetched,
  hget: hget.hget, fetchMo: hget.fetchMo,
  checkStoreTarget: store.checkStoreTarget, planWrite: store.planWrite, storeAt: store.storeAt,
  commitNode: store.commitNode,
  payloadFor: payload.payloadFor,
  storeAnywhere: anywhere.storeAnywhere,
  get: read.get, hput: read.hput, hpost: read.hpost, upload: read.upload,
  exec: exec.exec, execSync: exec.execSync, execAsync: exec.execAsync, performOperation: exec.performOperation,
  resultAlert: exec.resultAlert, reportAsync: exec.reportAsync,
  show: others.show, cont: others.cont, end: others.end, default: others.defaultCommand, sub: others.sub,
  unsub: others.unsub,
  startBrowser: browser.startBrowser,
  parseAddress: resolver.parseAddress, checkUriFeatures: resolver.checkUriFeatures, resolveUri: resolver.resolveUri,
  checkMoid: resolver.checkMoid, instancesOf: resolver.instancesOf, resolveInstances: resolver.resolveInstances,
  matchInstance: resolver.matchInstance, resolvePath: resolver.resolvePath, matchComponent: resolver.matchComponent,
  matchNv: resolver.matchNv, addressOf: resolver.addressOf,
  checkRights: access.checkRights, grantsOf: access.grantsOf, rightForCommand: access.rightForCommand,
  ownerOfNew: access.ownerOfNew, renderAccessControlMo: access.renderAccessControlMo,
  visibleGrants: access.visibleGrants, applyDelegation: access.applyDelegation,
  checkDelegation: access.checkDelegation, assignGrants: access.assignGrants,
  withdrawSubscriptions: access.withdrawSubscriptions,
  readNodes: reading.readNodes, checkReadable: reading.checkReadable,
  serializeItem: serialize.serializeItem, rootKey: serialize.rootKey, serializeNode: serialize.serializeNode,
  visibleNodes: serialize.visibleNodes, serializeLeaf: serialize.serializeLeaf,
  validatorOf: caching.validatorOf, cacheMatches: caching.cacheMatches, itemValidator: caching.itemValidator,
  touchInstance: caching.touchInstance,
  buildNode: build.buildNode, buildLeaf: build.buildLeaf, buildInterior: build.buildInterior,
  keptChildren: build.keptChildren, permanentChildren: build.permanentChildren, chooseNodeName: build.chooseNodeName,
  checkAccessType: check.checkAccessType, checkPermanent: check.checkPermanent,
  checkOccurrence: check.checkOccurrence, childDefinition: check.childDefinition, checkShape: check.checkShape,
  checkFormat: check.checkFormat,
  replaceSubtree: write.replaceSubtree, checkDeletable: write.checkDeletable, deleteNodes: write.deleteNodes,
  createInstance: write.createInstance, chooseInstanceId: write.chooseInstanceId, nodesChanged: write.nodesChanged,
  subscribe: subscriptions.subscribe, unsubscribe: subscriptions.unsubscribe, takeChanges: subscriptions.takeChanges,
  reportChanges: subscriptions.reportChanges, subscriptionConcerned: subscriptions.subscriptionConcerned,
  reportTarget: subscriptions.reportTarget, reportItems: subscriptions.reportItems,
  reportSubscription: subscriptions.reportSubscription, reportAgain: subscriptions.reportAgain,
  storeDefault: defaults.storeDefault, fetchDefault: defaults.fetchDefault,
  receiveNotification: notification.receiveNotification, readNotification: notification.readNotification,
  notifiedAccount: notification.notifiedAccount, authenticateNotification: notification.authenticateNotification,
  checkNotificationTime: notification.checkNotificationTime, checkNotificationId: notification.checkNotificationId,
  notifiedCause: notification.notifiedCause, takePush: notification.takePush,
  delete: deleteCommand, snapshotState: state.snapshotState,
};
