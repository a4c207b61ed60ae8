/** HTTP as a server speaks it: media types (clause ~5.5) and framing (RFC 9112). */
import type { ClientMessage } from '../../../../harness/tester/dm2-client/driver.js';
import { serverTest } from '../../../define.js';
import { judgeRefused, judgeServed, requireServed } from '../support/served.js';

interface Framed {
  readonly what: string;
  readonly change: Partial<ClientMessage>;
}

const FRAMINGS: readonly Framed[] = [
  { what: 'a chunked request', change: { framing: 'chunked' } },
  { what: 'a request with headers that nobody knows', change: { headers: [['x-unknown', 'a, b; c="d"'], ['User-Agent', 'suite/1 (test)']] } },
  { what: 'a request with Expect: 100-continue', change: { headers: [['Expect', '100-continue']] } },
];

export const testCases = [
  serverTest({
    id: 'dm2/server/http/not-acceptable',
    title: 'A request that accepts nothing the server has is answered with 406',
    requirements: ['DM2-HTTP-S-002'],
    purpose: 'A device that cannot read the answer must be told, not sent something that it refused beforehand.',
    procedure: ['Send a plain Package#1, then one with Accept: image/png.', 'Expect 406 in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      await device.send({ ...device.package1(), accept: 'image/png', illegal: 'Accept names no type of Package#2' });
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      judgeRefused({ view, judge, requirement: 'DM2-HTTP-S-002', message: 1, what: 'Accept: image/png', wanted: (status) => status === 406, rule: 'the status 406' });
    },
  }),
  serverTest({
    id: 'dm2/server/http/unsupported-type',
    title: 'A request of an unknown media type is answered with 415',
    requirements: ['DM2-HTTP-S-003'],
    purpose: 'A server must not guess what a body means.',
    procedure: ['Send a plain Package#1, then the same body as image/png.', 'Expect 415 in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      await device.send({ ...device.package1(), type: 'image/png', illegal: 'Package#1 as image/png' });
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      judgeRefused({ view, judge, requirement: 'DM2-HTTP-S-003', message: 1, what: 'a body of the type image/png', wanted: (status) => status === 415, rule: 'the status 415' });
    },
  }),
  serverTest({
    id: 'dm2/server/http/announces-types',
    title: 'Formats beyond those of the specification are announced',
    requirements: ['DM2-HTTP-S-004'],
    purpose: 'A device uses another format only when the server has named it in OMADM-Accept.',
    procedure: ['Send a plain Package#1.', 'Expect OMADM-Accept in the response.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      const { value, ...place } = view.answer(1).header('OMADM-Accept');
      judge.check('DM2-HTTP-S-004').holds(value !== undefined, { expected: 'OMADM-Accept in the response with Package#2', found: value ?? 'no such header', at: place.at, stimulus: view.round(1).request.at });
    },
  }),
  serverTest({
    id: 'dm2/server/http/framings',
    title: 'Requests are served in the usual framings of HTTP/1.1',
    requirements: ['DM2-HTTP-S-012'],
    purpose: 'Which framing a device uses is up to its HTTP library.',
    procedure: ['Send a plain Package#1, then a chunked one, one with unknown headers, and one with Expect: 100-continue.', 'Expect a Package#2 in answer to each.'],
    async drive(tester) {
      const device = await tester.device();
      await device.send(device.package1());
      for (const { change } of FRAMINGS) await device.send({ ...device.package1(), ...change });
    },
    judge(view, judge) {
      requireServed(view, judge, 0);
      for (const [index, { what }] of FRAMINGS.entries()) judgeServed({ view, judge, requirement: 'DM2-HTTP-S-012', message: index + 1, what });
    },
  }),
];
