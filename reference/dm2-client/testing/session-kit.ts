/**
 * What the session tests of this folder share: a client on a scripted server, and rounds of commands.
 */
import type { DeviceConfig } from '../device-config.js';
import { createReferenceClient } from '../client.js';
import type { ReferenceClient } from '../client.js';
import { defaultDevice } from '../devices/probe-device.js';
import type { ClientParts } from '../parts.js';
import type { ScriptedServer, SeenRequest } from './scripted-server.js';
import { startScriptedServer } from './scripted-server.js';

/** Status items as they stood on the wire. */
export interface WireStatus {
  readonly sc: number;
  readonly URI?: readonly string[];
  readonly MO?: readonly { readonly ClientURI: string; readonly CV?: string; readonly DDF?: string; readonly MOData: Readonly<Record<string, unknown>> }[];
}

export interface WirePackage {
  readonly MOS?: readonly { readonly MOID: string; readonly MIID: readonly string[]; readonly DDF: string }[];
  readonly Alert?: readonly { readonly AlertType: string; readonly SourceURI?: string; readonly Data?: unknown }[];
  readonly Status?: readonly WireStatus[];
}

export interface Kit {
  readonly server: ScriptedServer;
  readonly client: ReferenceClient;
  /** Runs one session whose first Package#2 holds these commands; returns the statuses and waits for background work. */
  readonly run: (commands: readonly (readonly string[])[], accountId?: string) => Promise<readonly WireStatus[]>;
  /** Bodies of the packages seen so far. */
  readonly packages: () => readonly WirePackage[];
  /** Requests beside the DM endpoint. */
  readonly transfers: () => readonly SeenRequest[];
  /** Serves this MO data at a path and returns its ServerURI. */
  readonly serve: (path: string, body: unknown) => string;
  readonly close: () => Promise<void>;
}

export interface KitOptions {
  readonly features?: DeviceConfig['features'];
  readonly parts?: ClientParts;
  readonly change?: (config: DeviceConfig) => DeviceConfig;
}

/** A server and a default device with the accounts a and b, both at that server. */
export async function openKit({ features = {}, parts, change = (config) => config }: KitOptions = {}): Promise<Kit> {
  const server = await startScriptedServer();
  const config = change({ ...defaultDevice({
    accounts: [
      { id: 'a', srvId: 'srv-a', srvUri: `${server.url}/dm/a` },
      { id: 'b', srvId: 'srv-b', srvUri: `${server.url}/dm/b` },
    ],
  }), features });
  const client = createReferenceClient({ config, ...(parts === undefined ? {} : { parts }) });
  const isPackage = ({ method, target }: SeenRequest): boolean => method === 'POST' && target.startsWith('/dm');
  const packages = (): readonly WirePackage[] => server.seen.filter(isPackage).map(({ body }) => parseWire(body));
  return {
    server, client, packages,
    transfers: () => server.seen.filter((request) => !isPackage(request)),
    serve: (path, body) => {
      server.resources.set(path, { body });
      return `${server.url}${path}`;
    },
    run: async (commands, accountId) => {
      const before = server.seen.length;
      server.packages.push(commands);
      await client.runSession(accountId);
      await client.idle();
      const answers = server.seen.slice(before).filter(isPackage).map(({ body }) => parseWire(body));
      return answers.find(({ Status }) => Status !== undefined)?.Status ?? [];
    },
    close: async () => {
      await client.close();
      await server.close();
    },
  };
}

const parseWire = (body: Buffer): WirePackage => JSON.parse(body.toString('utf8')) as WirePackage;

/** What a test reads most: the status codes of one session. */
export const codes = async (kit: Kit, commands: readonly (readonly string[])[], accountId?: string): Promise<readonly number[]> =>
  (await kit.run(commands, accountId)).map(({ sc }) => sc);
