/** The width of texts that nobody reads through a window. A module of its own, because the printer needs no more than this. */

/** Columns of a line in a pipe, in JUnit and in golden files: a label, text of 100 columns, a line number. */
export const PLAIN_COLUMNS = 119;
