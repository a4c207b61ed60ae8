/** An answer in the words of a finding. Leaves out its content. */
import type { ResponseEvent } from '../transcript/event.js';

/** `the answer 404`; bytes without a status line are no answer of HTTP, and their status 0 is none (RFC 9112, 4). */
export function answerText({ status, fault }: Pick<ResponseEvent, 'status' | 'fault'>): string {
  return status === 0 ? `no HTTP response: ${fault ?? 'no status line'}` : `the answer ${status}`;
}
