/**
 * Which tests a mutant cannot touch because the parts it replaces answer as the reference's do, each time they are asked.
 *
 * Most parts of the reference only answer a question: they return a value, or refuse, and change nothing. During the
 * reference's own run every suspect's replacement of such a part is asked the same question. As long as the answers are
 * equal the mutant's run is the reference's run: by induction over the calls, since nothing else of the device differs. A
 * test in which no answer differed leaves the reference's transcript, and need not be run (reach.ts).
 *
 * A part that acts (sends, stores, waits, draws a number, uses up an iterator that it is given) cannot be asked twice: `QUESTIONS` leaves it out, and a mutant
 * that replaces one runs every test that reaches it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ClientContext, ClientParts } from '../reference/dm2-client/parts.js';
import { alteredParts, differsInPartsOnly, type Altered } from './defect.js';

/** Parts that return or refuse, and change nothing. A test asks all of them twice and expects the same transcripts. */
export const QUESTIONS = [
  'acceptPackage2', 'nextAction', 'statusForUnknownCommand', 'statusForBadParameters', 'statusForUnsupported', 'onServerError', 'onConnectionLoss', 'onInvalidPackage2',
  'buildPackage1', 'moEntries', 'listedMoids', 'visibleMiids', 'ddfLink', 'initiationAlerts', 'buildPackage3', 'encodePackage1', 'encodePackage3', 'startUriOf',
  'packageContentType', 'packageHeaders', 'deviceId', 'acceptHeader', 'authorization', 'accountForAlert', 'pendingAlerts', 'formatAlert',
  'onRepositoryStatus', 'onRepositoryLoss', 'uploadTypes', 'negotiateUploadType', 'encodeUpload', 'decodeFetched',
  'checkStoreTarget', 'payloadFor', 'resultAlert', 'subscriptionConcerned', 'reportTarget', 'reportItems',
  'parseAddress', 'checkUriFeatures', 'resolveUri', 'checkMoid', 'instancesOf', 'resolveInstances', 'matchInstance', 'resolvePath', 'matchComponent', 'matchNv', 'addressOf',
  'checkRights', 'grantsOf', 'rightForCommand', 'ownerOfNew', 'renderAccessControlMo', 'visibleGrants', 'checkDelegation',
  'readNodes', 'checkReadable', 'serializeItem', 'rootKey', 'serializeNode', 'visibleNodes', 'serializeLeaf', 'cacheMatches', 'validatorOf', 'itemValidator',
  'childDefinition', 'checkShape', 'checkFormat', 'checkAccessType', 'checkPermanent', 'checkDeletable',
] as const satisfies readonly (keyof ClientParts)[];

const QUESTION_NAMES: ReadonlySet<string> = new Set(QUESTIONS);

/** True for a part that changes nothing. */
export function isQuestion(name: string): boolean {
  return QUESTION_NAMES.has(name);
}

/** A question, as all parts are called. */
type Ask = (client: ClientContext, args: unknown) => unknown;

interface Suspect {
  readonly id: string;
  readonly parts: ClientParts;
}

/**
 * The parts of the reference for one test, each question asked of the suspects as well. `infected` receives the ids of
 * those that ever answered differently.
 */
export function askSuspects(standard: ClientParts, suspects: readonly Altered[], infected: Set<string>): ClientParts {
  const asked = new Map<string, Suspect[]>();
  for (const altered of suspects.filter(differsInPartsOnly)) {
    const parts = alteredParts(altered, standard);
    for (const name of QUESTIONS) {
      if (parts[name] === standard[name]) continue;
      const others = asked.get(name) ?? [];
      others.push({ id: altered.id, parts });
      asked.set(name, others);
    }
  }
  const watched = [...asked].map(([name, others]) => [name, askedTogether(standard, name as keyof ClientParts, others, infected)]);
  return { ...standard, ...(Object.fromEntries(watched) as Partial<ClientParts>) };
}

function askedTogether(standard: ClientParts, name: keyof ClientParts, suspects: readonly Suspect[], infected: Set<string>): Ask {
  const own = standard[name] as Ask;
  return (client, args) => {
    const answers = suspects.filter(({ id }) => !infected.has(id)).map(({ id, parts }) => ({ id, answer: answerOf(parts[name] as Ask, { ...client, parts }, args) }));
    const right = answerOf(own, client, args);
    for (const { id, answer } of answers) if (!isDeepStrictEqual(answer, right)) infected.add(id);
    if (right.kind === 'refusal') throw right.reason;
    return right.value;
  };
}

type Answer = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'refusal'; readonly reason: unknown };

function answerOf(ask: Ask, client: ClientContext, args: unknown): Answer {
  try {
    return { kind: 'value', value: ask(client, args) };
  } catch (reason) {
    return { kind: 'refusal', reason };
  }
}
