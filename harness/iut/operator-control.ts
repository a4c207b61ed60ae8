/**
 * `control.operator`: a person starts sessions and causes local events, and says so. Answers can be prepared, for a
 * rehearsal or for a robot in the person's place.
 */
import { HOOK_NAMES, IutFault, type AccountName, type BootstrapDelivery, type ClientControl, type DeviceEnvironment, type HookCall } from './control.js';
import { withinDeadline } from './deadline.js';
import type { TlsMeans } from './tls-means.js';

/** Puts a question to somebody; the asker may use the time limit to show it, it is enforced here. */
export type Ask = (question: string, timeoutMs: number) => Promise<string>;

export interface OperatorControlOptions {
  /** What the client has for TLS by itself; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  readonly ask: Ask;
  /** For each answer. */
  readonly timeoutMs: number;
  /** The device keeps its state between the sessions of a test (value `state.kept`). */
  readonly keepsState: boolean;
}

const CONSENT = new Set(['', 'y', 'yes', 'ok', 'done']);

/** Control by a person; a person can cause every local event. */
export function createOperatorControl({ ask, timeoutMs, keepsState, tls = [] }: OperatorControlOptions): ClientControl {
  const request = async (question: string, { signal, note }: DeviceEnvironment): Promise<void> => {
    const work = Promise.resolve().then(() => ask(question, timeoutMs));
    const answer = (await withinDeadline({ work, timeoutMs, late: 'the operator did not answer', signal })).trim();
    if (!CONSENT.has(answer.toLowerCase())) throw new IutFault(`the operator answered '${answer}' to: ${question}`);
    note('hook', `operator: ${answer === '' ? 'yes' : answer}`);
  };
  return {
    role: 'client',
    tls,
    kind: 'operator',
    maxDevices: 1,
    hooks: HOOK_NAMES,
    accounts: 2,
    keepsState,
    open: async (environment) => ({
      start: async (account) => {
        await request(startQuestion(environment, account), environment);
        return { ended: null };
      },
      hook: (call) => request(`${environment.test}: please ${instruction(call)} Done?`, environment),
      close: async () => undefined,
    }),
    close: async () => undefined,
  };
}

/** Says yes to everything at once: for an operator whose device acts by itself. */
export const sayYes: Ask = async () => 'yes';

/** Gives prepared answers in order; the last one repeats. Without any it says yes. */
export function preparedAnswers(answers: readonly string[]): Ask {
  let next = 0;
  return async () => answers[Math.min(next++, answers.length - 1)] ?? 'yes';
}

function startQuestion({ test, accounts }: DeviceEnvironment, account: AccountName): string {
  const { url, serverId } = accounts[account];
  return `${test}: please start a DM session with server ${serverId} at ${url}. Started?`;
}

function instruction(call: HookCall): string {
  switch (call.action) {
    case 'change-node':
      return `set the node ${call.uri} on the device to ${JSON.stringify(call.value)}.`;
    case 'need-mo':
      return `make an application on the device ask for the configuration ${call.moid}.`;
    case 'raise-alert':
      return `make the device raise the alert ${call.alertType} for ${call.sourceUri}.`;
    case 'browser':
      return `make the browser of the device ${call.state}.`;
    case 'bearer':
      return `connect the device by the bearer with the code ${call.cbt}.`;
    case 'roaming':
      return `bring the device into the roaming state ${call.state}.`;
    case 'restart':
      return 'switch the device off and on.';
    case 'bootstrap':
      return `${bootstrapInstruction(call)} ${call.consent === 'refused' ? 'Refuse when the device asks.' : 'Agree if the device asks.'}`;
  }
}

function bootstrapInstruction(delivery: BootstrapDelivery): string {
  const security = delivery.authority === 'authorised' ? 'with the security of the bootstrap server' : 'without any security';
  switch (delivery.kind) {
    case 'factory':
      return 'bring the device into the state in which it left the factory, with its account.';
    case 'smartcard':
      return `put the document ${delivery.file} on the smartcard and insert it.`;
    case 'client':
      return `make the device fetch its bootstrap from ${delivery.url}, ${security}.`;
    case 'server':
      return `push the bootstrap ${delivery.file} (${delivery.contentType}) to the device, ${security}.`;
  }
}
