import { problemFrom } from './problem';

/** A result as the server gives it, with its features, for a person to keep. */
export async function resultText(id: string): Promise<string> {
  const response = await fetch(`${window.location.origin}/api/v1/classifications/${encodeURIComponent(id)}?include=features`, { credentials: 'same-origin' });
  const body: unknown = await response.json();
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as every failure reaches the page
  if (!response.ok) throw problemFrom(response.status, body);
  return JSON.stringify(body, null, 2);
}
