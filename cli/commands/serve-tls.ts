/** Options of TLS that both references share: files in PEM, pre-shared keys. */
import { readFileSync } from 'node:fs';
import { fileFault, UsageError } from '../usage-error.js';

/** Text of a file. Throws a UsageError that names the option. */
export function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const words = fileFault(error, 'read');
    throw words === null ? error : new UsageError(`${option} ${file}: ${words}`, { cause: error });
  }
}

/** Keys from `identity:hex`, each option one. Throws a UsageError for anything else. */
export function sharedKeys(options: readonly string[] = []): readonly { readonly identity: string; readonly key: Uint8Array }[] {
  return options.map((text) => {
    const [, identity = '', hex = ''] = /^(.+):((?:[0-9a-f]{2})+)$/i.exec(text) ?? [];
    if (identity === '') throw new UsageError('--psk: write identity:key, the key in hexadecimal, for example device-1:00112233445566778899aabbccddeeff');
    return { identity, key: Buffer.from(hex, 'hex') };
  });
}
