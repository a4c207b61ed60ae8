/** From what an IUT file names to the control of the IUT. Rungs are loaded when they are chosen: most runs need one. */
import { readFile } from 'node:fs/promises';
import { IutFault, type ClientControl } from './control.js';
import type { ControlChoice, IutFile, PreparedAnswers } from './iut.js';
import type { Ask } from './operator-control.js';
import { notificationAddresses, parseNotificationAddress, withNotifications } from './notification-address.js';
import { createServerControl, type ServerControl, type SingleControl } from './server-control.js';

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

async function chooseServerControl({ name, control, endpoint, values }: IutFile): Promise<ServerControl> {
  if (control?.kind === 'embedded') return (await import('./embedded-server.js')).createEmbeddedServerControl();
  if (control?.kind !== 'upper-tester' && values['device.id'] === undefined) throw new IutFault(`${name}: without an upper tester the server must know the tester's device; give its OMADM-DevID as 'device.id' among the values, or 'control.http.upperTester'`);
  return createServerControl({ endpoint, upperTester: control?.kind === 'upper-tester' ? control.url : null });
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
      return (await import('./command-control.js')).createCommandControl({ argv: control.argv, folder, keepsState });
    case 'http':
      return (await import('./http-control.js')).createHttpControl({ startUrl: control.startUrl, hookUrl: control.hookUrl, timeoutMs, keepsState });
    case 'module':
      return (await import('./module-control.js')).createModuleControl({ file: control.file, timeoutMs });
    case 'attach':
      return (await import('./attach-control.js')).createAttachControl({ tell: tools.tell, keepsState });
    case 'operator': {
      const { createOperatorControl } = await import('./operator-control.js');
      return createOperatorControl({ ask: await chooseAsk(control.answers, tools), timeoutMs, keepsState });
    }
    case 'upper-tester':
      throw new IutFault(`${iut.name}: an upper tester makes a server act, not a client`);
    case 'notify':
      return (await import('./notify-control.js')).createNotifyControl({ address: parseNotificationAddress(control.address), keepsState, accounts: iut.values['server.b.id'] === undefined ? 1 : 2 });
    case 'container':
      throw new IutFault(REFUSALS[control.kind]);
  }
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
