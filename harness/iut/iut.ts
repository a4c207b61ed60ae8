/**
 * An implementation under test as the campaign knows it: the checked content of an IUT file (`iut-file.ts`), or the
 * embedded reference (`embedded-iut.ts`). Durations are milliseconds, paths are absolute, defaults are filled in.
 */
import type { Protocol, Role } from '../judge/requirement.js';
import type { ParameterValue } from '../transcript/event.js';

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Path of the DM endpoint for a client that knows one hard-coded URL; null gives each test its own. */
  readonly path: string | null;
}

export interface TlsFiles {
  /** Absolute paths of PEM files. */
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  readonly psk: { readonly identity: string; readonly keyHex: string } | null;
  /** Addresses of a server under test with https: where tests of TLS go, and where it demands a certificate. */
  readonly endpoint: string | null;
  readonly demanding: string | null;
  /** Of a client under test: an authority that it trusts, with its key. */
  readonly authority: { readonly cert: string; readonly key: string } | null;
}

export type CredentialScheme = 'basic' | 'digest' | 'md5' | 'hmac';

export interface Credentials {
  readonly scheme: CredentialScheme;
  readonly user: string;
  readonly password: string;
}

/** What is said in a person's place, in order; the last answer repeats. The file is absolute and has one answer in each line. */
export type PreparedAnswers = { readonly kind: 'list'; readonly answers: readonly string[] } | { readonly kind: 'file'; readonly file: string };

/** How the IUT is made to act; one rung. */
export type ControlChoice =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'command'; readonly argv: readonly string[] }
  | { readonly kind: 'http'; readonly startUrl: string; readonly hookUrl: string | null }
  /** Of a server; without a trailing slash. */
  | { readonly kind: 'upper-tester'; readonly url: string }
  | { readonly kind: 'notify'; readonly address: string }
  | { readonly kind: 'container' }
  | { readonly kind: 'module'; readonly file: string }
  | { readonly kind: 'attach' }
  | { readonly kind: 'operator'; readonly answers: PreparedAnswers | null };

export interface IutFile {
  /** Where it was read, as the user named it; null for the embedded reference. */
  readonly source: string | null;
  /** Folder that relative paths start at and programs run in. */
  readonly folder: string;
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly role: Role;
  readonly protocol: Protocol;
  readonly profile: 'oma' | 'ms-mdm';
  /** ICS answers that were given, by the id of the catalogue; what is missing has the catalogue's default. */
  readonly supports: Readonly<Record<string, boolean>>;
  /** IXIT values that were given. */
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly listen: ListenOptions;
  /** URL of a server IUT; null for the embedded one, and of no use for a client. */
  readonly endpoint: string | null;
  readonly tls: TlsFiles | null;
  readonly credentials: Credentials | null;
  /** Null only for a server without an upper tester. */
  readonly control: ControlChoice | null;
  readonly deadlines: { readonly startMs: number; readonly replyMs: number; readonly observeMs: number };
  readonly limits: { readonly messageBytes: number };
}

/**
 * Values that every IUT file may give, true or false: they steer the harness, no test case has to ask for them. `pair.proxy: false`:
 * a client that only knows its server's own address, so that no proxy can stand between them.
 */
export const HARNESS_VALUES: readonly string[] = ['destructive', 'state.kept', 'pair.proxy'];
