/** How Package#3 names the places a client chose (clauses 5.3.1 and 7.2.1.3). Whether it names them at all is judged for HGET. */
import { clientTest } from '../../../define.js';
import { nodeContent } from '../support/content.js';
import { member } from '../support/packages.js';
import { requireSuccess } from '../support/steps.js';
import { isRecord } from '../../record.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/package3/own-places',
    title: 'Package#3 names places in the member URI, an array of strings even for one place',
    requirements: ['DM2-PKG3-C-005'],
    purpose: 'HGET without a ClientURI leaves the place to the client, which reports it. One place is an array of one.',
    procedure: ['Send HGET without a ClientURI; the repository serves an item for an existing leaf.', 'Expect the member URI of the status to be an array of ClientURIs.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      await tester.session([[['HGET', tester.repository('/item', nodeContent(tester.value('probe.leaf'), 'placed by the client'))]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const report = view.package3(1);
      const list = member(report, 'Status');
      const item: unknown = Array.isArray(list) ? list[0] : undefined;
      const places: unknown = isRecord(item) ? item['URI'] : undefined;
      const at = { event: report.request.event.n, path: 'Status[0].URI' };
      judge.require(places !== undefined, 'the status has no member URI, which DM2-CMD-HGET-C-006 judges', at);
      const isRight = Array.isArray(places) && places.length > 0 && places.every((place) => typeof place === 'string' && /^(?!https?:)[^/?\s]+\/\S*$/.test(place));
      judge.check('DM2-PKG3-C-005').holds(isRight, { expected: 'URI, an array of ClientURIs', found: `URI ${JSON.stringify(places)}`, at, stimulus: view.stimulus(1) });
    },
  }),
];
