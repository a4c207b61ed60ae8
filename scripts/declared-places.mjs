/**
 * Writes into each declaration of a test case or rule where it stands in the sources: `clientTest({` becomes
 * `clientTest({ source: "testcases/dm2/client/hget/stores-data.ts:7",`. What is compiled, and more so what is bundled, has other lines
 * and other files than what people read, so that a stack cannot tell. See `withSource` in testcases/define.ts.
 */

const DECLARATION = /\b(?:clientTest|serverTest|pairTest|clientRule|serverRule|messageRule)\(\{/g;

/**
 * The compiled text with its places. Throws a RangeError where the compiler left out or added a declaration.
 * @param {{ source: string, compiled: string, file: string }} module texts of one module, and its path from the root of the repository
 */
export function withPlaces({ source, compiled, file }) {
  const lines = [...source.matchAll(DECLARATION)].map(({ index }) => source.slice(0, index).split('\n').length);
  let found = 0;
  const placed = compiled.replace(DECLARATION, (call) => `${call} source: ${JSON.stringify(`${file}:${lines[found++] ?? '?'}`)},`);
  if (found !== lines.length) throw new RangeError(`${file}: ${lines.length} declarations in the source, ${found} in what was compiled of it`);
  return placed;
}
