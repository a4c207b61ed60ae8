/** The addresses of one test that are https instead of http: each is a listener of its own, with an offer of its own. */
import { openSecureEndpoint, type SecureEndpoint, type SecureEndpointOptions, type SecureOffer, type SecurePoint } from './secure-endpoint.js';
import type { Lane, LaneHandler } from './host.js';

export interface SecureLane {
  /** What the next connections to this address meet; `unspoken`: not possible on this platform, which the transcript says. */
  offer(offer: SecureOffer, at: SecurePoint): Promise<'offered' | 'unspoken'>;
  /** The lane with these addresses over TLS; its messages go to `handler`. */
  beside(handler: LaneHandler, lane: Lane): Lane;
  close(): Promise<void>;
}

export interface SecureLaneOptions extends Omit<SecureEndpointOptions, 'handler' | 'point'> {
  readonly points: readonly SecurePoint[];
}

/** Opens a listener for each address. Rejects with the system's error when one cannot be bound. */
export async function openSecureLane({ points, ...options }: SecureLaneOptions): Promise<SecureLane> {
  let taken: LaneHandler | undefined;
  const handler = (): LaneHandler => {
    if (taken === undefined) throw new TypeError('a connection came before its lane was open');
    return taken;
  };
  const endpoints = new Map<SecurePoint, SecureEndpoint>();
  const close = async (): Promise<void> => void (await Promise.all([...endpoints.values()].map((endpoint) => endpoint.close())));
  try {
    for (const point of points) endpoints.set(point, await openSecureEndpoint({ ...options, point, handler }));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async offer(offer, at) {
      const endpoint = endpoints.get(at);
      if (endpoint === undefined) throw new TypeError(`the test case offers TLS at '${at}' without naming it in 'needs.secured'`);
      return endpoint.offer(offer);
    },
    beside(own, lane) {
      taken = own;
      const { dm = lane.dm.a, repository = lane.repository, bootstrap = lane.bootstrap } = Object.fromEntries([...endpoints].map(([point, { url }]) => [point, url]));
      return { ...lane, dm: { ...lane.dm, a: dm }, repository, bootstrap, bootstrapInTheClear: lane.bootstrap };
    },
    close,
  };
}
