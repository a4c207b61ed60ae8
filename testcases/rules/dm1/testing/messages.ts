/**
 * Messages for the tests of the rules, written by hand. `«` marks where a finding must point: in front of the element, the
 * text or the header field that is meant; it is taken out before the message is read.
 */
import type { Role } from '../../../../harness/judge/requirement.js';

export const MARK = '«';

/** What a rule is shown. */
export interface Sample {
  /** The body as text, or as hexadecimal digits of octets. */
  readonly body: string | { readonly hex: string };
  /** Start line and header fields, each in its line. */
  readonly head?: string;
  readonly sender?: Role;
  readonly kind?: 'notification';
  /** Where the finding must point in octets, which have no marks. */
  readonly byte?: number;
}

/** A rule with what it must fail and what it must pass though it is odd. */
export interface RuleCase {
  readonly requirement: string;
  readonly fails: Sample | readonly Sample[];
  /** Odd but legal, and in it the requirement is met. */
  readonly passes: Sample | readonly Sample[];
  /** Odd but legal, and nothing in it can be judged by the requirement. */
  readonly ignores?: readonly Sample[];
}

interface HeaderParts {
  readonly version?: string;
  readonly source?: string;
  /** Cred or Meta. */
  readonly rest?: string;
}

/** A header, whole unless told otherwise. */
export function header({ version = '<VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto>', source = '<Source><LocURI>s</LocURI></Source>', rest = '' }: HeaderParts = {}): string {
  return `<SyncHdr>${version}<SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target>${source}${rest}</SyncHdr>`;
}

/** A message with that content of SyncBody, Final included if it is to be there. */
export function message(content: string, head: string = header()): string {
  return `<SyncML xmlns='SYNCML:SYNCML1.2'>${head}<SyncBody>${content}</SyncBody></SyncML>`;
}

/** A message of a server, known as such. */
export function server(content: string, head?: string): Sample {
  return { body: message(content, head), sender: 'server' };
}

/** A message of a client, known as such. */
export function client(content: string, head?: string): Sample {
  return { body: message(content, head), sender: 'client' };
}

/** Meta with its members in the order given; a mark in front of a name marks that element. */
export function meta(members: Readonly<Record<string, string>>): string {
  const inner = Object.entries(members).map(([name, text]) => {
    const bare = name.replace(MARK, '');
    return `${name === bare ? '' : MARK}<${bare} xmlns='syncml:metinf'>${text}</${bare}>`;
  });
  return `<Meta>${inner.join('')}</Meta>`;
}

/** The Status for the header, with what stands between Cmd and Data. */
export function headerStatus(code: string, chal = ''): string {
  return `<Status><CmdID>90</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd>${chal}<Data>${code}</Data></Status>`;
}

/** A Status for command 1. */
export function status(cmd: string, code: string): string {
  return `<Status><CmdID>91</CmdID><MsgRef>1</MsgRef><CmdRef>1</CmdRef><Cmd>${cmd}</Cmd><Data>${code}</Data></Status>`;
}

export function target(uri: string): string {
  return `<Target><LocURI>${uri}</LocURI></Target>`;
}

export function source(uri: string): string {
  return `<Source><LocURI>${uri}</LocURI></Source>`;
}

/** The Alert of that code with items. */
export function alert(code: string, items = ''): string {
  return `<Alert><CmdID>7</CmdID><Data>${code}</Data>${items}</Alert>`;
}

/** A command that has items. */
export function command(name: string, items: string, id = '5'): string {
  return `<${name}><CmdID>${id}</CmdID>${items}</${name}>`;
}

/** DevInfo in a Replace: the five members, or those named. */
export function devInfo(values: Readonly<Record<string, string>> = { DevId: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6', Man: 'M', Mod: 'X', DmV: '1', Lang: 'en' }): string {
  return command('Replace', Object.entries(values).map(([name, value]) => `<Item>${source(`./DevInfo/${name}`)}<Data>${value}</Data></Item>`).join(''));
}
