/**
 * Names and shapes of the parts that protect the client: HTTP authentication, bootstrap.
 *
 * Kept apart from parts-list.ts for size only; ClientParts there joins them.
 */
import type { AuthValue } from '../../protocol/http-auth/auth-value.js';
import type { DigestFacts, DigestField } from '../../protocol/http-auth/digest.js';
import type { MoObject } from '../../protocol/dm2/mo.js';
import type { AccountConfig, HttpCredentials } from './device-config.js';
import type { HttpRequest, HttpResponse, InteriorNode, Login, MoHolding, MoInstance } from './model.js';
import type { Part, PlainPart } from './parts.js';

export interface CredentialedRequest {
  readonly login: Login;
  readonly auth: HttpCredentials | undefined;
  readonly request: HttpRequest;
}

/** A request that needs credentials, and the challenge they have to answer. */
export interface Asked extends Omit<CredentialedRequest, 'auth'> {
  readonly auth: HttpCredentials;
  readonly challenge: AuthValue;
}

/** authentication.ts */
export interface AuthenticationParts {
  readonly requestWithCredentials: Part<CredentialedRequest, Promise<HttpResponse>>;
  readonly isAsked: Part<{ readonly response: HttpResponse }, boolean>;
  /** Credentials that are sent before anybody asked. */
  readonly credentialsAtOnce: Part<{ readonly auth: HttpCredentials }, string | undefined>;
  /** The Authorization for a request; undefined: none. */
  readonly authorization: Part<CredentialedRequest, string | undefined>;
  /** The challenge that is answered; undefined: none of them can be. */
  readonly chooseChallenge: Part<{ readonly text: string }, AuthValue | undefined>;
  readonly basicCredentials: Part<Asked, string | undefined>;
  readonly digestCredentials: Part<Asked, string | undefined>;
  readonly digestParameters: Part<DigestFacts, readonly DigestField[]>;
  readonly newCnonce: PlainPart<string>;
  /** Whether a challenge that follows refused credentials is answered. */
  readonly mayTryAgain: Part<{ readonly login: Login; readonly request: HttpRequest; readonly response: HttpResponse; readonly sent: string | undefined; readonly tries: number }, boolean>;
}

/** How a bootstrap reaches the device; those but the factory's bring a document. */
export type DocumentSource =
  | { readonly kind: 'smartcard'; readonly file: string }
  /** The device asks the bootstrap server at this URL. */
  | { readonly kind: 'client'; readonly url: string }
  /** Pushed to the device. */
  | { readonly kind: 'server'; readonly contentType: string; readonly body: Uint8Array };

export interface BootstrapArrival {
  readonly source: DocumentSource | { readonly kind: 'factory' };
  /** `authorised`: it has the security of the bootstrap server (of its TLS, of the card, of the factory); `none`: it comes from anywhere. */
  readonly authority: 'authorised' | 'none';
  /** What the user says when asked. */
  readonly consent: 'granted' | 'refused';
}

export interface BootstrapMessage {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** An account as a bootstrap has it. */
export interface NewAccount extends Pick<AccountConfig, 'srvId' | 'srvUri' | 'name' | 'moids'> {
  /** Children of its root; null: those it has already. */
  readonly data: MoObject | null;
}

/** bootstrap.ts; whatever is wrong is raised as BootstrapFault, and then nothing has changed. */
export interface BootstrapParts {
  readonly bootstrap: Part<{ readonly arrival: BootstrapArrival }, Promise<void>>;
  readonly isAuthorisedSource: Part<{ readonly arrival: BootstrapArrival }, boolean>;
  readonly userConsents: Part<{ readonly arrival: BootstrapArrival; readonly accounts: readonly NewAccount[] }, boolean>;
  readonly factoryAccount: PlainPart<NewAccount>;
  readonly fetchBootstrap: Part<{ readonly source: DocumentSource }, Promise<BootstrapMessage>>;
  /** Why a bootstrap is not asked for at this address; undefined: it is. */
  readonly refuseBootstrapUrl: Part<{ readonly url: string }, string | undefined>;
  readonly bootstrapCredentials: PlainPart<HttpCredentials | undefined>;
  readonly readBootstrap: Part<BootstrapMessage, readonly NewAccount[]>;
  readonly accountsOfSerialization: Part<{ readonly body: Uint8Array }, readonly NewAccount[]>;
  readonly accountsOfProvisioning: Part<{ readonly body: Uint8Array }, readonly NewAccount[]>;
  readonly installAccount: Part<{ readonly account: NewAccount }, AccountConfig>;
  readonly newAccountInstance: Part<{ readonly holding: MoHolding; readonly root: InteriorNode }, readonly [miid: string, instance: MoInstance]>;
  readonly announceBootstrap: Part<{ readonly account: AccountConfig }, void>;
}
