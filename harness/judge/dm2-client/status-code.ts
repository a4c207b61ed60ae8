/** `sc` of one command (from 0) in a Package#3 (clause 5.3); undefined where there is no such number. */
export function statusCodeIn(package3: unknown, command: number): number | undefined {
  const list: unknown = package3 !== null && typeof package3 === 'object' && 'Status' in package3 ? package3.Status : undefined;
  const item: unknown = Array.isArray(list) ? list[command] : undefined;
  return item !== null && typeof item === 'object' && 'sc' in item && typeof item.sc === 'number' ? item.sc : undefined;
}
