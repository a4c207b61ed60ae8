/**
 * Status codes of Package#3 and HTTP codes of the DM endpoint and of repositories (OMA-TS-DM_Protocol-V2_0, ~5.3, ~5.5).
 * Which code fits a situation where no text names one is a matter of the test cases, not of this table.
 */

export const STATUS_OK = 200;
/** EXEC is accepted; its result follows as an alert. */
export const STATUS_ACCEPTED = 202;
/** The node exists but has no value now. */
export const STATUS_NO_CONTENT = 204;
/** The validator of the request is current; no data is sent. */
export const STATUS_NOT_MODIFIED = 304;
export const STATUS_BAD_REQUEST = 400;
export const STATUS_UNAUTHORIZED = 401;
export const STATUS_FORBIDDEN = 403;
/** The address or the subscription is unknown. */
export const STATUS_NOT_FOUND = 404;
/** The node does not allow the operation. */
export const STATUS_NOT_ALLOWED = 405;
/** No acceptable type can be produced. */
export const STATUS_NOT_ACCEPTABLE = 406;
export const STATUS_CONFLICT = 409;
/** The type of the body is not supported. */
export const STATUS_UNSUPPORTED_TYPE = 415;
export const STATUS_SERVER_ERROR = 500;
/** The command or a part of the address is not implemented. */
export const STATUS_NOT_IMPLEMENTED = 501;

export interface StatusCodeRow {
  readonly code: number;
  readonly meaning: string;
  /** Where the code is used: in the status of a command, as answer of HTTP, or both. */
  readonly use: 'status' | 'http' | 'both';
  /** `text`: found in a text; `code`: seen in a known implementation; `proposed`: this project's choice. */
  readonly basis: 'text' | 'code' | 'proposed';
}

const ROWS: readonly StatusCodeRow[] = [
  { code: STATUS_OK, meaning: 'done', use: 'both', basis: 'text' },
  { code: STATUS_ACCEPTED, meaning: 'EXEC accepted, the result follows as an alert', use: 'status', basis: 'text' },
  { code: STATUS_NO_CONTENT, meaning: 'the node exists but has no value now', use: 'status', basis: 'code' },
  { code: STATUS_NOT_MODIFIED, meaning: 'the validator is current, no data is sent', use: 'status', basis: 'text' },
  { code: STATUS_BAD_REQUEST, meaning: 'a parameter or payload is missing or malformed', use: 'both', basis: 'proposed' },
  { code: STATUS_UNAUTHORIZED, meaning: 'credentials are missing or wrong', use: 'both', basis: 'proposed' },
  { code: STATUS_FORBIDDEN, meaning: 'the server has no right on the instance', use: 'both', basis: 'proposed' },
  { code: STATUS_NOT_FOUND, meaning: 'the address or the subscription is unknown', use: 'both', basis: 'text' },
  { code: STATUS_NOT_ALLOWED, meaning: 'the node does not allow the operation', use: 'both', basis: 'text' },
  { code: STATUS_NOT_ACCEPTABLE, meaning: 'none of the types asked for can be produced', use: 'both', basis: 'text' },
  { code: STATUS_CONFLICT, meaning: 'the payload contradicts the tree', use: 'both', basis: 'proposed' },
  { code: STATUS_UNSUPPORTED_TYPE, meaning: 'the type of the body is not supported', use: 'both', basis: 'text' },
  { code: STATUS_SERVER_ERROR, meaning: 'the peer failed', use: 'both', basis: 'proposed' },
  { code: STATUS_NOT_IMPLEMENTED, meaning: 'the command or an optional part of the address is not supported', use: 'both', basis: 'proposed' },
];

/** Every code that DM 2.0 or this project gives a meaning to. */
export const STATUS_CODES: ReadonlyMap<number, StatusCodeRow> = new Map(ROWS.map((row) => [row.code, row]));

/** The meaning of a code, or of its class where the table has none. */
export function statusMeaning(code: number): string {
  const row = STATUS_CODES.get(code);
  if (row !== undefined) return row.meaning;
  if (code >= 200 && code < 300) return 'done, by its class';
  if (code >= 400 && code < 500) return 'refused, by its class';
  if (code >= 500 && code < 600) return 'failed at the peer, by its class';
  return 'no code of DM 2.0';
}
