/** Text of a peer between markup of its own: one line, harmless to look at. What is unsafe stands in protocol/visible.ts. */
export { visibleLine as visibleText } from '../visible.js';
