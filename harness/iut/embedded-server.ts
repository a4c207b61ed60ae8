/**
 * Control of the reference server of DM 2.0 in this process, over sockets: one server for a campaign, a device of its own for
 * every test. Also how a mutant or a variant is run: with other parts, or with another configuration.
 */
import { DEFAULT_SERVER_CONFIG, type ServerConfig } from '../../reference/dm2-server/server-config.js';
import { createReferenceServer, type ReferenceServer } from '../../reference/dm2-server/server.js';
import type { ServerParts } from '../../reference/dm2-server/parts.js';
import { WALL_CLOCK, type Clock } from '../clock/timers.js';
import { IutFault } from './control.js';
import type { ServerControl } from './server-control.js';

export interface EmbeddedServerOptions {
  /** Default: all as they should be. */
  readonly parts?: ServerParts;
  /** Changes the default configuration before the server starts. */
  readonly config?: (standard: ServerConfig) => ServerConfig;
  /** Default: the time of day as the system has it. */
  readonly clock?: Clock;
}

/** Devices are cheap; this many at once keep two cores busy. */
const MAX_DEVICES = 8;

const ANY_PORT = { host: '127.0.0.1', port: 0 } as const;

/** Control of the embedded reference server, with its upper tester. */
export function createEmbeddedServerControl({ parts, clock = WALL_CLOCK, config = (standard) => standard }: EmbeddedServerOptions = {}): ServerControl {
  let server: ReferenceServer | undefined;
  return {
    role: 'server',
    kind: 'embedded',
    upperTester: 'present',
    maxDevices: MAX_DEVICES,
    async open() {
      server = createReferenceServer({ clock, config: config(DEFAULT_SERVER_CONFIG), ...(parts === undefined ? {} : { parts }) });
      try {
        await server.listen(ANY_PORT);
        const operator = await server.listenToOperator(ANY_PORT);
        return { endpoint: null, upperTester: operator.origin };
      } catch (error) {
        throw new IutFault(`the reference server did not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
    close: async () => server?.close(),
  };
}
