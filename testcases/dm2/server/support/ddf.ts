/** Texts of DDF files that a device of the tester names in Package#1 (clause ~6.3.2; syntax of DM 1.3). */

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<MgmtTree xmlns="syncml:dmddf1.2">\n  <VerDTD>1.2</VerDTD>';
const OPEN_ROOT = '<Node><NodeName/><DFProperties><AccessType><Get/></AccessType><DFFormat><node/></DFFormat><DFType><DDFName>';

/** Properties of nodes. */
export const LEAF = '<DFProperties><AccessType><Get/><Replace/></AccessType><DFFormat><chr/></DFFormat><DFType><MIME>text/plain</MIME></DFType></DFProperties>';
export const INTERIOR = '<DFProperties><AccessType><Get/><Add/><Delete/></AccessType><DFFormat><node/></DFFormat><DFType><DDFName/></DFType></DFProperties>';

/** @param name empty: given at run time */
export const node = (name: string, properties: string, inner = ''): string => `<Node><NodeName>${name}</NodeName>${properties}${inner}</Node>`;

/** An object of these nodes below a root whose name is given at run time. */
export const ddf = (moid: string, nodes: string): string => `${HEAD}${OPEN_ROOT}${moid}</DDFName></DFType></DFProperties>${nodes}</Node></MgmtTree>\n`;
