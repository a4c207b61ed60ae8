/** EXEC with a ServerURI in the order of parameters that the IUT takes, and lists of commands that may turn out empty. */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { Command } from './commands.js';

/** EXEC with a ServerURI, parameters in the order that was chosen (A-13, EXEC_ORDER). */
export function execReportingTo(tester: ServerDriver, { serverUri, uri }: { readonly serverUri: string; readonly uri: string }): Command {
  return tester.value('EXEC_ORDER') === 'client-uri-first' ? ['EXEC', uri, serverUri] : ['EXEC', serverUri, uri];
}

/** END where a list of commands turned out empty, because an empty list is no core traffic. */
export function orEnd(commands: readonly Command[]): readonly Command[] {
  return commands.length === 0 ? [['END']] : commands;
}
