/**
 * A Client Provisioning document (PROVCONT 1.1) as data: characteristics of a type that hold parms and characteristics.
 * Reading is `read.ts`, writing `write.ts`, what the w7 part means `account.ts`.
 */

import { BUILT, type Place } from '../model/element.js';

export interface Parm {
  readonly name: string;
  /** Absent and empty are not the same: INIT has none. */
  readonly value: string | undefined;
  readonly where: Place;
  readonly path: string;
}

export interface Characteristic {
  readonly type: string;
  readonly parms: readonly Parm[];
  readonly characteristics: readonly Characteristic[];
  readonly where: Place;
  readonly path: string;
}

export interface ProvisioningDocument {
  /** As written; an absent one means 1.0. */
  readonly version: string | undefined;
  readonly characteristics: readonly Characteristic[];
  readonly where: Place;
}

export const PROVISIONING_ROOT = 'wap-provisioningdoc';

/** A parm made here. */
export function parm(name: string, value?: string): Parm {
  return { name, value, where: BUILT, path: '' };
}

/** A characteristic made here. */
export function characteristic(type: string, { parms = [], characteristics = [] }: Partial<Pick<Characteristic, 'parms' | 'characteristics'>>): Characteristic {
  return { type, parms, characteristics, where: BUILT, path: '' };
}

/** A document made here, version 1.0. */
export function provisioningDocument(characteristics: readonly Characteristic[]): ProvisioningDocument {
  return { version: '1.0', characteristics, where: BUILT };
}

/** The value of the first parm of a name; '' for one without value. */
export function valueOf(owner: Characteristic, name: string): string | undefined {
  const found = owner.parms.find((candidate) => candidate.name === name);
  return found === undefined ? undefined : (found.value ?? '');
}

/** The parms of a name. */
export function parmsNamed(owner: Characteristic, name: string): readonly Parm[] {
  return owner.parms.filter((candidate) => candidate.name === name);
}

/** The characteristics of a type. */
export function characteristicsOf(owner: Characteristic | ProvisioningDocument, type: string): readonly Characteristic[] {
  return owner.characteristics.filter((candidate) => candidate.type === type);
}
