/** ClientURIs as a server writes them (clause ~6.1): every component of the scheme, and names that need encoding. */
import { serverTest } from '../../../define.js';
import { PROBE } from '../support/probe.js';
import { requireSent } from '../support/rounds.js';

/** One for each component: MIID, the only instance, wildcards, x-names with nv fields; cv is of the server's own knowledge (DM2-CACHE-S-010). */
const FORMS = [
  `${PROBE}/p1/Config/Name`,
  `${PROBE}//Config/Name`,
  `${PROBE}/*/Config/Name`,
  `${PROBE}/(a)/Data/(b)/Value?nv=(a)/Config/Name:here&nv=(b)/Date:now`,
];

/** A blank, a slash and a letter beyond ASCII within one name. */
const ODD = `${PROBE}/p1/Data/a%20b%2F%C3%A4`;

export const testCases = [
  serverTest({
    id: 'dm2/server/uri/every-component',
    title: 'Every component of ClientURIs that is given is written',
    requirements: ['DM2-URI-S-001'],
    purpose: 'A server that knows plain addresses only cannot manage what has several instances, or search for a node.',
    procedure: ['Have the server queue a GET for each form of ClientURI: with MIID, for the only instance, with a wildcard, with x-names and nv fields.', 'Open a session and report 404 for them.', 'Expect the ClientURIs that were asked for.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue(FORMS.map((uri) => ({ command: 'GET', client: [uri] })));
      await device.session({ status: ([name]) => (name === 'GET' ? { sc: 404 } : undefined) });
    },
    judge(view, judge) {
      const { at, stimulus } = requireSent(view, 'GET');
      const sent = view.sessions.flatMap(({ number }) => view.sent('GET', number)).flatMap(({ value }) => value.slice(1).map(decoded));
      for (const uri of FORMS) {
        const isThere = sent.includes(decoded(uri));
        judge.check('DM2-URI-S-001').holds(isThere, { expected: `GET ${uri}`, found: isThere ? `GET ${uri}` : `GET ${sent.join(', ')}`, at, ...(stimulus === undefined ? {} : { stimulus }) });
      }
    },
  }),
  serverTest({
    id: 'dm2/server/uri/percent-encoding',
    title: 'Names with foreign characters are percent-encoded',
    requirements: ['DM2-URI-B-007'],
    purpose: 'A node may have any name; written as it is, a slash or a blank in it makes another address.',
    procedure: ['Have the server queue GET of a node whose name has a blank, a slash and an umlaut.', 'Open a session and report 404.', 'Expect these characters as octets of UTF-8, percent-encoded.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [ODD] }]);
      await device.session({ status: ([name]) => (name === 'GET' ? { sc: 404 } : undefined) });
    },
    judge(view, judge) {
      const { value, ...place } = requireSent(view, 'GET');
      const written = view.sessions.flatMap(({ number }) => view.sent('GET', number)).flatMap((command) => command.value.slice(1)).find((uri) => uri.includes('/Data/')) ?? value[1] ?? '';
      judge.check('DM2-URI-B-007').is({ ...place, value: written.replaceAll(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase()), what: 'the ClientURI of GET' }, ODD);
    },
  }),
];

/** Which characters are encoded though they need not be is up to the server. */
function decoded(uri: string): string {
  return uri.replaceAll(/%[0-9a-f]{2}/gi, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)));
}
