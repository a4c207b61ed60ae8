/** What holds for every ClientURI that a server writes (clause ~6.1), message by message. */
import { DecodeError } from '../../../../protocol/decode-error.js';
import { parseClientUri } from '../../../../protocol/dm2/client-uri.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import { serverRule } from '../../../define.js';
import { commands, isClientForm } from './packages.js';

export const CLIENT_URI_RULES = [
  serverRule({
    requirement: 'DM2-URI-B-007',
    title: 'Each ClientURI is written in the characters of RFC 3986',
    judge(view, judge) {
      const check = judge.check('DM2-URI-B-007');
      for (const { uri, at, stimulus } of clientUris(view)) {
        const fault = foreignCharacter(uri);
        check.holds(fault === undefined, () => ({ expected: 'characters of RFC 3986, others percent-encoded', found: fault === undefined ? uri : `${JSON.stringify(fault)} in ${uri}`, at, stimulus }));
      }
    },
  }),
  serverRule({
    requirement: 'DM2-URI-S-014',
    title: 'Each x-name of a ClientURI has a letter of its own',
    judge(view, judge) {
      const check = judge.check('DM2-URI-S-014');
      for (const { uri, at, stimulus } of clientUris(view)) {
        const letters = xNames(uri);
        if (letters.length < 2) continue;
        check.holds(!isRepeated(letters), () => ({ expected: 'x-names with different letters', found: `${letters.map((letter) => `(${letter})`).join(', ')} in ${uri}`, at, stimulus }));
      }
    },
  }),
  serverRule({
    requirement: 'DM2-URI-S-015',
    title: 'Each x-name of a ClientURI has an nv field',
    judge(view, judge) {
      const check = judge.check('DM2-URI-S-015');
      for (const { uri, at, stimulus } of clientUris(view)) {
        const fields = new Set(Array.from((uri.split('?')[1] ?? '').matchAll(/(?:^|&)nv=\(([A-Za-z])\)/g), ([, letter]) => letter));
        for (const letter of new Set(xNames(uri))) {
          check.holds(fields.has(letter), () => ({ expected: `an nv field for the x-name (${letter})`, found: fields.has(letter) ? `nv=(${letter})` : `none in ${uri}`, at, stimulus }));
        }
      }
    },
  }),
  serverRule({
    requirement: 'DM2-URI-S-006',
    title: 'Each ClientURI is built as the specification says',
    judge(view, judge) {
      const check = judge.check('DM2-URI-S-006');
      for (const { uri, at, stimulus } of clientUris(view)) {
        // Characters and letters of x-names have requirements of their own.
        if (foreignCharacter(uri) !== undefined || isRepeated(xNames(uri))) continue;
        const fault = grammarFault(uri);
        check.holds(fault === null, { expected: 'a ClientURI', found: fault ?? uri, at, stimulus });
      }
    },
  }),
];

interface Written {
  readonly uri: string;
  readonly at: Place;
  readonly stimulus: Place;
}

function clientUris(view: ServerView): readonly Written[] {
  return commands(view).flatMap(({ words, ...place }) => words.slice(1).filter(isClientForm).map((uri) => ({ uri, ...place })));
}

/** The first piece of the text that RFC 3986 does not allow in a path or a query. */
function foreignCharacter(uri: string): string | undefined {
  return uri.match(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/u)?.[0];
}

/** Letters of the x-names in the path, in order. */
function xNames(uri: string): readonly string[] {
  const steps = (uri.split('?')[0] ?? '').split('/');
  return steps.flatMap((step) => /^\(([A-Za-z])\)$/.exec(step)?.[1] ?? []);
}

const isRepeated = (letters: readonly string[]): boolean => new Set(letters).size < letters.length;

function grammarFault(uri: string): string | null {
  try {
    parseClientUri(uri);
    return null;
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
}
