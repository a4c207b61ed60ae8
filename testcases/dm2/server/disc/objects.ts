/** What a server knows of a device (clauses ~5.2.2 and ~6.3.2): the list of objects and their descriptions, nothing more. */
import { serverTest } from '../../../define.js';
import { judgeManaged, manageDescribed, type Described } from '../support/described.js';
import { readingAt, SECRET } from '../support/notification.js';

const MOID = 'urn:oma:mo:x-suite-unheard:1.0';

const DDF = `<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Node><NodeName/><DFProperties><AccessType><Get/></AccessType><DFFormat><node/></DFFormat><DFType><DDFName>${MOID}</DDFName></DFType></DFProperties>`
  + '<Node><NodeName>Setting</NodeName><DFProperties><AccessType><Get/><Replace/></AccessType><DFFormat><chr/></DFFormat><DFType><MIME>text/plain</MIME></DFType></DFProperties></Node></Node></MgmtTree>';

const UNHEARD: Described = { moid: MOID, ddf: DDF, operations: [{ command: 'GET', client: [`${MOID}/u1/Setting`] }] };

export const testCases = [
  serverTest({
    id: 'dm2/server/disc/unknown-object',
    title: 'An object that the server has never heard of is managed without a description of the whole tree',
    requirements: ['DM2-DISC-S-004'],
    purpose: 'DM 2.0 has no description of a device as a whole; a server that waits for one manages nothing new.',
    procedure: ['List an unknown object in Package#1 with the address of its DDF file, and serve the file.', 'Have the server queue GET of a leaf of it.', 'Open up to two more sessions.', 'Expect the command.'],
    needs: { upperTester: true },
    drive: (tester) => manageDescribed(tester, UNHEARD),
    judge: (view, judge) => judgeManaged({ view, judge, requirement: 'DM2-DISC-S-004', ...UNHEARD }),
  }),
  serverTest({
    id: 'dm2/server/disc/asks-for-the-list',
    title: 'A server that has no list of objects asks for it',
    requirements: ['DM2-DISC-S-005'],
    purpose: 'A device need not list its objects unprompted; REQ-MOS in a notification is the way to ask.',
    procedure: ['Make an account for a device that has never talked to the server.', 'Have the server send a Package#0 by HTTP.', 'Expect the option REQ-MOS in it.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ notification: { secret: SECRET, data: null } });
      await device.notification({}, 'http');
    },
    judge(view, judge) {
      const { reading, at } = readingAt(view);
      const options = reading.notification.options.map(({ kind }) => kind);
      judge.check('DM2-DISC-S-005').holds(options.includes('req-mos'), { expected: 'a Package#0 with REQ-MOS', found: `the options ${options.length === 0 ? 'none' : options.join(', ')}`, at });
    },
  }),
];
