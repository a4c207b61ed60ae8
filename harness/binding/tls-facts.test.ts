/** What a fault in a handshake is called does not depend on the version of OpenSSL. */
import { describe, expect, it } from 'vitest';
import { reasonOf } from './tls-facts.js';

const fault = (reason: string): Error => Object.assign(new Error('00000:error:0A000410:SSL routines::x:ssl/record/rec_layer_s3.c:1605:SSL alert number 40'), { reason });

describe('reasonOf', () => {
  it.each(['sslv3 alert handshake failure', 'ssl/tls alert handshake failure', 'tlsv1 alert handshake failure', 'tlsv13 alert handshake failure'])('calls "%s" what the standard calls it', (reason) => {
    expect(reasonOf(fault(reason))).toBe('TLS alert handshake failure');
  });

  it('leaves other reasons of OpenSSL, and the first line of others, as they are', () => {
    expect(reasonOf(fault('no shared cipher'))).toBe('no shared cipher');
    expect(reasonOf(new Error('read ECONNRESET\nmore'))).toBe('read ECONNRESET');
  });
});
