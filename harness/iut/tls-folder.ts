/** Files in PEM for programs: what a device is given for TLS, in a folder of the system for as long as the control is open. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceEnvironment } from './control.js';
import type { DeviceTls } from './tls-means.js';

export interface TlsFolder {
  /** The environment with the paths of files, where it has anything for TLS. */
  withFiles(environment: DeviceEnvironment): Promise<DeviceEnvironment>;
  remove(): Promise<void>;
}

/** Makes the folder when the first device needs it; nobody but the user can read it. */
export function createTlsFolder(): TlsFolder {
  let made: Promise<NonNullable<DeviceTls['files']>> | undefined;
  let folder: string | undefined;
  const write = async ({ ca, cert, key }: DeviceTls): Promise<NonNullable<DeviceTls['files']>> => {
    folder = await mkdtemp(join(tmpdir(), 'dm-conformance-tls-'));
    const files = { ca: join(folder, 'ca.pem'), cert: join(folder, 'device.pem'), key: join(folder, 'device.key') };
    await Promise.all([writeFile(files.ca, ca), writeFile(files.cert, cert), writeFile(files.key, key, { mode: 0o600 })]);
    return files;
  };
  return {
    async withFiles(environment) {
      if (environment.tls === undefined) return environment;
      made ??= write(environment.tls);
      return { ...environment, tls: { ...environment.tls, files: await made } };
    },
    async remove() {
      await made?.catch(() => undefined);
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
