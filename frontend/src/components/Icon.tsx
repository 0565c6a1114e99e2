const paths = {
  play: 'M8 5.5v13l11-6.5z',
  pause: 'M7 5h3.6v14H7zM13.4 5H17v14h-3.6z',
  search: 'M10.5 4a6.5 6.5 0 0 1 5.2 10.4l4.4 4.5-1.2 1.2-4.5-4.4A6.5 6.5 0 1 1 10.5 4m0 1.8a4.7 4.7 0 1 0 0 9.4 4.7 4.7 0 0 0 0-9.4',
  file: 'M11.1 16h1.8V7.6l3 3 1.3-1.3L12 4.2 6.8 9.3l1.3 1.3 3-3zM4.5 17.9h15v1.8h-15z',
  close: 'm6.5 5.2 5.5 5.5 5.5-5.5 1.3 1.3-5.5 5.5 5.5 5.5-1.3 1.3-5.5-5.5-5.5 5.5-1.3-1.3 5.5-5.5-5.5-5.5z',
  check: 'm9.6 17.6-5.2-5.2 1.4-1.4 3.8 3.8 8.6-8.6 1.4 1.4z',
  sound: 'M4 9.5h3.4L12 5.2v13.6l-4.6-4.3H4zm10.4-.9a4.6 4.6 0 0 1 0 6.8l-1.1-1.3a2.9 2.9 0 0 0 0-4.2zm2.4-2.7a8.2 8.2 0 0 1 0 12.2l-1.2-1.3a6.4 6.4 0 0 0 0-9.6z',
  mute: 'M4 9.5h3.4L12 5.2v13.6l-4.6-4.3H4zm11.2-.2 2.2 2.2 2.2-2.2 1.2 1.2-2.2 2.2 2.2 2.2-1.2 1.2-2.2-2.2-2.2 2.2-1.2-1.2 2.2-2.2-2.2-2.2z',
  sun: 'M12 7.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4M11.1 3h1.8v2.8h-1.8zm0 15.2h1.8V21h-1.8zM3 11.1h2.8v1.8H3zm15.2 0H21v1.8h-2.8zM5 6.3 6.3 5l2 2L7 8.3zm10.7 10.7 1.3-1.3 2 2-1.3 1.3zM5 17.7l2-2L8.3 17l-2 2zM15.7 7l2-2L19 6.3l-2 2z',
  moon: 'M20 14.2A8.4 8.4 0 0 1 9.8 4a8.4 8.4 0 1 0 10.2 10.2',
  half: 'M12 3.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8m0 1.8v13.2a6.6 6.6 0 0 0 0-13.2',
  link: 'M10 7H7a5 5 0 0 0 0 10h3v-1.8H7a3.2 3.2 0 0 1 0-6.4h3zm4 0v1.8h3a3.2 3.2 0 0 1 0 6.4h-3V17h3a5 5 0 0 0 0-10zm-5.5 4.1h7v1.8h-7z',
  alert: 'M12 3.5 22 20.5H2zm0 3.7L5.2 18.7h13.6zm-.9 4h1.8v4h-1.8zm0 5h1.8v1.6h-1.8z',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside words or inside a named control, so it says nothing itself. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
