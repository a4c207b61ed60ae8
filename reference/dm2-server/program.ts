/**
 * The reference server as a program: serves devices, and an operator where it is told to.
 *
 * Without an operator nobody can make accounts, so every device is welcome and is asked for its DevInfo.
 */
import { ENDPOINT_PATHS } from './addresses.js';
import type { TlsListening } from './listener.js';
import type { ServerParts } from './parts.js';
import { createReferenceServer, type ListenAddress } from './server.js';
import { DEFAULT_SERVER_CONFIG, type ServerConfig } from './server-config.js';

export interface ServerProgramOptions {
  readonly address: ListenAddress;
  /** Where the upper tester is; without it every device is welcome. */
  readonly operator?: ListenAddress;
  readonly tls?: TlsListening;
  /** SrvID towards devices that are welcome without an account; default `reference-server`. */
  readonly serverId?: string;
  readonly parts?: ServerParts;
  /** Changes the default configuration before the server starts. */
  readonly configure?: (config: ServerConfig) => ServerConfig;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 up to 1 that nobody can guess. */
  readonly random: () => number;
}

export interface RunningServer {
  /** SrvURI for devices. */
  readonly endpoint: string;
  /** Base of the upper tester, if there is one. */
  readonly operator: string | undefined;
  /** Ends every connection; rejects with a fault of the server itself, if there was one. */
  readonly close: () => Promise<void>;
}

/** Rejects with the system's error when an address is taken or a certificate cannot be used. */
export async function startServerProgram(options: ServerProgramOptions): Promise<RunningServer> {
  const { address, operator, tls, parts, now, random, configure = unchanged } = options;
  const server = createReferenceServer({
    config: configure(configFor(options)), clock: { now }, random, ...(parts === undefined ? {} : { parts }),
  });
  try {
    const { origin } = await server.listen({ ...address, ...(tls === undefined ? {} : { tls }) });
    const listening = operator === undefined ? undefined : await server.listenToOperator(operator);
    return {
      endpoint: `${origin}${ENDPOINT_PATHS[0]}`,
      operator: listening?.origin,
      close: async () => {
        await server.close();
        await server.idle();
      },
    };
  } catch (fault) {
    await server.close();
    throw fault;
  }
}

const unchanged = (config: ServerConfig): ServerConfig => config;

function configFor({ operator, serverId = 'reference-server' }: ServerProgramOptions): ServerConfig {
  if (operator !== undefined) return DEFAULT_SERVER_CONFIG;
  const greeting = [[{ command: 'HPUT', client: ['urn:oma:mo:oma-dm-devinfo:1.2//'] }]] as const;
  return { ...DEFAULT_SERVER_CONFIG, enrolment: { kind: 'open', serverId, greeting } };
}
