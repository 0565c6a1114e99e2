/** Numbers, times and names as people read them. */

export function percent(fraction: number, digits = 0): string {
  return `${(fraction * 100).toFixed(digits)}%`;
}

const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A value in three digits that count, with the true minus: -22.94 -> "−22.9". */
export function figure(value: number): string {
  return three.format(value).replace('-', '−');
}

/** 2130 -> "2.1 kHz". */
export function hertz(frequency: number): string {
  if (frequency < 1000) return `${Math.round(frequency)} Hz`;
  return `${Number((frequency / 1000).toFixed(frequency < 9950 ? 1 : 0))} kHz`;
}

/** 83.4 seconds -> "1:23". */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** 83.4 seconds -> "1 minute 23 seconds", for ears. */
export function spokenClock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const minutes = Math.floor(whole / 60);
  const rest = counted(whole % 60, 'second');
  return minutes > 0 ? `${counted(minutes, 'minute')} ${rest}` : rest;
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Names as a sentence has them: "A, B and C". */
export function listed(names: string[], joint: 'and' | 'or' = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${joint} ${last}` : last;
}

/** Seconds to wait, in the unit a person would say: "7 seconds", "3 hours". */
export function wait(seconds: number): string {
  if (seconds >= 5400) return counted(Math.round(seconds / 3600), 'hour');
  return seconds >= 90 ? counted(Math.round(seconds / 60), 'minute') : counted(Math.ceil(seconds), 'second');
}

export function milliseconds(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(0)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 10 || ms === 0 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`;
}

export function bytes(n: number): string {
  if (n >= 1e6) return `${(n / 1e6).toFixed(1)} MB`;
  return n >= 1000 ? `${(n / 1000).toFixed(0)} kB` : `${n} bytes`;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** An ISO time -> "3 minutes ago". */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Number.isNaN(seconds)) return '';
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return 'just now';
}

/** "01_my-song.mp3" -> "01 my-song": a file's name without its ending, as a title. */
export function titleOfFile(name: string): string {
  return name.replace(/\.[a-z0-9]{1,5}$/i, '').replaceAll('_', ' ').trim() || name;
}
