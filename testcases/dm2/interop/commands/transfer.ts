/** HGET, HPUT, HPOST, DELETE and GET between two products: the data that one side holds is what the other has (clauses 5.3.1 to 5.3.6). */
import { pairTest } from '../../../define.js';
import { expectDone, expectUploaded, requireSession, uploadsBelieved, valuesIn } from '../support/believed.js';
import { commandsBelieved } from '../../server/support/rounds.js';
import { reading, setting } from '../support/content.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/commands/hget',
    title: 'Data that the server serves stands in the tree of the client after HGET',
    expectation: { id: 'DM2-IOP-HGET', clause: '5.3.1', text: 'What the server has the client fetch by HGET stands in the tree of the client.' },
    purpose: 'A server writes to a device this way.',
    procedure: [
      'Have the server serve a value for a text leaf and queue HGET of it, then HPUT of the leaf in another Package#2.',
      'Have the client open a session.',
      'Expect that the server believes both done and holds the value in the upload.',
    ],
    needs: { upperTester: true, values: ['probe.leaf'] },
    async drive(tester) {
      const { server } = tester;
      const uri = tester.value('probe.leaf');
      await server.queue([await setting(server, { path: '/hget', uri, value: 'from the server' })], [reading(server, '/hget', uri)]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-HGET');
      expectDone(check, view.server, ['HGET', 'HPUT']);
      expectUploaded(check, view.server, { path: '/hget', holds: 'from the server' });
    },
  }),
  ...(['HPUT', 'HPOST'] as const).map((command) => {
    const [slug, method] = command === 'HPUT' ? (['hput', 'PUT'] as const) : (['hpost', 'POST'] as const);
    return pairTest({
      id: `dm2/interop/commands/${slug}`,
      title: `${command} brings the data of the client to the server's repository by ${method}`,
      expectation: {
        id: `DM2-IOP-${command}`,
        clause: command === 'HPUT' ? '5.3.2' : '5.3.3',
        text: `What the server asks for by ${command} reaches its repository by ${method}, with the data of the client.`,
      },
      purpose: 'A server reads from a device this way.',
      procedure: [
        `Have the server queue ${command} of DevInfo to its repository.`,
        'Have the client open a session.',
        `Expect that the server believes it done and took one ${method} there that holds the identity of the device.`,
      ],
      needs: { upperTester: true, values: ['devinfo.root'] },
      async drive(tester) {
        const { server } = tester;
        await server.queue([{ command, server: `${server.repository}/${slug}`, client: [tester.value('devinfo.root')] }]);
        await tester.session();
        await server.ask();
      },
      judge(view, judge) {
        requireSession(view.server, judge);
        const check = judge.check(`DM2-IOP-${command}`);
        expectDone(check, view.server, [command]);
        const uploads = uploadsBelieved(view.server, `/${slug}`);
        check.is({ ...uploads, value: uploads.value.map((upload) => upload.method), what: `methods of the uploads at /${slug}` }, [method]);
        expectUploaded(check, view.server, { path: `/${slug}`, holds: view.value('device.id') });
      },
    });
  }),
  pairTest({
    id: 'dm2/interop/commands/delete',
    title: 'A node that the server deletes is there no more',
    expectation: { id: 'DM2-IOP-DELETE', clause: '5.3.4', text: 'What the server deletes is gone from the tree of the client.' },
    purpose: 'Server and device must have the same picture of what is there.',
    procedure: [
      'Have the server create an item by HGET, read the list by HPUT, DELETE the item, and read the list again.',
      'Have the client open a session.',
      'Expect that the server believes all done, and finds the item in the first upload only.',
    ],
    needs: { upperTester: true, values: ['probe.list', 'probe.list.item'] },
    async drive(tester) {
      const { server } = tester;
      const list = tester.value('probe.list');
      const item = `${list}/interop1`;
      const create = await setting(server, { path: '/item', uri: item, value: JSON.parse(tester.value('probe.list.item')) });
      await server.queue([create], [reading(server, '/before', list)], [{ command: 'DELETE', client: [item] }], [reading(server, '/after', list)]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-DELETE');
      expectDone(check, view.server, ['HGET', 'HPUT', 'DELETE', 'HPUT']);
      for (const [path, isThere] of [['/before', true], ['/after', false]] as const) {
        const { value, at } = uploadsBelieved(view.server, path);
        const names = value.at(-1)?.names;
        check.holds(names?.includes('interop1') === isThere, { expected: `the list ${isThere ? 'with' : 'without'} the item in the upload at ${path}`, found: names === undefined ? 'no upload' : `the list ${isThere ? 'without' : 'with'} it`, at });
      }
    },
  }),
  pairTest({
    id: 'dm2/interop/commands/get',
    title: 'Data that the client reports for GET is what the server understands',
    expectation: { id: 'DM2-IOP-GET', clause: '5.3.6', text: 'The data that the client sends in Package#3 for GET is taken by the server as the content of the node.' },
    purpose: 'No text at hand names the member of Package#3 that carries the data (A-22), so that two products may well differ.',
    procedure: ['Have the server set a text leaf by HGET and read it by GET.', 'Have the client open a session.', 'Expect that the server believes both done and holds the value as content of GET.'],
    applies: { client: 'C_GET' },
    needs: { upperTester: true, values: ['probe.leaf'] },
    async drive(tester) {
      const { server } = tester;
      const uri = tester.value('probe.leaf');
      await server.queue([await setting(server, { path: '/get', uri, value: 'to be read' })], [{ command: 'GET', client: [uri] }]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-GET');
      expectDone(check, view.server, ['HGET', 'GET']);
      const { value, at } = commandsBelieved(view.server);
      const values = valuesIn(value[1]?.content ?? null);
      check.holds(values.includes('to be read'), { expected: '"to be read" as content of GET in the belief of the server', found: JSON.stringify(value[1]?.content ?? null), at });
    },
  }),
];
