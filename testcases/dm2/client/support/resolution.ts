/**
 * Tests that show which nodes of the addressing fixture an address reaches (clause 6.1; dm2-tables, section 8.2): a row of a
 * table becomes a test. HPUT reads, because every client has it.
 */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { isSuccess, type Judge } from '../../../../harness/judge/judge.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { clientTest } from '../../../define.js';
import { read } from './commands.js';
import { inFixture, readFixture, requireFixture } from './fixture.js';
import { uploadedValues } from './leaves.js';
import { statusOfNode } from './steps.js';

/** An address after the MOID and the values it reaches, in alphabetical order; none where it cannot be resolved. */
export interface Form {
  readonly address: string;
  readonly reaches: readonly string[];
}

export interface ResolutionTest {
  /** Last part of the test id. */
  readonly slug: string;
  readonly title: string;
  readonly requirement: string;
  readonly purpose: string;
  /** What the requirement is about. */
  readonly subject: readonly Form[];
  /** Forms that rest on other requirements and must work first. */
  readonly proven?: readonly Form[];
  /** Forms of the same optional component: one of them, or of the subject, must be resolved to show that the client has it. */
  readonly sameComponent?: readonly Form[];
  readonly applies?: string;
  /** Why the addresses break the grammar on purpose. */
  readonly illegal?: string;
}

/** The codes for an address that cannot be resolved. */
const UNRESOLVED: readonly number[] = [404, 400];

/** One test per row. */
export function resolutionTest(row: ResolutionTest): TestCase {
  const { requirement, subject } = row;
  const forms = [...(row.proven ?? []), ...(row.sameComponent ?? []), ...subject];
  return clientTest({
    id: `dm2/client/uri/${row.slug}`,
    title: row.title,
    requirements: [requirement],
    purpose: row.purpose,
    procedure: ['Send HPUT of every leaf of the addressing fixture by its full address.', ...forms.map(describe)],
    ...(row.applies === undefined ? {} : { applies: row.applies }),
    needs: { values: ['fixture.moid'] },
    async drive(tester) {
      const commands = forms.map(({ address }, index) => read(tester, pathOfForm(index), inFixture(tester, address)));
      await tester.session([[readFixture(tester)], row.illegal === undefined ? commands : { commands, illegal: row.illegal }]);
    },
    judge(view, judge) {
      requireFixture({ view, judge, round: 1, command: 0 });
      requireComponent({ view, judge, forms, row });
      for (const [index, form] of (row.proven ?? []).entries()) requireForm(view, { form, index });
      const first = forms.length - subject.length;
      for (const [index, form] of subject.entries()) judgeForm({ view, judge, requirement, form, index: first + index });
    },
  });
}

function describe({ address, reaches }: Form): string {
  const expected = reaches.length === 0 ? 'status 404 and no upload' : `an upload of ${reaches.join(', ')} and nothing else`;
  return `Send HPUT of <fixture.moid>/${address}; expect ${expected}.`;
}

function pathOfForm(index: number): string {
  return `/form-${index + 1}`;
}

interface ComponentCheck {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly forms: readonly Form[];
  readonly row: ResolutionTest;
}

/** A client without the optional component refuses every form of it; that is another requirement. */
function requireComponent({ view, judge, forms, row }: ComponentCheck): void {
  if (row.sameComponent === undefined) return;
  const ofComponent = [...row.sameComponent, ...row.subject].filter(({ reaches }) => reaches.length > 0);
  const resolved = ofComponent.some((form) => isSuccess(view.status(2, forms.indexOf(form)).value));
  judge.require(resolved, 'the client resolves no address of this kind, which the requirement on the component judges', view.statuses(2).at);
}

interface PlacedForm {
  readonly form: Form;
  /** Position among the commands of round 2, from 0. */
  readonly index: number;
}

function requireForm(view: ClientView, { form, index }: PlacedForm): void {
  const status = view.status(2, index);
  const isRight = isSuccess(status.value) && uploadedValues(view, pathOfForm(index)).value.join() === form.reaches.join();
  if (!isRight) throw new NotExercised(`${form.address}, on which this test builds, does not reach ${form.reaches.join(', ')}`, status.at);
}

function judgeForm({ view, judge, requirement, form, index }: PlacedForm & { readonly view: ClientView; readonly judge: Judge; readonly requirement: string }): void {
  const check = judge.check(requirement);
  const status = form.reaches.length === 0 ? view.status(2, index) : statusOfNode({ view, judge, round: 2, command: index });
  const stimulus = view.stimulus(2);
  if (form.reaches.length === 0) {
    check.refused({ ...status, what: `status of ${form.address}` }, UNRESOLVED);
    check.count(view.repository(pathOfForm(index)).map(({ request }) => request), 0, { what: `upload for ${form.address}`, at: stimulus, stimulus });
    return;
  }
  const expected = `the values ${form.reaches.join(', ')} for ${form.address}`;
  if (!check.holds(isSuccess(status.value), { expected, found: `status ${status.value}`, at: status.at, stimulus })) return;
  check.is({ ...uploadedValues(view, pathOfForm(index)), what: `values that ${form.address} reaches`, stimulus }, form.reaches);
}
