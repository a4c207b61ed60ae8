/** Mutants and variants: a reference with single parts replaced. The references themselves know of neither. */
import type { DeviceConfig } from '../reference/dm2-client/device-config.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import type { ServerParts } from '../reference/dm2-server/parts.js';
import type { ParameterValue } from '../harness/transcript/event.js';
import type { ServerConfig } from '../reference/dm2-server/server-config.js';

/** What mutants and variants have in common. */
interface AlteredFacts {
  /** `dm2/<role>/<area>/<slug>` for mutants, `dm2/<role>/<slug>` for variants; never changes. */
  readonly id: string;
  /** What it does, as a statement. */
  readonly does: string;
  /** ICS answers that differ from the reference's. */
  readonly supports?: Readonly<Record<string, boolean>>;
  /** IXIT values that differ from the reference's. */
  readonly values?: Readonly<Record<string, ParameterValue>>;
}

/** The reference client, altered. */
export interface Altered extends AlteredFacts {
  readonly role?: 'client';
  /** The parts that differ; `standard` are those of the reference. */
  readonly parts?: (standard: ClientParts) => Partial<ClientParts>;
  readonly config?: (standard: DeviceConfig) => DeviceConfig;
  /**
   * `sockets`: what it does needs real connections; `tls`: it shows over TLS and nowhere else, so that no other test is run; default:
   * the network within the process, which has no TLS.
   */
  readonly network?: 'sockets' | 'tls';
}

/** A named defect that violates exactly one requirement. */
export interface ClientMutant extends Altered {
  readonly violates: string;
}

/** An unusual but legal client: every test must pass it. */
export interface ClientVariant extends Altered {
  /** Why it is legal: the clause or the reading that allows it. */
  readonly legal: string;
}

/** The reference server, altered. */
export interface AlteredServer extends AlteredFacts {
  readonly role: 'server';
  /** The parts that differ; `standard` are those of the reference. */
  readonly parts?: (standard: ServerParts) => Partial<ServerParts>;
  readonly config?: (standard: ServerConfig) => ServerConfig;
  /** `alone`: what it does reaches into the sessions of other tests, or into their time, so they are run one after the other. */
  readonly tests?: 'alone';
  /** `tls`: it shows over TLS and nowhere else; default: everywhere but there. */
  readonly network?: 'tls';
  /** What its own certificates are like; default: right ones. */
  readonly certificates?: 'with-intermediate';
  /** How devices come to it; default `http`. */
  readonly devicesComeBy?: 'https';
}

export interface ServerMutant extends AlteredServer {
  readonly violates: string;
}

/** An unusual but legal server: every test must pass it. */
export interface ServerVariant extends AlteredServer {
  /** Why it is legal: the clause or the reading that allows it. */
  readonly legal: string;
}

export type Mutant = ClientMutant | ServerMutant;
export type Variant = ClientVariant | ServerVariant;

/** What an alteration of either reference has. */
export interface Alteration<Parts extends object, Config extends object> extends AlteredFacts {
  readonly parts?: (standard: Parts) => Partial<Parts>;
  readonly config?: (standard: Config) => Config;
  readonly network?: 'sockets' | 'tls';
  readonly tests?: 'alone';
  readonly certificates?: 'with-intermediate';
  readonly devicesComeBy?: 'https';
}

/** All parts of an altered reference. */
export function alteredParts<Parts extends object>(altered: { readonly parts?: (standard: Parts) => Partial<Parts> }, standard: Parts): Parts {
  return altered.parts === undefined ? standard : { ...standard, ...altered.parts(standard) };
}
