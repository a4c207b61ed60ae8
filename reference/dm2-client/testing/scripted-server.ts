/**
 * A DM server and repository for the tests of this folder: answers from a script, remembers every request.
 *
 * It shares only the wire with the client: bodies are plain JSON here, without the codecs.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface SeenRequest {
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes as they are, anything else as JSON. */
  readonly body?: unknown;
  /** Takes the response over. */
  readonly write?: (response: ServerResponse, request: SeenRequest) => void;
}

export interface ScriptedServer {
  readonly url: string;
  /** The next Package#2s of the DM endpoint /dm, one list of commands each; END when they run out. */
  readonly packages: (ScriptedAnswer | readonly (readonly string[])[])[];
  /** Answers of the repository by path; a function sees the request. 404 for the rest, 200 for uploads. */
  readonly resources: Map<string, ScriptedAnswer | ((request: SeenRequest) => ScriptedAnswer)>;
  readonly seen: SeenRequest[];
  readonly close: () => Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const packages: ScriptedServer['packages'] = [];
  const resources: ScriptedServer['resources'] = new Map();
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = { method: incoming.method ?? '', target: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks) };
      seen.push(request);
      reply({ response, request, answer: answerFor({ request, packages, resources }) });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`, packages, resources, seen,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

type Choice = Pick<ScriptedServer, 'packages' | 'resources'> & { readonly request: SeenRequest };

function answerFor({ request, packages, resources }: Choice): ScriptedAnswer {
  if (request.method === 'POST' && request.target.startsWith('/dm')) {
    const next = packages.shift() ?? [['END']];
    return 'length' in next ? { body: { CMD: next } } : next;
  }
  const resource = resources.get(request.target.split('?')[0] ?? '');
  if (typeof resource === 'function') {
    return resource(request);
  }
  return resource ?? { status: request.method === 'GET' ? 404 : 200 };
}

interface Reply {
  readonly response: ServerResponse;
  readonly request: SeenRequest;
  readonly answer: ScriptedAnswer;
}

function reply({ response, request, answer: { status = 200, headers = {}, body, write } }: Reply): void {
  if (write !== undefined) {
    write(response, request);
    return;
  }
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const json = body === undefined || raw ? {} : { 'Content-Type': 'application/dmmo+json' };
  response.writeHead(status, { ...json, ...headers });
  response.end(body === undefined || raw ? body : JSON.stringify(body));
}
