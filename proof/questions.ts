/**
 * The parts of the references that answer a question: they return a value, or refuse, and change nothing. infection.ts asks them twice; a test asks
 * all of them and expects the same transcripts. Left out is what sends, stores, waits, draws a number or uses up an iterator that it is given.
 */
import type { ClientParts } from '../reference/dm2-client/parts.js';
import type { ServerParts } from '../reference/dm2-server/parts.js';

export const CLIENT_QUESTIONS = [
  'acceptPackage2', 'nextAction', 'statusForUnknownCommand', 'statusForBadParameters', 'statusForUnsupported', 'onServerError', 'onConnectionLoss', 'onInvalidPackage2',
  'buildPackage1', 'moEntries', 'listedMoids', 'visibleMiids', 'ddfLink', 'initiationAlerts', 'buildPackage3', 'encodePackage1', 'encodePackage3', 'startUriOf',
  'packageContentType', 'packageHeaders', 'deviceId', 'acceptHeader', 'accountForAlert', 'pendingAlerts', 'formatAlert',
  'onRepositoryStatus', 'onRepositoryLoss', 'uploadTypes', 'negotiateUploadType', 'encodeUpload', 'decodeFetched',
  'checkStoreTarget', 'payloadFor', 'resultAlert', 'subscriptionConcerned', 'reportTarget', 'reportItems',
  'parseAddress', 'checkUriFeatures', 'resolveUri', 'checkMoid', 'instancesOf', 'resolveInstances', 'matchInstance', 'resolvePath', 'matchComponent', 'matchNv', 'addressOf',
  'checkRights', 'grantsOf', 'rightForCommand', 'ownerOfNew', 'renderAccessControlMo', 'visibleGrants', 'checkDelegation',
  'readNodes', 'checkReadable', 'serializeItem', 'rootKey', 'serializeNode', 'visibleNodes', 'serializeLeaf', 'cacheMatches', 'validatorOf', 'itemValidator',
  'childDefinition', 'permanentChildren', 'checkShape', 'checkFormat', 'checkAccessType', 'checkPermanent', 'checkOccurrence', 'checkDeletable',
  'readNotification', 'notifiedAccount', 'authenticateNotification', 'checkNotificationTime', 'notifiedCause', 'takePush',
  'isAsked', 'mayTryAgain', 'credentialsAtOnce', 'chooseChallenge', 'basicCredentials',
] as const satisfies readonly (keyof ClientParts)[];

/** `buildPackage2` and `writeCommand` note what was sent, the same each time. */
export const SERVER_QUESTIONS = [
  'checkMethod', 'packageKind', 'checkAccept', 'readPackage1', 'readPackage3', 'refusal', 'checkBasic',
  'findSession', 'stateAfter', 'contentOf', 'sourceMatches', 'operationCompleted',
  'buildPackage2', 'writeCommand', 'commandOf', 'formatCommand', 'writeClientUri', 'endCommand', 'encodePackage2', 'packageResponse', 'package2Type', 'announcedTypes', 'continuation', 'checkPermission',
  'contentResponse', 'uploadTypes', 'onUnsupportedUpload', 'readUpload', 'uploadStatus', 'validatorFor', 'storedCopy', 'mayFetch', 'readDescription',
  'notificationFacts', 'encodeNotification', 'bootstrapItems', 'encodeBootstrap',
] as const satisfies readonly (keyof ServerParts)[];
