/** The commands of Package#2: their names and the order of their parameters (clause ~5.3). */
import { isDeepStrictEqual } from 'node:util';
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import type { Operation, OperationName } from '../../../../harness/iut/upper-tester.js';
import type { TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import { serverTest } from '../../../define.js';
import { repositoryOf, withoutQuery } from '../support/rounds.js';

const NAME = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name';
const COUNT = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Count';
const SLOW = 'urn:oma:mo:x-suite-probe:1.0/p1/Operations/Run';
const MOID = 'urn:oma:mo:x-suite-probe:1.0';

/** Below the repository of the device. */
const UPLOAD = '/upload';

interface CommandCase {
  readonly name: OperationName;
  /** The server has to be able to send it. */
  readonly requirement: string;
  /** ICS predicate for commands that not every server has. */
  readonly applies?: string;
  readonly asks: (device: TestDevice) => Omit<Operation, 'command'>;
  /** The words after the name; `{repository}` and `{endpoint}` stand for addresses of the server. */
  readonly words: readonly string[];
}

const CASES: readonly CommandCase[] = [
  { name: 'HGET', requirement: 'DM2-CMD-HGET-B-001', asks: (device) => ({ server: `${repositoryOf(device)}${UPLOAD}`, client: [NAME] }), words: [`{repository}${UPLOAD}`, NAME] },
  { name: 'HPUT', requirement: 'DM2-CMD-HPUT-B-001', asks: (device) => ({ server: `${repositoryOf(device)}${UPLOAD}`, client: [NAME, COUNT] }), words: [`{repository}${UPLOAD}`, NAME, COUNT] },
  { name: 'HPOST', requirement: 'DM2-CMD-HPOST-B-001', asks: (device) => ({ server: `${repositoryOf(device)}${UPLOAD}`, client: [NAME] }), words: [`{repository}${UPLOAD}`, NAME] },
  { name: 'DELETE', requirement: 'DM2-CMD-DELETE-B-001', asks: () => ({ client: [NAME, COUNT] }), words: [NAME, COUNT] },
  { name: 'EXEC', requirement: 'DM2-CMD-EXEC-B-001', asks: () => ({ client: [SLOW] }), words: [SLOW] },
  { name: 'GET', requirement: 'DM2-CMD-GET-S-001', asks: () => ({ client: [NAME, COUNT] }), words: [NAME, COUNT] },
  { name: 'CONT', requirement: 'DM2-CMD-CONT-B-001', asks: ({ endpoint, other }) => ({ server: other ?? endpoint }), words: ['{endpoint}'] },
  { name: 'SHOW', requirement: 'DM2-UI-S-001', asks: (device) => ({ server: `${repositoryOf(device)}/page` }), words: ['{repository}/page'] },
  { name: 'DEFAULT', requirement: 'DM2-DEFAULT-S-001', asks: (device) => ({ server: `${repositoryOf(device)}${UPLOAD}`, moid: MOID }), words: [`{repository}${UPLOAD}`, MOID] },
  { name: 'SUB', requirement: 'DM2-SUB-S-001', applies: 'S_SUB', asks: (device) => ({ server: `${repositoryOf(device)}${UPLOAD}`, client: [NAME] }), words: [`{repository}${UPLOAD}`, NAME] },
];

export const testCases = CASES.map(sends);

function sends({ name, requirement, applies, asks, words }: CommandCase): ServerTestCase {
  const takesBoth = words.some(isServerWord) && words.some((word) => /^urn:.*\//.test(word));
  const order = takesBoth ? 'DM2-PKG2-S-006' : 'DM2-PKG2-S-004';
  return serverTest({
    id: `dm2/server/package2/sends-${name.toLowerCase()}`,
    title: `${name} is sent with its parameters in their order`,
    requirements: [requirement, order],
    purpose: `A server has to be able to send ${name}; a device takes its parameters by their place, the ServerURI first.`,
    procedure: [`Have the server queue ${name}.`, 'Open a session and report 200 for it.', `Expect ${[name, ...words].join(' ')}.`],
    needs: { upperTester: true },
    ...(applies === undefined ? {} : { applies }),
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: name, ...asks(device) }]);
      await device.session({ status: () => ({ sc: 200 }) });
    },
    judge(view, judge) {
      // Throws where the answer is no Package#2.
      view.commands(1);
      const sent = view.sent(name);
      const wanted = words.map((word) => (isServerWord(word) ? 'ServerURI' : word));
      // Servers may send commands of their own as well.
      const command = sent.find(({ value }) => isDeepStrictEqual(shapeOf(value), wanted)) ?? sent[0];
      const found = sent.map(({ value }) => value.join(' ')).join('; ');
      const at = command?.at ?? view.answer(1).at;
      const stimulus = view.round(1).request.at;
      judge.check(requirement).holds(command !== undefined, { expected: `${name} in the session`, found: found === '' ? `no ${name}` : found, at, stimulus });
      judge.require(command !== undefined, `the server did not send ${name}`, at);
      if (command === undefined) return;
      judge.check(order).is({ ...command, value: shapeOf(command.value), what: `parameters of ${name}` }, wanted);
    },
  });
}

function isServerWord(word: string): boolean {
  return word.startsWith('{');
}

/** The parameters, the server's own addresses and validators left open. */
function shapeOf(command: readonly string[]): readonly string[] {
  return command.slice(1).map((word) => (/^https?:/i.test(word) ? 'ServerURI' : withoutQuery(word)));
}
