import type { GenreLook } from '@/lib/genres';

type Shape = GenreLook['shape'];

interface Props {
  shape: Shape;
  /** Any CSS colour; the trunk takes the theme's bark. */
  colour: string;
  /** 0 a sapling, 1 fully grown. */
  growth?: number;
  className?: string | undefined;
}

/** Crowns in a box of 60 × 80, standing on y = 72. The shape tells the genre's family where colour cannot. */
export const crowns: Record<Shape, string> = {
  spruce: 'M30 4 41 24h-6l10 17h-7l12 19H10l12-19h-7l10-17h-6z',
  oak: 'M30 9c7 0 12 4 14 9 7 1 11 7 10 14 3 7-1 16-10 17-3 6-11 8-14 8s-11-2-14-8C7 48 3 39 6 32 5 25 9 19 16 18c2-5 7-9 14-9z',
  poplar: 'M30 3c9 9 14 21 14 33S38 60 30 60 16 48 16 36 21 12 30 3z',
  palm: 'M31 21C38 8 52 10 57 20c-7-3-13-3-18 0 9 1 15 8 14 18-4-7-10-11-17-12 4 7 4 14 0 20-2-8-4-14-7-18-6 4-9 10-9 18-5-7-4-15 2-21-8 0-14 4-18 11-2-10 4-17 14-19-5-3-11-2-16 1 4-10 19-12 28 3z',
  willow: 'M30 7c15 0 25 10 25 25 0 10-1 19-4 27-2-7-4-11-6-13-1 7-3 11-5 13-2-6-4-9-6-11-1 5-2 8-4 11-2-3-3-6-4-11-2 2-4 5-6 11-2-2-4-6-5-13-2 2-4 6-6 13-3-8-4-17-4-27C5 17 15 7 30 7z',
  cypress: 'M30 2c5 8 8 20 8 34 0 15-3 26-8 26s-8-11-8-26c0-14 3-26 8-34z',
  hazel: 'M30 6 53 18v26L30 58 7 44V18z',
  pine: 'M30 6c10 0 17 4 17 9s-7 9-17 9-17-4-17-9 7-9 17-9zM30 25c14 0 24 4 24 10s-10 9-24 9S6 41 6 35s10-10 24-10zM30 45c8 0 14 3 14 7s-6 6-14 6-14-2-14-6 6-7 14-7z',
  acacia: 'M3 31C6 13 18 8 30 8s24 5 27 23c-5 4-10 3-14 1-4 3-9 3-13 0-4 3-9 3-13 0-4 2-9 3-14-1z',
  apple: 'M30 12a23 23 0 1 1 0 46 23 23 0 0 1 0-46z',
};

const trunks: Partial<Record<Shape, string>> = {
  palm: 'M29 24h3l3 49h-9z',
  acacia: 'M27 73 28.5 46 17 30h4l9 11 9-11h4L31.5 46 33 73z',
  pine: 'M28.5 12h3L34 73h-8z',
};

export const trunk = (shape: Shape): string => trunks[shape] ?? 'M28 40h4l1.6 33h-7.2z';

export function Tree({ shape, colour, growth = 1, className }: Props) {
  const scale = 0.55 + 0.45 * Math.min(1, Math.max(0, growth));
  return (
    <svg viewBox="0 0 60 80" className={className} aria-hidden="true" focusable="false">
      <ellipse cx="30" cy="73" rx={19 * scale} ry="3" fill="currentColor" opacity="0.14" />
      <g transform={`translate(30 73) scale(${scale.toFixed(3)}) translate(-30 -73)`}>
        <path d={trunk(shape)} fill="var(--bark)" />
        <path d={crowns[shape]} fill={colour} />
      </g>
    </svg>
  );
}
