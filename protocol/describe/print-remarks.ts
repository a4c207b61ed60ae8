/** Remarks of a reading as lines: a heading with the requirement, where, what was found, what would be right, and the bytes. */

import { excerptLines } from './excerpt.js';
import { shortened, span, wrap, type Line, type Role } from './line.js';
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
const MAX_PATH_CHARACTERS = 160;

/** An empty line and a block for each remark. */
export function remarkLines(view: RemarksView): readonly Line[] {
  return view.remarks.flatMap((remark, position) => [[], ...blockOf(remark, { view, number: view.firstNumber + position })]);
}

function blockOf(remark: Remark, { view, number }: { readonly view: RemarksView; readonly number: number }): readonly Line[] {
  const { severity, requirement, code, at, found, expected, clause, more } = remark;
  const { width } = view;
  const title = [requirement, code].filter((part) => part !== '').join(', ');
  const asks = requirement === '' ? undefined : view.requirementText(requirement);
  const line = (label: string, text: string | undefined, role: Role): readonly Line[] => (text === undefined || text === '' ? [] : labelled({ label, text, role, width }));
  return [
    [span(severity, `${number}. ${SEVERITY_WORDS[severity]}: `), span('heading', title)],
    ...line('where', placeWords(remark), 'plain'),
    ...line('found', found, 'value'),
    ...line(RIGHT_LABELS[severity], expected, 'good'),
    ...line('asks', asks, 'plain'),
    ...line('clause', clauseWords(clause, remark.leniency), 'note'),
    ...(at === undefined ? [] : excerptLines({ bytes: view.bytes, at, width, indent: INDENT + LABEL_WIDTH })),
    ...line('more', more === undefined ? undefined : `${more} others of this requirement, which are not listed`, 'plain'),
  ];
}

const SEVERITY_WORDS: Readonly<Record<Remark['severity'], string>> = Object.freeze({ fault: 'fault', warning: 'warning', oddity: 'oddity', limit: 'limit of this reader' });
const RIGHT_LABELS: Readonly<Record<Remark['severity'], string>> = Object.freeze({ fault: 'right', warning: 'right', oddity: 'usual', limit: 'takes' });

function clauseWords(clause: string, leniency: string | undefined): string {
  if (leniency === undefined) return clause;
  return `${clause}${clause === '' ? '' : '; '}a warning only: ${leniency}`;
}

/** `line 3, column 7 (byte 41), in SyncML/SyncBody` or `byte 41 (0x0029), 5 bytes, in …`; in a part also where that is in the message. */
export function placeWords({ at, outer, path }: Pick<Remark, 'at' | 'outer' | 'path'>): string {
  const inside = path === '' ? [] : [`in ${shortened(visibleText(path), MAX_PATH_CHARACTERS)}`];
  if (at === undefined) return inside[0] ?? 'the message as a whole';
  const places = outer === undefined ? [pointWords(at)] : [`${pointWords(at)} of the Data`, `${pointWords(outer)} of the message`];
  return [...places, ...inside].join(', ');
}

function pointWords(at: At): string {
  if (at.line !== undefined) return `line ${at.line}, column ${at.column ?? 1} (byte ${at.byte})`;
  return `byte ${at.byte} (${hexOffset(at.byte)})${at.length > 1 ? `, ${at.length} bytes` : ''}`;
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
