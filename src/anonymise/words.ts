/**
 * The words that devices print in texts: names of settings, units and answers. They identify nobody; every other word of a
 * text is replaced.
 */
const WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    "A ACC ACCALARMCALL ACCALARMSMS ACCCALL ACCOFF ACCON ACCSMS ALARM APN Alarm B BAT BATTERY BATTYER BT Bat Battery " +
    "CALL CF CHECK CMD DAILY DONE Date Direction E ERROR FAIL FENCE Fix Fri GEO GEOFENCE GPRS GPRSUPLOAD " +
    "GPRSUPLOADTIME GPS GSM H HHmmss HQ ICCID ID IMEI INFO IP KEY KM Km LBS LOW LTE Lat Long MODE MOVE Mon N OFF OK ON OVER " +
    "OVERSPEED Off On POWER POWERALARM PW Pw RESET RESTART S SET SF SHAKE SHAKEALARM SIM SLEEP SLEEPMODE SLEEPOFF SLEEPON SMS " +
    "SPEED ST STATE Sat Shock Speed Sun T TH TIME TIMEZONE TQ Thu Time Tue U1 U2 U3 UP UPLOAD UT V VOICE VOLT " +
    "W Wed X XM ZONE alarm cid cmnet com google http https km lac maps mcc mnc org pass q speed word www"
  ).split(" "),
);

/** Whether a run of letters and digits identifies neither a person nor a place. */
export function isWord(run: string): boolean {
  return WORDS.has(run);
}

/** Whether it can be the name of a command: up to four characters, letters first. Longer ones may be anything. */
export function isCommandWord(run: string): boolean {
  return /^[A-Za-z]{1,4}\d{0,3}$/.test(run) && (run.length <= 4 || isWord(run));
}
