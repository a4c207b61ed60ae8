/**
 * Status and Alert codes of DM 1.x in a few words (DMREPPRO 4.1.6; DMPRO 8.7; base codes: REPPRO 1.2, 10). For people who
 * read messages; which code is right where is for the rules to say.
 */

const STATUS: Readonly<Record<number, string>> = Object.freeze({
  200: 'done',
  201: 'item added',
  202: 'accepted, the outcome comes later',
  204: 'no content',
  205: 'reset',
  206: 'partial content',
  212: 'authenticated for the whole session',
  213: 'chunk accepted and stored',
  214: 'the user cancelled the interaction',
  215: 'not executed, because of a user or an abort',
  216: 'rolled back, it was in a failed Atomic',
  301: 'moved permanently',
  302: 'found elsewhere',
  303: 'see other',
  304: 'not modified, or "no" of a confirmation',
  305: 'use a proxy',
  400: 'malformed command',
  401: 'credentials refused',
  403: 'forbidden',
  404: 'target not found',
  405: 'command not allowed on the target',
  406: 'optional feature or command not supported',
  407: 'credentials missing',
  408: 'the user did not answer in time',
  409: 'conflict',
  410: 'gone',
  411: 'size required',
  412: 'incomplete command',
  413: 'too large',
  414: 'URI too long',
  415: 'media type or format not supported',
  416: 'cannot be displayed',
  417: 'retry later',
  418: 'already exists',
  420: 'device full',
  424: 'assembled size differs from Size',
  425: 'the ACL denies it',
  500: 'command failed',
  501: 'command not implemented',
  503: 'service unavailable',
  505: 'DTD version not supported',
  506: 'processing error',
  507: 'Atomic failed',
  510: 'data store failure',
  513: 'protocol version not supported',
  514: 'cancelled before processing',
  516: 'roll-back of this command failed',
  517: 'the answer to Atomic does not fit one message',
});

const ALERTS: Readonly<Record<number, string>> = Object.freeze({
  1100: 'show a text to the user',
  1101: 'ask the user to confirm',
  1102: 'ask the user for a text',
  1103: 'ask the user for one choice',
  1104: 'ask the user for several choices',
  1200: 'session opened by the server',
  1201: 'session opened by the client',
  1222: 'next message, please',
  1223: 'session abort',
  1224: 'client event',
  1225: 'a chunked object was interrupted',
  1226: 'generic alert',
});

/** Meaning of a status code in a message, undefined for one that nobody defined. */
export function statusCodeMeaning(code: string): string | undefined {
  return /^\d{3}$/.test(code) ? STATUS[Number(code)] : undefined;
}

/** Meaning of the code of an Alert, undefined for one that nobody defined. */
export function alertCodeMeaning(code: string): string | undefined {
  return /^\d{4}$/.test(code) ? ALERTS[Number(code)] : undefined;
}
