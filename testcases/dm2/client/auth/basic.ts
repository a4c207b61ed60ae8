/** HTTP Basic (clause ~9.2.1; RFC 7617): a client that is asked for credentials shows those of its account. */
import { clientTest } from '../../../define.js';
import { guardedSession, judgeAdmitted } from '../support/admission.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/auth/basic',
    title: 'A Basic challenge is answered with the credentials of the account, in every message of a session',
    requirements: ['DM2-AUTH-C-004'],
    purpose: 'Basic is what every client has to know. Credentials may be sent unasked; they have to be right, and have to be there each time.',
    procedure: ['Refuse messages without credentials with 401 and a Basic challenge, and run two rounds with HPUT of a leaf.', 'Expect Package#1 and both Package#3 with the user and the password of the IUT file.'],
    needs: { values: ['probe.leaf'], credentials: 'any' },
    drive: (tester) => guardedSession(tester, { challenges: [{ scheme: 'basic' }] }),
    judge: (view, judge) => judgeAdmitted({ view, judge, requirement: 'DM2-AUTH-C-004' }),
  }),
  clientTest({
    id: 'dm2/client/auth/basic-beside-digest',
    title: 'A client that is asked with Digest and Basic answers one of them',
    requirements: ['DM2-AUTH-C-004'],
    purpose: 'Servers offer what they have. No text says which one is taken, so either will do; a client that knows Basic alone has to find it.',
    procedure: ['Refuse messages without credentials with 401 and two challenges, first Digest, then Basic, and run two rounds with HPUT of a leaf.', 'Expect Package#1 and both Package#3 with right credentials of either scheme.'],
    needs: { values: ['probe.leaf'], credentials: 'any' },
    drive: (tester) => guardedSession(tester, { challenges: [{ scheme: 'digest', qop: 'auth' }, { scheme: 'basic' }] }),
    judge: (view, judge) => judgeAdmitted({ view, judge, requirement: 'DM2-AUTH-C-004' }),
  }),
  clientTest({
    id: 'dm2/client/auth/basic-among-unknown',
    title: 'A Basic challenge is found behind challenges of schemes that nobody knows',
    requirements: ['DM2-AUTH-C-004'],
    purpose: 'One field line may hold several challenges, separated by the same comma that separates parameters (RFC 9110, 11.6.1).',
    procedure: ['Refuse messages without credentials with 401 and one line with a bare scheme, a scheme with three parameters, and Basic; run two rounds with HPUT of a leaf.', 'Expect Package#1 and both Package#3 with right Basic credentials.'],
    needs: { values: ['probe.leaf'], credentials: 'any' },
    drive: (tester) => guardedSession(tester, { challenges: [{ scheme: 'other', text: 'Negotiate' }, { scheme: 'other', text: 'Newauth realm="apps", type=1, title="Login to \\"apps\\", please"' }, { scheme: 'basic' }], lines: 'joined' }),
    judge: (view, judge) => judgeAdmitted({ view, judge, requirement: 'DM2-AUTH-C-004' }),
  }),
];
