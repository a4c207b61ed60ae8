/** The probe object that every device of the tester holds (docs/fixture.md). */

export const PROBE = 'urn:oma:mo:x-suite-probe:1.0';

/** Root of its only instance. */
export const ROOT = `${PROBE}/p1/`;
export const NAME = `${PROBE}/p1/Config/Name`;
export const COUNT = `${PROBE}/p1/Config/Count`;
export const RUN = `${PROBE}/p1/Operations/Run`;
/** An EXEC of it takes its time: it is answered with 202. */
export const SLOW = `${PROBE}/p1/Operations/Slow`;

/** Media type of the MO serialization. */
