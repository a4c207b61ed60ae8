/** What Data holds as text: octets are read as UTF-8; undefined where it holds elements. */
import type { Data } from './message.js';

export function textOfData(data: Data): string | undefined {
  switch (data.kind) {
    case 'text':
      return data.text;
    case 'octets':
      return UTF8.decode(data.bytes);
    case 'tree':
      return undefined;
  }
}
const UTF8 = new TextDecoder();
