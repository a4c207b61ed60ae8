/**
 * Calls between two threads: each side calls the other's functions by name and gets what they resolve with. Arguments and results are
 * data. An IutFault comes through as one, any other error as an Error with the same words. Nothing here knows what is called.
 */
import { IutFault } from './control.js';

/** The functions of one side: one argument, a promise of a result. */
export type Callable<T> = { readonly [Name in keyof T]: (argument: never) => Promise<unknown> };

export interface Calls<T extends Callable<T>> {
  call<Name extends keyof T & string>(name: Name, argument: Parameters<T[Name]>[0]): ReturnType<T[Name]>;
  /** Calls without waiting for anything. */
  tell<Name extends keyof T & string>(name: Name, argument: Parameters<T[Name]>[0]): void;
  /** Rejects every call under way, and those to come. */
  fail(fault: Error): void;
}

/** What both a worker and a port within a worker are. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: Message) => void): unknown;
}

export type Message =
  | { readonly kind: 'call'; /** Null: nobody waits for a result. */ readonly id: number | null; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'fault'; readonly id: number; readonly message: string; readonly isOfTheIut: boolean };

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (fault: Error) => void;
}

/** Connects this side, with its own functions, to the other one, whose functions are `Theirs`. */
export function connectCalls<Theirs extends Callable<Theirs>>(port: Port, own: Readonly<Record<string, (argument: never) => Promise<unknown>>>): Calls<Theirs> {
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let broken: Error | undefined;
  const settle = (id: number, act: (caller: Waiting) => void): void => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (caller !== undefined) act(caller);
  };
  port.on('message', (message) => {
    if (message.kind === 'call') void answer(port, own[message.name], message);
    else if (message.kind === 'result') settle(message.id, ({ resolve }) => resolve(message.value as never));
    else settle(message.id, ({ reject }) => reject(message.isOfTheIut ? new IutFault(message.message) : new Error(message.message)));
  });
  return {
    call<Name extends keyof Theirs & string>(name: Name, argument: Parameters<Theirs[Name]>[0]) {
      const result = new Promise((resolve: (value: never) => void, reject) => {
        if (broken !== undefined) return void reject(broken);
        waiting.set(nextId, { resolve, reject });
        port.postMessage({ kind: 'call', id: nextId++, name, argument } satisfies Message);
      });
      return result as ReturnType<Theirs[Name]>;
    },
    tell(name, argument) {
      if (broken === undefined) port.postMessage({ kind: 'call', id: null, name, argument } satisfies Message);
    },
    fail(fault) {
      broken = fault;
      for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(fault));
    },
  };
}

async function answer(port: Port, act: ((argument: never) => Promise<unknown>) | undefined, { id, name, argument }: Message & { readonly kind: 'call' }): Promise<void> {
  try {
    if (act === undefined) throw new TypeError(`there is nothing called '${name}' in this thread`);
    const value = await act(argument as never);
    if (id !== null) port.postMessage({ kind: 'result', id, value } satisfies Message);
  } catch (error) {
    if (id !== null) port.postMessage({ kind: 'fault', id, message: error instanceof Error ? error.message : String(error), isOfTheIut: error instanceof IutFault } satisfies Message);
  }
}
