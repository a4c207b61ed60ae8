/**
 * Status codes of Package#3 and HTTP codes of the DM endpoint and of repositories (OMA-TS-DM_Protocol-V2_0, ~5.3, ~5.5).
 * Which code fits a situation where no text names one is a matter of the test cases, not of this table.
 */

export interface StatusCodeRow {
  readonly code: number;
  readonly meaning: string;
  /** Where the code is used: in the status of a command, as answer of HTTP, or both. */
  readonly use: 'status' | 'http' | 'both';
  /** `text`: found in a text; `code`: seen in a known implementation; `proposed`: this project's choice. */
  readonly basis: 'text' | 'code' | 'proposed';
}

const ROWS: readonly StatusCodeRow[] = [
  { code: 200, meaning: 'done', use: 'both', basis: 'text' },
  { code: 202, meaning: 'EXEC accepted, the result follows as an alert', use: 'status', basis: 'text' },
  { code: 204, meaning: 'the node exists but has no value now', use: 'status', basis: 'code' },
  { code: 304, meaning: 'the validator is current, no data is sent', use: 'status', basis: 'text' },
  { code: 400, meaning: 'a parameter or payload is missing or malformed', use: 'both', basis: 'proposed' },
  { code: 401, meaning: 'credentials are missing or wrong', use: 'both', basis: 'proposed' },
  { code: 403, meaning: 'the server has no right on the instance', use: 'both', basis: 'proposed' },
  { code: 404, meaning: 'the address or the subscription is unknown', use: 'both', basis: 'text' },
  { code: 405, meaning: 'the node does not allow the operation', use: 'both', basis: 'text' },
  { code: 406, meaning: 'none of the types asked for can be produced', use: 'both', basis: 'text' },
  { code: 409, meaning: 'the payload contradicts the tree', use: 'both', basis: 'proposed' },
  { code: 415, meaning: 'the type of the body is not supported', use: 'both', basis: 'text' },
  { code: 500, meaning: 'the peer failed', use: 'both', basis: 'proposed' },
  { code: 501, meaning: 'the command or an optional part of the address is not supported', use: 'both', basis: 'proposed' },
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
