/** One POST with JSON to the IUT's own test hook, over a connection of its own; time and size are limited. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { IutFault } from './control.js';
import { withinDeadline } from './deadline.js';

export interface Post {
  readonly url: string;
  readonly body: object;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Key of the IUT file that named the URL, for messages. */
  readonly key: string;
}

/** More of an answer than this is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** As much of an answer as stands in a message. */
const MAX_ANSWER_CHARACTERS = 300;

/** Text of a 2xx answer. Rejects with IutFault for everything else, with what the hook said. */
export async function postJson(post: Post): Promise<string> {
  const cancel = new AbortController();
  try {
    const { status, text } = await withinDeadline({ ...post, work: send(post, cancel.signal), late: `${post.key}: ${post.url} did not answer` });
    if (status >= 200 && status <= 299) return text;
    throw new IutFault(`${post.key}: ${post.url} answered ${status}${text === '' ? ' without a word' : `: ${text}`}`);
  } catch (error) {
    if (error instanceof IutFault) throw error;
    throw new IutFault(`${post.key}: ${post.url} cannot be reached: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    cancel.abort();
  }
}

function send({ url, body }: Post, signal: AbortSignal): Promise<{ readonly status: number; readonly text: string }> {
  const bytes = Buffer.from(JSON.stringify(body));
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent: false, signal, headers: { 'Content-Type': 'application/json', 'Content-Length': bytes.length, Accept: 'application/json, text/plain' } });
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = (): void => resolve({ status: response.statusCode ?? 0, text: inOneLine(Buffer.concat(chunks).toString('utf8')) });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size < MAX_ANSWER_BYTES) return;
        response.destroy();
        finish();
      });
      response.once('end', finish);
      response.once('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MAX_ANSWER_CHARACTERS ? `${line.slice(0, MAX_ANSWER_CHARACTERS - 1)}…` : line;
}
