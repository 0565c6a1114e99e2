/** Small remembered choices. Storage may be full or forbidden; a page must not care. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`audiofiler.${key}`);
    else localStorage.setItem(`audiofiler.${key}`, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`audiofiler.${key}`);
  } catch {
    return null;
  }
}
