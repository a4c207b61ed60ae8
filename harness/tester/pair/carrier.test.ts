import { describe, expect, it } from 'vitest';
import { orderedTarget, pairCarrier } from './carrier.js';

describe('the carrier of a Package#0 in a pair', () => {
  it('is any that the client has an address for', () => {
    expect([pairCarrier({}), pairCarrier({ notifications: ['hook'] }), pairCarrier({ notifications: ['push', 'hook'] })]).toEqual([null, 'hook', 'push']);
  });

  it('is a push for an address of pushes, and a bare POST only for a hook', () => {
    expect(orderedTarget({ carrier: 'push', url: 'http://h/wappush' })).toEqual({ carrier: 'push', url: 'http://h/wappush' });
    expect(orderedTarget({ carrier: 'hook', url: 'http://h/p0' })).toEqual({ carrier: 'http', url: 'http://h/p0' });
    expect(orderedTarget({ carrier: 'udp', host: 'h', port: 1 })).toEqual({ carrier: 'udp', host: 'h', port: 1 });
  });
});
