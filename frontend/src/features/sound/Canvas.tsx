import { useEffect, useMemo, useRef } from 'react';
import { useWidth } from '@/lib/useWidth';
import styles from './Sound.module.css';
import { palette } from './palette';
import type { Picture } from './pictures';
import type { View } from './view';

/** The values as a small image of one point each, lowest row at the bottom. */
function imageOf({ rows, columns, bytes, scale }: Picture, dark: boolean): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const colours = palette(scale, dark);
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < rows * columns; i++) {
    const [column, row] = [Math.floor(i / rows), i % rows];
    const [r, g, b] = colours[bytes[i] ?? 0] ?? [0, 0, 0];
    image.data.set([r, g, b, 255], 4 * ((rows - 1 - row) * columns + column));
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The picture, as sharp as the screen, for the time that is shown. */
export function Canvas({ picture, view, dark }: { picture: Picture; view: View; dark: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas);
  const image = useMemo(() => imageOf(picture, dark), [picture, dark]);
  useEffect(() => {
    const { current } = canvas;
    const context = current?.getContext('2d');
    if (!current || !context || !image) return;
    const density = window.devicePixelRatio;
    current.width = Math.round(width * density);
    current.height = Math.round(current.clientHeight * density);
    const from = (view.from - picture.start) / picture.step;
    const length = (view.to - view.from) / picture.step;
    // Bands of frequency run into one another; notes and coefficients do not.
    context.imageSmoothingEnabled = picture.id === 'mel' && length > 60;
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, from, 0, length, picture.rows, 0, 0, current.width, current.height);
  }, [image, view, width, picture]);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
}
