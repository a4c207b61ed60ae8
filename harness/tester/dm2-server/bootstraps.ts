/**
 * The tester as bootstrap server of a client under test (clause ~8): the document waits at an address, or in a file for the
 * card and for the push. Left out: carrying a push, which is the control's: it knows the channel of its device.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BootstrapDelivery, BootstrapWay } from '../../iut/control.js';
import type { Resource } from './answer.js';
import type { BootstrapOrder } from './driver.js';

export interface BootstrapsOptions {
  /** Base of the bootstrap server, without a trailing slash. */
  readonly url: string;
  /** The same without TLS; absent where `url` has none. */
  readonly urlInTheClear?: string | undefined;
  readonly serve: (path: string, reply: Resource) => void;
}

export interface Bootstraps {
  /** Makes the document ready and says how it reaches the device. */
  deliver(order: BootstrapOrder): BootstrapDelivery;
  /** Takes away what was written. */
  close(): void;
}

const PATH = '/bootstrap';
/** One name, so that a card that is read again and again is looked for in one place. */
const FILE = 'bootstrap.dat';

/** Nothing is ready yet. Files are written at once: a time that stands still while a disk is waited for would take the test for silent. */
export function createBootstraps({ url, urlInTheClear, serve }: BootstrapsOptions): Bootstraps {
  let folder: string | undefined;
  const write = (body: string | Uint8Array): string => {
    folder ??= mkdtempSync(join(tmpdir(), 'dm-conformance-'));
    const file = join(folder, FILE);
    writeFileSync(file, body);
    return file;
  };
  return {
    deliver({ kind, document, authority = 'authorised', consent = 'granted', over = 'any' }) {
      const way = kind === 'factory' ? { kind } : wayOf(kind, demandDocument(document), { url: over === 'http' ? (urlInTheClear ?? url) : url, serve, write });
      return { ...way, authority, consent };
    },
    close() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Document = NonNullable<BootstrapOrder['document']>;

function demandDocument(document: BootstrapOrder['document']): Document {
  if (document === null) throw new TypeError('only a bootstrap from the factory has no document');
  return document;
}

interface Means extends Pick<BootstrapsOptions, 'url' | 'serve'> {
  readonly write: (body: string | Uint8Array) => string;
}

function wayOf(kind: 'smartcard' | 'client' | 'server', { type, body }: Document, { url, serve, write }: Means): BootstrapWay {
  switch (kind) {
    case 'smartcard':
      return { kind, file: write(body) };
    case 'server':
      return { kind, contentType: type, document: Buffer.from(body).toString('base64'), file: write(body) };
    case 'client':
      serve(PATH, { type, body });
      return { kind, url: `${url}${PATH}` };
  }
}
