/** Lets the browser save a file. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Such as `2026-11-25T10-30-00`, for names of files. */
export function timeStamp(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(':', '-');
}
