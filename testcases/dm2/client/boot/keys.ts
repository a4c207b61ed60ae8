/** The keys of the bootstrap server in the account (clause ~9.3.4): nobody else changes them. */
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { requireSuccess } from '../support/steps.js';
import { uploadedNode } from '../support/uploads.js';

const KEYS = ['ServerURI', 'ClientSecretKey'] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/boot/keys-stay',
    title: 'A server that is not the bootstrap server cannot change the bootstrap keys of its account',
    requirements: ['DM2-BOOT-C-010'],
    purpose: 'A server that could would bootstrap the device itself from then on.',
    procedure: ['Send HPUT of Auth/Bootstrap/ServerURI, HGET to it and to ClientSecretKey, and HPUT again; as a control, HGET to a leaf that may be written.', 'Expect both HGET refused and the same ServerURI as before. A code other than those for missing rights says nothing.'],
    needs: { values: ['account.root', 'probe.leaf'] },
    drive(tester) {
      const keys = below(tester.value('account.root'), 'Auth/Bootstrap');
      const content = (name: string, value: string): string => tester.repository(`/new-${name}`, { type: 'application/dmmo+json', body: JSON.stringify([{ ClientURI: below(keys, name), MOData: { [name]: value } }]) });
      const leaf = tester.value('probe.leaf');
      const name = leaf.split('/').at(-1) ?? '';
      const control = tester.repository('/control', { type: 'application/dmmo+json', body: JSON.stringify([{ ClientURI: leaf, MOData: { [name]: 'written by the suite' } }]) });
      return tester.session([[
        read(tester, '/before', below(keys, 'ServerURI')),
        ['HGET', content('ServerURI', 'https://elsewhere.example.net/'), below(keys, 'ServerURI')],
        ['HGET', content('ClientSecretKey', 'ZWxzZXdoZXJl'), below(keys, 'ClientSecretKey')],
        ['HGET', control, leaf],
        read(tester, '/after', below(keys, 'ServerURI')),
      ]]);
    },
    judge(view, judge) {
      for (const command of [0, 3, 4]) requireSuccess({ view, judge, round: 1, command });
      const check = judge.check('DM2-BOOT-C-010');
      const node = below(below(view.value('account.root'), 'Auth/Bootstrap'), 'ServerURI');
      const before = uploadedNode(view, '/before', node);
      judge.require(before.value !== undefined, 'the first upload does not hold ServerURI', before.at);
      const after = uploadedNode(view, '/after', node);
      check.holds(after.value === before.value, { expected: `ServerURI ${JSON.stringify(before.value)}, as before`, found: `ServerURI ${JSON.stringify(after.value)}`, at: after.at, stimulus: view.stimulus(1) });
      for (const [index] of KEYS.entries()) check.refused(view.status(1, index + 1), [401, 403, 404, 405]);
    },
  }),
];
