/** What a failure says under Sent of a request of the tester. */
import { describe, expect, it } from 'vitest';
import { PACKAGE1_TYPE } from '../protocol/dm2/media-types.js';
import { TRANSCRIPT_SCHEMA, type HeaderLines, type Transcript } from '../harness/transcript/event.js';
import { createMasker } from './secrets.js';
import { describeStimulus } from './stimulus.js';

function sent(...headers: HeaderLines): readonly string[] {
  const transcript: Transcript = {
    schema: TRANSCRIPT_SCHEMA, test: 't', iut: 'i', role: 'server', protocol: 'dm-2.0', parameters: {}, features: {},
    events: [{ kind: 'request', n: 0, atMs: 0, point: 'dm', address: 'a', exchange: 0, connection: 0, method: 'POST', target: '/dm', path: '/dm', httpVersion: '1.1', headers, body: new Uint8Array(), incomplete: null }],
  };
  return describeStimulus({ transcript, stimulus: { event: 0, path: '' }, at: undefined, masker: createMasker('masked', transcript) }).slice(1);
}

describe('what was sent to a server', () => {
  it('shows the types that are unusual and the credentials masked', () => {
    expect(sent(['Content-Type', 'text/plain'], ['Accept', 'image/png'], ['Authorization', 'Basic dTpw'], ['OMADM-DevID', 'urn:uuid:1'])).toEqual(['  Content-Type: text/plain', '  Accept: image/png', '  Authorization: Basic ••••']);
  });

  it('leaves the types out that every message has', () => {
    expect(sent(['Content-Type', PACKAGE1_TYPE], ['Accept', 'application/vnd.oma.dm.request+json'])).toEqual([]);
  });
});
