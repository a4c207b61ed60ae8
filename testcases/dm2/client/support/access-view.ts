/** Reading the access control MO without knowing its node names: whether it names an instance, whatever the form. */
import type { UploadView } from '../../../../harness/judge/dm2-client/view.js';
import { isRecord } from '../../record.js';
import { decodedName, itemsOf } from './uploads.js';

/** True where a node name or a value in the data is the MIID, or an address of the instance. */
export function namesInstance(upload: UploadView, { moid, miid }: { readonly moid: string; readonly miid: string }): boolean {
  const name = decodedName(miid);
  const mentions = (text: string): boolean => text === miid || text === name || text.startsWith(`${moid}/${miid}`);
  return itemsOf(upload).some(({ data }) => textsIn(data).some(mentions));
}

/** Node names and text values, at every depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap(textsIn);
  return isRecord(value) ? Object.entries(value).flatMap(([name, child]) => [name, ...textsIn(child)]) : [];
}
