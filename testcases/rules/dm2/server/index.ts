/** All rules of the DM 2.0 server, message by message. */
import type { Rule } from '../../../../harness/campaign/test-case.js';
import { CLIENT_URI_RULES } from './client-uris.js';
import { NOTIFICATION_RULES } from './notification.js';
import { PACKAGE2_RULES } from './package2.js';
import { RESPONSE_RULES } from './responses.js';

export const SERVER_RULES: readonly Rule[] = [...RESPONSE_RULES, ...PACKAGE2_RULES, ...CLIENT_URI_RULES, ...NOTIFICATION_RULES];
