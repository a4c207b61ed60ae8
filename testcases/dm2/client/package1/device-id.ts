/** The header OMADM-DevID of both client packages (clauses 5.2.2 and 5.2.4). The value is compared with what DevInfo holds. */
import { clientTest } from '../../../define.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import { below } from '../support/addresses.js';
import { uploadedNode } from '../support/uploads.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/package1/device-id',
    title: 'OMADM-DevID in Package#1 and Package#3 is the value of DevInfo/DevID',
    requirements: ['DM2-PKG1-C-002', 'DM2-PKG3-C-002'],
    purpose: 'A server recognises a device by the header; the device must state there what its DevInfo object says.',
    procedure: ['Send HPUT of DevInfo/DevID.', 'Expect the uploaded value in the header OMADM-DevID of Package#1 and of Package#3.'],
    needs: { values: ['devinfo.root'] },
    async drive(tester) {
      await tester.session([[['HPUT', tester.repository('/devid', {}), below(tester.value('devinfo.root'), 'DevID')]]]);
    },
    judge(view, judge) {
      const node = uploadedNode(view, '/devid', below(view.value('devinfo.root'), 'DevID'));
      const { value } = node;
      if (typeof value !== 'string') throw new NotExercised('the upload holds no value of DevInfo/DevID', node.at);
      judge.check('DM2-PKG1-C-002').is(view.session().opening.request.header('OMADM-DevID'), value);
      judge.check('DM2-PKG3-C-002').is({ ...view.package3(1).request.header('OMADM-DevID'), stimulus: view.stimulus(1) }, value);
    },
  }),
];
