import { describe, expect, it } from 'vitest';
import { hasClientUriForm } from './messages.js';

describe('the form of a ClientURI', () => {
  it.each(['urn:oma:mo:oma-dm-devinfo:1.2//', 'urn:x:1.0/p1', 'urn:x:1.0/p1/Config/Name', 'urn:x:1.0/*/Data/(x)/Value?nv=(x)/Date:12.1', 'http:mo/p1'])('is that of %s', (uri) => {
    expect(hasClientUriForm(uri)).toBe(true);
  });

  it.each(['', 'DevInfo', '/p1/Config', './DevInfo/DevID', '../x', 'http://repo.example.net/x', 'HTTPS://repo.example.net/x', 'urn:x:1.0/p1/A B', '?nv=(x)/ID:1'])('is not that of "%s"', (text) => {
    expect(hasClientUriForm(text)).toBe(false);
  });
});
