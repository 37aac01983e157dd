/** Set while somebody who signed out where there was no network still has a session to be ended. */
export const LEAVING = 'asar-leaving'

/** Whether a session is still to be ended for somebody who left this device. */
export function isLeaving(): boolean {
  try {
    return localStorage.getItem(LEAVING) !== null
  } catch {
    return false
  }
}
