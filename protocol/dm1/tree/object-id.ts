/**
 * Identifiers of management objects, the Type of an interior node (DMTND 8.3.7.7.2): a registered URN, or
 * reversed-domain/major.minor/name, major from 1 on, neither number with a leading zero.
 */

import { quoteText } from '../../quote.js';
import type { TreeFault } from './fault.js';

/** What is wrong with an object identifier. Empty is legal: the node is the root of no object. */
export function objectIdFaults(text: string): readonly TreeFault[] {
  if (text === '' || URN.test(text) || DOMAIN.test(text)) return [];
  return [{ code: 'dm1-tree/object-id', index: 0, found: quoteText(text, 60), expected: 'a URN, or reversed-domain/major.minor/name without leading zeros, or nothing' }];
}

/** RFC 2141, 2; hosts of RFC 1035, 2.3.1, relaxed by RFC 1123. */
const URN = /^urn:[a-z0-9][a-z0-9-]{1,31}:[!-$&-;=@-Z_a-z%]+$/i;
const DOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\/[1-9][0-9]*\.(?:0|[1-9][0-9]*)\/[^/\s]+(?:\/[^/\s]+)*$/i;
