/**
 * The replaceable parts of the reference server: one flat record of small functions.
 *
 * Every part is called late, through `server.parts.name(server, args)`, so that replacing one member of the record
 * changes the behaviour everywhere. What each part must do, and for which requirement, stands at its implementation;
 * default-parts.ts lists them all.
 */
import type { BackgroundWork } from '../background.js';
import type { ServerState } from './model.js';
import type { Outbound } from './outbound.js';
import type { ServerParts } from './parts-list.js';
import type { ServerConfig } from './server-config.js';

export type { ServerParts } from './parts-list.js';

/** What every part is given. */
export interface ServerContext {
  readonly parts: ServerParts;
  readonly config: ServerConfig;
  readonly state: ServerState;
  /** Milliseconds since 1970. */
  readonly clock: { readonly now: () => number };
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly outbound: Outbound;
  readonly background: BackgroundWork;
}

/** A part with one object argument. */
export type Part<Args, Result> = (server: ServerContext, args: Args) => Result;

/** A part that needs nothing but the server. */
export type PlainPart<Result> = (server: ServerContext) => Result;
