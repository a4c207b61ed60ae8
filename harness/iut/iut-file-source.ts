/** The shape that `iut-file.schema.json` vouches for, as it stands in the file: durations are text, nothing is filled in. */
import type { Protocol, Role } from '../judge/requirement.js';
import type { ParameterValue } from '../transcript/event.js';
import type { CredentialScheme } from './iut.js';

export interface IutFileSource {
  readonly name: string;
  readonly vendor?: string;
  readonly version?: string;
  readonly role: Role;
  readonly protocol: Protocol;
  readonly profile?: 'oma' | 'ms-mdm';
  readonly supports?: Readonly<Record<string, boolean>>;
  readonly values?: Readonly<Record<string, ParameterValue>>;
  readonly listen?: { readonly host?: string; readonly port?: number; readonly path?: string };
  readonly endpoint?: string;
  readonly tls?: { readonly endpoint?: string; readonly demanding?: string; readonly ca?: string; readonly cert?: string; readonly key?: string; readonly psk?: { readonly identity: string; readonly key: string }; readonly authority?: { readonly cert: string; readonly key: string } };
  readonly credentials?: { readonly scheme?: CredentialScheme; readonly user: string; readonly password: string };
  readonly control?: ControlSource;
  readonly deadlines?: { readonly start?: string; readonly reply?: string; readonly observe?: string };
  readonly limits?: { readonly message?: number };
}

/** Exactly one member is there. */
export interface ControlSource {
  readonly command?: readonly string[];
  readonly http?: { readonly start?: string; readonly hook?: string; readonly upperTester?: string };
  readonly notify?: string;
  readonly container?: object;
  readonly module?: string;
  readonly attach?: true;
  readonly operator?: boolean | { readonly answers: string | readonly string[] };
}

/** What the compiled schema reports about one place. */
export interface Complaint {
  readonly keyword: string;
  /** JSON Pointer (RFC 6901) to the value. */
  readonly instancePath: string;
  /** JSON Pointer into the schema, the keyword included. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}
