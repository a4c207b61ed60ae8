/**
 * Serialized trees in the Data of a message, as views of their own (DMTNDS 9.1; DMREPPRO 4.1.6.1): as markup, as text that
 * is XML, or as octets that are WBXML. Only where Meta says so. Leaves out everything else that Data can hold.
 */
import type { Place } from '../../../protocol/dm1/model/element.js';
import type { Command, Data, Item, Meta } from '../../../protocol/dm1/model/message.js';
import { tndsInData } from '../../../protocol/dm1/tnds/document.js';
import { locatorOf } from './data-places.js';
import type { MessageView } from './message-view.js';

export interface EmbeddedTree {
  readonly view: MessageView;
  /** The Data that holds it. */
  readonly where: Place;
  /** Command, position among its namesakes, Item. */
  readonly path: string;
  /** What the places of the findings count from. */
  readonly placesFrom: 'message' | 'data';
  /** The place in the message of a place in the tree; that of the Data where the text does not stand there as it is. */
  readonly locate: (inner: Place) => Place;
}

/** The trees of all commands, also of those in Atomic and Sequence. */
export function embeddedTrees({ message, encoding, sender, bytes }: MessageView): readonly EmbeddedTree[] {
  if (message === undefined) return [];
  return treesIn(message.body.commands, 'SyncML/SyncBody').map(({ data, format, path }) => {
    const content = contentOf(data, format);
    const { form, findings } = tndsInData(content);
    const view: MessageView = { kind: 'tnds', bytes: new Uint8Array(), encoding, http: undefined, root: undefined, message: undefined, findings, sender };
    // What was Base64 stands nowhere in the message as it is.
    const locate = content === data ? locatorOf(data, bytes) : (): Place => data.where;
    return { view, where: data.where, path, placesFrom: form === 'markup' ? 'message' : 'data', locate };
  });
}

/** Data as the format says: text in Base64 stands for octets. */
export function contentOf(data: Data, format: string | undefined): Data {
  if (data.kind !== 'text' || format !== 'b64' || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(data.text)) return data;
  return { kind: 'octets', bytes: Uint8Array.from(Buffer.from(data.text, 'base64')), where: data.where };
}

interface Found {
  readonly data: Data;
  readonly format: string | undefined;
  readonly path: string;
}

function treesIn(commands: readonly Command[], parent: string): readonly Found[] {
  const seen = new Map<string, number>();
  return commands.flatMap((command) => {
    const position = (seen.get(command.kind) ?? 0) + 1;
    seen.set(command.kind, position);
    if (!('commands' in command) && !('items' in command)) return [];
    const path = `${parent}/${command.kind}${position === 1 ? '' : `[${position}]`}`;
    if ('commands' in command) return treesIn(command.commands, path);
    return treesOf(command.items, { path, meta: 'meta' in command ? command.meta : undefined });
  });
}

function treesOf(items: readonly Item[], { path, meta }: { readonly path: string; readonly meta: Meta | undefined }): readonly Found[] {
  return items.flatMap(({ data, meta: own, moreData }, index) => {
    const type = own?.type?.value ?? meta?.type?.value ?? '';
    // A chunk is no whole document.
    if (data === undefined || moreData !== undefined || !/dmtnds/i.test(type)) return [];
    return [{ data, format: (own?.format ?? meta?.format)?.value.trim(), path: `${path}/Item${index === 0 ? '' : `[${index + 1}]`}/Data` }];
  });
}
