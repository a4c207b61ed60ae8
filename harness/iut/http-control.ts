/**
 * `control.http`: the client's own test hook. The contract:
 *
 *     POST <start>  {"action":"start","test":…,"account":"a","server":{"url":…,"id":…},"accounts":{"a":{"url":…,"id":…},"b":…},
 *                    "credentials":{"user":…,"password":…} or null,"values":{…}}
 *     POST <hook>   {"test":…,"action":"change-node","uri":…,"value":…}   and the other local events of `control.ts`
 *
 * Any 2xx means: it is done (hook), or the session is on its way (start). Left out: how the session ends, which the
 * tester sees on the wire.
 */
import { HOOK_NAMES, IutFault, type AccountName, type ClientControl, type ClientDevice, type DeviceEnvironment } from './control.js';
import { postJson } from './post-json.js';
import type { TlsMeans } from './tls-means.js';

export interface HttpControlOptions {
  /** What the client has for TLS by itself; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  readonly startUrl: string;
  readonly hookUrl: string | null;
  readonly timeoutMs: number;
  /** The device keeps its state between the sessions of a test (value `state.kept`). */
  readonly keepsState: boolean;
}

/** Control by the client's test hook; it offers local events when the IUT file names a URL for them. */
export function createHttpControl(options: HttpControlOptions): ClientControl {
  return {
    role: 'client',
    tls: options.tls ?? [],
    kind: 'http',
    maxDevices: 1,
    hooks: options.hookUrl === null ? [] : HOOK_NAMES,
    accounts: 2,
    keepsState: options.keepsState,
    open: async (environment) => createDevice(options, environment),
    close: async () => undefined,
  };
}

function createDevice({ startUrl, hookUrl, timeoutMs }: HttpControlOptions, environment: DeviceEnvironment): ClientDevice {
  const { signal, note } = environment;
  return {
    async start(account) {
      const answer = await postJson({ url: startUrl, key: 'control.http.start', body: startBody(environment, account), timeoutMs, signal });
      if (answer !== '') note('output', `answer of control.http.start: ${answer}`);
      return { ended: null };
    },
    async hook(call) {
      if (hookUrl === null) throw new IutFault(`control.http gives no URL for local events, wanted for '${call.action}'; add control.http.hook`);
      const answer = await postJson({ url: hookUrl, key: 'control.http.hook', body: { test: environment.test, ...call }, timeoutMs, signal });
      note('hook', answer === '' ? `${call.action} done` : answer);
    },
    close: async () => undefined,
  };
}

function startBody({ test, accounts, credentials, values }: DeviceEnvironment, account: AccountName): object {
  const server = (name: AccountName): object => ({ url: accounts[name].url, id: accounts[name].serverId });
  return { action: 'start', test, account, server: server(account), accounts: { a: server('a'), b: server('b') }, credentials, values };
}
