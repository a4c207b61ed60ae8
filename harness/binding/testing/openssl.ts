/** The `openssl` command as a judge that nobody here wrote; tests that need it are skipped where it is not installed. */
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** Why such tests are skipped; null where they can run. */
export const NO_OPENSSL: string | null = spawnSync('openssl', ['version']).status === 0 ? null : 'the command openssl is not installed';

export interface Said {
  readonly code: number | null;
  /** Standard output and standard error. */
  readonly text: string;
}

/** Runs it to its end, with this input. */
export function openssl(args: readonly string[], input = ''): Promise<Said> {
  return new Promise((resolve) => {
    const child = execFile('openssl', [...args], (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), text: `${stdout}${stderr}` }));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

export interface OpensslServer {
  readonly port: number;
  close(): void;
}

/** Starts `openssl s_server` on a free port, which it prints. */
export function startOpensslServer(args: readonly string[]): Promise<OpensslServer> {
  const child: ChildProcess = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const port = /ACCEPT [^\n]*:(\d+)\n/.exec(text)?.[1];
      if (port !== undefined) resolve({ port: Number(port), close: () => void child.kill() });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new TypeError(`openssl s_server ended: ${text}`)));
  });
}
