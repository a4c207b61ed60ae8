/** Remarks of a reading as lines: a heading with the requirement, where, what was found, what would be right, and the bytes. */

import { excerptLines } from './excerpt.js';
import { span, wrap, type Line, type Role } from './line.js';
import { hexOffset } from './print-rows.js';
import type { At, Remark } from './reading.js';
import { visibleText } from './visible.js';

export interface RemarksView {
  readonly remarks: readonly Remark[];
  readonly firstNumber: number;
  readonly bytes: Uint8Array;
  readonly width: number;
  /** What the requirement asks, by id; undefined where the catalogue does not have it. */
  readonly requirementText: (id: string) => string | undefined;
}

const INDENT = 3;
const LABEL_WIDTH = 9;

/** An empty line and a block for each remark. */
export function remarkLines(view: RemarksView): readonly Line[] {
  return view.remarks.flatMap((remark, position) => [[], ...blockOf(remark, { view, number: view.firstNumber + position })]);
}

function blockOf(remark: Remark, { view, number }: { readonly view: RemarksView; readonly number: number }): readonly Line[] {
  const { severity, requirement, code, at, found, expected, clause } = remark;
  const title = [requirement, code].filter((part) => part !== '').join(', ');
  const asks = requirement === '' ? undefined : view.requirementText(requirement);
  const rightLabel = severity === 'oddity' ? 'usual' : 'right';
  return [
    [span(severity, `${number}. ${severity}: `), span('heading', title)],
    ...labelled({ label: 'where', text: placeWords(at, remark.path), role: 'plain', width: view.width }),
    ...labelled({ label: 'found', text: found, role: 'value', width: view.width }),
    ...labelled({ label: rightLabel, text: expected, role: 'good', width: view.width }),
    ...(asks === undefined ? [] : labelled({ label: 'asks', text: asks, role: 'plain', width: view.width })),
    ...(clause === '' ? [] : labelled({ label: 'clause', text: clause, role: 'note', width: view.width })),
    ...(at === undefined ? [] : excerptLines({ bytes: view.bytes, at, width: view.width, indent: INDENT + LABEL_WIDTH })),
  ];
}

/** `line 3, column 7 (byte 41), in SyncML/SyncBody` or `byte 41 (0x0029), 5 bytes, in …`. */
export function placeWords(at: At | undefined, path: string): string {
  const inside = path === '' ? '' : `${at === undefined ? '' : ', '}in ${visibleText(path)}`;
  if (at === undefined) return inside === '' ? 'the message as a whole' : inside;
  if (at.line !== undefined) return `line ${at.line}, column ${at.column ?? 1} (byte ${at.byte})${inside}`;
  return `byte ${at.byte} (${hexOffset(at.byte)})${at.length > 1 ? `, ${at.length} bytes` : ''}${inside}`;
}

interface Labelled {
  readonly label: string;
  readonly text: string;
  readonly role: Role;
  readonly width: number;
}

/** The label once, the text wrapped behind it. */
export function labelled({ label, text, role, width }: Labelled): readonly Line[] {
  return wrap(visibleText(text), width - INDENT - LABEL_WIDTH).map((piece, index) => [
    span('note', ' '.repeat(INDENT) + (index === 0 ? label : '').padEnd(LABEL_WIDTH)),
    span(role, piece),
  ]);
}
