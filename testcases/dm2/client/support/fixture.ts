/**
 * The addressing fixture (dm2-tables, section 8.2): one MOID, value `fixture.moid`, with the instances left and right.
 * Every value stands for one node, so the values of an upload tell which nodes an address reached. See docs/fixture.md.
 */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { read } from './commands.js';
import { uploadedValues } from './leaves.js';
import { requireSuccess, type Step } from './steps.js';

/** Every leaf of the fixture: the address after the MOID, and the value. */
const FIXTURE: readonly (readonly [path: string, value: string])[] = [
  ['left/ID', 'GPS'],
  ['left/Setting', '0xA1'],
  ['left/Data/1/Date', '12.1'],
  ['left/Data/1/Value', '10'],
  ['left/Data/2/Date', '12.2'],
  ['left/Data/2/Value', '11'],
  ['right/ID', 'Temperature'],
  ['right/Setting', '0xB2'],
  ['right/Data/1/Date', '12.1'],
  ['right/Data/1/Value', '20'],
  ['right/Data/2/Date', '12.2'],
  ['right/Data/2/Value', '21'],
];

/** An address of the fixture, given what follows the MOID. */
export function inFixture(source: Pick<ServerDriver, 'value'> | Pick<ClientView, 'value'>, rest: string): string {
  return `${source.value('fixture.moid')}/${rest}`;
}

/** HPUT of all leaves of the fixture, each by its full address. */
export function readFixture(tester: ServerDriver): readonly string[] {
  return read(tester, '/fixture', ...FIXTURE.map(([path]) => inFixture(tester, path)));
}

/** The fixture stands on the device as described; otherwise nothing can be said about addresses in it. */
export function requireFixture(step: Step & { readonly view: ClientView; readonly judge: Judge }): void {
  requireSuccess(step);
  const found = uploadedValues(step.view, '/fixture');
  const wanted = FIXTURE.map(([, value]) => value).sort();
  const missing = wanted.filter((value) => !found.value.includes(value));
  step.judge.require(missing.length === 0, `the addressing fixture is not as docs/fixture.md describes it: ${missing.join(', ')} missing`, found.at);
}
