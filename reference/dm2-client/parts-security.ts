/**
 * Names and shapes of the parts that protect the client: HTTP authentication.
 *
 * Kept apart from parts-list.ts for size only; ClientParts there joins them.
 */
import type { AuthValue } from '../../protocol/http-auth/auth-value.js';
import type { DigestFacts, DigestField } from '../../protocol/http-auth/digest.js';
import type { HttpCredentials } from './device-config.js';
import type { HttpRequest, HttpResponse, Login } from './model.js';
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
