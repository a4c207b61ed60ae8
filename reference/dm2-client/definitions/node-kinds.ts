/**
 * Short forms for writing MO definitions as tables, one line per node.
 *
 * Occurrence names are those of the definition rules (One, ZeroOrOne, ZeroOrMore, OneOrMore, ZeroOrN, OneOrN).
 * Left out: RTProperties, ACL, Format, Name, Size, Title, TStamp, Type, VerNo (DM2-MO-B-012: they are ignored).
 */
import type {
  AccessType, InteriorDefinition, LeafDefinition, LeafFormat, LeafValue, NodeDefinition, Occurrence,
} from '../device-config.js';

const ONE: Occurrence = { min: 1, max: 1 };
export const ZERO_OR_ONE: Occurrence = { min: 0, max: 1 };
export const ZERO_OR_MORE: Occurrence = { min: 0, max: Number.POSITIVE_INFINITY };
export const ONE_OR_MORE: Occurrence = { min: 1, max: Number.POSITIVE_INFINITY };
export const zeroOrN = (max: number): Occurrence => ({ min: 0, max });
export const oneOrN = (max: number): Occurrence => ({ min: 1, max });

export const GET: readonly AccessType[] = ['Get'];
export const HIDDEN: readonly AccessType[] = [];
export const GET_REPLACE: readonly AccessType[] = ['Get', 'Replace'];
export const ALL: readonly AccessType[] = ['Get', 'Add', 'Replace', 'Delete'];

/** Base 64 of no bytes and similar: what a leaf of this format holds when nothing was said. */
const INITIAL: Readonly<Record<LeafFormat, LeafValue>> = {
  chr: '', int: 0, bool: false, bin: '', b64: '', float: 0, xml: '', date: '1970-01-01', time: '00:00:00', null: null,
};

type LeafOptions = Partial<Pick<LeafDefinition, 'access' | 'scope' | 'occurrence' | 'initial' | 'rawTypes' | 'operation' | 'naming'>>;

/** A leaf; permanent, readable and present once unless said otherwise. A name in `<>` is a placeholder. */
export function leaf(name: string, format: LeafFormat, options: LeafOptions = {}): LeafDefinition {
  return { ...named(name), format, scope: 'permanent', access: GET, occurrence: ONE, initial: INITIAL[format], ...options };
}

type InteriorOptions = Partial<Pick<InteriorDefinition, 'access' | 'scope' | 'occurrence'>>;

/** An interior node; permanent, readable and present once unless said otherwise. */
export function interior(name: string, children: readonly NodeDefinition[], options: InteriorOptions = {}): InteriorDefinition {
  return { ...named(name), format: 'node', scope: 'permanent', access: GET, occurrence: ONE, children, ...options };
}

function named(name: string): Pick<NodeDefinition, 'name' | 'naming'> {
  return name.startsWith('<') ? { name: name.slice(1, -1), naming: 'placeholder' } : { name, naming: 'fixed' };
}
