/** What the DM Account keeps to itself (clause 12.2): the permission part and the keys, by whatever command they are asked for. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { isSuccess, type Check, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';

/** Key nodes without Get access, path below the account root (dm2-tables section 9.2). */
const KEYS = ['Auth/Bootstrap/ClientPubKey', 'Auth/Bootstrap/ServerPubKey', 'Auth/Bootstrap/ClientSecretKey', 'Auth/Trsp/Secret'] as const;

/** Parents of those: reading one must leave the keys out. The empty path is the account root. */
const PARENTS = ['', 'Auth', 'Auth/Bootstrap', 'Auth/Trsp'] as const;

const KEY_NAMES: readonly string[] = ['ClientPubKey', 'ServerPubKey', 'ClientSecretKey'];

type Reader = 'HPUT' | 'HPOST' | 'GET';

interface Part {
  readonly requirement: string;
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  /** Addressed by themselves; must be refused. */
  readonly hidden: readonly string[];
  /** The root first, which must be readable for the rest to say anything; optional parents may be absent. */
  readonly parents: readonly string[];
  /** Names, from the outermost member, that no data may hold. */
  readonly isSecret: (path: readonly string[]) => boolean;
}

const PERMISSIONS: Part = {
  requirement: 'DM2-MO-DMACC-C-007', slug: 'permissions-are-hidden', title: 'Perm of the DM Account cannot be read',
  purpose: 'The permission part belongs to the bootstrap alone.', hidden: ['Perm'], parents: [''],
  isSecret: (path) => path.at(-1) === 'Perm',
};

const SECRETS: Part = {
  requirement: 'DM2-MO-DMACC-C-010', slug: 'keys-are-hidden', title: 'Keys and the transport secret of the DM Account cannot be read',
  purpose: 'Key material never leaves the device, neither by its own address nor as part of a parent.', hidden: KEYS, parents: PARENTS,
  // The secret of Noti has Get access in the node table.
  isSecret: (path) => KEY_NAMES.includes(path.at(-1) ?? '') || (path.at(-1) === 'Secret' && path.at(-2) !== 'Noti'),
};

export const testCases: readonly TestCase[] = [
  ...([PERMISSIONS, SECRETS] as const).flatMap((part) => (['HPUT', 'HPOST', 'GET'] as const).map((reader) => hiddenCase(part, reader))),
];

function hiddenCase(part: Part, reader: Reader): TestCase {
  const addresses = [...part.hidden, ...part.parents];
  return clientTest({
    id: `dm2/client/account/${part.slug}-from-${reader.toLowerCase()}`,
    title: `${part.title} by ${reader}`,
    requirements: [part.requirement],
    purpose: part.purpose,
    procedure: [`Send ${reader} of ${addresses.map((path) => (path === '' ? 'the account root' : path)).join(', ')}.`, 'Expect a refusal of the hidden nodes, and nothing of them in any data.'],
    ...(reader === 'GET' ? { applies: 'C_GET' } : {}),
    needs: { values: ['account.root'] },
    drive: (tester) => tester.session([addresses.map((path, index) => readerCommand(tester, reader, { index, path }))]),
    judge: (view, judge) => judgeHidden(view, judge, { part, reader }),
  });
}

function readerCommand(tester: ServerDriver, reader: Reader, { index, path }: { readonly index: number; readonly path: string }): readonly string[] {
  const uri = path === '' ? tester.value('account.root') : below(tester.value('account.root'), path);
  return reader === 'GET' ? ['GET', uri] : [reader, tester.repository(`/read-${index}`, {}), uri];
}

function judgeHidden(view: ClientView, judge: Judge, { part, reader }: { readonly part: Part; readonly reader: Reader }): void {
  requireSuccess({ view, judge, round: 1, command: part.hidden.length });
  const check = judge.check(part.requirement);
  for (const [index, path] of part.hidden.entries()) {
    const status = view.status(1, index);
    check.holds(!isSuccess(status.value), { expected: `a refusal of ${path}`, found: `status of ${reader} of ${path} ${status.value}`, at: status.at, stimulus: view.stimulus(1) });
  }
  const bodies = reader === 'GET' ? [view.package3(1)] : view.repository();
  for (const { request } of bodies) judgeBody(check, { value: request.value, event: request.event.n, stimulus: view.stimulus(1) }, part);
}

function judgeBody(check: Check, body: { readonly value: unknown; readonly event: number; readonly stimulus: { readonly event: number } }, part: Part): void {
  const secrets = pathsIn(body.value, []).filter(({ path }) => part.isSecret(path));
  check.count(secrets.map(({ place }) => ({ at: { event: body.event, path: place } })), 0, { what: 'hidden node in the data', at: { event: body.event }, stimulus: body.stimulus });
}

interface NodePath {
  /** Names from the outermost member. */
  readonly path: readonly string[];
  readonly place: string;
}

/** Every member of a message at every depth. */
function pathsIn(value: unknown, path: readonly string[], place = ''): readonly NodePath[] {
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap((item, index) => pathsIn(item, path, `${place}[${index}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const here = { path: [...path, name], place: place === '' ? name : `${place}.${name}` };
    return [here, ...pathsIn(child, here.path, here.place)];
  });
}
