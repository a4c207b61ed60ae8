/** The tokens of a document one by one, for people who look at bytes: what a hexadecimal view prints beside them. */

export type TokenKind =
  | 'version'
  | 'public-id'
  | 'charset'
  | 'string-table'
  | 'switch-page'
  | 'element'
  | 'end'
  | 'attribute'
  | 'attribute-value'
  | 'text'
  | 'opaque'
  | 'extension'
  | 'instruction'
  | 'fault'
  | 'trailing';

export interface WbxmlToken {
  readonly kind: TokenKind;
  readonly byte: number;
  readonly length: number;
  /** In words, for example `<CmdID>`, `"1.2"`, `tag page 1 (metinf)`. */
  readonly meaning: string;
}

export type TraceToken = (token: WbxmlToken) => void;
