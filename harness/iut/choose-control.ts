/** From what an IUT file names to the control of the IUT. Rungs are loaded when they are chosen: most runs need one. */
import { readFile } from 'node:fs/promises';
import { IutFault, type ClientControl } from './control.js';
import type { ControlChoice, IutFile, PreparedAnswers } from './iut.js';
import type { Ask } from './operator-control.js';
import { notificationAddresses, parseNotificationAddress, withNotifications } from './notification-address.js';
import { createServerControl, type ServerControl, type SingleControl } from './server-control.js';
import { EVERY_TLS_MEANS, type SecureServer, type TlsMeans } from './tls-means.js';

export interface ControlTools {
  /** Prints a line for the person at the IUT. */
  readonly tell: (line: string) => void;
  /** Puts a question to the person at the IUT. */
  readonly ask: Ask;
  /** `yes`: nobody is asked, everything is answered with yes. */
  readonly answering: 'ask' | 'yes';
}

export interface ControlRequest {
  readonly iut: IutFile;
  readonly tools: ControlTools;
}

/** The control of an IUT. Rejects with IutFault when the rung is not supported or cannot be prepared. */
export async function chooseControl(request: ControlRequest): Promise<SingleControl> {
  return request.iut.role === 'server' ? chooseServerControl(request.iut) : chooseClientControl(request);
}

async function chooseServerControl(iut: IutFile): Promise<ServerControl> {
  const { name, control, endpoint, values } = iut;
  if (control?.kind === 'embedded') return (await import('./embedded-server.js')).createEmbeddedServerControl();
  if (control?.kind !== 'upper-tester' && values['device.id'] === undefined) throw new IutFault(`${name}: without an upper tester the server must know the tester's device; give its OMADM-DevID as 'device.id' among the values, or 'control.http.upperTester'`);
  return createServerControl({ endpoint, upperTester: control?.kind === 'upper-tester' ? control.url : null }, await secureServerOf(iut));
}

/** The server of an IUT file over TLS; null where it says nothing of https. */
async function secureServerOf(iut: IutFile): Promise<SecureServer | null> {
  const { endpoint, tls } = iut;
  const own = endpoint?.startsWith('https:') === true ? endpoint : null;
  const address = tls?.endpoint ?? own;
  if (address === null && tls?.demanding == null) return null;
  const { readTlsFiles } = await import('./tls-files.js');
  const { ca, certificate } = await readTlsFiles(iut);
  return { endpoint: address, demanding: tls?.demanding ?? null, ca, certificate, psk: tls?.psk ?? null };
}

/** The rung, and notifications beside it where the IUT file says how they reach the client. */
async function chooseClientControl(request: ControlRequest): Promise<ClientControl> {
  const control = await chooseRung(request);
  return request.iut.control?.kind === 'embedded' ? control : withNotifications(control, addressesOf(request.iut));
}

function addressesOf(iut: IutFile): ReturnType<typeof notificationAddresses> {
  try {
    return notificationAddresses(iut);
  } catch (error) {
    if (error instanceof TypeError) throw new IutFault(`${iut.name}: an address for notifications cannot be used: ${error.message}; write udp://host:port or an http URL`, { cause: error });
    throw error;
  }
}

async function chooseRung({ iut, tools }: ControlRequest): Promise<ClientControl> {
  const { control, folder } = iut;
  const timeoutMs = iut.deadlines.startMs;
  const keepsState = iut.values['state.kept'] === true;
  if (control === null) throw new IutFault(`${iut.name}: nothing says how the client is made to start a session; add 'control' to the IUT file`);
  switch (control.kind) {
    case 'embedded':
      return (await import('./embedded-client.js')).createEmbeddedClientControl();
    case 'command':
      return (await import('./command-control.js')).createCommandControl({ argv: control.argv, folder, keepsState, tls: trustOf(iut) });
    case 'http':
      return (await import('./http-control.js')).createHttpControl({ startUrl: control.startUrl, hookUrl: control.hookUrl, timeoutMs, keepsState, tls: trustOf(iut) });
    case 'module':
      return (await import('./module-control.js')).createModuleControl({ file: control.file, timeoutMs, tls: trustOf(iut) });
    case 'attach':
      return (await import('./attach-control.js')).createAttachControl({ tell: tools.tell, keepsState, tls: trustOf(iut) });
    case 'operator': {
      const { createOperatorControl } = await import('./operator-control.js');
      return createOperatorControl({ ask: await chooseAsk(control.answers, tools), timeoutMs, keepsState, tls: trustOf(iut) });
    }
    case 'upper-tester':
      throw new IutFault(`${iut.name}: an upper tester makes a server act, not a client`);
    case 'notify':
      return (await import('./notify-control.js')).createNotifyControl({ address: parseNotificationAddress(control.address), keepsState, accounts: iut.values['server.b.id'] === undefined ? 1 : 2 });
    case 'container':
      throw new IutFault(REFUSALS[control.kind]);
  }
}

/** What a client has by itself, whatever its control can hand to it: an authority that it trusts, a certificate, a key. */
function trustOf({ tls, listen }: IutFile): readonly TlsMeans[] {
  // A client that knows one hard-coded URL goes where it always goes, which is an address without TLS.
  if (tls === null || listen.path !== null) return [];
  return EVERY_TLS_MEANS.filter((means) => (means === 'endpoint' && tls.authority !== null) || (means === 'certificate' && tls.ca !== null) || (means === 'psk' && tls.psk !== null));
}

/** Why a rung that the IUT file may name cannot be used by this version, or null when it can. For `check` as well. */
export function unsupportedControl(control: ControlChoice | null): string | null {
  return control?.kind === 'container' ? REFUSALS[control.kind] : null;
}

const REFUSALS = {
  container: 'control.container is not supported by this version; use control.command with podman or docker run',
} as const;

async function chooseAsk(prepared: PreparedAnswers | null, { ask, answering }: ControlTools): Promise<Ask> {
  const { preparedAnswers, sayYes } = await import('./operator-control.js');
  if (answering === 'yes') return sayYes;
  if (prepared === null) return ask;
  return preparedAnswers(prepared.kind === 'list' ? prepared.answers : await readAnswers(prepared.file));
}

async function readAnswers(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').map((line) => line.trim()).filter((line) => line !== '');
  } catch (error) {
    throw new IutFault(`control.operator.answers: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}; correct the path in the IUT file`, { cause: error });
  }
}
