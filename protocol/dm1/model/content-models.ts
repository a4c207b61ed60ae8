/**
 * Content models of the SyncML 1.2 and MetInf 1.2 DTDs (REPPRO 1.2; META 1.2; DMREPPRO 4.1), a row per element. Reader
 * and writer go by this one table: order and cardinality are said nowhere else. Elements that DM does not use are rows
 * too, marked so; those of data synchronization whose content never matters here are `unchecked`.
 */

export type Occurs = '1' | '?' | '*' | '+';

/** A place in the sequence of children. Several names: any of them, in any mix if they may stand more than once. */
export interface Slot {
  readonly names: readonly string[];
  readonly occurs: Occurs;
  /** Requirement broken when the slot is empty, where it is narrower than that of the DTD. */
  readonly requirement?: string;
}

export type Content =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  /** Text, octets, or elements of another vocabulary. */
  | { readonly kind: 'data' }
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'sequence'; readonly slots: readonly Slot[] };

export interface ContentRow {
  readonly vocabulary: 'syncml' | 'metinf';
  readonly content: Content;
  /** `unused`: DM does not use it (DMREPPRO 4.1). `unlisted`: part of data synchronization that DMREPPRO does not even name. */
  readonly use: 'dm' | 'unused' | 'unlisted';
}

/** All that can stand in a SyncBody by the DTD. */
export const BODY_COMMANDS = Object.freeze([
  'Alert', 'Atomic', 'Copy', 'Exec', 'Get', 'Map', 'Move', 'Put', 'Results', 'Search', 'Sequence', 'Status', 'Sync', 'Add', 'Replace', 'Delete',
] as const);
/** All that can stand in Atomic or Sequence by the DTD; DM allows less (DMREPPRO 4.1.6.3, 4.1.6.14), which is a rule of messages. */
const NESTED_COMMANDS = Object.freeze(['Add', 'Replace', 'Delete', 'Copy', 'Atomic', 'Sequence', 'Map', 'Move', 'Sync', 'Get', 'Exec', 'Alert'] as const);

const COMMAND = 'DM1-CMD-B-004';
const STATUS = 'DM1-SESS-B-047';
const CMD_ID = one('CmdID', COMMAND);
const ITEMS: Slot = { names: ['Item'], occurs: '+', requirement: COMMAND };
const ITEM_COMMAND = sequence(CMD_ID, optional('NoResp'), optional('Cred'), optional('Meta'), ITEMS);
const CONTAINER = sequence(CMD_ID, optional('NoResp'), optional('Meta'), { names: NESTED_COMMANDS, occurs: '+' });
const META_SLOTS = [
  ...['Format', 'Type', 'Mark', 'Size', 'Anchor', 'Version', 'NextNonce', 'MaxMsgSize', 'MaxObjSize'].map((name) => optional(name)),
  many('EMI'), optional('Mem'), optional('FieldLevel'),
];
const TEXT = row({ kind: 'text' });
const META_TEXT = metaRow({ kind: 'text' });
const UNCHECKED: ContentRow = { vocabulary: 'syncml', content: { kind: 'unchecked' }, use: 'unlisted' };

