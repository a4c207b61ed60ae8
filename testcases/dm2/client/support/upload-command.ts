/** Tests that HPUT and HPOST share word for word, because they differ in the HTTP method only (clauses 5.3.2 and 5.3.3). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import { isRecord } from '../../record.js';
import { itemsOf, nodeOf } from './uploads.js';
import { EXPECT_SUCCESS, statusIsKnown } from './steps.js';

export interface UploadCommand {
  readonly name: 'HPUT' | 'HPOST';
  readonly method: 'PUT' | 'POST';
  /** Area of the requirement ids, `HPUT` or `HPOST`, and of the test ids. */
  readonly area: 'hput' | 'hpost';
}

/** The command is known to the client. */
export function isSupported({ name, area }: UploadCommand): TestCase {
  const requirement = `DM2-CMD-${name}-B-001`;
  return clientTest({
    id: `dm2/client/${area}/is-supported`,
    title: `${name} is carried out`,
    requirements: [requirement],
    purpose: 'The command is mandatory: a client may not answer it as one that it does not know.',
    procedure: [`Send ${name} of a text leaf.`, ...EXPECT_SUCCESS],
    needs: { values: ['probe.leaf'] },
    drive: (tester) => tester.session([[[name, tester.repository('/up', {}), tester.value('probe.leaf')]]]),
    judge: (view, judge) => statusIsKnown({ view, check: judge.check(requirement), round: 1, command: 0 }),
  });
}

/** One request with the right method, before the report. */
export function uploadsOnce({ name, method, area }: UploadCommand): TestCase {
  const requirement = `DM2-CMD-${name}-C-002`;
  return clientTest({
    id: `dm2/client/${area}/uploads-by-${method.toLowerCase()}`,
    title: `${name} makes the client send one HTTP ${method} to the ServerURI before it reports`,
    requirements: [requirement],
    purpose: 'The data goes to the repository on an HTTP exchange of its own, with the method that the command names.',
    procedure: [`Send ${name} of the DevInfo instance.`, `Expect one ${method} at the path of the ServerURI, earlier than Package#3.`],
    needs: { values: ['devinfo.root'] },
    drive: (tester) => tester.session([[[name, tester.repository('/up', {}), tester.value('devinfo.root')]]]),
    judge(view, judge) {
      const stimulus = view.stimulus(1);
      const report = view.package3(1).request;
      const requests = view.repository().map(({ request }) => request);
      judge.require(requests.length > 0 || view.status(1, 0).value < 400, `the client refused ${name} with ${view.status(1, 0).value}`, view.status(1, 0).at);
      const check = judge.check(requirement);
      check.count(requests, 1, { what: `request at the repository`, at: stimulus, stimulus });
      for (const request of requests) {
        check.is({ value: request.event.method, at: { event: request.event.n, path: 'method' }, what: 'method', stimulus }, method);
        check.is({ value: request.event.path, at: { event: request.event.n, path: 'target' }, what: 'path', stimulus }, '/up');
        check.holds(request.event.n < report.event.n, { expected: `the ${method} before Package#3`, found: `the ${method} at event ${request.event.n}, Package#3 at event ${report.event.n}`, at: request.at, stimulus });
      }
    },
  });
}

/** All addresses of the command in one body. */
export function uploadsAllAddresses({ name, area }: UploadCommand): TestCase {
  const requirement = `DM2-CMD-${name}-C-003`;
  return clientTest({
    id: `dm2/client/${area}/holds-all-addresses`,
    title: `The body of ${name} holds the data of every ClientURI of the command`,
    requirements: [requirement],
    purpose: 'Several addresses make one upload; none may be left out.',
    procedure: [`Send ${name} of the DevInfo instance and of a text leaf.`, 'Expect the DevInfo leaf Man and the value of the text leaf in the one body.'],
    needs: { values: ['devinfo.root', 'probe.leaf'] },
    drive: (tester) => tester.session([[[name, tester.repository('/up', {}), tester.value('devinfo.root'), tester.value('probe.leaf')]]]),
    judge(view, judge) {
      const upload = view.upload('/up');
      const items = itemsOf(upload);
      const where = { event: upload.at.event };
      const check = judge.check(requirement);
      const stimulus = view.stimulus(1);
      const hasDevInfo = items.some((item) => isRecord(nodeOf(item, { uri: view.value('devinfo.root'), ...where }).value) && Object.hasOwn(nodeOf(item, { uri: view.value('devinfo.root'), ...where }).value as object, 'Man'));
      const leaf = items.map((item) => nodeOf(item, { uri: view.value('probe.leaf'), ...where })).find((node) => typeof node.value === 'string');
      check.holds(hasDevInfo, { expected: 'the DevInfo leaves, Man among them', found: hasDevInfo ? 'DevInfo with Man' : 'no item with the DevInfo leaves', at: upload.at, stimulus });
      check.holds(leaf !== undefined, { expected: `the value of ${view.value('probe.leaf')}`, found: leaf === undefined ? 'no item with the value of the leaf' : `the value ${JSON.stringify(leaf.value)}`, at: leaf?.at ?? upload.at, stimulus });
    },
  });
}
