/** Removes what lies before a time from the beginning of a list that is in order of time. */
export function dropBefore(list: { readonly atSec: number }[], beforeSec: number): void {
  const kept = list.findIndex(({ atSec }) => atSec >= beforeSec);
  list.splice(0, kept === -1 ? list.length : kept);
}
