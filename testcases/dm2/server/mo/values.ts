/** Values pass through a server as they are (clause ~6.3.1). */
import { serverTest } from '../../../define.js';
import { NAME } from '../support/probe.js';
import { believed, requireReported, requireSent } from '../support/rounds.js';

const LONG_CHARACTERS = 65_536;

const VALUES = ['  "quoted" \\ and \u0001 and \t end \r\n', 'é \u{1F600} \u2028 < & > %41 +', 'x'.repeat(LONG_CHARACTERS)];

export const testCases = [
  serverTest({
    id: 'dm2/server/mo/values-unaltered',
    title: 'Values of the device are kept as they are',
    requirements: ['DM2-MO-B-014'],
    purpose: 'A server that trims, decodes or cuts what it got shows an operator a device that does not exist.',
    procedure: ['Have the server queue GET of a leaf for each of three values: with quotes, control characters and blanks, with 4-byte UTF-8, of 64 KiB.', 'Open a session for each and report the value.', 'Expect the server to know exactly these values.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      for (const value of VALUES) {
        device.tree.write(NAME, value);
        await device.queue([{ command: 'GET', client: [NAME] }]);
        await device.session();
      }
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      requireReported(view, judge);
      for (const [index, wanted] of VALUES.entries()) {
        const { value, at, ...place } = believed(view, index);
        judge.require(value.content !== null, 'the server knows no data of GET', at);
        const found = stringsIn(value.content);
        const isKept = found.includes(wanted);
        const where = { at: { event: at.event, path: `commands[${index}].content` }, ...place };
        judge.check('DM2-MO-B-014').holds(isKept, { expected: shown(wanted), found: isKept ? shown(wanted) : found.map(shown).join(', '), ...where });
      }
    },
  }),
];

/** Every text within a value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const SHOWN_CHARACTERS = 60;

const shown = (text: string): string => `${JSON.stringify(text.slice(0, SHOWN_CHARACTERS))} (${text.length} characters)`;
