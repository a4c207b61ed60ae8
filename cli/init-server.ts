/** What `init --role server` asks that is about servers only: where it is, how it is made to act, who the tester's device is, TLS. */
import { checkedText, choice, freeText, type Question, type Questioner } from './questions.js';

export interface ServerLines {
  /** Endpoint, control, TLS and credentials, with what they are for. */
  readonly lines: readonly string[];
  /** OMADM-DevID of the tester's device; null where the upper tester makes devices. */
  readonly device: string | null;
}

const UPPER_TESTER = 'URL of its upper tester, by which the suite makes it act (docs/upper-tester.openapi.yaml)? Nothing: there is none, and tests that need commands are not run.';

/** Asks about the server. `quoted` writes a text as YAML. */
export async function serverLines({ ask }: Questioner, quoted: (text: string) => string): Promise<ServerLines> {
  const endpoint = await ask(checkedText({ text: 'URL of its DM endpoint?', fallback: 'http://127.0.0.1:8080/dm', read: readUrl }));
  const upperTester = await ask(checkedText({ text: UPPER_TESTER, fallback: '', read: readUrl }));
  const device = upperTester === '' ? await ask(freeText('OMADM-DevID of a device that the server knows, by which the tester comes?', 'urn:uuid:00000000-0000-4000-8000-000000000001')) : null;
  const tls = endpoint.toLowerCase().startsWith('https:') ? await tlsLines({ ask }, quoted) : [];
  const credentials = upperTester === '' ? await credentialLines({ ask }, quoted) : [];
  return {
    device,
    lines: [
      '',
      '# Where devices find the server.',
      `endpoint: ${quoted(endpoint)}`,
      '',
      '# How it is made to act: the contract is docs/upper-tester.openapi.yaml, examples/upper-tester-adapter puts it in front of a product.',
      ...(upperTester === '' ? ['# control:', '#   http: { upperTester: "http://127.0.0.1:9000" }'] : ['control:', `  http: { upperTester: ${quoted(upperTester.replace(/\/$/, ''))} }`]),
      ...tls,
      ...credentials,
    ],
  };
}

async function tlsLines({ ask }: Pick<Questioner, 'ask'>, quoted: (text: string) => string): Promise<readonly string[]> {
  const ca = await ask(freeText('File with the certificate of the authority that the server is trusted by (PEM)? Nothing: the authorities of this machine.', ''));
  const cert = await ask(freeText('File with a client certificate of the tester (PEM)? Nothing: it has none.', ''));
  const key = cert === '' ? '' : await ask(freeText('File with the key of that certificate (PEM)?', 'client.key'));
  const files = Object.entries({ ca, cert, key }).filter(([, file]) => file !== '');
  return files.length === 0 ? [] : ['', '# Paths start at the folder of this file.', `tls: { ${files.map(([name, file]) => `${name}: ${quoted(file)}`).join(', ')} }`];
}

const SCHEMES = ['none', 'basic', 'digest'] as const;

async function credentialLines({ ask }: Pick<Questioner, 'ask'>, quoted: (text: string) => string): Promise<readonly string[]> {
  const scheme = await ask(choice<(typeof SCHEMES)[number]>({ text: 'How does that device authenticate at the DM endpoint?', known: SCHEMES, fallback: 'none' }));
  if (scheme === 'none') return [];
  const user = await ask(freeText('User?', 'device-1'));
  const password = await ask(freeText('Password? It stands in the file as it is.', 'secret'));
  return ['', '# How the tester authenticates as that device.', `credentials: { scheme: ${scheme}, user: ${quoted(user)}, password: ${quoted(password)} }`];
}

const readUrl: Question<string>['read'] = (answer) => (/^https?:\/\/[^\s/]+/.test(answer) && URL.canParse(answer) ? { value: answer } : { expected: 'an absolute http or https URL' });
