/** The commands of Package#2: their names and the order of their parameters (clause ~5.3). */
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import type { Operation, OperationName } from '../../../../harness/iut/upper-tester.js';
import type { TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import { serverTest } from '../../../define.js';

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
  readonly asks: (repository: string) => Omit<Operation, 'command'>;
  /** The words after the name; `{repository}` stands for the repository of the device. */
  readonly words: readonly string[];
}

const CASES: readonly CommandCase[] = [
  { name: 'HGET', requirement: 'DM2-CMD-HGET-B-001', asks: (repository) => ({ server: `${repository}${UPLOAD}`, client: [NAME] }), words: [`{repository}${UPLOAD}`, NAME] },
  { name: 'HPUT', requirement: 'DM2-CMD-HPUT-B-001', asks: (repository) => ({ server: `${repository}${UPLOAD}`, client: [NAME, COUNT] }), words: [`{repository}${UPLOAD}`, NAME, COUNT] },
  { name: 'HPOST', requirement: 'DM2-CMD-HPOST-B-001', asks: (repository) => ({ server: `${repository}${UPLOAD}`, client: [NAME] }), words: [`{repository}${UPLOAD}`, NAME] },
  { name: 'DELETE', requirement: 'DM2-CMD-DELETE-B-001', asks: () => ({ client: [NAME, COUNT] }), words: [NAME, COUNT] },
  { name: 'EXEC', requirement: 'DM2-CMD-EXEC-B-001', asks: () => ({ client: [SLOW] }), words: [SLOW] },
  { name: 'GET', requirement: 'DM2-CMD-GET-S-001', asks: () => ({ client: [NAME, COUNT] }), words: [NAME, COUNT] },
  { name: 'SHOW', requirement: 'DM2-UI-S-001', asks: (repository) => ({ server: `${repository}/page` }), words: ['{repository}/page'] },
  { name: 'DEFAULT', requirement: 'DM2-DEFAULT-S-001', asks: (repository) => ({ server: `${repository}${UPLOAD}`, moid: MOID }), words: [`{repository}${UPLOAD}`, MOID] },
  { name: 'SUB', requirement: 'DM2-SUB-S-001', asks: (repository) => ({ server: `${repository}${UPLOAD}`, client: [NAME] }), words: [`{repository}${UPLOAD}`, NAME] },
];

export const testCases = CASES.map(sends);

function sends({ name, requirement, asks, words }: CommandCase): ServerTestCase {
  const takesBoth = words.some(isServerWord) && words.some((word) => /^urn:.*\//.test(word));
  const order = takesBoth ? 'DM2-PKG2-S-006' : 'DM2-PKG2-S-004';
  return serverTest({
    id: `dm2/server/package2/sends-${name.toLowerCase()}`,
    title: `${name} is sent with its parameters in their order`,
    requirements: [requirement, order],
    purpose: `A server has to be able to send ${name}; a device takes its parameters by their place, the ServerURI first.`,
    procedure: [`Have the server queue ${name}.`, 'Open a session and report 200 for it.', `Expect ${[name, ...words].join(' ')}.`],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: name, ...asks(repositoryOf(device)) }]);
      await device.session({ status: () => ({ sc: 200 }) });
    },
    judge(view, judge) {
      const sent = view.sent(name);
      const [command] = sent;
      const found = sent.map(({ value }) => value.join(' ')).join('; ');
      const at = command?.at ?? view.answer(1).at;
      const stimulus = view.round(1).request.at;
      judge.check(requirement).holds(command !== undefined, { expected: `${name} in the session`, found: found === '' ? `no ${name}` : found, at, stimulus });
      judge.require(command !== undefined, `the server did not send ${name}`, at);
      if (command === undefined) return;
      const wanted = words.map((word) => (isServerWord(word) ? 'ServerURI' : word));
      judge.check(order).is({ ...command, value: command.value.slice(1).map((word) => (/^https?:/i.test(word) ? 'ServerURI' : withoutQuery(word))), what: `parameters of ${name}` }, wanted);
    },
  });
}

function isServerWord(word: string): boolean {
  return word.startsWith('{repository}');
}

/** A server may add a validator (cv) to the address of what it has a copy of. */
function withoutQuery(uri: string): string {
  return uri.split('?')[0] ?? '';
}

function repositoryOf({ repository }: TestDevice): string {
  if (repository === null) throw new TypeError('the plan ran a test of the upper tester without one');
  return repository;
}
