/** All rules of the DM 2.0 client, message by message. */
import type { Rule } from '../../../../harness/campaign/test-case.js';
import { ALERT_RULES } from './alerts.js';
import { ASYNC_RULES } from './async.js';
import { PACKAGE1_RULES } from './package1.js';
import { PACKAGE3_RULES } from './package3.js';
import { SEQUENCE_RULES } from './sequence.js';
import { UPLOAD_RULES } from './uploads.js';

export const CLIENT_RULES: readonly Rule[] = [...PACKAGE1_RULES, ...PACKAGE3_RULES, ...ALERT_RULES, ...ASYNC_RULES, ...SEQUENCE_RULES, ...UPLOAD_RULES];
