import type { Judged } from '@/api';

/** "The Needles – Spruce Song!" -> "the-needles-spruce-song": a file's name from a title. */
export function fileName(title: string, ending: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${plain.slice(0, 80) || 'song'}-genre.${ending}`;
}

/** A cell that no spreadsheet takes for a formula or for two cells. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line for every genre: its votes and its calibrated probability. */
export function csvOf({ votes, probabilities, model }: Pick<Judged, 'votes' | 'probabilities' | 'model'>, title: string): string {
  const lines = probabilities.map(({ genre, probability }) => {
    const won = votes.find((row) => row.genre === genre);
    return [title, model.name, model.version, genre, won?.votes ?? 0, won?.fraction ?? 0, probability];
  });
  const head = ['title', 'model', 'version', 'genre', 'votes', 'fraction', 'probability'];
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Hands a file to the browser to keep. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it once the click is through.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
