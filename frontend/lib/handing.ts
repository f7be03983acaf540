/** A file on its way out of the app by the worker's own hand: the phone's share menu, or a download. */

/** WeChat's browser starts a download of a blob and then drops it without a word. */
export const dropsDownloads = (): boolean => /MicroMessenger/i.test(navigator.userAgent);

export const shareable = (file: File): boolean => !dropsDownloads() && Boolean(navigator.canShare?.({ files: [file] }));

/** Open the share menu; where it fails the file is downloaded, but not when the worker closed the menu. */
export async function share(file: File): Promise<void> {
  await navigator.share({ files: [file] }).catch((problem: Error) => {
    if (problem.name !== 'AbortError') download(file);
  });
}

export function download(file: File): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // some phones start the download late
}
