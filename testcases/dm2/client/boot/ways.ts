/** The ways of a bootstrap (clause ~8): each ends in a session with the new server, which begins with BootstrapComplete. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { BootstrapOrder, ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { accountFor, bootstrapped, delivery, judgeReport, openingsAt, provisioningFor } from '../support/bootstrap.js';

interface Way {
  readonly slug: string;
  readonly requirement: string;
  readonly feature: string;
  readonly title: string;
  readonly purpose: string;
  readonly how: string;
  readonly order: (tester: ServerDriver) => BootstrapOrder;
  /** Where the session comes to. */
  readonly address: 'a' | 'b';
  readonly path: string;
}

const NEW = { address: 'b', path: '/dm/new' } as const;

const WAYS: readonly Way[] = [
  {
    slug: 'factory',
    requirement: 'DM2-BOOT-C-001',
    feature: 'BOOT_FACTORY',
    title: 'A device that leaves the factory with an account opens a session with its server',
    purpose: 'All data of the account is there beforehand; nobody has to do more than switch the device on.',
    how: 'Bring the device into the state of the factory, with an account for server a',
    order: () => ({ kind: 'factory', document: null }),
    address: 'a',
    path: '/dm',
  },
  {
    slug: 'smartcard',
    requirement: 'DM2-BOOT-C-002',
    feature: 'BOOT_SC',
    title: 'An account on a smartcard is read and used',
    purpose: 'The operator’s card brings the account to any device.',
    how: 'Write an account for a new server into a file that stands for the card, and insert it',
    order: (tester) => ({ kind: 'smartcard', document: accountFor(tester, '/new') }),
    ...NEW,
  },
  {
    slug: 'client-initiated',
    requirement: 'DM2-BOOT-C-003',
    feature: 'BOOT_CLIENT&BOOT_PLAIN',
    title: 'A device fetches its account from a bootstrap server and uses it',
    purpose: 'The device knows nothing but the address of a bootstrap server.',
    how: 'Have the device ask the bootstrap server of the tester, which answers with an account for a new server',
    order: (tester) => ({ kind: 'client', document: accountFor(tester, '/new') }),
    ...NEW,
  },
  {
    slug: 'server-initiated',
    requirement: 'DM2-BOOT-C-004',
    feature: 'BOOT_SERVER',
    title: 'An account that is pushed to the device is used',
    purpose: 'The device did not ask; the bootstrap server found it.',
    how: 'Push an account for a new server to the device',
    order: (tester) => ({ kind: 'server', document: accountFor(tester, '/new') }),
    ...NEW,
  },
  {
    slug: 'provisioning-document',
    requirement: 'DM2-BOOT-C-013',
    feature: 'BOOT_CP',
    title: 'An account in a Client Provisioning document is used',
    purpose: 'Networks that provision phones have this format; the w7 application holds the account.',
    how: 'Push a provisioning document with a w7 application for a new server to the device',
    order: (tester) => ({ kind: 'server', document: provisioningFor(tester, '/new') }),
    ...NEW,
  },
];

export const testCases: readonly TestCase[] = WAYS.map(({ slug, requirement, feature, title, purpose, how, order, address, path }) =>
  clientTest({
    id: `dm2/client/boot/${slug}`,
    title,
    requirements: [requirement, 'DM2-PKG1-C-013'],
    purpose: purpose.replace('’', "'"),
    procedure: [`${how}.`, 'Expect a session at the SrvURI of that account, and the alert urn:oma:at:dm:2.0:BootstrapComplete in its Package#1.'],
    applies: feature,
    needs: { hooks: ['bootstrap'], values: ['boot.server.id'] },
    drive: (tester) => bootstrapped(tester, order(tester)),
    judge(view, judge) {
      const after = delivery(view, judge);
      const [opening] = openingsAt(view, { address, path, after });
      judge.check(requirement).holds(opening !== undefined, { expected: 'a session at the SrvURI of the account', found: opening === undefined ? `none: ${view.silence}` : 'one', at: opening?.request.at ?? view.end, stimulus: after });
      if (opening !== undefined) judgeReport({ judge, requirement: 'DM2-PKG1-C-013', opening, stimulus: after });
    },
  }),
);
