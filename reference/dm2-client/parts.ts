/**
 * The replaceable parts of the reference client: one flat record of small functions.
 *
 * Every part is called late, through `client.parts.name(client, args)`, so that replacing one member of the record
 * changes the behaviour everywhere. What each part must do, and for which requirement, stands at its implementation;
 * default-parts.ts lists them all.
 */
import type { ClientParts } from './parts-list.js';
import type { DeviceConfig } from './device-config.js';
import type { DeviceState, Session } from './model.js';
import type { BackgroundWork } from '../background.js';
import type { Turns } from './turns.js';
import type { HttpConnections } from './http.js';

export type { ClientParts } from './parts-list.js';

/** What every part is given: the device, its state and the means to act. */
export interface ClientContext {
  readonly parts: ClientParts;
  readonly config: DeviceConfig;
  readonly state: DeviceState;
  /** Milliseconds since 1970. */
  readonly clock: { readonly now: () => number };
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly connections: HttpConnections;
  readonly background: BackgroundWork;
  /** Sessions that are open now; at most one talks at a time, the others wait for their turn. */
  readonly sessions: Set<Session>;
  readonly turns: Turns;
  /** The last report under way for each subscription, so that reports arrive in order. */
  readonly reports: Map<string, Promise<void>>;
}

/** A part with one object argument. */
export type Part<Args, Result> = (client: ClientContext, args: Args) => Result;

/** A part that needs nothing but the client. */
export type PlainPart<Result> = (client: ClientContext) => Result;
