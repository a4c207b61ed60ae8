/** The command as users have it: what `npm run build` leaves in dist/. The copy beside these benches has not been bundled, and starts slower. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Path of the built command; the working folder is that of the package, as `npm run` has it. Throws where nothing was built. */
export function builtCommand(): string {
  const path = resolve('dist/cli/main.js');
  if (!existsSync(path)) throw new TypeError(`${path} is not there: run \`npm run build\` first`);
  return path;
}
