/**
 * A transcript of two products that were recorded between them, read from each side: the client's messages as those of a client
 * under test, the server's as those of a server under test. A second management authority, where there is one, is no party of
 * the pair: what it says is seen by the client only.
 */
import type { Transcript, TranscriptEvent } from '../../transcript/event.js';
import { viewClient, type ClientView } from '../dm2-client/view.js';
import { viewServer, type ServerView } from '../dm2-server/view.js';

/** Address of everything that belongs to the second management authority, at whichever point. */
export const SECOND_AUTHORITY = 'b';

export interface PairView {
  readonly transcript: Transcript;
  readonly client: ClientView;
  readonly server: ServerView;
  /** The second management authority, as a server of the same device. */
  readonly second: ServerView;
  /** IXIT value of the client, or chosen reading. */
  value(name: string): string;
  supports(feature: string): boolean;
}

export interface Sides {
  readonly client: Transcript;
  readonly server: Transcript;
}

/** The same course of events as transcripts of one product each. */
export function sidesOf(transcript: Transcript): Sides {
  return { client: { ...transcript, role: 'client' }, server: serverSide(transcript, (event) => !isOfSecond(event)) };
}

/** Reads a transcript of a pair; parsing is lazy. */
export function viewPair(transcript: Transcript): PairView {
  const sides = sidesOf(transcript);
  const client = viewClient(sides.client);
  const server = viewServer(sides.server);
  let second: ServerView | undefined;
  return {
    transcript,
    client,
    server,
    get second() {
      second ??= viewServer(serverSide(transcript, (event) => !('address' in event) || isOfSecond(event)));
      return second;
    },
    value: client.value,
    supports: client.supports,
  };
}

function serverSide(transcript: Transcript, fits: (event: TranscriptEvent) => boolean): Transcript {
  return { ...transcript, role: 'server', events: transcript.events.filter(fits) };
}

function isOfSecond(event: TranscriptEvent): boolean {
  return 'address' in event && event.address === SECOND_AUTHORITY;
}
