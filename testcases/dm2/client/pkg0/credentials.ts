/** The part of the DM Account with which notifications are authenticated (clause 12.2, dm2-tables section 9.2). */
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { uploadedNode } from '../support/uploads.js';

const PARTS = ['Type', 'Data', 'Secret'] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/pkg0/account-credentials',
    title: 'Auth/Noti of the DM Account has Type, Data and Secret',
    requirements: ['DM2-MO-DMACC-C-011'],
    purpose: 'A server that lost what it gave to a device can read it back; the table of the node allows that (A-44).',
    procedure: ['Send HPUT of Auth/Noti of the DM Account.', 'Expect Type, Data and Secret in the upload.'],
    applies: 'C_ACC_AUTH',
    needs: { values: ['account.root'] },
    async drive(tester) {
      await tester.session([[['HPUT', tester.repository('/noti', {}), below(tester.value('account.root'), 'Auth/Noti')]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const node = uploadedNode(view, '/noti', below(view.value('account.root'), 'Auth/Noti'));
      const { value } = node;
      const missing = PARTS.filter((name) => !isRecord(value) || !Object.hasOwn(value, name));
      judge.check('DM2-MO-DMACC-C-011').holds(missing.length === 0, { expected: 'Type, Data and Secret', found: missing.length === 0 ? 'all three' : `no ${missing.join(', ')}`, at: node.at, stimulus: view.stimulus(1) });
    },
  }),
];
