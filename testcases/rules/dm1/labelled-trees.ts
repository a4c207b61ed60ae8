/**
 * Serialized trees in the Data of a message, known by their first element, with the Type that Meta gives them (DMTNDS 9.1).
 * A leaf may hold such a text as its value, so that only Data that claims to be markup of some kind is looked at. Left out:
 * chunks of large objects, and device descriptions, which have the same first element.
 */
import { contentOf } from '../../../harness/judge/dm1/embedded-trees.js';
import { describesNodes, type MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Data, Item, Leaf, Meta } from '../../../protocol/dm1/model/message.js';
import { tndsInData } from '../../../protocol/dm1/tnds/document.js';
import { commandsOf, metasOf, metaText } from './support.js';

export interface LabelledTree {
  readonly data: Data;
  readonly type: Leaf | undefined;
  readonly encoding: 'xml' | 'wbxml';
}

/** The trees in Add, Replace and Results. */
export function labelledTreesOf(view: MessageView): readonly LabelledTree[] {
  return commandsOf(view).flatMap((command) => {
    if (command.kind !== 'Add' && command.kind !== 'Replace' && command.kind !== 'Results') return [];
    return command.items.flatMap((item) => treeOf(item, metasOf(item.meta, command.meta)));
  });
}

function treeOf({ data, moreData }: Item, metas: readonly Meta[]): readonly LabelledTree[] {
  if (data === undefined || moreData !== undefined) return [];
  const type = metas.find((meta) => meta.type !== undefined)?.type;
  const format = metaText(metas, 'format');
  const label = type?.value ?? '';
  if (/dmddf/i.test(label) || (data.kind !== 'tree' && format !== 'xml' && !/xml/i.test(label))) return [];
  const encoding = encodingOf(contentOf(data, format));
  return encoding === undefined ? [] : [{ data, type, encoding }];
}

/** Undefined for what is no serialized tree. */
function encodingOf(data: Data): LabelledTree['encoding'] | undefined {
  switch (data.kind) {
    case 'tree': {
      const root = data.nodes.find((node) => node.kind === 'element');
      return root?.name === 'MgmtTree' && !describesNodes(root) ? 'xml' : undefined;
    }
    case 'octets': {
      const [version = 0] = data.bytes;
      if (version < 1 || version > 3) return ofText(UTF8.decode(data.bytes));
      return tndsInData(data).tree === undefined ? undefined : 'wbxml';
    }
    case 'text':
      return ofText(data.text);
  }
}
const UTF8 = new TextDecoder();

function ofText(text: string): LabelledTree['encoding'] | undefined {
  return FIRST_ELEMENT.test(text) && !text.includes('DFProperties') ? 'xml' : undefined;
}
const FIRST_ELEMENT = /^\s*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?MgmtTree[\s>]/;