export const CONTENT_MODELS = Object.freeze({
  SyncML: row(sequence(one('SyncHdr', 'DM1-XML-B-003'), one('SyncBody', 'DM1-XML-B-003'))),
  SyncHdr: row(sequence(
    one('VerDTD', 'DM1-SESS-B-001'), one('VerProto', 'DM1-SESS-B-002'), one('SessionID', 'DM1-SESS-B-003'), one('MsgID', 'DM1-SESS-B-006'),
    one('Target'), one('Source'), optional('RespURI'), optional('NoResp'), optional('Cred'), optional('Meta'),
  )),
  SyncBody: row(sequence({ names: BODY_COMMANDS, occurs: '+' }, optional('Final'))),
  Cred: row(sequence(optional('Meta'), one('Data'))),
  Chal: row(sequence(one('Meta'))),
  Target: row(sequence(one('LocURI'), optional('LocName'), optional('Filter'))),
  Source: row(sequence(one('LocURI'), optional('LocName'))),
  Item: row(sequence(optional('Target'), optional('Source'), optional('SourceParent'), optional('TargetParent'), optional('Meta'), optional('Data'), optional('MoreData'))),
  Status: row(sequence(
    one('CmdID', STATUS), one('MsgRef', STATUS), one('CmdRef', STATUS), one('Cmd', STATUS), many('TargetRef'), many('SourceRef'),
    optional('Cred'), optional('Chal'), one('Data', STATUS), many('Item'),
  )),
  Results: row(sequence(CMD_ID, optional('MsgRef'), one('CmdRef'), optional('Meta'), optional('TargetRef'), optional('SourceRef'), ITEMS)),
  Alert: row(sequence(CMD_ID, optional('NoResp'), optional('Cred'), optional('Data'), optional('Correlator'), many('Item'))),
  Add: row(ITEM_COMMAND),
  Copy: row(ITEM_COMMAND),
  Replace: row(ITEM_COMMAND),
  Delete: row(sequence(CMD_ID, optional('NoResp'), optional('Archive'), optional('SftDel'), optional('Cred'), optional('Meta'), ITEMS)),
  Get: row(sequence(CMD_ID, optional('NoResp'), optional('Lang'), optional('Cred'), optional('Meta'), ITEMS)),
  Exec: row(sequence(CMD_ID, optional('NoResp'), optional('Cred'), optional('Meta'), optional('Correlator'), one('Item', COMMAND))),
  Atomic: row(CONTAINER),
  Sequence: row(CONTAINER),
  Put: unused(sequence(CMD_ID, optional('NoResp'), optional('Lang'), optional('Cred'), optional('Meta'), ITEMS)),
  Search: unused(sequence(
    CMD_ID, optional('NoResp'), optional('NoResults'), optional('Cred'), optional('Target'), { names: ['Source'], occurs: '+' },
    optional('Lang'), one('Meta'), one('Data'),
  )),
  Meta: row(sequence(optional('MetInf'), ...META_SLOTS)),
  Data: row({ kind: 'data' }),
  VerDTD: TEXT, VerProto: TEXT, SessionID: TEXT, MsgID: TEXT, RespURI: TEXT, LocURI: TEXT, LocName: TEXT,
  CmdID: TEXT, MsgRef: TEXT, CmdRef: TEXT, Cmd: TEXT, TargetRef: TEXT, SourceRef: TEXT, Correlator: TEXT,
  Final: row({ kind: 'flag' }),
  MoreData: row({ kind: 'flag' }),
  NoResp: unused({ kind: 'flag' }), NoResults: unused({ kind: 'flag' }), Archive: unused({ kind: 'flag' }), SftDel: unused({ kind: 'flag' }),
  Lang: unused({ kind: 'text' }), NumberOfChanges: unused({ kind: 'text' }),
  Map: unused({ kind: 'unchecked' }), MapItem: unused({ kind: 'unchecked' }), Sync: unused({ kind: 'unchecked' }),
  Move: UNCHECKED, Filter: UNCHECKED, FilterType: UNCHECKED, Field: UNCHECKED, Record: UNCHECKED, SourceParent: UNCHECKED, TargetParent: UNCHECKED,
  MetInf: metaRow(sequence(...META_SLOTS)),
  Format: META_TEXT, Type: META_TEXT, Mark: META_TEXT, Size: META_TEXT, Version: META_TEXT, NextNonce: META_TEXT,
  MaxMsgSize: META_TEXT, MaxObjSize: META_TEXT, EMI: META_TEXT,
  Anchor: metaRow(sequence(optional('Last'), one('Next'))),
  Last: META_TEXT, Next: META_TEXT,
  Mem: metaRow(sequence(optional('SharedMem'), one('FreeMem'), one('FreeID'))),
  FreeMem: META_TEXT, FreeID: META_TEXT,
  SharedMem: metaRow({ kind: 'flag' }),
  FieldLevel: metaRow({ kind: 'flag' }),
} as const satisfies Readonly<Record<string, ContentRow>>);

export type ElementName = keyof typeof CONTENT_MODELS;

/** The row of an element, or undefined if no document of DM 1.x defines the name. */
export function rowOf(name: string): ContentRow | undefined {
  return ROWS.get(name);
}
const ROWS: ReadonlyMap<string, ContentRow> = new Map(Object.entries(CONTENT_MODELS));

/** The slots of an element that holds elements; none for any other. */
export function slotsOf(name: string): readonly Slot[] {
  const content = rowOf(name)?.content;
  return content?.kind === 'sequence' ? content.slots : NO_SLOTS;
}
const NO_SLOTS: readonly Slot[] = Object.freeze([]);

function row(content: Content): ContentRow {
  return { vocabulary: 'syncml', content, use: 'dm' };
}

function unused(content: Content): ContentRow {
  return { vocabulary: 'syncml', content, use: 'unused' };
}

function metaRow(content: Content): ContentRow {
  return { vocabulary: 'metinf', content, use: 'dm' };
}

function sequence(...slots: readonly Slot[]): Content {
  return { kind: 'sequence', slots };
}

function one(name: string, requirement?: string): Slot {
  return requirement === undefined ? { names: [name], occurs: '1' } : { names: [name], occurs: '1', requirement };
}

function optional(name: string): Slot {
  return { names: [name], occurs: '?' };
}

function many(name: string): Slot {
  return { names: [name], occurs: '*' };
}
