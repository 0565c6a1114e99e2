/** Chosen files, kept while the page lives so that a failed one can be sent again and heard. Files do not belong in a store. */
const MOST = 6;
const shelf = new Map<string, { file: File; url: string }>();

export function shelve(key: string, file: File): string {
  const url = URL.createObjectURL(file);
  shelf.set(key, { file, url });
  const [oldest] = shelf.keys();
  if (shelf.size > MOST && oldest !== undefined) {
    URL.revokeObjectURL(shelf.get(oldest)?.url ?? '');
    shelf.delete(oldest);
  }
  return url;
}

/** Whether its clip can be sent again: all but a file that was put away. */
export function isAtHand({ key, kind }: { key: string; kind: string }): boolean {
  return kind !== 'upload' || shelf.has(key);
}

export function shelved(key: string): File | null {
  return shelf.get(key)?.file ?? null;
}
