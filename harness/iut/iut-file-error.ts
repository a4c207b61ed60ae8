/** The one error of IUT files: every problem with its place, in words for the person who wrote the file. */

export interface IutFileProblem {
  /** From 1; 0 when the problem has no place, for example a file that is not there. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The file cannot be used; nothing was sent to anybody. */
export class IutFileError extends Error {
  readonly path: string;
  readonly problems: readonly IutFileProblem[];

  constructor(path: string, problems: readonly IutFileProblem[], options?: { cause?: unknown }) {
    super(problems.map((problem) => describeProblem(path, problem)).join('\n'), options);
    this.name = 'IutFileError';
    this.path = path;
    this.problems = problems;
  }
}

/** One line: `acme.yaml:12:3: unknown key 'suports', did you mean 'supports'?` */
export function describeProblem(path: string, { line, column, message }: IutFileProblem): string {
  return line === 0 ? `${path}: ${message}` : `${path}:${line}:${column}: ${message}`;
}
