/**
 * Generic alerts of DM 2.0, value of the member `Alert` of Package#1 and Package#3
 * (OMA-TS-DM_Protocol-V2_0, ~5.4 and ~7.2.1.5). Leaves out what single alert types put into `Data`.
 */

export const ALERT_MARKS = Object.freeze(['fatal', 'critical', 'minor', 'warning', 'informational', 'harmless', 'indeterminate'] as const);

/** How important an alert is; an absent mark means informational. */
export type AlertMark = (typeof ALERT_MARKS)[number];

export interface Alert {
  readonly AlertType: string;
  readonly SourceURI?: string;
  readonly TargetURI?: string;
  readonly Mark?: AlertMark;
  readonly DataType?: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/** Session opened because of a notification; `Data` carries its NOTIFICATION-ID. */
export const ALERT_SERVER_INITIATED = 'urn:oma:at:dm:2.0:ServerInitiatedMgmt';
/** Session opened by the client on its own. */
export const ALERT_CLIENT_INITIATED = 'urn:oma:at:dm:2.0:ClientInitiatedMgmt';
/** First session after a bootstrap. */
export const ALERT_BOOTSTRAP_COMPLETE = 'urn:oma:at:dm:2.0:BootstrapComplete';

/** The known members of an alert, others dropped. */
export function pickAlert(alert: Alert): Alert {
  const { AlertType, SourceURI, TargetURI, Mark, DataType, Data } = alert;
  return {
    AlertType,
    ...(SourceURI === undefined ? {} : { SourceURI }),
    ...(TargetURI === undefined ? {} : { TargetURI }),
    ...(Mark === undefined ? {} : { Mark }),
    ...(DataType === undefined ? {} : { DataType }),
    ...(Data === undefined ? {} : { Data }),
  };
}
