/** SHOW: the page is loaded by a browser that the DM session does not wait for (clauses 5.3.7 and 5.1.5). */
import { clientTest } from '../../../define.js';
import type { Resource } from '../../../../harness/tester/dm2-server/answer.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { isSuccess, NotExercised } from '../../../../harness/judge/judge.js';
import { read } from '../support/commands.js';
import { requireSuccess, statusIsKnown } from '../support/steps.js';

const LEAF = { values: ['probe.leaf'] } as const;

const MARK = 'text-of-the-page-7f3a';

const PAGE: Resource = { type: 'text/html', body: `<!doctype html><title>page</title><p>${MARK}</p>` };

export const testCases = [
  clientTest({
    id: 'dm2/client/show/is-supported',
    title: 'SHOW is carried out',
    requirements: ['DM2-UI-C-002'],
    purpose: 'A client that declares SHOW does not answer it as an unknown command.',
    procedure: ['Send SHOW of a page.', 'Expect a status of success: the page is there, so that an error of any kind means that the command is not carried out.'],
    drive: (tester) => tester.session([[['SHOW', tester.page('/page', PAGE)]]]),
    judge: (view, judge) => statusIsKnown({ view, check: judge.check('DM2-UI-C-002'), round: 1, command: 0 }),
  }),
  clientTest({
    id: 'dm2/client/show/loads-the-page',
    title: 'SHOW makes the browser load the page at the ServerURI, query and all',
    requirements: ['DM2-UI-C-003'],
    purpose: 'The query tells the web server which dialogue this is, so not a character of it may change.',
    procedure: ['Send SHOW of a page whose address has a query.', 'Expect a GET of exactly this address.'],
    async drive(tester) {
      const page = tester.page(ASKED, PAGE);
      await tester.session([[['SHOW', page]]]);
      await tester.arrival(ASKED);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const pages = view.web().map(({ request }) => request).filter(({ event }) => event.path.startsWith('/ask'));
      const found = pages.find(({ event }) => event.method === 'GET' && event.path === ASKED) ?? pages[0];
      const isLoaded = found?.event.method === 'GET' && found.event.path === ASKED;
      judge.check('DM2-UI-C-003').holds(isLoaded, {
        expected: `GET ${ASKED}`,
        found: found === undefined ? 'no request for the page' : `${found.event.method} ${found.event.path}`,
        at: found === undefined ? view.status(1, 0).at : { event: found.event.n, path: 'target' },
        stimulus: view.stimulus(1),
      });
    },
  }),
  clientTest({
    id: 'dm2/client/show/goes-on-beside-the-page',
    title: 'The command after SHOW is carried out while the page is still loading',
    requirements: ['DM2-UI-C-004'],
    purpose: 'A person may keep the page open for an hour; the DM session must not stand still for that.',
    procedure: ['Send SHOW of a page and HPUT of a leaf in one Package#2; the web server holds the page back until Package#3 has come.', 'Expect the upload and Package#3 before the page is answered.'],
    needs: LEAF,
    async drive(tester) {
      const page = tester.page('/open', { ...PAGE, holdUntil: () => tester.arrival('dm', 2) });
      await tester.session([[['SHOW', page], read(tester, '/beside', tester.value('probe.leaf'))]]);
      // A client that waits for the page sends Package#3 only after the page was let go, when the session above has given up.
      await tester.arrival('dm', 2);
    },
    judge(view, judge) {
      const page = onlyPage(view, '/open');
      const report = view.package3(1).request;
      judge.require(isSuccess(view.status(1, 0).value), `SHOW is ${view.status(1, 0).value}`, view.status(1, 0).at);
      const answered = page.response?.event.n ?? Infinity;
      const [upload] = view.repository('/beside');
      judge.require(upload !== undefined, 'HPUT, a means of this test, uploaded nothing', view.stimulus(1));
      const check = judge.check('DM2-UI-C-004');
      for (const [what, event] of [['the upload', upload?.request.event.n ?? 0], ['Package#3', report.event.n]] as const) {
        check.holds(event < answered, { expected: `${what} while the page is loading`, found: event < answered ? `${what} while the page was loading` : `${what} only after the page was answered`, at: { event }, stimulus: view.stimulus(1) });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/show/goes-on-without-browser',
    title: 'The command after SHOW is carried out although the browser cannot be started',
    requirements: ['DM2-UI-C-005'],
    purpose: 'A missing browser is the trouble of SHOW alone.',
    procedure: ['Let the device have no browser.', 'Send HPUT of DevInfo; it must work.', 'Send SHOW of a page and HPUT of a leaf in one Package#2.', 'Expect the upload of the leaf, and success for it.', 'Give the browser back.'],
    needs: { values: [...LEAF.values, 'devinfo.root'], hooks: ['browser'] },
    async drive(tester) {
      await tester.hook({ action: 'browser', state: 'unavailable' });
      await tester.session([[read(tester, '/control', tester.value('devinfo.root'))], [['SHOW', tester.page('/none', PAGE)], read(tester, '/after', tester.value('probe.leaf'))]]);
      await tester.hook({ action: 'browser', state: 'available' });
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const pages = view.web('/none');
      judge.require(pages.length === 0, 'the browser was started in spite of the local event', pages[0]?.request.at ?? view.end);
      const report = view.package3(2).request;
      const uploads = view.repository('/after').map(({ request }) => request);
      const check = judge.check('DM2-UI-C-005');
      if (!check.count(uploads, 1, { what: 'upload for the command after SHOW', at: report.at, stimulus: view.stimulus(2) })) return;
      check.succeeded(view.status(2, 1));
    },
  }),
  clientTest({
    id: 'dm2/client/show/page-stays-out-of-packages',
    title: 'Nothing of the page gets into DM packages, before the session ends or after',
    requirements: ['DM2-UI-B-006'],
    purpose: 'What a person sees and does is between the browser and the web server.',
    procedure: ['Send SHOW of a page that holds a certain text.', 'When the page was loaded, go on with two more rounds.', 'Expect the text of the page in no Package#1 and no Package#3.'],
    needs: LEAF,
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      const loaded = async (): Promise<void> => {
        await tester.arrival('/page');
        await tester.observe();
      };
      await tester.session([[['SHOW', tester.page('/page', PAGE)]], { commands: [read(tester, '/one', uri)], holdUntil: loaded }, [read(tester, '/two', uri)]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const page = onlyPage(view, '/page');
      const later = view.dm().map(({ request }) => request).filter(({ event }) => event.n > page.request.event.n);
      judge.require(page.response !== undefined && later.length > 0, `no package came after the page was loaded: ${view.silence}`, page.request.at);
      const leaking = later.find(({ event }) => Buffer.from(event.body).includes(MARK));
      judge.check('DM2-UI-B-006').holds(leaking === undefined, {
        expected: 'DM packages without anything of the page',
        found: leaking === undefined ? `${later.length} packages without it` : 'the text of the page',
        at: leaking?.at ?? later[0]?.at ?? view.end,
        stimulus: view.stimulus(1),
      });
    },
  }),
];

const ASKED = '/ask?ui=77&back=%2Fhome+page';

function onlyPage(view: ClientView, path: string): ExchangeView {
  const [page] = view.web(path);
  if (page === undefined) throw new NotExercised(`the browser did not load the page, which another requirement judges: ${view.silence}`, view.stimulus(1));
  return page;
}
