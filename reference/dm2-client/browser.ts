/**
 * The web browser component: loads a page beside the session.
 *
 * Facts: ~5.3.7 (SHOW), ~5.1.3 (UI session). Left out: presenting the page to anybody.
 */
import type { ClientParts } from './parts.js';

/**
 * DM2-UI-C-003, C-004, C-005, DM2-UI-B-006: a GET of the page that nobody waits for and whose fate concerns nobody:
 * the UI session is none of the DM session's business.
 */
export const startBrowser: ClientParts['startBrowser'] = (client, { serverUri }) => {
  if (client.state.browser === 'unavailable') {
    return 'unavailable';
  }
  client.parts.httpRequest(client, {
    method: 'GET', url: serverUri, headers: { Accept: client.parts.acceptHeader(client, { purpose: 'page' }) }, patience: 'unlimited',
  }).catch(() => undefined);
  return 'started';
};
