/** Measurements as lines of text. */
import { limitHere, meetsTarget, type Measurement } from './measure.js';

/** A heading and a line for each measurement, in columns. */
export function table(measurements: readonly Measurement[]): readonly string[] {
  const rows = [['measured', 'value', 'ratio × baseline', 'target', ''], ...measurements.map(row)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

function row(one: Measurement): readonly string[] {
  const met = meetsTarget(one);
  return [
    one.name,
    withUnit(one.value, one.unit),
    `${number(one.ratio)} × ${one.baseline} (${withUnit(one.baselineValue, one.unit)})`,
    targetText(one),
    met === null ? '' : met ? 'PASS' : 'over',
  ];
}

function targetText({ target, unit }: Measurement): string {
  if (target === null) return '';
  const limit = 'atMost' in target ? `at most ${target.atMost.toLocaleString('en-US')}` : `at least ${target.atLeast.toLocaleString('en-US')}`;
  if (target.of === 'value at pace') return `${limit} ${unit}, here ${withUnit(limitHere(target), unit)}`;
  return `${limit}${target.of === 'ratio' ? ' ×' : ` ${unit}`}`;
}

const withUnit = (value: number, unit: Measurement['unit']): string => (unit === 'ratio' ? number(value) : `${number(value)} ${unit}`);

function number(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(value >= 100 ? 0 : value >= 1 ? 2 : 3);
}
