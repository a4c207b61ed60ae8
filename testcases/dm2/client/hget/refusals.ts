/** HGET that cannot or must not be carried out: errors of the repository, permanent nodes, data that does not fit (clauses 5.6, 6 and 5.3.1). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { isRefusal } from '../../../../harness/judge/judge.js';
import { moResource, type Resource } from '../../../../harness/tester/dm2-server/answer.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read, set } from '../support/commands.js';
import { nodeContent } from '../support/content.js';
import { judgeUnchanged, valueRead, type ReadBack } from '../support/readback.js';
import { requireSuccess } from '../support/steps.js';

/** Codes for access beyond the access type, and for data that cannot be used (dm2-tables section 3). */
const NOT_ALLOWED: readonly number[] = [403, 405];
const UNUSABLE: readonly number[] = [400, 406, 409, 415, 500];

const REPOSITORY_ERRORS = [
  { slug: 'gives-up-on-4xx', requirement: 'DM2-CMD-HGET-C-009', codes: [404, 403] },
  { slug: 'gives-up-on-5xx', requirement: 'DM2-CMD-HGET-C-010', codes: [500, 503] },
] as const;

interface Unfit {
  readonly slug: string;
  readonly what: string;
  readonly values: readonly string[];
  /** Name of the value that holds the address. */
  readonly target: string;
  content(tester: ServerDriver): Resource;
}

const UNFIT: readonly Unfit[] = [
  {
    slug: 'rejects-unknown-node',
    what: 'a node that the MO does not define, beside one that it does',
    values: ['probe.interior', 'probe.leaf'],
    target: 'probe.interior',
    content(tester) {
      const [interior, leaf] = [tester.value('probe.interior'), tester.value('probe.leaf')];
      const known = leaf.startsWith(below(interior, '')) ? leaf.slice(below(interior, '').length) : '';
      return nodeContent(interior, { ...(known === '' || known.includes('/') ? {} : { [known]: 'never to be stored' }), NoSuchNodeOfTheSuite: 'unknown' });
    },
  },
  {
    slug: 'rejects-wrong-format',
    what: 'text for an int leaf',
    values: ['probe.int'],
    target: 'probe.int',
    content: (tester) => nodeContent(tester.value('probe.int'), 'not a number at all'),
  },
  {
    slug: 'rejects-broken-json',
    what: 'JSON that ends in the middle',
    values: ['probe.leaf'],
    target: 'probe.leaf',
    content: (tester) => moResource([], { body: `[{"ClientURI":"${tester.value('probe.leaf')}","MOData":{"` }),
  },
  {
    slug: 'rejects-too-many-items',
    what: 'more items than may stand below the node',
    values: ['probe.list', 'probe.list.item', 'probe.list.limit'],
    target: 'probe.list',
    content(tester) {
      const item: unknown = JSON.parse(tester.value('probe.list.item'));
      const names = Array.from({ length: Number(tester.value('probe.list.limit')) + 1 }, (_, index) => `Suite${index + 1}`);
      return nodeContent(tester.value('probe.list'), Object.fromEntries(names.map((name) => [name, item])));
    },
  },
];

export const testCases = [
  ...REPOSITORY_ERRORS.map(givesUp),
  clientTest({
    id: 'dm2/client/hget/refuses-permanent-node',
    title: 'HGET of a permanent node that servers may not replace is refused with 405 and changes nothing',
    requirements: ['DM2-CMD-HGET-C-012'],
    purpose: 'Permanent nodes are what every server relies on.',
    procedure: ['Send HPUT of the permanent leaf, HGET of it with another value, and HPUT again.', 'Expect status 405 (403 is accepted) and the same value in both uploads.'],
    needs: { values: ['probe.permanent'] },
    async drive(tester) {
      const uri = tester.value('probe.permanent');
      await tester.session([[read(tester, '/before', uri)], [set(tester, { path: '/value', uri, value: 'changed by the suite' }), read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value('probe.permanent');
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      const check = judge.check('DM2-CMD-HGET-C-012');
      check.refused(view.status(2, 0), NOT_ALLOWED);
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 2, command: 1 });
    },
  }),
  ...UNFIT.map(rejects),
];

function givesUp({ slug, requirement, codes }: (typeof REPOSITORY_ERRORS)[number]): TestCase {
  return clientTest({
    id: `dm2/client/hget/${slug}`,
    title: `HGET is given up, not repeated, when the repository answers ${codes.join(' or ')}`,
    requirements: [requirement],
    purpose: 'An HTTP error ends the operation: one request, an error status, the tree as it was.',
    procedure: ['Set a text leaf by HGET.', `Send HGET of the leaf twice; the repository answers ${codes.join(' and ')}, with data in the body.`, 'Send HPUT of the leaf.', 'Expect one GET each, an error status each, and the value from before.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      const failing = codes.map((status) => ['HGET', tester.repository(`/answers-${status}`, nodeContent(uri, 'never to be stored', { status })), uri]);
      await tester.session([[set(tester, { path: '/kept', uri, value: 'kept' }), read(tester, '/before', uri)], [...failing, read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value('probe.leaf');
      requireSuccess({ view, judge, round: 1, command: 0 });
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 1 };
      valueRead(before);
      const check = judge.check(requirement);
      const stimulus = view.stimulus(2);
      for (const [command, code] of codes.entries()) {
        const requests = view.repository(`/answers-${code}`).map(({ request }) => request).filter(({ event }) => event.method === 'GET');
        judge.require(requests.length > 0, `the client did not ask the repository: ${view.whyNothingAt(`/answers-${code}`)}`, stimulus);
        check.count(requests, 1, { what: `GET answered ${code}`, at: stimulus, stimulus });
        const status = view.status(2, command);
        check.holds(isRefusal(status.value), { expected: 'an error status, 400 to 599', found: `${status.what} ${status.value}`, at: status.at, stimulus });
      }
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 2, command: codes.length });
    },
  });
}

function rejects({ slug, what, values, target, content }: Unfit): TestCase {
  return clientTest({
    id: `dm2/client/hget/${slug}`,
    title: `HGET that brings ${what} is rejected as a whole`,
    requirements: ['DM2-CMD-HGET-C-013'],
    purpose: 'Half an update is worse than none: data that does not fit changes nothing.',
    procedure: [`Send HPUT of the node, HGET of it with ${what}, and HPUT again.`, 'Expect an error status and the same content in both uploads.'],
    needs: { values },
    async drive(tester) {
      const uri = tester.value(target);
      await tester.session([[read(tester, '/before', uri)], [['HGET', tester.repository('/unfit', content(tester)), uri], read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value(target);
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      judge.require(view.repository('/unfit').length > 0, `the client did not fetch the data: HGET is ${view.status(2, 0).value}`, view.status(2, 0).at);
      const check = judge.check('DM2-CMD-HGET-C-013');
      check.refused(view.status(2, 0), UNUSABLE);
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 2, command: 1 });
    },
  });
}
