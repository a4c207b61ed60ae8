/** All rules of DM 1.x messages, in the order in which they are applied. */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import { ALERT_RULES } from './alerts.js';
import { COMMAND_RULES } from './commands.js';
import { CREDENTIAL_RULES } from './credentials.js';
import { DEVINFO_RULES } from './devinfo.js';
import { DOCUMENT_RULES } from './document.js';
import { HEADER_RULES } from './header.js';
import { HTTP_RULES } from './http.js';
import { INTERACTION_RULES } from './interaction.js';
import { OTHER_DOCUMENT_RULES } from './other-documents.js';
import { PROPERTY_RULES } from './properties.js';
import { STATUS_RULES } from './status.js';

export const MESSAGE_RULES: readonly MessageRule[] = [
  ...HTTP_RULES, ...DOCUMENT_RULES, ...HEADER_RULES, ...CREDENTIAL_RULES, ...STATUS_RULES, ...COMMAND_RULES, ...ALERT_RULES, ...INTERACTION_RULES, ...PROPERTY_RULES, ...DEVINFO_RULES,
  ...OTHER_DOCUMENT_RULES,
];
