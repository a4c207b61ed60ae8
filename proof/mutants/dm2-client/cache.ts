/** Defects of MO caching (clauses 11.1 and 11.2). */
import { afterwards, noting, onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/cache/no-validator',
    violates: 'DM2-CACHE-C-009',
    does: 'leaves the validator out of uploads of the instance root',
    parts: () => ({ itemValidator: () => undefined }),
  },
  {
    id: 'dm2/client/cache/constant-validator',
    violates: 'DM2-CACHE-C-003',
    does: 'gives an instance one validator for ever, and never answers 304 because it knows that',
    parts: () => ({ itemValidator: (_client, { path }) => (path.length === 0 ? 'constant' : undefined), cacheMatches: () => false }),
  },
  {
    id: 'dm2/client/cache/ages-never',
    violates: 'DM2-CACHE-C-004',
    does: 'accepts every validator that the instance ever had, as long as the addressed leaf is not the one that changed last',
    parts: (standard) => {
      const former = new WeakMap<object, Set<string>>();
      return {
        touchInstance: noting(standard.touchInstance, (_client, { instance }) => former.set(instance, (former.get(instance) ?? new Set()).add(instance.validator))),
        cacheMatches: (client, args) => standard.cacheMatches(client, args) || args.places.every(({ instance, path }) => path.length > 0 && former.get(instance)?.has(args.cv) === true),
      };
    },
  },
  {
    id: 'dm2/client/cache/root-only',
    violates: 'DM2-CACHE-C-005',
    does: 'honours the validator for the instance root only',
    parts: (standard) => ({ cacheMatches: (client, args) => args.places.every((place) => place.path.length === 0) && standard.cacheMatches(client, args) }),
  },
  {
    id: 'dm2/client/cache/ignores-cv',
    violates: 'DM2-CACHE-C-006',
    does: 'sends the data although the validator matches',
    parts: () => ({ cacheMatches: () => false }),
  },
  {
    id: 'dm2/client/cache/sends-data-with-304',
    violates: 'DM2-CACHE-C-006',
    does: 'answers GET with 304 and the data all the same',
    parts: (standard) => ({
      get: afterwards(standard.get, (_client, { result }) => result.sc === 304, async (client, { args }) => {
        const clientUris = args.command.clientUris.map((uri) => uri.replace(/\?.*/, ''));
        return { ...(await standard.get(client, { ...args, command: { ...args.command, clientUris } })), sc: 304 };
      }),
    }),
  },
  {
    id: 'dm2/client/cache/believes-any-cv',
    violates: 'DM2-CACHE-C-007',
    does: 'answers 304 to whatever validator the command carries',
    parts: () => ({ cacheMatches: () => true }),
  },
  {
    id: 'dm2/client/cache/remembers-for-the-server',
    violates: 'DM2-CACHE-C-008',
    does: 'answers the third upload of an address that the server itself has set in the session with 304, although no validator was sent',
    parts: (standard) => {
      const uploads = new WeakMap<object, Map<string, number>>();
      const countsOf = (session: object): Map<string, number> => {
        const counts = uploads.get(session) ?? new Map<string, number>();
        uploads.set(session, counts);
        return counts;
      };
      return {
        storeAt: noting(standard.storeAt, (_client, { session, clientUri }) => countsOf(session).set(clientUri, 0)),
        upload: onlyWhen(standard.upload, (_client, { session, clientUris }) => {
          const counts = countsOf(session);
          const key = clientUris.join(' ');
          const before = counts.get(key);
          if (before !== undefined) counts.set(key, before + 1);
          return before === 2;
        }, () => Promise.resolve({ sc: 304 })),
      };
    },
  },
];
