/** The version of this package, read from its package.json: above the sources as well as above dist/. */
import { existsSync, readFileSync } from 'node:fs';

/** `0.1.0`; `0` when no package.json is found. */
export function toolVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    const url = new URL(place, import.meta.url);
    if (!existsSync(url)) continue;
    const content: unknown = JSON.parse(readFileSync(url, 'utf8'));
    if (typeof content === 'object' && content !== null && 'version' in content && typeof content.version === 'string') return content.version;
  }
  return '0';
}
