/**
 * MO caching: one validator per instance, changed by every change inside it.
 *
 * Facts: ~5.5 and the caching algorithm of the tables, section 7. Instances of volatile MOs have no validator.
 */
import { supports } from './device-config.js';
import type { ClientParts } from './parts.js';

/** DM2-CACHE-C-002, C-003: only instances of cacheable MOs have a validator. */
export const validatorOf: ClientParts['validatorOf'] = (client, { instance }) =>
  (supports(client.config, 'C_CACHE') && instance.definition.caching === 'cacheable' ? instance.validator : undefined);

/** DM2-CACHE-C-004, C-005, C-006, C-007: the validator of the whole instance must be the current one. */
export const cacheMatches: ClientParts['cacheMatches'] = (client, { cv, places }) =>
  places.every(({ instance }) => client.parts.validatorOf(client, { instance }) === cv);

/** DM2-CACHE-C-009, DM2-SER-C-009: CV stands with the root of a cacheable instance. */
export const itemValidator: ClientParts['itemValidator'] = (client, { instance, path }) =>
  (path.length === 0 ? client.parts.validatorOf(client, { instance }) : undefined);

/** DM2-CACHE-C-003: every change gives the instance a validator it never had before. */
export const touchInstance: ClientParts['touchInstance'] = (client, { instance }) => {
  client.state.serial += 1;
  instance.validator = `${client.state.validatorPrefix}.${client.state.serial}`;
};
