/** Sessions of a test with two management authorities. */
import type { AccountName } from '../../../../harness/iut/control.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { NotExercised } from '../../../../harness/judge/judge.js';

/**
 * The sessions that the tester asked for were held, the first with the first account and so on. Otherwise nothing can be
 * said: a device may open sessions of its own, and the commands for one server may then have gone to another.
 */
export function requireServers(view: ClientView, ...accounts: readonly AccountName[]): void {
  for (const [index, account] of accounts.entries()) {
    const { request } = view.session(index + 1).opening;
    if (request.event.address !== account) throw new NotExercised(`session ${index + 1} of the test came to server ${request.event.address}, not to ${account}`, request.at);
  }
}
