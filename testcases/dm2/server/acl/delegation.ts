/**
 * Delegation access control (clause ~10): a server lists, makes and withdraws the rights of other servers by the access control
 * object. No text at hand names the nodes of the object (A-39): the device has one of its own and describes it. What a server lets
 * its operator see and choose is its own affair; judged is what it learns of the device, and what it makes of it.
 */
import { DecodeError } from '../../../../protocol/decode-error.js';
import { decodeMoOrItem } from '../../../../protocol/dm2/mo.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { ExchangeView, ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Operation } from '../../../../harness/iut/upper-tester.js';
import type { TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import { serverTest } from '../../../define.js';
import { ddf, INTERIOR, LEAF, node } from '../support/ddf.js';
import { PROBE } from '../support/probe.js';
import { believed, requireReported, requireWelcome, sentFor } from '../support/rounds.js';
import { requireUsual, usual } from '../support/usual.js';

const REQUIREMENT = 'DM2-ACL-S-001';
const DACMO = 'urn:oma:mo:x-suite-dacmo:1.0';
const GRANTS = `${DACMO}//probe/Grant`;

/** What a grant says: nobody but the device knows the first, nobody but the operator the second. */
const HELD = { SrvID: 'srv-named-by-the-device', Rights: 'RX' };
const MADE = { SrvID: 'srv-named-by-the-operator', Rights: 'RWD' };
const DATA = { probe: { MOID: PROBE, MIID: 'p1', Owner: 'srv-a', Grant: { held: HELD } } };

const DESCRIPTION = ddf(DACMO, node('', INTERIOR, node('MOID', LEAF) + node('MIID', LEAF) + node('Owner', LEAF) + node('Grant', INTERIOR, node('', INTERIOR, node('SrvID', LEAF) + node('Rights', LEAF)))));

/** Each in a Package#2 of its own, in this order. */
const STEPS = [
  { command: 'GET', uri: `${GRANTS}/held`, what: 'reads a grant that the device holds' },
  { command: 'HGET', uri: `${GRANTS}/made`, what: 'makes a grant' },
  { command: 'DELETE', uri: `${GRANTS}/held`, what: 'withdraws the first grant' },
  { command: 'GET', uri: GRANTS, what: 'lists the grants' },
] as const;

const USUAL = ['GET', 'HGET', 'DELETE'] as const;
const LAST_STEP = STEPS.length - 1;
const MAX_SESSIONS = 3;
const INITIATED = { AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' };

export const testCases = [
  serverTest({
    id: 'dm2/server/acl/manages-grants',
    title: 'Grants are read, made, withdrawn and listed',
    requirements: [REQUIREMENT],
    purpose: 'Rights of other servers are data of the device: a server that does not learn which grants there are, or whose content makes none, cannot delegate.',
    procedure: [
      'Place an access control object with one grant in the device and list it, with its description, in Package#1.',
      'Have the server queue GET of the grant, HGET of another one from its repository, DELETE of the first, and GET of all grants; the device carries them out.',
      'Expect the server to know the grant of the device, the device to have got the other from the server, and the server to know in the end that the other is there and the first is gone.',
    ],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      const description = await tester.description('/access-control.ddf', DESCRIPTION);
      device.tree.place({ moid: DACMO, miid: 'ac', root: 'DelegationAccessControl', data: DATA });
      const opening = device.package1({ MOS: [{ DDF: description.url, MOID: DACMO, MIID: ['ac'] }, { MOID: PROBE, MIID: ['p1'] }], Alert: [INITIATED] });
      await device.session({ opening });
      await description.used();
      const [usualUrl, grantUrl] = [await tester.content('/usual', { body: itemText(`${PROBE}/p1/Config/Made`, { Made: 'x' }) }), await tester.content('/grant', { body: itemText(STEPS[1].uri, { made: MADE }) })];
      await device.queue(USUAL.map((command) => usual(command, command === 'HGET' ? usualUrl : undefined)), ...STEPS.map(({ command, uri }): Operation[] => [{ command, client: [uri], ...(command === 'HGET' ? { server: grantUrl } : {}) }]));
      await runUntilListed(device, opening);
      await device.ask();
    },
    judge(view, judge) {
      requireWelcome(view, judge);
      for (const command of USUAL) requireUsual(view, judge, command);
      requireReported(view, judge);
      requireUsualResults(view, judge);
      judgeSent(view, judge);
      judgeKnown(view, judge, { step: 0, isThere: HELD });
      judgeMade(view, judge);
      judgeKnown(view, judge, { step: LAST_STEP, isThere: MADE, isGone: HELD });
    },
  }),
];

const itemText = (ClientURI: string, MOData: object): string => JSON.stringify([{ ClientURI, MOData }]);

/** A server may spread its operations over sessions. */
async function runUntilListed(device: TestDevice, opening: ReturnType<TestDevice['package1']>): Promise<void> {
  let isListed = false;
  for (let session = 0; session < MAX_SESSIONS && !isListed; session += 1) {
    await device.session({
      opening,
      status(words) {
        isListed ||= words.includes(GRANTS);
        return undefined;
      },
    });
  }
}

/** A server that keeps no data of GET, or whose repository gives nothing, shows that in tests of its own. */
function requireUsualResults(view: ServerView, judge: Judge): void {
  const { value, at } = believed(view, 0);
  judge.require(value.content !== null, 'the server knows no data of a GET of another object', at);
  const response = contentFetched(view, `${PROBE}/p1/Config/Made`)?.response;
  judge.require(response?.event.status === 200, 'the device gets no content for the HGET of another object', response?.at ?? view.end);
}

/** The exchange in which the device fetched what HGET of this node names. */
function contentFetched(view: ServerView, uri: string): ExchangeView | undefined {
  const [sent] = sentFor(view, 'HGET', uri);
  return view.repository().find(({ request: { event } }) => sent?.value.some((word) => URL.canParse(word) && new URL(word).pathname === event.path));
}

/** Every command came. */
function judgeSent(view: ServerView, judge: Judge): void {
  for (const { command, what, uri } of STEPS) {
    const [sent] = sentFor(view, command, uri);
    judge.check(REQUIREMENT).holds(sent !== undefined, { expected: `${command} ${uri}, which ${what}`, found: sent === undefined ? 'it in no package' : sent.value.join(' '), at: sent?.at ?? view.answer(1).at });
  }
}

interface Known {
  readonly step: number;
  readonly isThere: typeof HELD;
  readonly isGone?: typeof HELD;
}

/** What the server believes after a GET is what the device reported; nothing is said of a GET that was not sent. */
function judgeKnown(view: ServerView, judge: Judge, { step, isThere, isGone }: Known): void {
  const { command, uri } = STEPS[step] ?? STEPS[0];
  if (sentFor(view, command, uri).length === 0) return;
  // The usual commands are in front.
  const { value, at, ...place } = believed(view, USUAL.length + step);
  const texts = textsIn(value.content);
  const isRight = holds(texts, isThere) && (isGone === undefined || !texts.includes(isGone.SrvID));
  const expected = `the grant of ${isThere.SrvID} with ${isThere.Rights}${isGone === undefined ? '' : `, and none of ${isGone.SrvID},`} in what the server knows after GET ${uri}`;
  judge.check(REQUIREMENT).holds(isRight, { expected, found: JSON.stringify(value.content), at: { event: at.event, path: `commands[${USUAL.length + step}].content` }, ...place });
}

/** The address that HGET names gives the content that was set, in the MO serialization. */
function judgeMade(view: ServerView, judge: Judge): void {
  const [sent] = sentFor(view, 'HGET', STEPS[1].uri);
  if (sent === undefined) return;
  const fetched = contentFetched(view, STEPS[1].uri);
  const expected = `a grant for ${MADE.SrvID} with ${MADE.Rights} at the ServerURI of HGET, in the MO serialization`;
  if (fetched?.response === undefined) {
    judge.check(REQUIREMENT).holds(false, { expected, found: 'nothing that the device could fetch', at: sent.at });
    return;
  }
  const { event, at } = fetched.response;
  const texts = event.status === 200 ? textsOfItems(event.body) : [];
  judge.check(REQUIREMENT).holds(holds(texts, MADE), { expected, found: event.status === 200 ? `content with ${texts.length === 0 ? 'no values' : texts.join(', ')}` : `status ${event.status}`, at, stimulus: fetched.request.at });
}

function textsOfItems(body: Uint8Array): readonly string[] {
  try {
    return decodeMoOrItem(body).value.flatMap(({ MOData }) => textsIn(MOData));
  } catch (error) {
    if (error instanceof DecodeError) return [];
    throw error;
  }
}

/** Every text within a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const holds = (texts: readonly string[], { SrvID, Rights }: typeof HELD): boolean => texts.includes(SrvID) && texts.includes(Rights);
