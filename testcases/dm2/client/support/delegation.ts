/**
 * Granting rights by HGET on the access control MO. Its node names are not known: the IUT file gives address and
 * data of a grant as templates, and tests look at what a grant brings about, never at names.
 */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { instanceOf } from './addresses.js';
import { moResource } from '../../../../harness/tester/dm2-server/answer.js';

/** Values that a test which grants rights to account b needs. */
export const DELEGATION_VALUES = ['dacmo.grant.uri', 'dacmo.grant.data', 'dacmo.rights', 'server.b.id'] as const;

/** Sets of rights that the value dacmo.rights spells out. */
export type RightsName = 'none' | 'read' | 'write' | 'execute' | 'read+delegate' | 'all';

export interface Grant {
  /** Repository path that serves the data of the grant. */
  readonly path: string;
  /** Root address of the instance. */
  readonly instance: string;
  /** Name of the value that holds the SrvID of the grantee. */
  readonly to: 'server.a.id' | 'server.b.id' | 'server.third';
  readonly rights: RightsName;
}

/** HGET that makes `rights` the rights of a server on an instance. */
export function grant(tester: ServerDriver, { path, instance, to, rights }: Grant): readonly string[] {
  const texts = { ...instanceOf(instance), server: tester.value(to), rights: rightsText(tester, rights) };
  const uri = fill(tester.value('dacmo.grant.uri'), texts);
  const data: unknown = JSON.parse(fill(tester.value('dacmo.grant.data'), mapTexts(texts, (text) => JSON.stringify(text).slice(1, -1))));
  return ['HGET', tester.repository(path, moResource([{ ClientURI: uri, MOData: data }])), uri];
}

function rightsText(tester: ServerDriver, rights: RightsName): string {
  const texts: unknown = JSON.parse(tester.value('dacmo.rights'));
  const text: unknown = texts !== null && typeof texts === 'object' ? new Map(Object.entries(texts)).get(rights) : undefined;
  if (typeof text !== 'string') throw new TypeError(`the value 'dacmo.rights' spells out no rights '${rights}'; give all sets that its question names`);
  return text;
}

function fill(template: string, texts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => texts[name] ?? whole);
}

function mapTexts(texts: Readonly<Record<string, string>>, change: (text: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));
}
