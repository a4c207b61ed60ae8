/** The Allure page calls no other host. */
import { describe, expect, it } from 'vitest';
import { POLICY, stripPage } from './strip-allure.mjs';

const page = (body) => `<!DOCTYPE html><html><head><meta charset="utf-8">${body}</head><body></body></html>`;

describe('stripPage', () => {
  it.each([
    ['a script from elsewhere', '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>'],
    ['a script without a scheme', '<script src=//cdn.example.net/x.js></script>'],
    ['an analytics snippet', "<script>window.dataLayer = [];\nfunction gtag(){dataLayer.push(arguments);}\ngtag('config', 'G-1');</script>"],
    ['a style sheet from elsewhere', '<link rel="stylesheet" href="https://fonts.example.net/a.css">'],
    ['a preconnect', "<link rel=preconnect href='//fonts.example.net'>"],
    ['an image from elsewhere', '<img src="http://tracker.example.net/1.gif">'],
  ])('removes %s', (_what, tag) => {
    const stripped = stripPage(page(`${tag}<title>kept</title>`));
    expect(stripped).not.toContain('example.net');
    expect(stripped).not.toContain('gtag');
    expect(stripped).toContain('<title>kept</title>');
  });

  it('keeps scripts of the page itself, even where they speak of other hosts and of tags', () => {
    const own = `<script>const text = '<img src="https://example.net/x">';${' '.repeat(6000)}</script>`;
    expect(stripPage(page(own))).toContain(own);
    expect(stripPage(page('<script src="data:text/javascript;base64,MQ=="></script>'))).toContain('data:text/javascript');
  });

  it('adds the policy once, first in the head', () => {
    const once = stripPage(page(''));
    expect(once).toContain(`<head><meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
    expect(stripPage(once)).toBe(once);
  });

  it('removes an unclosed script from elsewhere with all that follows', () => {
    expect(stripPage('<html><head></head><body><script src="https://example.net/x.js">')).not.toContain('example.net');
  });
});
