/**
 * The same command for the probe object, beside the one that a test is about: what a server does with an unusual object says
 * something about the object only where it sends the command at all.
 */
import type { Operation } from '../../../../harness/iut/upper-tester.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { NAME, PROBE, RUN } from './probe.js';
import { requireReported, sentFor } from './rounds.js';

type Plain = Extract<Operation['command'], 'GET' | 'EXEC' | 'DELETE' | 'HGET'>;

const NODES: Readonly<Record<Plain, string>> = { GET: NAME, EXEC: RUN, DELETE: `${PROBE}/p1/Data/x`, HGET: `${PROBE}/p1/Config/Made` };

const isPlain = (command: string): command is Plain => Object.hasOwn(NODES, command);

function nodeFor(command: string): string {
  if (!isPlain(command)) throw new TypeError(`there is no usual ${command}`);
  return NODES[command];
}

/** @param server ServerURI, for HGET */
export function usual(command: Operation['command'], server?: string): Operation {
  return { command, client: [nodeFor(command)], ...(server === undefined ? {} : { server }) };
}

/** The usual command was sent, and results are taken. */
export function requireUsual(view: ServerView, judge: Judge, command: string): void {
  const node = nodeFor(command);
  judge.require(sentFor(view, command, node).length > 0, `the server does not even send ${command} ${node}: ${view.silence}`, view.end);
  requireReported(view, judge);
}
