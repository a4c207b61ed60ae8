/** Objects that are known by their DDF file alone (clause ~6.3.2): rules of the specification, syntax of DM 1.3. */
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import { serverTest } from '../../../define.js';
import { ddf, INTERIOR, LEAF, node } from '../support/ddf.js';
import { judgeManaged, manageDescribed, type Described } from '../support/described.js';

const ACTION = '<DFProperties><AccessType><Exec/></AccessType><DFFormat><null/></DFFormat><DFType><DDFName/></DFType></DFProperties>';
const RUN_TIME = '<RTProperties><ACL>Get=*</ACL><Format><chr/></Format><Name>Setting</Name><Size>3</Size><Title>t</Title><TStamp>20160209T000000Z</TStamp><Type><MIME>text/plain</MIME></Type><VerNo>1</VerNo></RTProperties>';

const ALL_KINDS = 'urn:oma:mo:x-suite-kinds:1.0';
const SYNTAX = 'urn:oma:mo:x-suite-syntax:1.0';
const RUN_TIME_MO = 'urn:oma:mo:x-suite-runtime:1.0';

const FORMATS = ['b64', 'bin', 'bool', 'chr', 'date', 'float', 'int', 'null', 'time', 'xml'];

interface Case extends Described {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  readonly purpose: string;
}

const CASES: readonly Case[] = [
  {
    id: 'dm2/server/mo/described-object',
    title: 'An object with all kinds of nodes is managed from its description',
    requirement: 'DM2-MO-B-001',
    purpose: 'Management objects are open-ended: a server works with any that follows the rules, not with a list of its own.',
    moid: ALL_KINDS,
    ddf: ddf(ALL_KINDS, node('Setting', LEAF) + node('Group', INTERIOR, node('Inner', LEAF) + node('Act', ACTION)) + node('List', INTERIOR, node('', INTERIOR, node('Value', LEAF)))),
    operations: [
      { command: 'GET', client: [`${ALL_KINDS}/u1/Setting`] },
      { command: 'GET', client: [`${ALL_KINDS}/u1/Group`] },
      { command: 'EXEC', client: [`${ALL_KINDS}/u1/Group/Act`] },
      { command: 'DELETE', client: [`${ALL_KINDS}/u1/List/first`] },
    ],
  },
  {
    id: 'dm2/server/mo/description-syntax',
    title: 'A description in the syntax of DM 1.3 is usable',
    requirement: 'DM2-MO-S-011',
    purpose: 'DDF files of DM 2.0 are those of DM 1.3; a server that trips over one of their elements cannot manage the object.',
    moid: SYNTAX,
    ddf: ddf(SYNTAX, FORMATS.map((format) => node(`F${format}`, `<DFProperties><AccessType><Add/><Copy/><Delete/><Exec/><Get/><Replace/></AccessType><DFFormat><${format}/></DFFormat><DFType><DDFName/></DFType></DFProperties>`)).join('') + node('Setting', LEAF)),
    operations: [{ command: 'GET', client: [`${SYNTAX}/u1/Setting`] }],
  },
  {
    id: 'dm2/server/mo/run-time-properties',
    title: 'Run-time properties in a description are passed over',
    requirement: 'DM2-MO-B-012',
    purpose: 'They mean nothing in DM 2.0, but files of older objects have them.',
    moid: RUN_TIME_MO,
    ddf: ddf(RUN_TIME_MO, node('Setting', `${RUN_TIME}${LEAF}`)),
    operations: [{ command: 'GET', client: [`${RUN_TIME_MO}/u1/Setting`] }],
  },
];

export const testCases: readonly ServerTestCase[] = CASES.map(({ id, title, requirement, purpose, ...described }) =>
  serverTest({
    id,
    title,
    requirements: [requirement],
    purpose,
    procedure: ['List the object in Package#1 with the address of its DDF file, and serve the file.', `Have the server queue ${described.operations.map(({ command }) => command).join(', ')} for nodes of the object.`, 'Open up to two more sessions.', 'Expect the commands.'],
    needs: { upperTester: true },
    drive: (tester) => manageDescribed(tester, described),
    judge: (view, judge) => judgeManaged({ view, judge, requirement, ...described }),
  }),
);
