/** What a scripted DM 2.0 server answers, and what its repository serves: short forms for test cases, turned into HTTP replies. */
import type { Framing, Reply, ReplyFault } from '../../binding/http-reply.js';
import { MO_TYPE, PACKAGE2_TYPE } from '../../../protocol/dm2/media-types.js';
import type { HeaderLines } from '../../transcript/event.js';

export type CommandList = readonly (readonly string[])[];

/** A Package#2 that the tester sends, with everything unusual about it named. */
export interface Package2Answer {
  readonly commands: CommandList;
  /** Another way of writing the same commands as JSON (escapes, white space, further members); default: the plain way. */
  readonly text?: string;
  readonly headers?: HeaderLines;
  readonly framing?: Framing;
  readonly holdUntil?: () => Promise<unknown>;
  /** Says that the message breaks the protocol on purpose, and how; keeps the rules from calling it our error. */
  readonly illegal?: string;
}

/** An answer that is no Package#2. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: HeaderLines;
  readonly body?: string | Uint8Array;
  readonly framing?: Framing;
  readonly fault?: ReplyFault;
  readonly illegal: string;
}

/** One step of a script: a list of commands is a Package#2 answered with 200. */
export type Answer = CommandList | Package2Answer | RawAnswer;

/** A step, or a function that makes it when its turn comes, from what the client has sent by then. */
export type Step = Answer | (() => Answer);

export interface PreparedAnswer {
  readonly reply: Reply;
  readonly onPurpose: string | null;
  /** True when the session is over after it: END, an HTTP error, a broken connection or message. */
  readonly isLast: boolean;
}

/** Turns a step of a script into the reply that goes out. */
export function prepareAnswer(answer: Answer): PreparedAnswer {
  if ('status' in answer) return prepareRaw(answer);
  const step: Package2Answer = 'commands' in answer ? answer : { commands: answer };
  return {
    reply: {
      status: 200,
      headers: [['Content-Type', PACKAGE2_TYPE], ...(step.headers ?? [])],
      body: Buffer.from(step.text ?? JSON.stringify({ CMD: step.commands })),
      ...(step.framing === undefined ? {} : { framing: step.framing }),
      ...(step.holdUntil === undefined ? {} : { holdUntil: step.holdUntil() }),
    },
    onPurpose: step.illegal ?? null,
    isLast: step.commands.some(([name]) => name === 'END'),
  };
}

function prepareRaw(answer: RawAnswer): PreparedAnswer {
  return {
    reply: {
      status: answer.status,
      headers: answer.headers ?? [],
      body: bytes(answer.body ?? ''),
      ...(answer.framing === undefined ? {} : { framing: answer.framing }),
      ...(answer.fault === undefined ? {} : { fault: answer.fault }),
    },
    onPurpose: answer.illegal,
    isLast: true,
  };
}

/** What the repository or the web component answers to one request. */
export interface Resource {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: HeaderLines;
  readonly body?: string | Uint8Array;
  readonly framing?: Framing;
  readonly fault?: ReplyFault;
  readonly holdUntil?: () => Promise<unknown>;
}

/** A repository answer that carries an MO serialization (dm2-tables section 4). */
export function moResource(items: readonly object[], extra: Resource = {}): Resource {
  return { type: MO_TYPE, body: JSON.stringify(items), ...extra };
}

/** Turns a resource into the reply that goes out. */
export function prepareResource(resource: Resource): Reply {
  return {
    status: resource.status ?? 200,
    headers: [...(resource.type === undefined ? [] : [['Content-Type', resource.type] as const]), ...(resource.headers ?? [])],
    body: bytes(resource.body ?? ''),
    ...(resource.framing === undefined ? {} : { framing: resource.framing }),
    ...(resource.fault === undefined ? {} : { fault: resource.fault }),
    ...(resource.holdUntil === undefined ? {} : { holdUntil: resource.holdUntil() }),
  };
}

function bytes(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}
