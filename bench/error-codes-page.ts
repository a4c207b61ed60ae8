/** Prints the page docs/error-codes.md; called by scripts/generate-error-codes.mjs. */
import { errorCodesPage } from '../protocol/testing/error-codes-page.js';

process.stdout.write(errorCodesPage());
