import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/Icon';
import styles from './Upload.module.css';

const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes what is dropped on it, one file or several. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);

  useEffect(() => {
    const count = (change: number) => {
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
    const enter = (event: DragEvent) => carriesFile(event) && count(1);
    const leave = (event: DragEvent) => carriesFile(event) && count(-1);
    const hover = (event: DragEvent) => carriesFile(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      count(-depth.current);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop };
    const pairs = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of pairs) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of pairs) window.removeEventListener(name, listener);
    };
  }, [onFiles]);

  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <p className={styles.invitation}>
        <Icon name="file" size={40} />
        Let go, and it is heard
      </p>
    </div>
  );
}
