/** The stage for servers under test: where the server is, and in each test devices of the tester with an account there. */
import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { IutFault } from '../iut/control.js';
import type { IutFile } from '../iut/iut.js';
import type { ServerAddress, ServerControl } from '../iut/server-control.js';
import type { LoginCredentials } from '../tester/dm2-client/login.js';
import { openClientDriver } from '../tester/dm2-client/open-driver.js';
import type { Cue, Stage, StagedTest, StageOptions } from './stage.js';

export interface ServerStageOptions extends StageOptions {
  readonly control: ServerControl;
}

interface Scene extends ServerStageOptions {
  readonly address: ServerAddress;
  readonly tls: ConnectionOptions;
}

/** Opens the control. Rejects with IutFault where the server cannot be started or a file of TLS cannot be read. */
export async function openServerStage(options: ServerStageOptions): Promise<Stage> {
  const { control, plan } = options;
  const tls = await readTls(plan.iut);
  const scene: Scene = { ...options, tls, address: await control.open() };
  return {
    width: control.maxDevices,
    open: async (cue) => openScene(cue, scene),
    notes: () => [],
    close: async () => undefined,
  };
}

function openScene({ planned, recorder, signal }: Cue, { plan, timers, address, tls }: Scene): StagedTest {
  const { test, lane } = planned;
  if (test.role !== 'server') throw new TypeError(`${test.id} is no test of a server`);
  const { driver, close } = openClientDriver({
    ...address,
    lane,
    recorder,
    deadlines: plan.iut.deadlines,
    timers,
    parameters: plan.parameters,
    credentials: loginOf(plan.iut),
    tls,
    maxBodyBytes: plan.iut.limits.messageBytes,
    signal,
  });
  return { drive: () => test.drive(driver), close };
}

/** Schemes of DM 1.x have no place in HTTP; `iut-file.ts` refuses them for this protocol. */
function loginOf({ credentials }: IutFile): LoginCredentials | null {
  return credentials?.scheme === 'basic' || credentials?.scheme === 'digest' ? { ...credentials, scheme: credentials.scheme } : null;
}

async function readTls({ tls, name }: IutFile): Promise<ConnectionOptions> {
  if (tls === null) return {};
  const file = async (key: string, path: string | null): Promise<object> => {
    if (path === null) return {};
    try {
      return { [key]: await readFile(path) };
    } catch (error) {
      throw new IutFault(`${name}: tls.${key}: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}; correct the path in the IUT file`, { cause: error });
    }
  };
  const { psk } = tls;
  const shared = psk === null ? {} : { ciphers: 'PSK', pskCallback: () => ({ identity: psk.identity, psk: Buffer.from(psk.keyHex, 'hex') }), checkServerIdentity: () => undefined };
  return { ...(await file('ca', tls.ca)), ...(await file('cert', tls.cert)), ...(await file('key', tls.key)), ...shared };
}
