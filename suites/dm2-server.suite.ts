/** The campaign of a DM 2.0 server as vitest tests: `npx vitest run --project conformance`. */
import { campaignAsTests } from './campaign-as-tests.js';

await campaignAsTests({ role: 'server', protocol: 'dm-2.0' });
