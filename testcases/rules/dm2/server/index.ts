/** All rules of the DM 2.0 server, message by message. */
import type { Rule } from '../../../../harness/campaign/test-case.js';
import { NOTIFICATION_RULES } from './notification.js';
import { PACKAGE2_RULES } from './package2.js';

export const SERVER_RULES: readonly Rule[] = [...PACKAGE2_RULES, ...NOTIFICATION_RULES];
