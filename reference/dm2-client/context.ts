/**
 * What the parts of one client work with: state, connections, background work.
 */
import { openBackground } from '../background.js';
import { DEFAULT_PARTS } from './default-parts.js';
import type { DeviceConfig } from './device-config.js';
import { openConnections, type OpenConnections } from './http.js';
import type { ClientContext, ClientParts } from './parts.js';
import { openState } from './state.js';
import { openTurns } from './turns.js';

export interface ContextOptions {
  readonly config: DeviceConfig;
  readonly parts?: ClientParts;
  /** Milliseconds since 1970; default: always 0. */
  readonly clock?: { readonly now: () => number };
  /** A number from 0 up to 1; default: always 0.5, which makes runs repeatable. */
  readonly random?: () => number;
  /** The HTTP stack of the device; default: connections of its own over sockets. */
  readonly openConnections?: OpenConnections;
}

const DEFAULT_REQUEST_MS = 5000;
const DEFAULT_RESPONSE_BYTES = 64 * 1024 * 1024;

/** A fresh context; raises DeviceConfigError if the configuration contradicts itself. Opens no connection yet. */
export function openContext({ config, parts = DEFAULT_PARTS, clock = { now: () => 0 }, random = () => 0.5, openConnections: open = openConnections }: ContextOptions): ClientContext {
  const client: ClientContext = {
    parts, config, clock, random,
    state: openState(config, random),
    connections: open({
      requestMs: config.timeouts?.requestMs ?? DEFAULT_REQUEST_MS,
      maxBytes: config.limits?.responseBytes ?? DEFAULT_RESPONSE_BYTES,
      secure: (place) => client.parts.connectSecurely(client, place),
    }),
    background: openBackground(), sessions: new Set(), turns: openTurns(), reports: new Map(),
  };
  return client;
}
