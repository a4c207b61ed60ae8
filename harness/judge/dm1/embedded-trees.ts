/**
 * Serialized trees in the Data of a message, as views of their own (DMTNDS 9.1; DMREPPRO 4.1.6.1): as markup, as text that
 * is XML, or as octets that are WBXML. Only where Meta says so. Leaves out everything else that Data can hold.
 */
import type { Place } from '../../../protocol/dm1/model/element.js';
import type { Command, Data, Item, Meta } from '../../../protocol/dm1/model/message.js';
import { tndsInData } from '../../../protocol/dm1/tnds/document.js';
import type { MessageView } from './message-view.js';

export interface EmbeddedTree {
  readonly view: MessageView;
  /** The Data that holds it. */
  readonly where: Place;
  /** Command, position among its namesakes, Item. */
  readonly path: string;
  /** What the places of the findings count from. */
  readonly placesFrom: 'message' | 'data';
}

/** The trees of all commands, also of those in Atomic and Sequence. */
export function embeddedTrees({ message, encoding, sender }: MessageView): readonly EmbeddedTree[] {
  if (message === undefined) return [];
  return treesIn(message.body.commands, 'SyncML/SyncBody').map(({ data, path }) => {
    const { form, findings } = tndsInData(data);
    return { view: { kind: 'tnds', encoding, http: undefined, root: undefined, message: undefined, findings, sender }, where: data.where, path, placesFrom: form === 'markup' ? 'message' : 'data' };
  });
}

interface Found {
  readonly data: Data;
  readonly path: string;
}

function treesIn(commands: readonly Command[], parent: string): readonly Found[] {
  const seen = new Map<string, number>();
  return commands.flatMap((command) => {
    const position = (seen.get(command.kind) ?? 0) + 1;
    seen.set(command.kind, position);
    const path = `${parent}/${command.kind}${position === 1 ? '' : `[${position}]`}`;
    if ('commands' in command) return treesIn(command.commands, path);
    return 'items' in command ? treesOf(command.items, { path, meta: 'meta' in command ? command.meta : undefined }) : [];
  });
}

function treesOf(items: readonly Item[], { path, meta }: { readonly path: string; readonly meta: Meta | undefined }): readonly Found[] {
  return items.flatMap(({ data, meta: own, moreData }, index) => {
    const type = own?.type?.value ?? meta?.type?.value ?? '';
    // A chunk is no whole document.
    return data === undefined || moreData !== undefined || !/dmtnds/i.test(type) ? [] : [{ data, path: `${path}/Item${index === 0 ? '' : `[${index + 1}]`}/Data` }];
  });
}
