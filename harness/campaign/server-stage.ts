/** The stage for servers under test: where the server is, and in each test devices of the tester with an account there. */
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import type { IutFile } from '../iut/iut.js';
import { readTlsFiles } from '../iut/tls-files.js';
import type { SecureServer } from '../iut/tls-means.js';
import { createOwnAddress, type OwnAddress } from '../tester/dm2-client/own-address.js';
import type { ServerAddress, ServerControl } from '../iut/server-control.js';
import type { LoginCredentials } from '../tester/dm2-client/login.js';
import { openClientDriver } from '../tester/dm2-client/open-driver.js';
import { isOverTls } from './test-case.js';
import type { Cue, Stage, StagedTest, StageOptions } from './stage.js';

export interface ServerStageOptions extends StageOptions {
  readonly control: ServerControl;
}

interface Scene extends ServerStageOptions {
  readonly address: ServerAddress;
  readonly tls: ConnectionOptions;
  readonly ownAddress: OwnAddress;
}

/** Opens the control. Rejects with IutFault where the server cannot be started or a file of TLS cannot be read. */
export async function openServerStage(options: ServerStageOptions): Promise<Stage> {
  const { control, plan } = options;
  const tls = await readTls(plan.iut);
  const { listen, limits } = plan.iut;
  const ownAddress = createOwnAddress({ host: listen.host, port: listen.port, maxBodyBytes: limits.messageBytes });
  const address = await control.open();
  const scene: Scene = { ...options, tls: address.ca === undefined ? tls : { ...tls, ca: address.ca }, ownAddress, address };
  let asked: Promise<SecureServer | undefined> | undefined;
  const secure = (): Promise<SecureServer | undefined> => (asked ??= control.secure?.() ?? Promise.resolve(undefined));
  return {
    width: control.maxDevices,
    open: async (cue) => openScene(cue, scene, isOverTls(cue.planned.test) ? await secure() : undefined),
    notes: () => [],
    close: () => ownAddress.close(),
  };
}

function openScene({ planned, recorder, signal }: Cue, { plan, timers, clock, address, tls, ownAddress }: Scene, secure: SecureServer | undefined): StagedTest {
  const { test, lane } = planned;
  if (test.role !== 'server') throw new TypeError(`${test.id} is no test of a server`);
  const { driver, close } = openClientDriver({
    endpoint: address.endpoint,
    upperTester: address.upperTester,
    lane,
    recorder,
    deadlines: plan.iut.deadlines,
    timers,
    clock,
    parameters: plan.parameters,
    credentials: loginOf(plan.iut),
    tls,
    ...(secure === undefined ? {} : { secure }),
    maxBodyBytes: plan.iut.limits.messageBytes,
    host: plan.iut.listen.host,
    ownAddress,
    signal,
  });
  return { drive: () => test.drive(driver), close };
}

/** Schemes of DM 1.x have no place in HTTP; `iut-file.ts` refuses them for this protocol. */
function loginOf({ credentials }: IutFile): LoginCredentials | null {
  return credentials?.scheme === 'basic' || credentials?.scheme === 'digest' ? { ...credentials, scheme: credentials.scheme } : null;
}

/** What the connections of the tester to a server need. Rejects with IutFault where a file cannot be read. */
export async function readTls(iut: IutFile): Promise<ConnectionOptions> {
  const { ca, certificate } = await readTlsFiles(iut);
  const psk = iut.tls?.psk ?? null;
  const shared = psk === null ? {} : { ciphers: 'PSK', pskCallback: () => ({ identity: psk.identity, psk: Buffer.from(psk.keyHex, 'hex') }), checkServerIdentity: checkCertificate };
  return { ...(ca === null ? {} : { ca }), ...certificate, ...(certificate === null ? shared : {}) };
}

/** A handshake by PSK has no certificate, so there is no name to check; the offer holds TLS 1.3 as well, which may bring one. */
function checkCertificate(host: string, certificate: PeerCertificate): Error | undefined {
  return Object.keys(certificate).length === 0 ? undefined : checkServerIdentity(host, certificate);
}
